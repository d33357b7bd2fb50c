"""The tables of a comparison: the ends, month by month, and by placement or age."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from suffice.analyse.needs.trends import BREAKDOWNS
from suffice.analyse.projections.outcome import Range
from suffice.analyse.projections.sentences import to
from suffice.analyse.scenarios import sentences
from suffice.analyse.scenarios.outcome import Difference, Future, Moment, Outcome
from suffice.core.pages.register import Column, Filter, Register
from suffice.core.pages.words import day, number

NOTHING = "If nothing changes"


@dataclass(frozen=True, slots=True)
class Line:
    """One future on one day: how many children, of all or of one group, and how that differs from the base.

    Attributes:
        place: of the scenario, from 1; 0 for the base.
        name: the scenario, with its number.
        on: the day.
        group: the label of the group; nothing for all children.
        held: how many.
        change: how many more than in the base; None for the base.
    """

    place: int
    name: str
    on: date
    group: str
    held: Range
    change: Difference | None

    @property
    def differs(self) -> str:
        """How it differs, with its range."""
        return "" if self.change is None else sentences.in_table(self.change)

    @property
    def chance(self) -> str:
        """In how many futures it differs that way."""
        return "" if self.change is None else sentences.chance(self.change)


def ends(outcome: Outcome) -> Sequence[Line]:
    """Return the last day of every future."""
    return [_line(place, name, one.last) for place, name, one in _named(outcome)]


def months(outcome: Outcome) -> Sequence[Line]:
    """Return every month of every future."""
    return [_line(place, name, moment) for place, name, one in _named(outcome) for moment in one.moments]


def groups(outcome: Outcome, code: str) -> Sequence[Line]:
    """Return every group of a breakdown in every future on the last day."""
    return [
        _line(place, name, one.last, code, group)
        for group in BREAKDOWNS[code].groups
        for place, name, one in _named(outcome)
    ]


def ends_register(outcome: Outcome) -> Register:
    """Return the register of the last day, in words."""
    return Register(
        name="ends",
        caption="Scenarios side by side",
        noun=("line", "lines"),
        alone=False,
        columns=(
            Column(key="name", heading="Scenario", value=lambda one: one.name, sort=""),
            Column(
                key="middle",
                heading=f"In care on {day(outcome.base.last.on)}",
                value=lambda one: one.held.p50,
                shown=lambda one: number(one.held.p50),
                sort="",
                numeric=True,
            ),
            Column(key="held", heading="Four times in five", value=lambda one: to(one.held)),
            Column(key="differs", heading="Against nothing changing", value=lambda one: one.differs),
            Column(key="chance", heading="How sure", value=lambda one: one.chance),
        ),
    )


def months_register(outcome: Outcome) -> Register:
    """Return the register of every month, in figures."""
    return Register(
        name="months",
        caption="Children in care month by month",
        noun=("line", "lines"),
        order="on",
        per_page=2 * (1 + len(outcome.scenarios)),
        alone=False,
        columns=(
            Column(key="on", heading="On", value=lambda one: one.on, sort=""),
            Column(key="name", heading="Scenario", value=lambda one: one.name, sort=""),
            *_figures(),
        ),
        filters=(_scenario(outcome),),
    )


def groups_register(outcome: Outcome, code: str) -> Register:
    """Return the register of the groups of a breakdown on the last day, in figures."""
    breakdown = BREAKDOWNS[code]
    return Register(
        name=f"by-{code}",
        caption=f"Children in care {breakdown.title.lower()}",
        noun=("line", "lines"),
        per_page=3 * (1 + len(outcome.scenarios)),
        alone=False,
        columns=(
            Column(key="group", heading=breakdown.heading, value=lambda one: one.group, sort=""),
            Column(key="name", heading="Scenario", value=lambda one: one.name, sort=""),
            *_figures(),
        ),
        filters=(
            Filter(
                key="group",
                label=breakdown.heading,
                apply=lambda rows, label: [one for one in rows if one.group == label],
                choices=[(label, label) for label in breakdown.groups.values()],
            ),
            _scenario(outcome),
        ),
    )


def _figures() -> tuple[Column, ...]:
    """Return the middle and the range of the number, and of its difference to the base."""
    return (
        _figure("low", "One in ten below", lambda one: one.held.p10),
        _figure("middle", "Middle", lambda one: one.held.p50),
        _figure("high", "One in ten above", lambda one: one.held.p90),
        _figure(
            "change_low", "Difference, one in ten below", lambda one: None if one.change is None else one.change.p10
        ),
        _figure("change", "Difference, middle", lambda one: None if one.change is None else one.change.p50),
        _figure(
            "change_high", "Difference, one in ten above", lambda one: None if one.change is None else one.change.p90
        ),
    )


def _figure(key: str, heading: str, value: Callable[[Line], float | None]) -> Column:
    return Column(key=key, heading=heading, value=value, shown=lambda one: _words(value(one)), sort="", numeric=True)


def _words(value: float | None) -> str:
    return "" if value is None else number(value).replace("-", "\N{MINUS SIGN}")


def _scenario(outcome: Outcome) -> Filter:
    names = [name for _, name, _ in _named(outcome)]
    return Filter(
        key="scenario",
        label="Scenario",
        apply=lambda rows, name: [one for one in rows if one.name == name],
        choices=[(name, name) for name in names],
    )


def _named(outcome: Outcome) -> Iterator[tuple[int, str, Future]]:
    yield 0, NOTHING, outcome.base
    for place, one in enumerate(outcome.scenarios, start=1):
        yield place, f"{place} {one.name}", one


def _line(place: int, name: str, moment: Moment, code: str = "total", group: str = "") -> Line:
    label = BREAKDOWNS[code].groups[group] if group else ""
    change = moment.difference(code, group) if place else None
    return Line(place, name, moment.on, label, moment.number(code, group), change)
