"""One total out of two: children followed one by one, and what councils' totals have done from such numbers before.

The child-level ensemble knows ages, stays and flows; the public panel of authorities knows how far totals wander. At
each month the ensemble's total is moved and widened, on the log scale, so that its quantiles become the average of its
own and the panel's. Every replicate and month gets one factor, by which all its cells are multiplied: parts go on
adding up to the total, and what a scenario changes keeps its relative size. Source: `docs/method/backtest.md`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from suffice.engine.findings import Finding, note
from suffice.engine.projection.tables import Reals

PRIOR_ORIGINS = 10.0
"""How many past origins the width as it stands is worth, against the authority's own."""

_PROBABILITIES = (0.1, 0.5, 0.9)
_JUDGED_MONTHS = 60  # the panel was never tested beyond
_LEAST = 0.5  # stands for nobody where a logarithm is taken


class Outlook(Protocol):
    """What the public panel says of the total: `panel.outlook` gives one."""

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What the reader must know of it."""
        ...

    def quantiles(self, probabilities: Sequence[float]) -> Reals:
        """Return [month, probability], children, month 0 being the origin."""
        ...


@dataclass(frozen=True, slots=True)
class Own:
    """What the authority's own past says of the width.

    Attributes:
        squared: by months ahead, the mean square of standardised errors: of what happened less the middle, on the log
            scale, over the width. 1 where the width was right.
        origins: by months ahead, how many past origins that rests on, overlapping ones counted for what they are worth.
    """

    squared: Mapping[int, float]
    origins: Mapping[int, float]

    def width(self, months: NDArray[np.integer] | Sequence[int]) -> Reals:
        """Return what to multiply the width by at each month: between horizons in proportion, beyond them the nearest.

        The square is `(10 x 1 + n x mean square) / (10 + n)`: a few past years change it little.
        """
        known = sorted(self.squared)
        if not known:
            return np.ones(len(months))
        n = np.array([self.origins[month] for month in known])
        squares = np.array([self.squared[month] for month in known])
        widths = np.sqrt((PRIOR_ORIGINS + n * squares) / (PRIOR_ORIGINS + n))
        return np.asarray(np.interp(np.asarray(months, np.float64), known, widths), np.float64)


@dataclass(frozen=True, slots=True)
class Reconciled:
    """The factors that make one total, and what they were made of.

    Attributes:
        kept: months after the origin.
        factors: [replicate, kept], what every count of that replicate and month is multiplied by.
        child_level: [kept, 3], the number that one, five and nine in ten of the child-level totals are below.
        panel: the same by the panel; None where no outlook was given.
        width: [kept], the factor on the width that the authority's own past gives.
        apart: the two differ by more than their ranges, so neither was moved.
        findings: what the reader must know.
    """

    kept: tuple[int, ...]
    factors: Reals
    child_level: Reals
    panel: Reals | None
    width: Reals
    apart: bool
    findings: tuple[Finding, ...]

    def document(self, dates: Sequence[date]) -> dict[str, Any]:
        """Return both totals by date as plain values.

        Args:
            dates: the day of each kept month.
        """
        return {
            "apart": self.apart,
            "months": [
                {
                    "date": on.isoformat(),
                    "child_level": _range(self.child_level[at]),
                    "panel": None if self.panel is None else _range(self.panel[at]),
                    "width": round(float(self.width[at]), 4),
                }
                for at, on in enumerate(dates)
            ],
        }


def reconcile(
    totals: NDArray[np.generic],
    *,
    kept: Sequence[int],
    in_care: int,
    outlook: Outlook | None = None,
    own: Own | None = None,
) -> Reconciled:
    """Return the factors that bring child-level totals and the panel's outlook together.

    Where the middle of each lies outside the other's 80% range at the end of any whole year, they tell different
    stories and an average would tell none: nothing is moved, and both are shown.

    Args:
        totals: [replicate, kept], children in care in the ensemble.
        kept: the months after the origin of the columns, rising.
        in_care: children in care at the origin, which month 0 keeps exactly.
        outlook: what the panel says; without one only the authority's own past changes the width.
        own: the authority's own past errors, where it was tested.
    """
    months = np.asarray(kept, np.intp)
    logs = np.log(np.maximum(np.asarray(totals, np.float64), _LEAST))
    own_quantiles = np.quantile(logs, _PROBABILITIES, axis=0).T
    panel = None if outlook is None else _of_panel(outlook, months)
    apart = panel is not None and _apart(own_quantiles, panel, months)
    width = own.width(months) if own is not None else np.ones(months.size)
    aim = own_quantiles if panel is None or apart else (own_quantiles + panel) / 2.0
    factors = np.exp(_moved(logs, own_quantiles, aim, width) - logs)
    factors[:, months == 0] = 1.0
    found = _differ(own_quantiles, panel, months, in_care) if apart and panel is not None else ()
    told = outlook.findings if outlook is not None else ()
    return Reconciled(
        kept=tuple(int(month) for month in months),
        factors=factors,
        child_level=np.exp(own_quantiles),
        panel=None if panel is None else np.exp(panel),
        width=width,
        apart=apart,
        findings=(*found, *told),
    )


def _of_panel(outlook: Outlook, months: NDArray[np.intp]) -> Reals:
    """The panel's quantiles on the log scale; beyond the last month that it speaks of, those of that month."""
    said = outlook.quantiles(_PROBABILITIES)
    return np.asarray(np.log(np.maximum(said[np.minimum(months, len(said) - 1)], _LEAST)), np.float64)


def _moved(logs: Reals, own: Reals, aim: Reals, width: Reals) -> Reals:
    """Move the middle to the aim's, and make the way from it to each end that of the aim, times the width."""
    below, above = _ways(own)
    aim_below, aim_above = _ways(aim)
    off = logs - own[:, 1]
    scale = np.where(off < 0, aim_below / below, aim_above / above)
    return np.asarray(aim[:, 1] + off * scale * width, np.float64)


def _ways(quantiles: Reals) -> tuple[Reals, Reals]:
    """How far it is from the middle to each end; half a child at least, so that it can be divided by."""
    half = _LEAST / np.exp(quantiles[:, 1])
    return np.maximum(quantiles[:, 1] - quantiles[:, 0], half), np.maximum(quantiles[:, 2] - quantiles[:, 1], half)


def _apart(own: Reals, panel: Reals, months: NDArray[np.intp]) -> bool:
    judged = np.flatnonzero((months > 0) & (months % 12 == 0) & (months <= _JUDGED_MONTHS))
    if not judged.size:
        judged = np.array([months.size - 1])
    return bool(np.any(_outside(own, panel)[judged]))


def _outside(own: Reals, panel: Reals) -> NDArray[np.bool_]:
    """Whether the middle of each lies outside the range of the other."""
    one = (own[:, 1] < panel[:, 0]) | (own[:, 1] > panel[:, 2])
    other = (panel[:, 1] < own[:, 0]) | (panel[:, 1] > own[:, 2])
    return np.asarray(one & other)


def _differ(own: Reals, panel: Reals, months: NDArray[np.intp], in_care: int) -> tuple[Finding, ...]:
    at = int(np.flatnonzero(_outside(own, panel))[-1])
    here, there = np.exp(own[at]), np.exp(panel[at])
    return (
        note(
            "child-level-and-panel-apart",
            f"From {in_care:,} in care, following each child gives {_words(here)} after {int(months[at])} months, four "
            f"times in five, and what councils' totals have done before gives {_words(there)}. They differ by more "
            "than their ranges, so they are not averaged: the figures here follow each child. Ask why they differ "
            "before either is used.",
        ),
    )


def _words(ends: Reals) -> str:
    return f"{round(float(ends[0])):,} to {round(float(ends[2])):,}"


def _range(ends: Reals) -> dict[str, int]:
    return {name: round(float(end)) for name, end in zip(("p10", "p50", "p90"), ends, strict=True)}
