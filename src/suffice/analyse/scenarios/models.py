from __future__ import annotations

from datetime import date
from typing import Any

from django.db import models
from django.db.models import Q

from suffice.analyse.projections.models import REPLICATES, YEARS
from suffice.analyse.scenarios.outcome import Outcome
from suffice.core.models import Authority, Person, Work

MOST_COMPARED = 6


class Scenario(models.Model):
    """A named what-if: levers with dates. Its document is the latest version; every version is kept for ever."""

    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=120)
    why = models.TextField(blank=True)
    document = models.JSONField()
    version = models.PositiveIntegerField(default=1)
    owner = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    made_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    changed_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    changed_at = models.DateTimeField()
    copied_from = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="copies")
    retired_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    retired_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["authority", "-changed_at"], name="scenario_register")]
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="scenario_has_a_name"),
            models.CheckConstraint(condition=Q(version__gte=1), name="scenario_version"),
            models.CheckConstraint(
                condition=Q(retired_at__isnull=True, retired_by__isnull=True)
                | Q(retired_at__isnull=False, retired_by__isnull=False),
                name="scenario_retired_by_somebody",
            ),
            models.UniqueConstraint(
                fields=["authority", "name"], condition=Q(retired_at__isnull=True), name="scenario_name_in_use_once"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class ScenarioVersion(models.Model):
    """What a scenario was when it was saved; results are of a version, and none is ever changed."""

    scenario = models.ForeignKey(Scenario, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    document = models.JSONField()
    change = models.CharField(max_length=300)
    saved_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    saved_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["scenario", "number"], name="one_scenario_version_a_number"),
            models.CheckConstraint(condition=Q(number__gte=1), name="scenario_version_number"),
        ]

    def __str__(self) -> str:
        return f"{self.document['name']}, version {self.number}"


class Comparison(models.Model):
    """Up to six scenarios beside the base: what was asked, what went into it, and, once made, what came out."""

    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="+")
    origin = models.DateField()
    years = models.PositiveSmallIntegerField()
    replicates = models.PositiveIntegerField()
    seed = models.PositiveIntegerField()
    asked_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    asked_at = models.DateTimeField()
    again = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="made_again")
    work = models.OneToOneField(Work, on_delete=models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField(null=True)
    inputs = models.JSONField(default=dict)
    inputs_digest = models.CharField(max_length=64)
    document = models.JSONField(null=True)
    facts = models.JSONField(default=dict)
    charts = models.JSONField(default=dict)

    class Meta:
        indexes = [
            models.Index(fields=["authority", "-asked_at"], name="comparison_register"),
            models.Index(fields=["authority", "inputs_digest"], name="comparison_found_again"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(years__range=YEARS), name="comparison_years"),
            models.CheckConstraint(condition=Q(replicates__range=REPLICATES), name="comparison_replicates"),
            models.CheckConstraint(condition=~Q(inputs_digest=""), name="comparison_knows_its_inputs"),
            models.CheckConstraint(
                condition=Q(made_at__isnull=True, document__isnull=True)
                | Q(made_at__isnull=False, document__isnull=False),
                name="comparison_made_with_its_document",
            ),
        ]

    def __str__(self) -> str:
        return f"Comparison from {self.origin.day} {self.origin:%B %Y}"

    @property
    def outcome(self) -> Outcome:
        """What came out; only of a comparison that has been made."""
        return Outcome(self.document or {})

    @property
    def answer(self) -> str:
        """What came out, in one sentence."""
        return str(self.facts["answer"])

    @property
    def actual(self) -> dict[date, int]:
        """Children in care at month ends, as the returns say."""
        return {date.fromisoformat(on): count for on, count in self.facts.get("actual", {}).items()}

    @property
    def asked(self) -> dict[str, Any]:
        """What was asked, besides the scenarios."""
        return {name: getattr(self, name) for name in ("origin", "years", "replicates", "seed")}


class Compared(models.Model):
    """One scenario's place in a comparison, in the version that was compared."""

    comparison = models.ForeignKey(Comparison, on_delete=models.PROTECT, related_name="places")
    place = models.PositiveSmallIntegerField()
    version = models.ForeignKey(ScenarioVersion, on_delete=models.PROTECT, related_name="compared")

    class Meta:
        ordering = ["place"]
        constraints = [
            models.UniqueConstraint(fields=["comparison", "place"], name="one_scenario_a_place"),
            models.UniqueConstraint(fields=["comparison", "version"], name="no_scenario_compared_with_itself"),
            models.CheckConstraint(condition=Q(place__range=(1, MOST_COMPARED)), name="up_to_six_compared"),
        ]

    def __str__(self) -> str:
        return str(self.version)
