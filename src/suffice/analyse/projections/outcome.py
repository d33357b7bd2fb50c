"""A projection as pages, charts and downloads read it: the document of the engine, and the facts beside it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

_A_MONTH = 31  # days


@dataclass(frozen=True, slots=True)
class Range:
    """Where a number will be four times in five, with the middle and the mean."""

    mean: float
    p10: float
    p50: float
    p90: float

    def holds(self, number: int) -> bool:
        """Say whether a number lies inside, the ends included."""
        return self.p10 <= number <= self.p90


@dataclass(frozen=True, slots=True)
class Horizon:
    """The figures of one day ahead."""

    on: date
    total: Range
    by_placement: Mapping[str, Range]
    by_age: Mapping[str, Range]


@dataclass(frozen=True, slots=True)
class Before:
    """Children who started and left in the months before the origin, as the returns count them."""

    months: int
    started: int
    ceased: int


@dataclass(frozen=True, slots=True)
class YearAhead:
    """Who comes and goes in the first year ahead: starting, coming back, leaving before 18, and turning 18."""

    started: Range
    returned: Range
    left: Range
    turned_18: Range


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one projection says.

    Attributes:
        origin: the last day that it knows.
        in_care: children in care on that day.
        reference: the day before the first, and the last, of the months from which rates were learnt.
        horizons: the days ahead, in order, a month apart.
        method: the method and its version, as the engine tells them.
        findings: what the engine has to say about it, as sentences.
        actual: children in care on days before, on and after the origin, as the accepted returns give them.
        at_origin: children in care on the origin, by breakdown and group.
        before: who started and left in the months that rates were learnt from.
        year: who comes and goes in the first year ahead.
    """

    origin: date
    in_care: int
    reference: tuple[date, date]
    horizons: tuple[Horizon, ...]
    method: str
    findings: tuple[str, ...]
    actual: Mapping[date, int]
    at_origin: Mapping[str, Mapping[str, int]]
    before: Before
    year: YearAhead

    @classmethod
    def of(cls, document: Mapping[str, Any], facts: Mapping[str, Any]) -> Outcome:
        """Return the outcome that a projection's document and the facts beside it tell."""
        first, last = (date.fromisoformat(day) for day in document["reference"])
        return cls(
            origin=date.fromisoformat(document["origin"]),
            in_care=document["in_care_at_origin"],
            reference=(first, last),
            horizons=tuple(_horizon(one) for one in document["horizons"]),
            method=document["method"],
            findings=tuple(one["sentence"] for finding in document["findings"] for one in finding["examples"][:1]),
            actual={date.fromisoformat(day): count for day, count in facts["actual"].items()},
            at_origin=facts["at_origin"],
            before=Before(**facts["before"]),
            year=YearAhead(**{name: Range(**one) for name, one in facts["year"].items()}),
        )

    @property
    def last(self) -> Horizon:
        """The furthest day ahead."""
        return self.horizons[-1]

    def about(self, on: date) -> Horizon | None:
        """Return the figures of a day ahead, or of the last horizon in the month before it; None further away."""
        before = [one for one in self.horizons if one.on <= on]
        return before[-1] if before and (on - before[-1].on).days <= _A_MONTH else None

    @property
    def yearly(self) -> Sequence[Horizon]:
        """The horizons a whole number of years after the origin."""
        return self.horizons[11::12]

    @property
    def known(self) -> Sequence[tuple[Horizon, int]]:
        """The horizons whose day the returns cover, each with what then happened."""
        return [(one, self.actual[one.on]) for one in self.horizons if one.on in self.actual]


def _horizon(document: Mapping[str, Any]) -> Horizon:
    return Horizon(
        on=date.fromisoformat(document["date"]),
        total=Range(**document["total"]),
        by_placement={state: Range(**one) for state, one in document["by_placement"].items()},
        by_age={band: Range(**one) for band, one in document["by_age"].items()},
    )
