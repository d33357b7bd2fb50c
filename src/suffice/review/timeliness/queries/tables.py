"""The tables of drift and delay, and the registers that show them and give them away."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from suffice.core.pages.register import Column, Filter, Register
from suffice.core.pages.words import day, per_cent
from suffice.engine.timeliness import rules as every_rule
from suffice.review.timeliness.figures import Figures, Followed, Tally
from suffice.review.timeliness.queries.board import Day


@dataclass(frozen=True, slots=True)
class Row:
    """One rule, team or worker with its count; `address` leads on, or is empty."""

    count: Tally
    rule: Followed
    address: str = ""


def rules(figures: Figures, address: str) -> Sequence[Row]:
    """Return every rule that is told; `address` holds ``RULE`` where its code goes."""
    return [Row(one, figures.rules[one.rule], address.replace("RULE", one.rule)) for one in figures.by_rule]


@dataclass(frozen=True, slots=True)
class Who:
    """One team or one worker with its count; `address` leads to the children behind, or is empty."""

    count: Tally
    address: str = ""

    @property
    def team(self) -> str:
        """The team's name, or that none is named."""
        return self.count.team or "No team named"


def counts(found: Sequence[Tally], address: str = "") -> Sequence[Who]:
    """Return counts by team or worker; `address` holds ``TEAM`` where the team's name goes, or is empty."""
    return [Who(one, address.replace("TEAM", quote(one.team)) if one.team and one.overdue else "") for one in found]


def totals(found: Sequence[Tally]) -> Sequence[Tally]:
    """Return the counts of all rules together, by team and worker."""
    groups: dict[tuple[str, str], list[Tally]] = {}
    for one in found:
        groups.setdefault((one.team, one.worker), []).append(one)
    return [_total(group) for group in groups.values()]


def _total(group: Sequence[Tally]) -> Tally:
    sums = {
        name: sum(getattr(one, name) for one in group)
        for name in ("items", "overdue", "due_soon", "in_time", "unknown")
    }
    longest = max((one.most_days_over for one in group if one.most_days_over is not None), default=None)
    return Tally(rule="", most_days_over=longest, team=group[0].team, worker=group[0].worker, **sums)


def _count(key: str, heading: str, read: Callable[[Any], Tally]) -> Column:
    return Column(key=key, heading=heading, value=lambda one: getattr(read(one), key), sort="", numeric=True)


def count_columns(read: Callable[[Any], Tally]) -> tuple[Column, ...]:
    """Return the columns of a count, of rows from which `read` reads one."""
    return (
        _count("overdue", "Overdue", read),
        Column(
            key="share",
            heading="Of those judged",
            value=lambda one: None if read(one).share is None else round(read(one).share or 0, 4),
            shown=lambda one: per_cent(read(one).share),
            sort="",
            numeric=True,
        ),
        _count("due_soon", "Due within 14 days", read),
        _count("in_time", "In time", read),
        _count("unknown", "Cannot be judged", read),
        _count("items", "All", read),
        _count("most_days_over", "Longest, days over", read),
    )


def _by_area(rows: Sequence[Row], area: str) -> Sequence[Row]:
    return [one for one in rows if one.rule.area == area]


AREAS = ("In care", "Child protection", "In need", "Health", "Education", "Care leavers", "Adoption")

RULES = Register(
    name="drift",
    caption="What is overdue, by rule",
    noun=("rule", "rules"),
    order="-overdue",
    columns=(
        Column(
            key="rule",
            heading="What has to be done",
            value=lambda one: one.rule.title,
            sort="",
            link=lambda one: one.address,
        ),
        Column(key="area", heading="Area", value=lambda one: one.rule.area, sort=""),
        *count_columns(lambda one: one.count),
    ),
    filters=(Filter(key="area", label="Area", apply=_by_area, choices=[(one, one) for one in AREAS]),),
)

TEAMS = Register(
    name="teams",
    caption="By team",
    noun=("team", "teams"),
    order="-overdue",
    alone=False,
    columns=(
        Column(key="team", heading="Team", value=lambda one: one.team, sort="", link=lambda one: one.address),
        *count_columns(lambda one: one.count),
    ),
)

WORKERS = Register(
    name="workers",
    caption="By worker",
    noun=("worker", "workers"),
    order="-overdue",
    per_page=25,
    alone=False,
    columns=(
        Column(key="worker", heading="Worker", value=lambda one: one.count.worker, sort=""),
        Column(key="team", heading="Team", value=lambda one: one.team, sort=""),
        *count_columns(lambda one: one.count),
    ),
)


def _whence(one: Day) -> str:
    aged = f", of {day(one.workbook)}" if one.workbook else ""
    return f"{told_by(one.rule.table)}{aged}"


_TOLD_BY = Column(key="table", heading="Told by", value=_whence, sort="")


def _day(one: Day) -> Tally:
    return one.count


DAYS = Register(
    name="days",
    caption="Over the days",
    noun=("day", "days"),
    order="-on",
    alone=False,
    columns=(
        Column(key="on", heading="As at", value=lambda one: one.on, sort=""),
        *count_columns(_day),
        Column(key="length", heading="In time is", value=lambda one: one.rule.length),
        _TOLD_BY,
    ),
)

EVERY_DAY = Register(
    name="days",
    caption="Every rule over the days",
    noun=("row", "rows"),
    order="-on",
    columns=(
        Column(key="on", heading="As at", value=lambda one: one.on, sort=""),
        Column(key="rule", heading="What has to be done", value=lambda one: one.rule.title, sort=""),
        *count_columns(_day),
        _TOLD_BY,
    ),
    filters=(
        Filter(
            key="rule",
            label="What has to be done",
            apply=lambda rows, code: [one for one in rows if one.rule.code == code],
            choices=[(one.code, one.title) for one in {one.code: one for one in every_rule()}.values()],
        ),
    ),
)


def told_by(table: str) -> str:
    """Return what a table of the rules is called."""
    kind, _, _ = table.partition(":")
    known = {"cin": "Children in need census", "ssda903": "SSDA903 return"}
    return known.get(kind, f"Annex A, {table.replace('List', 'List ')}")
