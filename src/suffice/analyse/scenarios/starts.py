"""What a scenario can start from: nothing, one of the strategy's own cases, or an example; and an example a lever."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from django.utils import timezone

from suffice.analyse.projections.models import PublishedArithmetic
from suffice.analyse.projections.queries import runs
from suffice.analyse.projections.queries.strategy import worked
from suffice.core.models import Authority
from suffice.core.pages.words import counted
from suffice.engine.calendar import months_after
from suffice.engine.projection.published import PublishedCase, strategy
from suffice.engine.projection.scenario.model import Kind, Lever, Scenario, Shape, Shock, Starters
from suffice.engine.projection.scenario.template import example as written_example

_ABOUT = {
    Kind.STARTERS: "So many children start care a month, in place of what the returns say.",
    Kind.PREVENTION: "A service at the edge of care, after which fewer children enter.",
    Kind.FOSTER_HOMES: "Homes of the council's own carers that open less those that close, and the places in them.",
    Kind.STEP_DOWN: "Children move on from children's homes to a family or to supported accommodation.",
    Kind.PLACES: "Places that open or close on a day: a new home, the end of a contract.",
    Kind.REUNIFICATION: "More children go home to their families.",
    Kind.AGENCY_TO_IN_HOUSE: "Children move from agency carers to the council's own.",
    Kind.SHOCK: "Entries and leaving change for a while, with a shape: COVID-19, or one of your own.",
}


@dataclass(frozen=True, slots=True)
class Start:
    """Something to start from.

    Attributes:
        code: in addresses.
        label: what it is called.
        words: what it holds, in a sentence.
        scenario: its name, why and levers, as they are filled in.
        change: what the list of versions says of the first one.
    """

    code: str
    label: str
    words: str
    scenario: Scenario
    change: str


def offered(authority: Authority) -> Sequence[Start]:
    """Return everything that a scenario of this authority can start from."""
    arithmetic = runs.arithmetic(authority)
    return [
        Start("nothing", "Nothing", "Name it, and add each lever yourself.", Scenario(""), "built from nothing"),
        *(_strategy(arithmetic) if arithmetic else ()),
        _example(authority),
    ]


def about(kind: Kind) -> str:
    """Return what a kind of lever does, in a sentence."""
    return _ABOUT[kind]


def example(authority: Authority, kind: Kind) -> Lever:
    """Return an example of a kind of lever, to be changed."""
    return _without_note(next(one for one in written_example(_begins(authority)).levers if one.kind is kind))


def _strategy(arithmetic: PublishedArithmetic) -> Iterator[Start]:
    for case in worked(arithmetic).cases:
        label, levers = f"The strategy's own case: {case.label}", _levers(arithmetic, case)
        scenario = Scenario(f"Strategy: {case.label}", _why(arithmetic, case, levers), levers)
        words = _holds(levers)
        yield Start(
            f"strategy-{case.name}", label, f"{words}.", scenario, f"built from the strategy's case: {case.label}"
        )


def _levers(arithmetic: PublishedArithmetic, case: PublishedCase) -> tuple[Lever, ...]:
    """Return what a case changes in its year; COVID-19 is read as fewer leaving, nearer to the strategy's own words."""
    first = arithmetic.begins + timedelta(days=1)
    until = months_after(first, strategy().months) - timedelta(days=1)
    covid = case.name == "covid"
    starters = float(arithmetic.worst if covid else case.starters)
    started = Starters(
        id="strategy-starters", begins=first, until=until, children_a_month=starters, note=arithmetic.source
    )
    shock = Shock(id="covid-19", begins=first, shape=Shape.COVID_19, note=arithmetic.source)
    return (started, shock) if covid else (started,)


def _why(arithmetic: PublishedArithmetic, case: PublishedCase, levers: Sequence[Lever]) -> str:
    name = case.label if case.name == "covid" else case.label.lower()
    return (
        f"What if {_holds(levers)}, as in the {name} case of “{arithmetic.title}”? The strategy gives "
        f"{counted(case.end, 'child', 'children')} in care."
    )


def _holds(levers: Sequence[Lever]) -> str:
    starters = next(one for one in levers if isinstance(one, Starters))
    words = f"{counted(int(starters.children_a_month), 'child starts', 'children start')} care a month for a year"
    return f"{words} and fewer leave" if len(levers) > 1 else words


def _example(authority: Authority) -> Start:
    scenario = Scenario("Example", "", tuple(_without_note(one) for one in written_example(_begins(authority)).levers))
    words = "Every kind of lever once, with numbers to be changed."
    return Start("example", "An example", words, scenario, "built from the example")


def _without_note(lever: Lever) -> Lever:
    """The engine's example explains the file; a form explains itself."""
    return replace(lever, note="")


def _begins(authority: Authority) -> date:
    """Return the day after the last that the returns cover; today without any."""
    covered = runs.covered(authority)
    return covered[1] + timedelta(days=1) if covered else timezone.localdate()
