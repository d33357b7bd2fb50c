"""What the pages, the downloads and the home page read out of one result, "as at" a day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from suffice.analyse.needs.models import TrendsResult
from suffice.analyse.needs.rates import Rate, rate
from suffice.analyse.needs.trends import Point, Trends
from suffice.analyse.returns.queries.population import population_of
from suffice.analyse.returns.queries.register import runs
from suffice.core.pages.words import day
from suffice.engine.calendar import years_after
from suffice.engine.returns.population import Population


@dataclass(frozen=True, slots=True)
class View:
    """Local trends read "as at" one day.

    Attributes:
        result: where the figures come from.
        trends: all of them.
        on: the day.
        population: the figures that rates divide by now.
    """

    result: TrendsResult
    trends: Trends
    on: date
    population: Population

    @property
    def now(self) -> Point:
        """The figures of the day."""
        found = self.trends.at(self.on)
        if found is None:
            raise KeyError(self.on)
        return found

    @property
    def before(self) -> Point | None:
        """The figures of the same day a year before."""
        return self.trends.at(years_after(self.on, -1))

    @property
    def series(self) -> Sequence[Point]:
        """The figures of the same day of every year up to it."""
        return self.trends.series(self.on)

    def rate(self, count: int, on: date) -> Rate | None:
        """Return a count of a day as a rate, worked out now."""
        return rate(count, self.population.figure_for(self.result.authority.code, on))

    @property
    def returns_words(self) -> str:
        """Which returns, accepted when, the figures are made of."""
        used = self.result.inputs["returns"]
        accepted = [datetime.fromisoformat(one["accepted"]) for one in used if one["accepted"]]
        which = runs([one["year"] for one in used])
        word = "return" if len(used) == 1 else "returns"
        when = f", the last of them accepted on {day(max(accepted))}" if accepted else ""
        return f"Counted from the {word} of {which}{when}."

    @property
    def told(self) -> tuple[Point, Point | None, Rate | None]:
        """What the first sentence is written from."""
        return self.now, self.before, self.rate(self.now.total, self.on)


def view(result: TrendsResult, on: date | None) -> View:
    """Return the result read on the day asked for, or on the last that it can be read on."""
    trends = result.trends
    read = on if on in trends.days else trends.days[0]
    return View(result, trends, read or trends.days[0], population_of(result.authority))
