"""Whether an authority differs from the rest by more than authorities do.

Spiegelhalter (2005), Handling over-dispersion of performance indicators, Quality and Safety in Health Care 14: the
additive model. Rates are compared on the square-root scale, shares on the arcsine scale, where the luck of a count
hardly hangs on its size. What is left after the luck is a spread between authorities, and the limits make room for it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from suffice.engine.comparison.basis import Basis

Reals = NDArray[np.float64]

LIMITS = {95.0: 1.959964, 99.8: 3.090232}
"""Per cent that lie inside, and the standard normal quantile."""
WINSORISED = 0.1
"""The share at either end whose distance is cut to that of the next, lest a few far authorities widen all limits."""
FEWEST = 5


class Standing(StrEnum):
    """Where an authority lies in a funnel."""

    FAR_ABOVE = "far_above"
    ABOVE = "above"
    INSIDE = "inside"
    BELOW = "below"
    FAR_BELOW = "far_below"

    @property
    def label(self) -> str:
        """The words a page uses."""
        return {
            "far_above": "above the 99.8% limit",
            "above": "above the 95% limit, inside the 99.8% limit",
            "inside": "inside the 95% limits",
            "below": "below the 95% limit, inside the 99.8% limit",
            "far_below": "below the 99.8% limit",
        }[self.value]


@dataclass(frozen=True, slots=True, eq=False)
class Funnel:
    """A funnel of all authorities.

    Attributes:
        basis: whether figures are rates or shares.
        centre: the figure of all authorities together, as a quotient (not yet per 10,000 or per cent).
        dispersion: phi, the mean square of winsorised distances; two thirds where authorities differ by luck alone.
        between: tau, the spread between authorities on the transformed scale; 0 where luck explains all.
        plain: [authority] distance in standard errors of luck alone.
        adjusted: [authority] distance in standard errors of luck and the spread between authorities.
    """

    basis: Basis
    centre: float
    dispersion: float
    between: float
    plain: Reals
    adjusted: Reals

    def limits(self, denominators: ArrayLike, percent: float = 99.8, *, adjusted: bool = True) -> tuple[Reals, Reals]:
        """Return the lower and upper limit, as quotients, for authorities of these sizes.

        Args:
            denominators: [n] populations, or children out of whom the share is.
            percent: 95 or 99.8.
            adjusted: whether to make room for the spread between authorities.
        """
        sizes = np.asarray(denominators, np.float64)
        luck, target, back = _scale(self.basis, self.centre, sizes)
        half = LIMITS[percent] * np.sqrt(luck**2 + (self.between**2 if adjusted else 0.0))
        return back(target - half), back(target + half)

    def standings(self, *, adjusted: bool = True) -> list[Standing]:
        """Return where each authority lies."""
        return [_standing(float(one)) for one in (self.adjusted if adjusted else self.plain)]

    def flagged(self, percent: float = 99.8, *, adjusted: bool = True) -> int:
        """Return how many authorities lie beyond the limits."""
        return int((np.abs(self.adjusted if adjusted else self.plain) > LIMITS[percent]).sum())

    def sentence(self) -> str:
        """Return what the funnel makes room for, in words."""
        if not self.between:
            return "Authorities differ by no more than chance would have it, so the limits are those of chance."
        return (
            f"Authorities differ {np.sqrt(self.dispersion):.1f} times as far as chance would have it; the limits make "
            "room for that (Spiegelhalter 2005), so only an authority that stands out from the others lies outside."
        )

    def document(self) -> dict[str, Any]:
        """Return the funnel without its points."""
        return {
            "centre": self.centre * self.basis.scale,
            "dispersion": round(self.dispersion, 4),
            "between": round(self.between, 6),
            "authorities": len(self.plain),
            "outside_99_8_adjusted": self.flagged(),
            "outside_99_8_by_chance_alone": self.flagged(adjusted=False),
            "sentence": self.sentence(),
        }


def funnel(numerators: ArrayLike, denominators: ArrayLike, *, basis: Basis) -> Funnel:
    """Return the funnel of a rate or share.

    Args:
        numerators: [authority] counts.
        denominators: [authority] populations, or children out of whom the share is; each above 0.
        basis: RATE or SHARE.

    Raises:
        ValueError: there are fewer than 5 authorities, a denominator is 0, nobody or everybody was counted, or the
            figure is neither a rate nor a share.
    """
    counts, sizes = np.asarray(numerators, np.float64), np.asarray(denominators, np.float64)
    _insist(counts, sizes, basis)
    centre = float(counts.sum() / sizes.sum())
    luck, target, _ = _scale(basis, centre, sizes)
    apart = _transformed(basis, counts, sizes, centre) - target
    plain = apart / luck
    kept = np.clip(plain, *np.quantile(plain, [WINSORISED, 1 - WINSORISED]))
    dispersion = float(np.mean(kept**2))
    weights = luck**-2
    room = weights.sum() - (weights**2).sum() / weights.sum()
    between = float(np.sqrt(max(0.0, (len(plain) * dispersion - (len(plain) - 1)) / room)))
    return Funnel(basis, centre, dispersion, between, plain, apart / np.hypot(luck, between))


def _scale(basis: Basis, centre: float, sizes: Reals) -> tuple[Reals, float, Callable[[Reals], Reals]]:
    """Return the luck of each authority, the centre, and the way back from the scale on which they are."""
    if basis is Basis.RATE:
        return 0.5 / np.sqrt(centre * sizes), 1.0, lambda at: centre * np.maximum(at, 0.0) ** 2
    target = float(np.arcsin(np.sqrt(centre)))
    return 0.5 / np.sqrt(sizes), target, lambda at: np.sin(np.clip(at, 0.0, np.pi / 2)) ** 2


def _transformed(basis: Basis, counts: Reals, sizes: Reals, centre: float) -> Reals:
    """Return counts on the scale on which luck has one size: the root for rates, the arcsine for shares."""
    if basis is Basis.RATE:
        return np.sqrt(counts / (centre * sizes))
    return np.arcsin(np.sqrt(counts / sizes))


def _standing(apart: float) -> Standing:
    if abs(apart) > LIMITS[99.8]:
        return Standing.FAR_ABOVE if apart > 0 else Standing.FAR_BELOW
    if abs(apart) > LIMITS[95.0]:
        return Standing.ABOVE if apart > 0 else Standing.BELOW
    return Standing.INSIDE


def _insist(counts: Reals, sizes: Reals, basis: Basis) -> None:
    if basis is Basis.PLAIN:
        raise ValueError("A funnel is of counts out of a population: this measure has no such counts.")
    if len(counts) < FEWEST:
        raise ValueError(f"A funnel needs at least {FEWEST} authorities with counts: there are {len(counts)}.")
    if (sizes <= 0).any() or (counts < 0).any():
        raise ValueError("A funnel needs a count of 0 or more out of a number above 0 for every authority.")
    if not counts.sum() or (basis is Basis.SHARE and (counts > sizes).any()) or counts.sum() == sizes.sum():
        raise ValueError("A funnel needs some who were counted and some who were not.")
