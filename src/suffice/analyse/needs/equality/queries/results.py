"""The latest figures of over-representation, what went into them, and whether they still hold."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet

from suffice.analyse.needs.equality.working import DEFINITION
from suffice.analyse.needs.models import ChildrenByGroup, EqualityResult
from suffice.analyse.returns import kinds
from suffice.analyse.returns.queries import shelf
from suffice.core import charts
from suffice.core.models import Authority, Chart
from suffice.engine.measures.living import Living
from suffice.engine.returns.model import SSDA903

KIND = "needs.equality"
"""The kind of work that makes them."""
READ = frozenset({SSDA903, kinds.CIN, kinds.ANNEX_A})
"""The returns that tell of children by group."""


def latest(authority: Authority) -> EqualityResult | None:
    """Return the latest figures; None when none were made, or no accepted return is left to stand behind them."""
    if not shelf.accepted(authority, READ).exists():
        return None
    return EqualityResult.objects.filter(authority=authority).order_by("-made_at", "-pk").first()


def inputs(authority: Authority) -> dict[str, Any]:
    """Return what figures made now would be made of."""
    return {
        "definition": DEFINITION,
        "returns": shelf.in_use(authority, READ),
        "places": [one for one in shelf.in_use(authority, {kinds.PUBLISHED}) if one["part"] in kinds.LOOKUPS_OF_PLACES],
        "living": written(authority),
    }


def written(authority: Authority) -> list[list[Any]]:
    """Return the children by group that stand, as they go into a result's inputs."""
    return [[one.by, one.year, one.children, one.per_cent, one.source] for one in standing(authority)]


def standing(authority: Authority) -> QuerySet[ChildrenByGroup]:
    """Return the children by group that stand."""
    return ChildrenByGroup.objects.filter(authority=authority, withdrawn_at__isnull=True).select_related("recorded_by")


def living(authority: Authority) -> Sequence[Living]:
    """Return the same, as shares are worked out from it."""
    return [one.living for one in standing(authority)]


def holds(result: EqualityResult) -> bool:
    """Say whether the same figures would be made now, or nothing could be, as every row has been cleared."""
    return shelf.is_cleared(result.authority, READ) or result.is_made_of(inputs(result.authority))


def charts_of(result: EqualityResult, day: str) -> dict[str, Chart]:
    """Return the charts of a day by name."""
    return charts.by_name(result.authority, result.charts.get(day, {}))
