"""An ensemble as figures: the mean and the range of each total, placement and age, at each date."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np

from suffice.engine.projection.cells import AGES, STATES, STREAMS
from suffice.engine.projection.kernels import LEFT, RETURNED, STARTED, TURNED_18
from suffice.engine.projection.simulate import Ensemble
from suffice.engine.projection.tables import Reals, Whole


@dataclass(frozen=True, slots=True)
class Range:
    """Where a number lies over the replicates.

    Attributes:
        mean: over all replicates.
        p10: one in ten replicates is at or below it; a number that occurred, to the whole child, as are the others.
        p50: the middle.
        p90: nine in ten replicates are at or below it.
    """

    mean: float
    p10: int
    p50: int
    p90: int

    def document(self) -> dict[str, float]:
        """Return the range as plain values; the mean finely enough that parts add up to their whole."""
        return {"mean": round(self.mean, 6), "p10": self.p10, "p50": self.p50, "p90": self.p90}


@dataclass(frozen=True, slots=True)
class Horizon:
    """Children in care at the end of one day ahead.

    Attributes:
        on: the day.
        total: all children.
        by_placement: for each of the nine placement states.
        by_age: for each age band.
        by_stream: unaccompanied children, and all others. In every single replicate placements, ages and streams each
            sum to the total; their percentiles do not.
    """

    on: date
    total: Range
    by_placement: Mapping[str, Range]
    by_age: Mapping[str, Range]
    by_stream: Mapping[str, Range]

    def document(self) -> dict[str, Any]:
        """Return the horizon in the shape that ``suffice project --json`` promises."""
        return {
            "date": self.on.isoformat(),
            "total": self.total.document(),
            "by_placement": {state: one.document() for state, one in self.by_placement.items()},
            "by_age": {band: one.document() for band, one in self.by_age.items()},
            "by_stream": {stream: one.document() for stream, one in self.by_stream.items()},
        }


@dataclass(frozen=True, slots=True)
class YearOfFlows:
    """Who comes into the count and leaves it in one projected year.

    The count of children followed one by one changes by exactly the difference; factors are not in it.

    Attributes:
        first: the day after which the year runs.
        last: its last day.
        started: children entering for the first time, or after a long absence.
        returned: children coming back.
        left: children leaving before they are 18.
        turned_18: children leaving because they are 18.
    """

    first: date
    last: date
    started: Range
    returned: Range
    left: Range
    turned_18: Range


def horizons(ensemble: Ensemble, dates: Sequence[date], *, factors: Reals | None = None) -> tuple[Horizon, ...]:
    """Return the figures of every kept date.

    Args:
        ensemble: what the replicates gave.
        dates: the date of each month end kept, in order.
        factors: [replicate, kept], what every count of that replicate and month is multiplied by; 1 without.
    """
    counts = ensemble.counts
    scale = np.ones(counts.shape[:2]) if factors is None else factors
    total = ranges(counts.sum(axis=(2, 3, 4)) * scale)
    breakdowns = (
        (STATES, counts.sum(axis=(2, 4))),
        (AGES, counts.sum(axis=(2, 3))),
        (STREAMS, counts.sum(axis=(3, 4))),
    )
    named = [_by_name(names, ranges(numbers * scale[..., None])) for names, numbers in breakdowns]
    return tuple(Horizon(on, total[at], *(one[at] for one in named)) for at, on in enumerate(dates))


def _by_name(names: Sequence[str], figures: Sequence[Range]) -> list[dict[str, Range]]:
    wide = len(names)
    return [dict(zip(names, figures[at : at + wide], strict=True)) for at in range(0, len(figures), wide)]


def years_of_flows(ensemble: Ensemble, ends: Sequence[date]) -> tuple[YearOfFlows, ...]:
    """Return the flows of every projected year.

    Args:
        ensemble: what the replicates gave.
        ends: the origin, then the last day of each year.
    """
    by_year = [ranges(ensemble.flows[:, year]) for year in range(ensemble.flows.shape[1])]
    return tuple(
        YearOfFlows(
            first=first,
            last=last,
            started=figures[STARTED],
            returned=figures[RETURNED],
            left=figures[LEFT],
            turned_18=figures[TURNED_18],
        )
        for first, last, figures in zip(ends[:-1], ends[1:], by_year, strict=True)
    )


def ranges(numbers: Whole | Reals) -> list[Range]:
    """Return the range of every figure over the replicates, the first axis, in the order of the other axes."""
    replicates = numbers.shape[0]
    ordered = np.sort(numbers.reshape(replicates, -1), axis=0)
    picked = [np.rint(ordered[-(-replicates * tenths // 10) - 1]) for tenths in (1, 5, 9)]
    return [
        Range(float(mean), int(p10), int(p50), int(p90))
        for mean, p10, p50, p90 in zip(ordered.mean(axis=0), *picked, strict=True)
    ]
