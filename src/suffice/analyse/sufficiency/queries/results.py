"""The latest result, what went into it, and whether it still holds."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from typing import Any

from suffice.analyse.market.queries import prices, provisions
from suffice.analyse.projections.models import ProjectionRun, RunPurpose
from suffice.analyse.projections.queries import runs
from suffice.analyse.returns.queries import history
from suffice.analyse.scenarios.queries import scenarios
from suffice.analyse.sufficiency.models import SufficiencyResult
from suffice.analyse.sufficiency.working import Market
from suffice.core import charts
from suffice.core.models import Authority, Chart

KIND = "sufficiency.result"
"""The kind of work that makes a result."""

METHOD = "1"
"""Version of the method; results made under another are made again."""

MOST_SCENARIOS = 6

_DOCUMENTS = ("places", "ages", "cost", "block", "scenarios")  # large; a page reads those that it shows


def latest(authority: Authority) -> SufficiencyResult | None:
    """Return the latest result; None when there is none, or no accepted return is left to stand behind it."""
    if not history.accepted(authority).exists():
        return None
    found = SufficiencyResult.objects.filter(authority=authority).select_related("authority", "made_by")
    return found.defer(*_DOCUMENTS).order_by("-made_at", "-pk").first()


def projection(authority: Authority) -> ProjectionRun | None:
    """Return the projection that a result made now would be of, as `runs.latest`, without reading what came out."""
    if not history.accepted(authority).exists():
        return None
    made = runs.every_run(authority).filter(purpose=RunPurpose.LATEST, made_at__isnull=False)
    return made.defer("document", "facts").order_by("-made_at", "-pk").first()


def market(authority: Authority) -> Market:
    """Return the places and prices that stand."""
    return Market(provisions(authority), prices(authority))


def saved(authority: Authority) -> Sequence[Mapping[str, Any]]:
    """Return the scenarios that are costed: those in use that were changed last, with levers, up to six."""
    found = scenarios.every_scenario(authority).filter(retired_at__isnull=True)
    with_levers = (one for one in found if one.document.get("levers"))
    return [
        {"scenario": one.pk, "name": one.name, "version": one.version, "document": one.document}
        for one, _ in zip(with_levers, range(MOST_SCENARIOS), strict=False)
    ]


def inputs(run: ProjectionRun) -> dict[str, Any]:
    """Return what a result made now of a projection would be made of."""
    found = market(run.authority)
    return {
        "method": METHOD,
        "projection": run.inputs_digest,
        "asked": {**run.asked, "origin": run.origin.isoformat()},
        "years": [one["year"] for one in run.inputs["returns"]],
        "places": _name(found.provisions),
        "prices": _name(found.prices),
        "provisions": len(found.provisions),
        "scenarios": [[one["scenario"], one["version"]] for one in saved(run.authority)],
    }


def holds(result: SufficiencyResult) -> bool:
    """Say whether the same would come out now, or nothing could be made anew, as every row has been cleared."""
    if history.is_cleared(result.authority):
        return True
    run = projection(result.authority)
    return run is not None and runs.holds(run) and result.is_made_of(inputs(run))


def charts_of(result: SufficiencyResult) -> Mapping[str, Chart]:
    """Return the charts of a result by name."""
    return charts.by_name(result.authority, result.charts)


def _name(records: Sequence[object]) -> str:
    """Return a name for records: the same records have the same."""
    return hashlib.sha256("\n".join(map(repr, records)).encode()).hexdigest()
