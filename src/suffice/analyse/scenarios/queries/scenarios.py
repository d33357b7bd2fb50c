"""The scenarios of an authority."""

from __future__ import annotations

from django.db.models import QuerySet

from suffice.analyse.scenarios.models import Scenario, ScenarioVersion
from suffice.core.models import Authority


def every_scenario(authority: Authority) -> QuerySet[Scenario]:
    """Return every scenario, those in use and those retired, changed last first."""
    found = Scenario.objects.filter(authority=authority).select_related(
        "authority", "owner", "changed_by", "retired_by"
    )
    return found.order_by("-changed_at", "-pk")


def in_use(authority: Authority) -> QuerySet[Scenario]:
    """Return the scenarios that can be changed and compared, by name."""
    return every_scenario(authority).filter(retired_at__isnull=True).order_by("name")


def versions(scenario: Scenario) -> QuerySet[ScenarioVersion]:
    """Return every version, the latest first."""
    return scenario.versions.select_related("saved_by").order_by("-number")
