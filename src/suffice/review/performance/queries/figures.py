"""The figures of every measure, for the pages of this room and of the rooms after it; each reads one row a measure."""

from __future__ import annotations

from suffice.review.performance.figures import Group, Point, Told
from suffice.review.performance.models import MeasureFigures, MeasuresResult
from suffice.review.performance.queries.results import latest

__all__ = ["figures_of", "latest", "missing", "now", "parts", "series", "told"]


def figures_of(result: MeasuresResult, code: str) -> MeasureFigures | None:
    """Return the row of one measure; None when the result does not know it."""
    return MeasureFigures.objects.filter(result=result, code=code).select_related("result__authority").first()


def told(result: MeasuresResult, code: str) -> Told:
    """Return all that is kept of one measure; nothing when the result does not know it."""
    found = figures_of(result, code)
    return Told() if found is None else found.told


def series(result: MeasuresResult, code: str) -> tuple[Point, ...]:
    """Return the figure of every day that has one, in order of time."""
    return told(result, code).points


def now(result: MeasuresResult, code: str) -> Point | None:
    """Return the latest figure of a measure; None when it has none."""
    return told(result, code).now


def parts(result: MeasuresResult, code: str, split: str) -> tuple[Group, ...]:
    """Return the figure of each group on the latest day (`engine.measures.splitting.SPLITS`); none if not told."""
    return told(result, code).groups.get(split, ())


def missing(result: MeasuresResult) -> dict[str, str]:
    """Return why measures have no figure, as a sentence each, by code."""
    rows = MeasureFigures.objects.filter(result=result, summary__now=None).values_list("code", "summary")
    return {code: summary["lacking"] for code, summary in rows}
