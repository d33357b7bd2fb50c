"""The tables of local trends: one row class a table, and the registers that show them and give them away."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from suffice.analyse.needs.queries.trends import View
from suffice.analyse.needs.trends import BREAKDOWNS, Breakdown
from suffice.core.pages.register import Column, Filter, Register
from suffice.core.pages.words import NONE, number, per_cent

_MINUS = "\N{MINUS SIGN}"


@dataclass(frozen=True, slots=True)
class Year:
    """One day of one year: how many, at what rate, and who came and went in the twelve months to it."""

    on: date
    total: int
    rate: float | None
    started: int | None
    ceased: int | None
    left_out: int


@dataclass(frozen=True, slots=True)
class Group:
    """One group of the children in care on a day; `address` leads to the rows behind it, or is empty."""

    code: str
    label: str
    count: int
    share: float | None
    rate: float | None
    before: int | None
    address: str

    @property
    def change(self) -> int | None:
        """More or fewer than a year before."""
        return None if self.before is None else self.count - self.before


@dataclass(frozen=True, slots=True)
class GroupYear:
    """One group in one year."""

    on: date
    label: str
    count: int
    rate: float | None


def years(view: View) -> Sequence[Year]:
    """Return the same day of every year, up to the day that the view reads."""
    return [
        Year(
            on=point.on,
            total=point.total,
            rate=_value(view, point.total, point.on),
            started=point.started,
            ceased=point.ceased,
            left_out=point.left_out,
        )
        for point in view.series
    ]


def groups(view: View, breakdown: Breakdown, address: str) -> Sequence[Group]:
    """Return every group on the day; `address` holds ``GROUP`` where the group's code goes, or is empty."""
    now, before = view.now, view.before
    return [
        Group(
            code=code,
            label=label,
            count=(count := now.groups[breakdown.code][code]),
            share=count / now.total if now.total else None,
            rate=_value(view, count, view.on),
            before=before.groups[breakdown.code][code] if before else None,
            address=address.replace("GROUP", code) if count else "",
        )
        for code, label in breakdown.groups.items()
    ]


def group_years(view: View, breakdown: Breakdown) -> Sequence[GroupYear]:
    """Return every group on the same day of every year."""
    return [
        GroupYear(
            point.on,
            label,
            point.groups[breakdown.code][code],
            _value(view, point.groups[breakdown.code][code], point.on),
        )
        for point in view.series
        for code, label in breakdown.groups.items()
    ]


def _value(view: View, count: int, on: date) -> float | None:
    found = view.rate(count, on)
    return None if found is None else round(found.value, 1)


def _rate_words(value: float | None) -> str:
    return NONE if value is None else number(value, 1)


def signed(step: int | None) -> str:
    """+26; 0; with a minus sign for fewer; or "not known"."""
    if step is None:
        return NONE
    return f"{'+' if step > 0 else _MINUS if step < 0 else ''}{number(abs(step))}"


YEARS = Register(
    name="years",
    caption="Children in care, starting and leaving, by year",
    noun=("year", "years"),
    order="-on",
    alone=False,
    columns=(
        Column(key="on", heading="On", value=lambda one: one.on, sort=""),
        Column(key="total", heading="Children in care", value=lambda one: one.total, sort="", numeric=True),
        Column(
            key="rate",
            heading="In every 10,000 aged 0 to 17",
            value=lambda one: one.rate,
            shown=lambda one: _rate_words(one.rate),
            sort="",
            numeric=True,
        ),
        Column(key="started", heading="Started in the year", value=lambda one: one.started, sort="", numeric=True),
        Column(key="ceased", heading="Left in the year", value=lambda one: one.ceased, sort="", numeric=True),
        Column(key="left_out", heading="Left out", value=lambda one: one.left_out, sort="", numeric=True),
    ),
)


def group_register(breakdown: Breakdown) -> Register:
    """Return the register of a breakdown on one day."""
    return Register(
        name=f"{breakdown.code}-groups",
        caption=f"Children in care {breakdown.title.lower()}",
        noun=("group", "groups"),
        alone=False,
        columns=(
            Column(key="label", heading=breakdown.heading, value=lambda one: one.label, sort=""),
            Column(
                key="count",
                heading="Children in care",
                value=lambda one: one.count,
                sort="",
                link=lambda one: one.address,
                numeric=True,
            ),
            Column(
                key="share",
                heading="Share of all",
                value=lambda one: None if one.share is None else round(one.share, 4),
                shown=lambda one: per_cent(one.share),
                sort="",
                numeric=True,
            ),
            Column(
                key="rate",
                heading="In every 10,000 aged 0 to 17",
                value=lambda one: one.rate,
                shown=lambda one: _rate_words(one.rate),
                sort="",
                numeric=True,
            ),
            Column(key="before", heading="A year before", value=lambda one: one.before, sort="", numeric=True),
            Column(
                key="change",
                heading="Change",
                value=lambda one: one.change,
                shown=lambda one: signed(one.change),
                sort="",
                numeric=True,
            ),
        ),
    )


def group_years_register(breakdown: Breakdown) -> Register:
    """Return the register of a breakdown over the years."""
    return Register(
        name=f"{breakdown.code}-years",
        caption=f"Children in care {breakdown.title.lower()}, every year",
        noun=("row", "rows"),
        order="-on",
        alone=False,
        columns=(
            Column(key="on", heading="On", value=lambda one: one.on, sort=""),
            Column(key="label", heading=breakdown.heading, value=lambda one: one.label, sort=""),
            Column(key="count", heading="Children in care", value=lambda one: one.count, sort="", numeric=True),
            Column(
                key="rate",
                heading="In every 10,000 aged 0 to 17",
                value=lambda one: one.rate,
                shown=lambda one: _rate_words(one.rate),
                sort="",
                numeric=True,
            ),
        ),
        filters=(
            Filter(
                key="group",
                label=breakdown.heading,
                apply=lambda rows, label: [one for one in rows if one.label == label],
                choices=[(label, label) for label in breakdown.groups.values()],
            ),
        ),
    )


GROUPS = {code: group_register(one) for code, one in BREAKDOWNS.items()}
GROUP_YEARS = {code: group_years_register(one) for code, one in BREAKDOWNS.items()}
