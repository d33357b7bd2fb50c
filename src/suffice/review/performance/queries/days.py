"""Every measure of a day that somebody asked for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from suffice.core.pages.addresses import here
from suffice.core.pages.register import Column, Filter, Register
from suffice.core.pages.words import day
from suffice.engine.measures import INDICATORS, Area, Indicator
from suffice.review.performance import sentences
from suffice.review.performance.figures import Point
from suffice.review.performance.models import DayFigures


@dataclass(frozen=True, slots=True)
class Row:
    """One measure of the day, or why it has no figure."""

    indicator: Indicator
    point: Point | None
    lacking: str
    address: str


def rows(found: DayFigures) -> list[Row]:
    """Return a row for each measure; none while the day has not been worked out."""
    document = found.document or {}
    address = here(found.authority, "performance:board") + "of/"
    return [_row(one, document[code], f"{address}{code}/") for code, one in INDICATORS.items() if code in document]


def _row(indicator: Indicator, told: str | list[object], address: str) -> Row:
    if isinstance(told, str):
        return Row(indicator, None, told, address)
    return Row(indicator, Point.of(told), "", address)


def told(found: DayFigures, of: Sequence[Row]) -> str:
    """Say how many measures have a figure on the day."""
    if found.document is None:
        return f"The measures of {day(found.on)} are being worked out."
    have = sum(1 for one in of if one.point is not None)
    return f"{have} of {len(of)} measures have a figure on {day(found.on)}."


DAY = Register(
    name="measures-of-a-day",
    caption="Measures of the day",
    noun=("measure", "measures"),
    per_page=60,
    columns=(
        Column(key="area", heading="Area", value=lambda one: str(one.indicator.area), sort=""),
        Column(
            key="title", heading="Measure", value=lambda one: one.indicator.title, sort="", link=lambda one: one.address
        ),
        Column(
            key="value",
            heading="Figure",
            value=lambda one: None if one.point is None else one.point.value,
            shown=lambda one: sentences.with_counts(one.indicator, one.point) if one.point else "",
            sort="",
            numeric=True,
        ),
        Column(
            key="interval",
            heading="95 times in 100",
            value=lambda one: sentences.interval(one.indicator, one.point) if one.point else "",
        ),
        Column(key="lacking", heading="Why there is none", value=lambda one: one.lacking),
    ),
    filters=(
        Filter(
            key="area",
            label="Service area",
            apply=lambda rows, area: [one for one in rows if one.indicator.area == area],
            choices=[(str(one), str(one)) for one in Area],
        ),
        Filter(
            key="told",
            label="Figure",
            apply=lambda rows, told: [one for one in rows if (one.point is not None) is (told == "yes")],
            choices=(("yes", "Has a figure"), ("no", "Has none")),
        ),
    ),
)
