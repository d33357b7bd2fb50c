"""Statistical neighbours: the ten authorities most like one, how like, and the mean of their figures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import polars as pl

from suffice.engine.comparison.intervals import Estimate, Interval
from suffice.engine.returns.published.lookups import Lookup


@dataclass(frozen=True, slots=True)
class Neighbour:
    """One of an authority's statistical neighbours.

    Attributes:
        code: three figures.
        closeness: as published, such as "Very close"; "" where the list does not say.
    """

    code: str
    closeness: str


@dataclass(frozen=True, slots=True)
class Neighbours:
    """A list of statistical neighbours.

    Attributes:
        of: the neighbours of each authority, the closest first, never itself.
        file: where they stand.
    """

    of: Mapping[str, tuple[Neighbour, ...]]
    file: str


def neighbours_of(lookup: Lookup) -> Neighbours:
    """Return the list out of a lookup of ``neighbours``: whoever is told twice counts once, oneself never."""
    return neighbours_in(lookup.frame, file=lookup.file)


def neighbours_in(frame: pl.DataFrame, *, file: str) -> Neighbours:
    """Return the list in rows of ``code, rank, neighbour, closeness``; see `neighbours_of`."""
    told: dict[str, dict[str, Neighbour]] = {}
    rows = frame.sort("code", "rank", maintain_order=True).select("code", "neighbour", "closeness")
    for code, other, closeness in rows.iter_rows():
        if other and other != code:
            told.setdefault(code, {}).setdefault(other, Neighbour(other, closeness or ""))
    return Neighbours({code: tuple(mine.values()) for code, mine in told.items()}, file)


def mean(estimates: Sequence[Estimate]) -> Estimate:
    """Return the plain mean of authorities' figures, each counting as one, with its interval.

    The distances to the limits are added as squares and divided by how many there are.

    Args:
        estimates: at least one.
    """
    size = len(estimates)
    value = sum(one.value for one in estimates) / size
    below = sum((one.value - one.interval.low) ** 2 for one in estimates) ** 0.5 / size
    above = sum((one.interval.high - one.value) ** 2 for one in estimates) ** 0.5 / size
    return Estimate(value, Interval(value - below, value + above))
