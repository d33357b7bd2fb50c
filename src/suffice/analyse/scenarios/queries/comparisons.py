"""The comparisons of an authority: which was made of the same already, and whether one still holds."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.models import Prefetch, Q, QuerySet

from suffice.analyse.needs.queries.results import returns_in_use
from suffice.analyse.projections.models import RunPurpose
from suffice.analyse.projections.queries import runs
from suffice.analyse.returns.queries import history
from suffice.analyse.scenarios.models import Compared, Comparison, Scenario, ScenarioVersion
from suffice.core.digests import digest_of
from suffice.core.models import Authority
from suffice.core.models.work import WorkState
from suffice.core.pages.words import listed

KIND = "scenarios.comparison"
"""The kind of work that compares scenarios."""


def every_comparison(authority: Authority) -> QuerySet[Comparison]:
    """Return every comparison, latest first, with its scenarios."""
    places = Prefetch("places", Compared.objects.select_related("version__scenario"))
    found = Comparison.objects.filter(authority=authority).select_related("authority", "asked_by", "work")
    return found.prefetch_related(places).order_by("-asked_at", "-pk")


def unopened(authority: Authority) -> QuerySet[Comparison]:
    """Return every comparison without its document, for lists: a document is large."""
    return every_comparison(authority).defer("document", "inputs", "facts", "charts")


def latest(authority: Authority) -> Comparison | None:
    """Return the comparison that was made last, its document unopened; None when there is none."""
    return every_comparison(authority).filter(made_at__isnull=False).defer("document").first()


def versions_of(comparison: Comparison) -> Sequence[ScenarioVersion]:
    """Return what was compared, in its order."""
    return [one.version for one in comparison.places.select_related("version__scenario")]


def named(versions: Sequence[ScenarioVersion]) -> str:
    """Return what was compared as it stands in a sentence."""
    return listed([f"“{one.document['name']}” (version {one.number})" for one in versions])


def month_ends(authority: Authority) -> dict[str, int]:
    """Return the children in care at month ends, as the projection that stands counted them; none without one."""
    run = runs.latest(authority, RunPurpose.LATEST)
    found: dict[str, int] = run.facts["actual"] if run is not None and runs.holds(run) else {}
    return found


def made_of(authority: Authority, inputs_digest: str) -> Comparison | None:
    """Return the comparison that was made of exactly these inputs, or is being made; None when there is none."""
    goes_on = Q(made_at__isnull=False) | Q(work__state__in=[WorkState.QUEUED, WorkState.RUNNING])
    same = Comparison.objects.filter(goes_on, authority=authority, inputs_digest=inputs_digest)
    return same.order_by("-made_at", "-pk").first()


def inputs(comparison: Comparison, versions: Sequence[ScenarioVersion]) -> dict[str, Any]:
    """Return what the comparison would be made of now; in which order the scenarios stand makes no difference."""
    arithmetic = runs.arithmetic(comparison.authority)
    return {
        "asked": {**comparison.asked, "origin": comparison.origin.isoformat()},
        "scenarios": sorted((one.document for one in versions), key=lambda one: str(one["name"])),
        "returns": returns_in_use(comparison.authority),
        "arithmetic": arithmetic.pk if arithmetic and arithmetic.begins == comparison.origin else None,
        "population": runs.figures(comparison.authority),
        "tested": tested.inputs_digest if (tested := runs.last_tested(comparison.authority)) else None,
    }


def holds(comparison: Comparison) -> bool:
    """Say whether the same would come out now, or nothing could be made anew, as every row has been cleared."""
    made_now = digest_of(inputs(comparison, versions_of(comparison)))
    return history.is_cleared(comparison.authority) or comparison.inputs_digest == made_now


def place_of(version: ScenarioVersion) -> Compared | None:
    """Return the place of a version in the comparison that was made of it last; None where there is none."""
    places = version.compared.filter(comparison__made_at__isnull=False).select_related("comparison")
    return places.order_by("-comparison__made_at", "-pk").first()


def of_scenario(scenario: Scenario) -> Sequence[Comparison]:
    """Return the last comparisons that hold the scenario, in whatever version."""
    holding = every_comparison(scenario.authority).filter(made_at__isnull=False)
    return list(holding.filter(places__version__scenario=scenario).defer("document", "inputs", "facts")[:5])
