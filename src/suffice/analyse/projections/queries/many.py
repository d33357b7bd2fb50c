"""The tables of a run that hold several groups month by month, both totals, and where the range comes from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from suffice.analyse.needs.trends import BREAKDOWNS
from suffice.analyse.projections.many import PARTS, Series
from suffice.analyse.projections.outcome import Outcome, Shares, Sides
from suffice.analyse.projections.queries.tables import Ahead, range_columns
from suffice.analyse.projections.sentences import to
from suffice.core.pages.register import Column, Filter, Register
from suffice.core.pages.words import day, number


@dataclass(frozen=True, slots=True)
class Part:
    """Where the range of one number on one day comes from."""

    on: date
    label: str
    shares: Shares


def rows(series: Sequence[Series]) -> Sequence[Ahead]:
    """Return the range of every group month by month."""
    return [Ahead(on, one.label, held, one.now, None) for one in series for on, held in one.ahead]


def register(name: str, caption: str, heading: str, series: Sequence[Series]) -> Register:
    """Return the register of several groups month by month.

    Args:
        name: in addresses and files.
        caption: above the table.
        heading: of the column that names the groups.
        series: the groups; one at least.
    """
    return Register(
        name=name,
        caption=caption,
        noun=("row", "rows"),
        order="on",
        per_page=18,
        alone=False,
        columns=(
            Column(key="on", heading="On", value=lambda one: one.on, sort=""),
            Column(key="group", heading=heading, value=lambda one: one.group, sort=""),
            Column(key="was", heading=f"On {day(series[0].origin)}", value=lambda one: one.was, sort="", numeric=True),
            *range_columns(),
        ),
        filters=(
            Filter(
                key="group",
                label=heading,
                apply=lambda found, label: [one for one in found if one.group == label],
                choices=[(one.label, one.label) for one in series],
            ),
        ),
    )


def parts(outcome: Outcome) -> Sequence[Part]:
    """Return where the range of the total comes from year by year, and that of every group at the end."""
    last = outcome.last.on
    end = outcome.split[last]
    groups = [(BREAKDOWNS["placement"], end.by_placement), (BREAKDOWNS["age"], end.by_age)]
    return [
        *(Part(one.on, "All children", outcome.split[one.on].total) for one in outcome.yearly),
        *(Part(last, one.groups[name], shares[name]) for one, shares in groups for name in one.groups),
    ]


SPLIT = Register(
    name="parts",
    caption="Where the range comes from",
    noun=("row", "rows"),
    alone=False,
    columns=(
        Column(key="on", heading="On", value=lambda one: one.on, sort=""),
        Column(key="label", heading="Children", value=lambda one: one.label, sort=""),
        *(
            Column(
                key=name,
                heading=f"{words}, %",
                value=lambda one, name=name: getattr(one.shares, name),  # type: ignore[misc]
                shown=lambda one, name=name: number(getattr(one.shares, name)),  # type: ignore[misc]
                sort="",
                numeric=True,
            )
            for name, words in PARTS.items()
        ),
        Column(
            key="error",
            heading="Give or take",
            value=lambda one: 2 * one.shares.error,
            shown=lambda one: number(2 * one.shares.error),
            sort="",
            numeric=True,
        ),
    ),
)


def sides(outcome: Outcome) -> Sequence[Sides]:
    """Return both totals year by year."""
    return outcome.outlook.sides[11::12] if outcome.outlook and outcome.outlook.last.panel else []


SIDES = Register(
    name="totals",
    caption="The two totals",
    noun=("day", "days"),
    alone=False,
    columns=(
        Column(key="on", heading="On", value=lambda one: one.on, sort=""),
        Column(key="child_level", heading="Children followed one by one", value=lambda one: to(one.child_level)),
        Column(key="middle", heading="Middle", value=lambda one: one.child_level.p50, sort="", numeric=True),
        Column(key="panel", heading="What councils' totals have done", value=lambda one: to(one.panel)),
        Column(key="panel_middle", heading="Its middle", value=lambda one: one.panel.p50, sort="", numeric=True),
    ),
)
