"""The latest workforce figures, what went into them, and whether they still hold."""

from __future__ import annotations

from typing import Any

from suffice.analyse.returns.queries import shelf
from suffice.core import charts
from suffice.core.models import Authority, Chart
from suffice.engine.returns.templates.layouts import Template
from suffice.engine.returns.workforce.layouts import KIND as CENSUS
from suffice.review.workforce.models import WorkforceResult
from suffice.review.workforce.working import DEFINITION

KIND = "workforce.figures"
"""The kind of work that makes workforce figures."""

_READ = frozenset({CENSUS, str(Template.FIGURES), str(Template.SURVEY)})


def latest(authority: Authority) -> WorkforceResult | None:
    """Return the latest figures; None when none were made, or no accepted return is left to stand behind them."""
    if not returns_in_use(authority) and not shelf.is_cleared(authority, _READ):
        return None
    return WorkforceResult.objects.filter(authority=authority).order_by("-made_at", "-pk").first()


def returns_in_use(authority: Authority) -> list[dict[str, Any]]:
    """Return the censuses, files of monthly figures and surveys that are accepted."""
    return shelf.in_use(authority, _READ)


def inputs(authority: Authority) -> dict[str, Any]:
    """Return what figures made now would be made of."""
    return {"definition": DEFINITION, "returns": returns_in_use(authority)}


def holds(result: WorkforceResult) -> bool:
    """Say whether the same figures would be made now, or nothing could be, as every row has been cleared."""
    return shelf.is_cleared(result.authority, _READ) or result.is_made_of(inputs(result.authority))


def charts_of(result: WorkforceResult, day: str) -> dict[str, Chart]:
    """Return the charts of a day by name."""
    return charts.by_name(result.authority, result.charts.get(day, {}))
