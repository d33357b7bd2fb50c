"""The latest local trends, what went into them, and whether they still hold."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import prefetch_related_objects

from suffice.analyse.needs.models import PublishedFigure, TrendsResult
from suffice.analyse.needs.trends import DEFINITION
from suffice.analyse.returns.queries import history, population
from suffice.core.models import Authority

KIND = "needs.trends"
"""The kind of work that makes trends."""


def latest(authority: Authority) -> TrendsResult | None:
    """Return the latest trends; None when none were made, or when no accepted return is left to stand behind them."""
    if not history.accepted(authority).exists():
        return None
    return TrendsResult.objects.filter(authority=authority).order_by("-made_at", "-pk").first()


def inputs(authority: Authority) -> dict[str, Any]:
    """Return what trends made now would be made of."""
    return {
        "definition": DEFINITION,
        "returns": returns_in_use(authority),
        "population": [[one.mid_year, one.number, one.source] for one in population.estimates(authority)],
        "published": [day.isoformat() for day in published_days(authority)],
    }


def returns_in_use(authority: Authority) -> list[dict[str, Any]]:
    """Return the returns that figures are made of, each with its tables by hash."""
    records = list(history.in_use(authority))
    prefetch_related_objects(records, "tables")
    return [
        {
            "id": one.pk,
            "year": one.year,
            "accepted": one.accepted_at.isoformat() if one.accepted_at else None,
            "tables": {table.table: table.sha256 for table in one.tables.all()},
        }
        for one in records
    ]


def published_days(authority: Authority) -> list[date]:
    """Return the days on which published figures stand."""
    standing = PublishedFigure.objects.filter(authority=authority, withdrawn_at__isnull=True)
    return sorted(set(standing.values_list("on", flat=True)))


def holds(result: TrendsResult) -> bool:
    """Say whether the same trends would be made now, or nothing could be, as every row has been cleared."""
    return history.is_cleared(result.authority) or result.is_made_of(inputs(result.authority))
