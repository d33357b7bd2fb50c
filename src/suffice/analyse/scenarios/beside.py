"""The strategy's own cases beside scenarios that start as many children, and why the numbers differ."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from suffice.analyse.projections.models import PublishedArithmetic
from suffice.analyse.projections.outcome import Range
from suffice.analyse.projections.queries.strategy import worked
from suffice.analyse.projections.sentences import between
from suffice.analyse.scenarios import sentences
from suffice.analyse.scenarios.outcome import Future, Outcome
from suffice.core.pages.words import counted, day, number
from suffice.engine.projection.published import PublishedCase, strategy
from suffice.engine.projection.scenario.model import Starters, Who


@dataclass(frozen=True, slots=True)
class Side:
    """One of the strategy's cases beside the scenario that starts as many children.

    Attributes:
        case: as the strategy works it out.
        on: the day that it is about.
        month: which month of the scenario ends then, from 0.
        place: of the scenario in the comparison, from 1.
        future: the scenario.
    """

    case: PublishedCase
    on: date
    month: int
    place: int
    future: Future

    @property
    def held(self) -> Range:
        """The simulated number on that day."""
        return self.future.moments[self.month].number()

    @property
    def answer(self) -> str:
        """Both numbers in a sentence."""
        case, held = self.case, self.held
        where = "inside" if held.holds(case.end) else "below" if case.end < held.p10 else "above"
        return (
            f"For {day(self.on)} the strategy's {case.label.lower()} case gives {number(case.end)} children in care. "
            f"Simulated with the same {counted(case.starters, 'child', 'children')} starting a month it is "
            f"{between(held)}, four times in five: the strategy's number lies {where} that range."
        )


def sides(arithmetic: PublishedArithmetic | None, outcome: Outcome) -> Sequence[Side]:
    """Return each case of the strategy that a scenario of the comparison sets up; none from another day."""
    if arithmetic is None or arithmetic.begins != outcome.origin:
        return []
    month = outcome.at(arithmetic.ends)
    if month is None:
        return []
    return [
        Side(case, arithmetic.ends, month, place, future)
        for case in worked(arithmetic).cases
        for place, future in enumerate(outcome.scenarios, start=1)
        if _is(case, arithmetic, future)
    ]


def of_medium(sides: Sequence[Side]) -> Side:
    """Return the medium case, or the first where it is not among them."""
    return next((one for one in sides if one.case.name == "medium"), sides[0])


def why(arithmetic: PublishedArithmetic, side: Side, outcome: Outcome) -> Sequence[str]:
    """Tell, from the figures, why the strategy and the simulation differ with the same children starting."""
    stay, leave = strategy().stay, strategy().leave
    stayed = round(12 * side.case.starters * float(stay))
    left = round(arithmetic.tracked * float(leave))
    year = {name: Range(**side.future.years[0][name]) for name in ("started", "returned", "left", "turned_18")}
    moment = side.future.moments[side.month]
    months = side.month + 1
    return [
        f"The strategy begins with {number(arithmetic.start)} children, and the returns give "
        f"{number(outcome.in_care)} on {day(outcome.origin)}.",
        f"The strategy counts a whole year: of {number(12 * side.case.starters)} children who start, {stayed} are "
        f"still in care, and {left} of the {number(arithmetic.tracked)} tracked children leave. The simulation counts "
        f"the {counted(months, 'month')} to {day(side.on)}, and every child may leave.",
        f"In the simulation's first year {between(year['started'])} children start, {between(year['returned'])} come "
        f"back, {between(year['left'])} leave before they are 18 and {between(year['turned_18'])} turn 18, each four "
        "times in five.",
        f"Against the months before going on as they were, so many children starting makes "
        f"{sentences.in_table(moment.difference())} on {day(side.on)}. The rest of what parts the two numbers is who "
        "leaves, and when.",
        "The strategy's number is one number, and says nothing of how likely it is; the range says how often the "
        "number will lie inside it.",
    ]


def _is(case: PublishedCase, arithmetic: PublishedArithmetic, future: Future) -> bool:
    """Say whether a scenario changes what the case changes, and nothing else: the children who start."""
    levers = [one.lever for one in future.levers]
    if len(levers) != 1 or not isinstance(levers[0], Starters):
        return False
    only = levers[0]
    begins = arithmetic.begins + timedelta(days=1)
    return only.who is Who.ALL and only.begins <= begins and only.children_a_month == case.starters
