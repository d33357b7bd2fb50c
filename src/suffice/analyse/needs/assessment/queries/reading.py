"""What the pages of the needs assessment read out of one result, "as at" a day; rates are worked out here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Any

from suffice.analyse.needs.assessment.figures import Assessment, Day
from suffice.analyse.needs.models import AssessmentResult
from suffice.analyse.returns import kinds
from suffice.analyse.returns.queries.population import population_of
from suffice.analyse.returns.queries.register import runs
from suffice.core.models import Authority
from suffice.core.pages.words import day, listed
from suffice.engine.calendar import years_after
from suffice.engine.needs import PerChildren, Tier, TierCount
from suffice.engine.returns.model import SSDA903
from suffice.engine.returns.population import Population, PopulationFigure


@dataclass(frozen=True)
class Read:
    """A needs assessment read "as at" one day.

    Attributes:
        authority: whose.
        assessment: all of it.
        on: the day.
        population: the figures that rates divide by now.
    """

    authority: Authority
    assessment: Assessment
    on: date
    population: Population

    @cached_property
    def now(self) -> Day:
        """The figures of the day."""
        found = self.assessment.at(self.on)
        if found is None:
            raise KeyError(self.on)
        return found

    @cached_property
    def before(self) -> Day | None:
        """The figures of a year before, where that day can be read."""
        return next((one for one in self.assessment.days if one.on == years_after(self.on, -1)), None)

    @cached_property
    def series(self) -> Sequence[Day]:
        """Every year end up to the day, and the day itself."""
        return self.assessment.up_to(self.on)

    @cached_property
    def compared(self) -> Sequence[Day]:
        """The days of the series that stand beside one another: where the day has a population, those that have one."""
        rated = [one for one in self.series if self.people(one.on) is not None]
        return rated if self.people(self.on) is not None else self.series

    def people(self, on: date) -> PopulationFigure | None:
        """Return the population that a rate of a day divides by."""
        return self.population.figure_for(self.authority.code, on)

    def tier(self, tier: Tier, of: Day | None = None) -> TierCount:
        """Return a tier of a day (of this one when none is given), with its rate and the sum in figures."""
        found = of or self.now
        return found.level(tier).per(self.people(found.on))

    def known(self, of: Day | None = None) -> PerChildren:
        """Return the children at any tier, each once."""
        found = of or self.now
        return PerChildren(found.known, self.people(found.on))

    @property
    def missing(self) -> Sequence[str]:
        """Which returns are not here for the day, tier by tier."""
        return [one.source for one in self.now.levels if one.itself is None]


@dataclass(frozen=True)
class View(Read):
    """The same out of the result that stands.

    Attributes:
        result: where the figures come from.
    """

    result: AssessmentResult

    @property
    def returns_words(self) -> str:
        """Which returns, accepted when, the figures are made of."""
        used = self.result.inputs["returns"]
        accepted = [datetime.fromisoformat(one["accepted"]) for one in used if one["accepted"]]
        when = f" The last of them was accepted on {day(max(accepted))}." if accepted else ""
        told = [words for kind in kinds.KINDS for words in _named(kind, [one for one in used if one["kind"] == kind])]
        return f"Counted from {listed(told)}.{when}"


def _named(kind: str, used: Sequence[Mapping[str, Any]]) -> Sequence[str]:
    """Return what returns of one kind are called: those of one a year by their years, others each by itself."""
    if kind in {SSDA903, kinds.CIN} and len(used) > 1:
        return [f"the {kinds.KINDS[kind].many} of {runs([one['year'] for one in used])}"]
    return [kinds.within(kinds.called(kind, one["year"], one["part"], "")) for one in used]


def view(result: AssessmentResult, on: date | None) -> View:
    """Return the result read on the day asked for, or on the last that it can be read on."""
    assessment = result.assessment
    days = [one.on for one in assessment.days]
    read = on if on in days else None
    return View(result.authority, assessment, read or days[-1], population_of(result.authority), result)


def days(result: AssessmentResult) -> Sequence[date]:
    """Return the days that can be read "as at", latest first."""
    return [one.on for one in reversed(result.assessment.days)]
