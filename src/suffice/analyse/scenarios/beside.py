"""The strategy's own cases beside scenarios that start as many children, and why the numbers differ."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from suffice.analyse.projections.models import PublishedArithmetic
from suffice.analyse.projections.outcome import Range
from suffice.analyse.projections.queries.strategy import worked
from suffice.analyse.projections.sentences import between
from suffice.analyse.scenarios import sentences
from suffice.analyse.scenarios.outcome import Future, Outcome, Plain
from suffice.core.pages.words import counted, day, number
from suffice.engine.calendar import years_after
from suffice.engine.projection.published import PublishedCase, strategy
from suffice.engine.projection.scenario.model import Lever, Scenario, Starters, Who


@dataclass(frozen=True, slots=True)
class Side:
    """One of the strategy's cases beside the scenario that starts as many children.

    Attributes:
        case: as the strategy works it out.
        on: the day that it is about.
        month: which month of the scenario ends then, from 0.
        future: the scenario.
    """

    case: PublishedCase
    on: date
    month: int
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
        Side(case, arithmetic.ends, month, future)
        for case in worked(arithmetic).cases
        for future in outcome.scenarios
        if _is(case, arithmetic, [one.lever for one in future.levers])
    ]


def to_be_explained(arithmetic: PublishedArithmetic | None, origin: date, scenarios: Sequence[Scenario]) -> int | None:
    """Return the children tracked for leaving, where a case of the published strategy is compared from its own day."""
    if arithmetic is None or arithmetic.begins != origin:
        return None
    if arithmetic.starters != {pair.name: pair.starters for pair in strategy().pairs}:
        return None
    cases = worked(arithmetic).cases
    held = any(_is(case, arithmetic, scenario.levers) for scenario in scenarios for case in cases)
    return arithmetic.tracked if held else None


def of_medium(sides: Sequence[Side]) -> Side:
    """Return the medium case, or the first where it is not among them."""
    return next((one for one in sides if one.case.name == "medium"), sides[0])


def why(arithmetic: PublishedArithmetic, side: Side, outcome: Outcome) -> Sequence[str]:
    """Tell, from the figures, why the strategy and the simulation differ with the same children starting."""
    change = sentences.in_table(side.future.moments[side.month].difference())
    explained = outcome.strategy.get(side.case.name)
    return [
        f"The strategy begins with {number(arithmetic.start)} children, and the returns give "
        f"{number(outcome.in_care)} on {day(outcome.origin)}. From there it counts a whole year, though its number is "
        f"for {day(side.on)}.",
        *(_pieces(explained, side, outcome) if explained else ()),
        f"If nothing changes, the simulation has other numbers starting: so many as the {side.case.label.lower()} case "
        f"make {change} on {day(side.on)}.",
        "The strategy's number is one number, and says nothing of how likely it is; the range says how often the "
        "number will lie inside it.",
    ]


def _pieces(explained: Plain, side: Side, outcome: Outcome) -> Iterator[str]:
    """Tell the two pieces that part the numbers a year on, starters who stay and children who leave."""
    held, kept, gone = explained["simulated"], explained["starters_still_in_care"], explained["leaving_of_those_here"]
    share = explained["share_of_futures_at_or_below"]
    yield (
        f"A year on, on {day(years_after(outcome.origin, 1))}, the strategy's arithmetic from "
        f"{number(outcome.in_care)} children gives {number(explained['published'])}, and the simulation "
        f"{number(held['mean'])} on average, between {number(held['p10'])} and {number(held['p90'])}, four times in "
        f"five. In {number(100 * share)} of 100 futures there are no more than the strategy says."
    )
    yield (
        f"Of the {number(explained['starters'])} children who start in the year, the strategy has "
        f"{number(kept['published'])} still in care at its end, and the simulation {number(kept['simulated'])}."
    )
    yield (
        f"Of the children in care on {day(outcome.origin)}, the strategy has {number(gone['published'])} leave, and "
        f"the simulation {number(gone['simulated'])}, of whom {number(explained['turning_18_of_those_here'])} turn 18."
    )


def _is(case: PublishedCase, arithmetic: PublishedArithmetic, levers: Sequence[Lever]) -> bool:
    """Say whether levers change what the case changes, and nothing else: the children who start."""
    if len(levers) != 1 or not isinstance(levers[0], Starters):
        return False
    only = levers[0]
    begins = arithmetic.begins + timedelta(days=1)
    return only.who is Who.ALL and only.begins <= begins and only.children_a_month == case.starters
