"""The latest comparisons, what went into them, and whether they still hold."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Any

from suffice.analyse.comparison.models import Compared, ComparisonResult
from suffice.analyse.comparison.queries import sources
from suffice.analyse.returns import kinds
from suffice.analyse.returns.queries import shelf
from suffice.analyse.returns.queries.population import estimates
from suffice.core.models import Authority, Chart, Work

KIND = "comparison.make"
"""The kind of work that makes comparisons."""
_OWN_KINDS = tuple(code for code in kinds.KINDS if code != kinds.PUBLISHED)


def latest(authority: Authority) -> ComparisonResult | None:
    """Return the latest comparisons; None when none were made or nothing published is left to stand behind them."""
    if not sources.has_figures(authority):
        return None
    return ComparisonResult.objects.filter(authority=authority).order_by("-made_at", "-pk").first()


def making(authority: Authority) -> Work | None:
    """Return the latest work that makes comparisons for the authority, finished or not."""
    return Work.objects.filter(authority=authority, kind=KIND).order_by("-queued_at", "-pk").first()


def told(work: Work | None) -> dict[str, Any]:
    """Return how far work is, as the page that waits for it asks; no work is finished work."""
    if work is None:
        return {"finished": True, "message": "", "per_cent": None}
    message = work.message or work.get_state_display()
    return {"finished": work.finished, "message": message, "per_cent": work.per_cent}


def inputs(authority: Authority) -> dict[str, Any]:
    """Return what comparisons made now would be made of."""
    return sources.published_inputs(authority) | {
        "returns": shelf.in_use(authority, _OWN_KINDS),
        "population": [[one.mid_year, one.number, one.source] for one in estimates(authority)],
    }


def digest(document: Mapping[str, Any]) -> str:
    """Return the hash of what went into a result."""
    return hashlib.sha256(json.dumps(document, sort_keys=True).encode()).hexdigest()


def holds(result: ComparisonResult) -> bool:
    """Say whether the same comparisons would be made now."""
    return result.inputs_digest == digest(inputs(result.authority))


def compared(result: ComparisonResult, code: str, year: int) -> Compared | None:
    """Return one measure of one year; None where it was not published."""
    found = Compared.objects.filter(authority=result.authority, digest=result.published_digest, code=code, year=year)
    return found.first()


def charts_of(authority: Authority, digests: Mapping[str, str]) -> dict[str, Chart]:
    """Return charts of the catalogue by the names under which their hashes were kept."""
    found = Chart.objects.filter(authority=authority, digest__in=digests.values()).select_related("authority")
    by_digest = {one.digest: one for one in found}
    return {name: by_digest[held] for name, held in digests.items() if held in by_digest}


def rows_of(result: ComparisonResult, code: str) -> Sequence[Mapping[str, Any]]:
    """Return the rows of one measure, by year."""
    return [row for row in result.rows if row["code"] == code]
