"""Figures of an ensemble by month, and of the difference between two that share their luck."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from suffice.engine.projection.cells import AGES, STATES, STREAMS
from suffice.engine.projection.simulate import Ensemble
from suffice.engine.projection.tables import Reals

_NOTHING = 1e-9


@dataclass(frozen=True, slots=True)
class Figures:
    """Where a number lies over the replicates, at the end of each month kept.

    Attributes:
        mean: [kept].
        p10: [kept], one in ten replicates is at or below it.
        p50: [kept], the middle.
        p90: [kept], nine in ten replicates are at or below it.
    """

    mean: Reals
    p10: Reals
    p50: Reals
    p90: Reals

    def at(self, month: int) -> dict[str, float]:
        """Return the figures of one of the months kept as plain values; means finely enough to add up."""
        return {
            "mean": round(float(self.mean[month]), 6),
            **{name: round(float(getattr(self, name)[month]), 2) for name in ("p10", "p50", "p90")},
        }


@dataclass(frozen=True, slots=True)
class Difference(Figures):
    """A number less the same number elsewhere, replicate by replicate with the same luck.

    Attributes:
        below: [kept], share of replicates in which it is below 0.
        above: [kept], share of replicates in which it is above 0.
    """

    below: Reals
    above: Reals

    def at(self, month: int) -> dict[str, float]:
        """Return the figures of one of the months kept as plain values, with both chances."""
        chances = {name: round(float(getattr(self, name)[month]), 4) for name in ("below", "above")}
        return {**super(Difference, self).at(month), **chances}


@dataclass(frozen=True, slots=True)
class Table:
    """Figures of the total, and of each part; the means of the parts sum to the mean of the total.

    Attributes:
        total: of all children.
        by_placement: of each placement state.
        by_age: of each age band.
        by_stream: of unaccompanied children, and of all others.
    """

    total: Figures
    by_placement: Mapping[str, Figures]
    by_age: Mapping[str, Figures]
    by_stream: Mapping[str, Figures]

    def at(self, month: int) -> dict[str, Any]:
        """Return the figures of one of the months kept as plain values."""
        parts = {name: getattr(self, name) for name in ("by_placement", "by_age", "by_stream")}
        return {
            "total": self.total.at(month),
            **{name: {key: one.at(month) for key, one in part.items()} for name, part in parts.items()},
        }


@dataclass(frozen=True, slots=True)
class Numbers:
    """Children in care in each replicate; the parts sum to the total.

    Attributes:
        total: [replicate, kept].
        by_placement: [replicate, kept, state].
        by_age: [replicate, kept, age].
        by_stream: [replicate, kept, stream].
    """

    total: Reals
    by_placement: Reals
    by_age: Reals
    by_stream: Reals

    def less(self, other: Numbers) -> Numbers:
        """Return the differences, replicate by replicate."""
        return self._with(other, np.subtract)

    def plus(self, other: Numbers) -> Numbers:
        """Return the sums, replicate by replicate."""
        return self._with(other, np.add)

    def figures(self) -> Table:
        """Return where each number lies."""
        return self._table(figures_of)

    def differences(self) -> Table:
        """Return where each difference lies, with the chance of its being below or above 0."""
        return self._table(_difference)

    def _with(self, other: Numbers, work: Callable[[Reals, Reals], Reals]) -> Numbers:
        return Numbers(
            work(self.total, other.total),
            work(self.by_placement, other.by_placement),
            work(self.by_age, other.by_age),
            work(self.by_stream, other.by_stream),
        )

    def _table(self, make: Callable[[Reals], Figures]) -> Table:
        return Table(
            make(self.total),
            *(
                {name: make(part[:, :, at]) for at, name in enumerate(names)}
                for part, names in ((self.by_placement, STATES), (self.by_age, AGES), (self.by_stream, STREAMS))
            ),
        )


def numbers(ensemble: Ensemble, factors: Reals | None = None) -> Numbers:
    """Return the numbers of an ensemble.

    Args:
        ensemble: what the replicates gave.
        factors: [replicate, kept], what every number of that replicate and month is multiplied by.
    """
    scale = np.ones(ensemble.counts.shape[:2]) if factors is None else factors
    cells, each = ensemble.counts.sum(axis=2), scale[:, :, None]
    return Numbers(
        cells.sum(axis=(2, 3)) * scale,
        cells.sum(axis=3) * each,
        cells.sum(axis=2) * each,
        ensemble.counts.sum(axis=(3, 4)) * each,
    )


def figures_of(sample: Reals) -> Figures:
    """Return where the numbers of a sample, [replicate, kept], lie."""
    return Figures(sample.mean(axis=0), *_tenths(sample))


def _difference(sample: Reals) -> Difference:
    below, above = ((sample < -_NOTHING).mean(axis=0), (sample > _NOTHING).mean(axis=0))
    return Difference(sample.mean(axis=0), *_tenths(sample), below, above)


def _tenths(sample: NDArray[np.float64]) -> tuple[Reals, Reals, Reals]:
    """The numbers that one, five and nine in ten replicates are at or below: always numbers that occurred."""
    ordered, size = np.sort(sample, axis=0), sample.shape[0]
    one, five, nine = (ordered[-(-size * tenths // 10) - 1] for tenths in (1, 5, 9))
    return one, five, nine
