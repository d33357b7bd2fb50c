"""The latest needs assessment, what went into it, and whether it still holds."""

from __future__ import annotations

from datetime import date
from typing import Any

from suffice.analyse.needs.assessment.figures import DEFINITION
from suffice.analyse.needs.models import AssessmentResult
from suffice.analyse.needs.queries.results import published_days
from suffice.analyse.returns import kinds
from suffice.analyse.returns.queries import population, shelf
from suffice.core.models import Authority
from suffice.engine.returns.model import SSDA903

KIND = "needs.assessment"
"""The kind of work that makes the assessment."""


def latest(authority: Authority) -> AssessmentResult | None:
    """Return the latest assessment; None when none was made, or when no accepted return is left behind it."""
    if not shelf.accepted(authority, _TELL).exists():
        return None
    return AssessmentResult.objects.filter(authority=authority).order_by("-made_at", "-pk").first()


def possible(authority: Authority) -> bool:
    """Say whether a return is here from which tiers can be told."""
    return shelf.kept(authority, _TELL).exists()


def inputs(authority: Authority) -> dict[str, Any]:
    """Return what an assessment made now would be made of."""
    return {
        "definition": DEFINITION,
        "returns": [*shelf.in_use(authority, _TELL), *_places(authority)],
        "population": [[one.mid_year, one.number, one.source] for one in population.estimates(authority)],
        "published": [day.isoformat() for day in published_days(authority)],
    }


def holds(result: AssessmentResult) -> bool:
    """Say whether the same would be made now, or nothing could be, as every row has been cleared."""
    return not possible(result.authority) or result.is_made_of(inputs(result.authority))


def latest_days(authority: Authority) -> tuple[date, ...]:
    """Return the last day that the returns cover, and that of the latest workbook; for the background alone."""
    books = [one.as_at for one in shelf.returns_of(authority) if one.as_at is not None]
    days = {shelf.latest_day(authority), max(books, default=None)}
    return tuple(sorted(day for day in days if day is not None))


def _places(authority: Authority) -> list[dict[str, Any]]:
    wanted = {*kinds.LOOKUPS_OF_PLACES, kinds.SMALL_AREA_PEOPLE, kinds.PROJECTED_PEOPLE}
    return [one for one in shelf.in_use(authority, (kinds.PUBLISHED,)) if one["part"] in wanted]


_TELL = (SSDA903, kinds.CIN, kinds.ANNEX_A)
