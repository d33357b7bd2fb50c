"""The tables of cost."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from suffice.analyse.sufficiency.money import differing, to
from suffice.analyse.sufficiency.outcome import Block, Line, Period, Point, ScenarioCost
from suffice.analyse.sufficiency.sentences import between as range_of
from suffice.core.pages.register import Column, Filter, Register
from suffice.core.pages.words import day, number, per_cent


@dataclass(frozen=True, slots=True)
class Beside:
    """What one scenario costs in one year, alone and against the base."""

    name: str
    version: int
    line: Line
    difference: Line
    unmet: str


@dataclass(frozen=True, slots=True)
class Across:
    """What one thing costs in each year."""

    what: Line
    years: Mapping[str, Line]


def beside(scenarios: Sequence[ScenarioCost]) -> Sequence[Beside]:
    """Return every year of every scenario that is costed."""
    return [
        Beside(one.name, one.version, line, step, range_of(one.unmet))
        for one in scenarios
        for line, step in zip(one.by_year, one.difference, strict=True)
    ]


def years_register(periods: Sequence[Period]) -> Register:
    """Return the register of all that is priced, by year or by quarter."""
    quarters = any(one.quarter for one in periods)
    by_label = {one.label: one for one in periods}
    return Register(
        name="quarters" if quarters else "years",
        caption="Cost by quarter" if quarters else "Cost by financial year",
        noun=("quarter", "quarters") if quarters else ("year", "years"),
        per_page=12,
        alone=False,
        columns=(
            _period(),
            Column(key="days", heading="Costed", value=lambda one: _days(by_label[one.period])),
            *_amounts(),
        ),
    )


def across(lines: Sequence[Line]) -> Sequence[Across]:
    """Return lines of the same thing as one row, over the years."""
    found: dict[tuple[object, ...], dict[str, Line]] = {}
    for one in lines:
        found.setdefault((one.kind, one.holding, one.provider), {})[one.period] = one
    return [Across(next(iter(years.values())), years) for years in found.values()]


def types_register(periods: Sequence[Period]) -> Register:
    """Return the register of cost by type, over the years."""
    return Register(
        name="types",
        caption="Cost by placement",
        noun=("type", "types"),
        order=f"-middle_{periods[0].year}",
        per_page=12,
        alone=False,
        columns=(Column(key="type", heading="Placement", value=lambda one: one.what.kind, sort=""), *_over(periods)),
    )


def quarters_register(periods: Sequence[Period]) -> Register:
    """Return the register of cost by type and quarter."""
    kinds = Column(key="type", heading="Placement", value=lambda one: one.kind, sort="")
    return Register(
        name="types-by-quarter",
        caption="Cost by placement and quarter",
        noun=("line", "lines"),
        per_page=12,
        alone=False,
        columns=(_period(), kinds, *_amounts()),
        filters=(_of_period(periods),),
    )


def providers_register(rows: Sequence[Across], periods: Sequence[Period]) -> Register:
    """Return the register of cost by provider, over the years."""
    return Register(
        name="providers",
        caption="Cost by provider, middle of the futures",
        noun=("line", "lines"),
        order=f"-middle_{periods[0].year}",
        per_page=15,
        alone=False,
        empty="No provider has a price.",
        columns=(
            Column(key="provider", heading="Provider", value=lambda one: _provider(one.what), sort=""),
            Column(key="type", heading="Placement", value=lambda one: one.what.kind, sort=""),
            Column(key="holding", heading="Held", value=lambda one: _held(one.what), sort=""),
            *_over(periods, ranges=False),
        ),
        filters=(
            Filter(
                key="type",
                label="Placement",
                apply=lambda rows, kind: [one for one in rows if one.what.kind == kind],
                choices=[(one, one) for one in dict.fromkeys(row.what.kind for row in rows)],
            ),
            Filter(
                key="provider",
                label="Provider",
                apply=lambda rows, words: [one for one in rows if words.casefold() in _name(one).casefold()],
            ),
        ),
    )


def scenarios_register(periods: Sequence[Period]) -> Register:
    """Return the register of what scenarios cost against the base."""
    return Register(
        name="scenarios",
        caption="Cost of each scenario",
        noun=("line", "lines"),
        per_page=18,
        alone=False,
        columns=(
            Column(key="name", heading="Scenario", value=lambda one: one.name, sort=""),
            Column(key="version", heading="Version", value=lambda one: one.version, numeric=True),
            Column(key="period", heading="Year", value=lambda one: one.line.period, sort=""),
            _pounds("middle", "Middle", lambda one: one.line.cost.p50),
            _pounds("low", "Difference, one in ten below", lambda one: one.difference.cost.p10),
            _pounds("difference", "Difference, middle", lambda one: one.difference.cost.p50),
            _pounds("high", "Difference, one in ten above", lambda one: one.difference.cost.p90),
            Column(key="words", heading="Four times in five", value=lambda one: differing(one.difference.cost)),
        ),
        filters=(
            Filter(
                key="period",
                label="Year",
                apply=lambda rows, label: [one for one in rows if one.line.period == label],
                choices=[(one.label, one.label) for one in periods],
            ),
        ),
    )


def curve_register(case: Block) -> Register:
    """Return the register of what each number of block places costs."""
    return Register(
        name=f"block-{case.placement.replace('_', '-')}",
        caption=f"{case.placement.label}: cost of a week by number of block places",
        noun=("number", "numbers"),
        per_page=15,
        alone=False,
        columns=(
            Column(key="places", heading="Block places", value=lambda one: one.places, sort="", numeric=True),
            _pounds("mean", "A week, mean", lambda one: one.weekly.mean),
            _pounds("low", "One in ten below", lambda one: one.weekly.p10),
            _pounds("high", "One in ten above", lambda one: one.weekly.p90),
            Column(
                key="occupancy",
                heading="Occupancy",
                value=lambda one: one.occupancy,
                shown=_full,
                sort="",
                numeric=True,
            ),
            Column(
                key="spot",
                heading="Children in spot places, mean",
                value=lambda one: one.spot,
                shown=lambda one: number(one.spot, 1),
                sort="",
                numeric=True,
            ),
        ),
    )


def _over(periods: Sequence[Period], *, ranges: bool = True) -> tuple[Column, ...]:
    """Return the middle of each year, and where it lies four times in five."""
    columns = []
    for period in periods:
        columns.append(_pounds(f"middle_{period.year}", period.label, _middle(period)))
        if ranges:
            held = Column(key=f"range_{period.year}", heading="Four times in five", value=_range(period))
            columns.append(held)
    return tuple(columns)


def _middle(period: Period) -> Callable[[Across], Decimal | None]:
    return lambda row: line.cost.p50 if (line := row.years.get(period.label)) else None


def _range(period: Period) -> Callable[[Across], str]:
    return lambda row: to(line.cost) if (line := row.years.get(period.label)) else ""


def _held(line: Line) -> str:
    return line.holding.label if line.holding else ""


def _provider(line: Line) -> str:
    return line.provider or ("no provider" if line.holding is None else "not known")


def _name(row: Across) -> str:
    return row.what.provider or ""


def _period() -> Column:
    return Column(key="period", heading="Period", value=lambda one: one.period, sort="")


def _of_period(periods: Sequence[Period]) -> Filter:
    return Filter(
        key="period",
        label="Period",
        apply=lambda rows, label: [one for one in rows if one.period == label],
        choices=[(one.label, one.label) for one in periods],
    )


def _amounts() -> tuple[Column, ...]:
    return (
        Column(
            key="weeks",
            heading="Weeks",
            value=lambda one: round(one.weeks, 1),
            shown=lambda one: number(one.weeks),
            sort="",
            numeric=True,
        ),
        _pounds("low", "One in ten below", lambda one: one.cost.p10),
        _pounds("middle", "Middle", lambda one: one.cost.p50),
        _pounds("high", "One in ten above", lambda one: one.cost.p90),
        _pounds("mean", "Mean", lambda one: one.cost.mean),
    )


def _pounds(key: str, heading: str, value: Callable[..., Decimal | None]) -> Column:
    return Column(
        key=key,
        heading=f"{heading}, £",
        value=value,
        shown=lambda one: "" if value(one) is None else number(value(one)).replace("-", "\N{MINUS SIGN}"),
        sort="",
        numeric=True,
    )


def _days(period: Period) -> str:
    return "all of it" if period.whole else f"{day(period.first)} to {day(period.last)}"


def _full(one: Point) -> str:
    return "" if one.occupancy is None else per_cent(one.occupancy)
