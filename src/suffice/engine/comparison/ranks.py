"""An authority's place among all, how sure it is, and its quarter.

As the Local Authority Interactive Tool has it: place 1 is the best where one way is better; equal figures share the
better place, and the next place is passed over. Quarters are cut at the quartiles of all figures; a figure on an edge
belongs to the better side. Authorities whose figure is withheld are left out, and how many is said.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from suffice.engine.comparison.basis import Basis
from suffice.engine.measures.model import Polarity
from suffice.engine.words import counted

Places = NDArray[np.int64]

DRAWS = 2_000
SEED = 1


@dataclass(frozen=True, slots=True)
class Rank:
    """An authority's place.

    Attributes:
        place: from 1.
        of: how many authorities have a figure.
        shared: how many others have the same figure.
        interval: the places from and to which it would come in 95 of 100; None where luck is not known.
        quarter: 1 to 4, 1 the best, or the highest where neither way is better.
        left_out: authorities whose figure is withheld or missing.
        polarity: which way is better.
        among: whose place it is, such as "in England".
    """

    place: int
    of: int
    shared: int
    interval: tuple[int, int] | None
    quarter: int
    left_out: int
    polarity: Polarity
    among: str = ""

    def sentence(self) -> str:
        """Return the place in words, with how sure it is."""
        tie = f", level with {counted(self.shared, 'other')}" if self.shared else ""
        luck = "" if self.interval is None else f" Chance alone could put it anywhere {_between(self.interval)}."
        gone = (
            f" {counted(self.left_out, 'authority', 'authorities')} without a figure left out." if self.left_out else ""
        )
        among = f" {self.among}" if self.among else ""
        return (
            f"Place {self.place} of {self.of}{among}{tie}, where 1 is the {self._first}: {self._quarter}.{luck}{gone}"
        )

    @property
    def _first(self) -> str:
        return {"high": "best (highest)", "low": "best (lowest)", "context": "highest"}[self.polarity.value]

    @property
    def _quarter(self) -> str:
        first, last = ("highest", "lowest") if self.polarity is Polarity.CONTEXT else ("best", "worst")
        return (f"the {first} quarter", "the second quarter", "the third quarter", f"the {last} quarter")[
            self.quarter - 1
        ]

    def document(self) -> dict[str, Any]:
        """Return the place in the shape of ``suffice compare --json``."""
        return {
            "place": self.place,
            "of": self.of,
            "shared_with": self.shared,
            "interval": None if self.interval is None else list(self.interval),
            "quarter": self.quarter,
            "left_out": self.left_out,
            "polarity": str(self.polarity),
            "among": self.among,
            "sentence": self.sentence(),
        }


def places(values: ArrayLike, *, lowest_first: bool) -> Places:
    """Return the place of each figure; equal figures share the better place.

    Args:
        values: [..., authority] figures, none missing.
        lowest_first: whether place 1 is the lowest.
    """
    told = np.asarray(values, np.float64) * (1.0 if lowest_first else -1.0)
    order = np.sort(told, axis=-1)
    if told.ndim == 1:
        return np.searchsorted(order, told, side="left").astype(np.int64) + 1
    return np.stack([np.searchsorted(ranked, one, side="left") + 1 for ranked, one in zip(order, told, strict=True)])


def drawn_places(
    counts: Sequence[tuple[float, float] | None],
    values: Sequence[float],
    *,
    basis: Basis,
    lowest_first: bool,
    seed: int = SEED,
) -> Places:
    """Return the places in 2,000 draws of what each figure might be, [draw, authority].

    A rate is drawn from Gamma(O + 1/2, P), a share from Beta(O + 1/2, n - O + 1/2): what was counted, and next to
    nothing besides. A figure without counts stays where it is.

    Args:
        counts: [authority] numerator and denominator, where they are known.
        values: [authority] figures, in the unit of the basis.
        basis: RATE or SHARE.
        lowest_first: whether place 1 is the lowest.
        seed: the same seed gives the same places.
    """
    above = np.array([0.0 if one is None else one[0] for one in counts])
    below = np.array([1.0 if one is None else one[1] for one in counts])
    luck, shape = np.random.default_rng(seed), (DRAWS, len(counts))
    if basis is Basis.RATE:
        drawn = luck.gamma(above + 0.5, size=shape) / below
    else:
        drawn = luck.beta(above + 0.5, below - above + 0.5, size=shape)
    known = np.array([one is not None for one in counts])
    return places(np.where(known, drawn * basis.scale, np.asarray(values, np.float64)), lowest_first=lowest_first)


def rank(
    at: int,
    values: Sequence[float],
    *,
    polarity: Polarity,
    counts: Sequence[tuple[float, float] | None] | None = None,
    basis: Basis = Basis.PLAIN,
    left_out: int = 0,
    among: str = "",
    seed: int = SEED,
) -> Rank:
    """Return the place of one authority.

    Args:
        at: which of the values is its own.
        values: [authority] figures, none missing.
        polarity: which way is better; where neither is, place 1 is the highest.
        counts: [authority] numerator and denominator, where they are known; its own place has an interval where its
            own are.
        basis: what the figures were made of.
        left_out: how many authorities have no figure.
        among: whose place it is, for the sentence.
        seed: of the draws.
    """
    told = np.asarray(values, np.float64)
    lowest_first = polarity is Polarity.LOW
    interval = None
    if counts is not None and counts[at] is not None:
        own = drawn_places(counts, values, basis=basis, lowest_first=lowest_first, seed=seed)[:, at]
        low, high = np.quantile(own, [0.025, 0.975], method="inverted_cdf")
        interval = (int(low), int(high))
    return Rank(
        int(places(told, lowest_first=lowest_first)[at]),
        len(told),
        int((told == told[at]).sum()) - 1,
        interval,
        quarter(float(told[at]), told, polarity=polarity),
        left_out,
        polarity,
        among,
    )


def quarter(value: float, values: ArrayLike, *, polarity: Polarity) -> int:
    """Return the quarter of a figure among all, from 1 (best, or highest where neither way is better) to 4."""
    sign = 1.0 if polarity is Polarity.LOW else -1.0
    edges = np.quantile(sign * np.asarray(values, np.float64), [0.25, 0.5, 0.75])
    return 1 + int((sign * value > edges).sum())


def _between(interval: tuple[int, int]) -> str:
    low, high = interval
    return f"from {low} to {high}" if low < high else f"at {low} only"
