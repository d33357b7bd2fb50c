"""The run chart and the pictures of one measure, each with its finding."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from suffice.analyse.comparison.queries.beside import Beside as Published
from suffice.analyse.comparison.queries.beside import comparators
from suffice.core import charts
from suffice.core.models import Authority
from suffice.engine.measures import INDICATORS, Indicator
from suffice.review.performance import declarations, sentences
from suffice.review.performance.aiming import target_on
from suffice.review.performance.charts import Beside, line, run
from suffice.review.performance.figures import Told
from suffice.review.performance.models import MeasureFigures, Target
from suffice.review.performance.queries import keeping
from suffice.review.performance.run_charts import run_chart

FEWEST = 3
"""Points below which a line says no more than a sentence."""


def draw_one(row: MeasureFigures, *, authority: Authority, at: datetime) -> tuple[dict[str, Any], dict[str, str]]:
    """Work out the run chart of a measure and draw its pictures; return the chart as a document, and their hashes."""
    indicator, told = INDICATORS.get(row.code), row.told
    if indicator is None or told.now is None:
        return {}, {}
    profile = list(keeping.targets(authority, row.code))
    now = target_on(profile, told.now.on)
    begun = [(one.on, one.reason) for one in keeping.rebases(authority, row.code)]
    charted = run_chart(indicator, told, rebases=begun, target=now.value if now else None).document()
    drawn = {}
    if len(told.points) >= FEWEST:
        drawn["line"] = _line(indicator, told, profile, comparators(authority, row.code), authority=authority, at=at)
    if "points" in charted:
        drawn["run"] = _run(indicator, charted, authority=authority, at=at)
    return charted, drawn


def _line(
    indicator: Indicator,
    told: Told,
    profile: list[Target],
    published: Published | None,
    *,
    authority: Authority,
    at: datetime,
) -> str:
    points = [(one.on, one.value, one.low, one.high) for one in told.points if one.value is not None]
    targets = [(one.on, found.value if (found := target_on(profile, one.on)) else None) for one in told.points]
    alike = None if told.published else published  # what is counted otherwise is no measure of ours
    beside = _beside(indicator, alike, points[0][0], points[-1][0])
    return charts.draw(
        lambda width: line(points, targets=targets, beside=beside, heading=_heading(indicator), width=width),
        title=sentences.over_time(indicator, told.points),
        authority=authority,
        permission=declarations.SEE.code,
        at=at,
    ).digest


def _run(indicator: Indicator, charted: dict[str, Any], *, authority: Authority, at: datetime) -> str:
    return charts.draw(
        lambda width: run(charted, width=width),
        title=sentences.run_finding(indicator, charted),
        authority=authority,
        permission=declarations.SEE.code,
        at=at,
    ).digest


def _beside(indicator: Indicator, published: Published | None, first: date, last: date) -> list[Beside]:
    """Return what others had on the year ends that the line covers, where it is told in the same unit."""
    if published is None or published.unit != str(indicator.unit):
        return []
    found = []
    for name, field in (("England", "england"), ("Neighbours", "neighbours")):
        told = {date(one.year, 3, 31): getattr(one, field) for one in published.years}
        kept = {on: value for on, value in told.items() if value is not None and first <= on <= last}
        if kept:
            found.append(Beside(name, kept))
    return found


def _heading(indicator: Indicator) -> str:
    return {"%": "Per cent", "per 10,000": "Per 10,000 children", "number": "Number", "days": "Days"}.get(
        str(indicator.unit), "Average"
    )
