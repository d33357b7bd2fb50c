"""The service plan's table of measures, beside what the figures here tell of each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from suffice.core.pages.register import Column, Filter, Register
from suffice.review.performance import sentences
from suffice.review.performance.models import MeasuresResult
from suffice.review.performance.plan import Answered, Planned, planned
from suffice.review.performance.queries import board


@dataclass(frozen=True, slots=True)
class Row:
    """A measure of the plan, what the figures here say of it, and what is missing."""

    planned: Planned
    answered: Answered
    figures: str
    lacks: str
    address: str


def rows(result: MeasuresResult) -> list[Row]:
    """Return a row for each measure of the plan, in its order."""
    found = {one.indicator.code: one for one in board.rows(result, plan_codes())}
    told = {code for code, one in found.items() if one.now is not None}
    missing = {code: one.lacking for code, one in found.items() if one.now is None}
    return [_row(one, found, told, missing) for one in planned()]


def plan_codes() -> list[str]:
    """Return the codes that the plan asks for."""
    return sorted({code for one in planned() for any_of in one.figures for code in any_of})


def _row(one: Planned, found: dict[str, board.Row], told: set[str], missing: dict[str, str]) -> Row:
    have = [found[code] for any_of in one.figures for code in any_of if code in told]
    words = "; ".join(_said(row, alone=len(have) == 1) for row in have)
    return Row(one, one.answered(told), words, one.why_not(missing), have[0].address if have else "")


def _said(row: board.Row, *, alone: bool) -> str:
    """Return what one figure says; with its name where there are several."""
    if row.now is None:
        return ""
    words = sentences.with_counts(row.indicator, row.now)
    return words if alone else f"{row.indicator.title}: {words}"


def told(found: Sequence[Row]) -> str:
    """41 of the 72 measures of the service plan are answered, 6 in part and 25 not yet."""
    number = {state: sum(1 for one in found if one.answered is state) for state in Answered}
    return (
        f"{number[Answered.YES]} of the {len(found)} measures of the service plan are answered, "
        f"{number[Answered.PARTLY]} in part and {number[Answered.NO]} not yet."
    )


PLAN = Register(
    name="plan-measures",
    caption="Measures of the service plan",
    noun=("measure", "measures"),
    per_page=80,
    columns=(
        Column(key="number", heading="No.", value=lambda one: one.planned.number, sort="", numeric=True),
        Column(key="area", heading="Area", value=lambda one: one.planned.area, sort=""),
        Column(
            key="title", heading="Measure", value=lambda one: one.planned.title, sort="", link=lambda one: one.address
        ),
        Column(key="answered", heading="Answered", value=lambda one: one.answered.label, sort=""),
        Column(key="figures", heading="What the figures say", value=lambda one: one.figures),
        Column(key="lacks", heading="What is missing, and how to bring it", value=lambda one: one.lacks),
    ),
    filters=(
        Filter(
            key="answered",
            label="Answered",
            apply=lambda rows, state: [one for one in rows if one.answered == state],
            choices=[(str(one), one.label) for one in Answered],
        ),
        Filter(
            key="area",
            label="Area",
            apply=lambda rows, area: [one for one in rows if one.planned.area == area],
            choices=lambda: [(one, one) for one in dict.fromkeys(one.area for one in planned())],
        ),
    ),
)
