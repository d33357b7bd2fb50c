"""A projection as pages, charts and downloads read it: the document of the engine, and the facts beside it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
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
class Cohort:
    """A group that needs a plan of its own.

    Attributes:
        code: stable name.
        label: the words a page uses.
        definition: who counts, in a sentence.
        cannot_tell: what the returns do not hold, in a sentence; empty where they hold it all.
        now: children in it at the origin.
        ranges: how many there may be on each day ahead.
    """

    code: str
    label: str
    definition: str
    cannot_tell: str
    now: int
    ranges: Mapping[date, Range]


@dataclass(frozen=True, slots=True)
class Shares:
    """How the variance of a number splits, in per cent; `error` is the standard error of the least sure part."""

    chance: float
    rates: float
    drift: float
    error: float


@dataclass(frozen=True, slots=True)
class Split:
    """Where the range of one day ahead comes from."""

    total: Shares
    by_placement: Mapping[str, Shares]
    by_age: Mapping[str, Shares]


@dataclass(frozen=True, slots=True)
class Sides:
    """The two totals of one day ahead: by children followed one by one, and by what councils' totals have done."""

    on: date
    child_level: Range
    panel: Range | None


@dataclass(frozen=True, slots=True)
class Outlook:
    """Both totals; where they are `apart` no average was made of them."""

    apart: bool
    sides: tuple[Sides, ...]

    @property
    def last(self) -> Sides:
        """Both totals on the furthest day ahead."""
        return self.sides[-1]


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
        cohorts: groups that need a plan of their own.
        split: where the range of each day ahead comes from; empty where it was not asked for.
        outlook: both totals; None where only one was worked out.
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
    cohorts: tuple[Cohort, ...] = ()
    split: Mapping[date, Split] = field(default_factory=dict)
    outlook: Outlook | None = None

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
            cohorts=tuple(_cohort(one) for one in document.get("cohorts") or ()),
            split={date.fromisoformat(one["date"]): _split(one) for one in document.get("split") or ()},
            outlook=_outlook(told) if (told := document.get("outlook")) else None,
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


def _cohort(document: Mapping[str, Any]) -> Cohort:
    words = {name: document[name] for name in ("code", "label", "definition", "cannot_tell", "now")}
    figures = ("mean", "p10", "p50", "p90")
    ranges = {date.fromisoformat(one["date"]): Range(*(one[name] for name in figures)) for one in document["horizons"]}
    return Cohort(**words, ranges=ranges)


def _split(document: Mapping[str, Any]) -> Split:
    return Split(
        total=_shares(document["total"]),
        by_placement={name: _shares(one) for name, one in document["by_placement"].items()},
        by_age={name: _shares(one) for name, one in document["by_age"].items()},
    )


def _shares(document: Mapping[str, Any]) -> Shares:
    return Shares(**{name: document[name] for name in ("chance", "rates", "drift", "error")})


def _outlook(document: Mapping[str, Any]) -> Outlook:
    sides = [
        Sides(date.fromisoformat(one["date"]), _ends(one["child_level"]), _ends(one["panel"]) if one["panel"] else None)
        for one in document["months"]
    ]
    return Outlook(document["apart"], tuple(sides))


def _ends(document: Mapping[str, Any]) -> Range:
    """A range whose mean is not told; its middle stands for it."""
    return Range(document["p50"], document["p10"], document["p50"], document["p90"])
