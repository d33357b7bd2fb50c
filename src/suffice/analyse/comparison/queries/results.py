"""The latest comparisons, what went into them, and whether they still hold."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from suffice.analyse.comparison.models import Compared, ComparisonResult
from suffice.analyse.comparison.queries import sources
from suffice.analyse.returns import kinds
from suffice.analyse.returns.queries import shelf
from suffice.analyse.returns.queries.population import estimates
from suffice.core.models import Authority

KIND = "comparison.make"
"""The kind of work that makes comparisons."""
_OWN_KINDS = tuple(code for code in kinds.KINDS if code != kinds.PUBLISHED)


def latest(authority: Authority) -> ComparisonResult | None:
    """Return the latest comparisons; None when none were made or nothing published is left to stand behind them."""
    if not sources.has_figures(authority):
        return None
    return ComparisonResult.objects.filter(authority=authority).order_by("-made_at", "-pk").first()


def inputs(authority: Authority) -> dict[str, Any]:
    """Return what comparisons made now would be made of."""
    return sources.published_inputs(authority) | {
        "returns": shelf.in_use(authority, _OWN_KINDS),
        "population": [[one.mid_year, one.number, one.source] for one in estimates(authority)],
    }


def holds(result: ComparisonResult) -> bool:
    """Say whether the same comparisons would be made now."""
    return result.is_made_of(inputs(result.authority))


def compared(result: ComparisonResult, code: str, year: int) -> Compared | None:
    """Return one measure of one year; None where it was not published."""
    found = Compared.objects.filter(authority=result.authority, digest=result.published_digest, code=code, year=year)
    return found.first()


def rows_of(result: ComparisonResult, code: str) -> Sequence[Mapping[str, Any]]:
    """Return the rows of one measure, by year."""
    return [row for row in result.rows if row["code"] == code]
