"""Tomorrow: how many children there would be at each tier at today's rates, if more or fewer lived here."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from suffice.analyse.needs.assessment.queries import columns
from suffice.analyse.needs.assessment.queries.reading import Read
from suffice.analyse.needs.models import PublishedFigure
from suffice.analyse.needs.models.published import PEOPLE
from suffice.core.pages.register import Column, Register
from suffice.core.pages.words import day, listed, number
from suffice.engine.comparison.intervals import Estimate
from suffice.engine.needs import Projected, Tier
from suffice.engine.needs.ahead import expected

YEARS_ON = (1, 5, 10)
"""How many years on a projection by age is looked up."""


@dataclass(frozen=True, slots=True)
class Coming:
    """How many children are projected to live here on a day to come, and who says so."""

    on: date
    when: str
    people: int
    source: str


@dataclass(frozen=True, slots=True)
class Ahead:
    """One tier on a day to come, at today's rate."""

    coming: Coming
    tier: Tier
    today: int
    people: int

    @property
    def estimate(self) -> Estimate:
        """How many children there would be, with the interval of today's count."""
        return expected(self.today, people=self.people, ahead=self.coming.people)

    @property
    def expected(self) -> int:
        """How many children there would be."""
        return round(self.estimate.value)

    @property
    def words(self) -> str:
        """6 (2 to 17)."""
        return columns.with_interval(self.estimate, 0)

    @property
    def arithmetic(self) -> str:
        """The sum in figures."""
        sum_of = f"{number(self.today)} / {number(self.people)} x {number(self.coming.people)}"
        return f"{sum_of} = {number(self.expected)}"


def ahead(read: Read, figures: Sequence[PublishedFigure]) -> Sequence[Ahead]:
    """Return each tier that is told today on each day for which a population was projected, by day and source."""
    people = read.people(read.on)
    if people is None:
        return []
    coming = [*_written(read, figures), *_by_age(read)]
    return [
        Ahead(one, level.tier, level.itself, people.number)
        for one in sorted(coming, key=lambda one: one.on)
        for level in read.now.levels
        if level.itself is not None
    ]


def _written(read: Read, figures: Sequence[PublishedFigure]) -> Iterator[Coming]:
    for one in figures:
        if one.measure == PEOPLE and one.on > read.on:
            yield Coming(one.on, one.when, int(one.number), one.source)


def _by_age(read: Read) -> Iterator[Coming]:
    """Yield what the projection by age says of the years that are looked up."""
    projected = read.assessment.ahead
    if projected is None:
        return
    for year in _years(read, projected):
        on = date(year, 6, 30)
        yield Coming(on, day(on), projected.children(year), projected.source)


def _years(read: Read, projected: Projected) -> Sequence[int]:
    return [read.on.year + one for one in YEARS_ON if read.on.year + one in projected.by_year]


def sentence(read: Read, rows: Sequence[Ahead]) -> str:
    """Tell the last day that is looked ahead to."""
    if not rows:
        return ""
    last = [one for one in rows if one.coming == rows[-1].coming]
    told = "; ".join(f"{one.tier.label.lower()} {one.words}, {number(one.today)} now" for one in last)
    coming = rows[-1].coming
    return (
        f"If as many in every 10,000 are at each tier as now, and {number(coming.people)} children live here "
        f"in {coming.on:%Y} as was projected, there will be: {told}."
    )


def ages(read: Read) -> str:
    """Tell how the ages of the children who live here are projected to change; "" without a projection by age."""
    projected = read.assessment.ahead
    if projected is None or len(years := _years(read, projected)) < 2:
        return ""
    first, last = years[0], years[-1]
    was, then = projected.by_year[first], projected.by_year[last]
    told = [f"{number(then[name])} aged {name} ({_step(then[name] - was[name])})" for name in was]
    return f"Of the children projected for mid-{last}, against mid-{first}: {listed(told)} ({projected.source})."


def _step(change: int) -> str:
    return "as many" if not change else f"{number(abs(change))} {'more' if change > 0 else 'fewer'}"


AHEAD = Register(
    name="tomorrow",
    caption="At today's rates",
    noun=("row", "rows"),
    alone=False,
    columns=(
        Column(key="on", heading="For", value=lambda one: one.coming.on, shown=lambda one: one.coming.when, sort=""),
        columns.words("tier", "Tier", lambda one: one.tier.label),
        columns.count("today", "Children now"),
        columns.estimate("expected", "Children then", lambda one: one.estimate, places=0),
        columns.words("sum", "The sum", lambda one: one.arithmetic, sortable=False),
        columns.words("source", "Population projected by", lambda one: one.coming.source, sortable=False),
    ),
)
