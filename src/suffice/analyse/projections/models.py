from __future__ import annotations

from typing import Any

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q

from suffice.analyse.projections.outcome import Outcome
from suffice.analyse.projections.tested import Tested
from suffice.core.models import Authority, Person, Work

YEARS = (1, 10)
REPLICATES = (100, 10_000)
REFERENCE_MONTHS = (6, 60)
SEEDS = (0, 2**31 - 1)
STARTERS = (0, 200)


def _within(bounds: tuple[int, int]) -> list[MinValueValidator | MaxValueValidator]:
    return [MinValueValidator(bounds[0]), MaxValueValidator(bounds[1])]


class PublishedArithmetic(models.Model):
    """The inputs of a strategy's own arithmetic, as somebody read them from it; the latest stands, none is changed."""

    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=120)
    source = models.CharField(max_length=300)
    begins = models.DateField()
    ends = models.DateField()
    start = models.PositiveIntegerField()
    tracked = models.PositiveIntegerField()
    worst = models.PositiveSmallIntegerField(validators=_within(STARTERS))
    medium = models.PositiveSmallIntegerField(validators=_within(STARTERS))
    best = models.PositiveSmallIntegerField(validators=_within(STARTERS))
    covid = models.PositiveSmallIntegerField(validators=_within(STARTERS))
    population = models.PositiveIntegerField(null=True)
    recorded_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["authority", "-recorded_at"], name="arithmetic_latest")]
        constraints = [
            models.CheckConstraint(condition=Q(begins__lt=F("ends")), name="arithmetic_ends_after_it_begins"),
            models.CheckConstraint(condition=Q(tracked__lte=F("start")), name="arithmetic_tracks_children_in_care"),
            models.CheckConstraint(
                condition=Q(population__isnull=True) | Q(population__gte=1), name="arithmetic_people"
            ),
            models.CheckConstraint(condition=~Q(source=""), name="arithmetic_says_its_source"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def starters(self) -> dict[str, int]:
        """Children starting in a month, by the name of the case."""
        return {"worst": self.worst, "medium": self.medium, "best": self.best, "covid": self.covid}


class RunPurpose(models.TextChoices):
    LATEST = "latest", "From the last day covered"
    BESIDE = "beside", "Beside the strategy"
    ASKED = "asked", "Asked for"


class ProjectionRun(models.Model):
    """One simulated projection: what was asked, what went into it, and, once made, what came out."""

    Purpose = RunPurpose

    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="+")
    purpose = models.CharField(max_length=10, choices=RunPurpose.choices)
    origin = models.DateField()
    years = models.PositiveSmallIntegerField(validators=_within(YEARS))
    replicates = models.PositiveIntegerField(validators=_within(REPLICATES))
    seed = models.PositiveIntegerField(validators=_within(SEEDS))
    reference_months = models.PositiveSmallIntegerField(validators=_within(REFERENCE_MONTHS))
    asked_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    asked_at = models.DateTimeField()
    again = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="made_again")
    work = models.OneToOneField(Work, on_delete=models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField(null=True)
    inputs = models.JSONField(default=dict)
    inputs_digest = models.CharField(max_length=64, blank=True)
    document = models.JSONField(null=True)
    facts = models.JSONField(default=dict)
    charts = models.JSONField(default=dict)

    class Meta:
        indexes = [models.Index(fields=["authority", "-asked_at"], name="projection_register")]
        constraints = [
            models.CheckConstraint(condition=Q(years__range=YEARS), name="projection_years"),
            models.CheckConstraint(condition=Q(replicates__range=REPLICATES), name="projection_replicates"),
            models.CheckConstraint(condition=Q(reference_months__range=REFERENCE_MONTHS), name="projection_reference"),
            models.CheckConstraint(
                condition=Q(made_at__isnull=True, document__isnull=True, inputs_digest="")
                | (Q(made_at__isnull=False, document__isnull=False) & ~Q(inputs_digest="")),
                name="projection_made_with_its_inputs",
            ),
        ]

    def __str__(self) -> str:
        return f"Projection from {self.origin.day} {self.origin:%B %Y}"

    @property
    def asked(self) -> dict[str, Any]:
        """What `project` is called with."""
        names = ("origin", "years", "replicates", "seed", "reference_months")
        return {name: getattr(self, name) for name in names}

    @property
    def outcome(self) -> Outcome:
        """What came out, with the facts beside it; only of a run that has been made."""
        return Outcome.of(self.document or {}, self.facts)


class BacktestRun(models.Model):
    """The projection tested from past days: what was asked, what went into it, and, once made, what was found."""

    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="+")
    replicates = models.PositiveIntegerField(validators=_within(REPLICATES))
    seed = models.PositiveIntegerField(validators=_within(SEEDS))
    reference_months = models.PositiveSmallIntegerField(validators=_within(REFERENCE_MONTHS))
    asked_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    asked_at = models.DateTimeField()
    work = models.OneToOneField(Work, on_delete=models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField(null=True)
    inputs = models.JSONField(default=dict)
    inputs_digest = models.CharField(max_length=64, blank=True)
    document = models.JSONField(null=True)
    facts = models.JSONField(default=dict)
    charts = models.JSONField(default=dict)

    class Meta:
        indexes = [models.Index(fields=["authority", "-asked_at"], name="backtest_register")]
        constraints = [
            models.CheckConstraint(condition=Q(replicates__range=REPLICATES), name="backtest_replicates"),
            models.CheckConstraint(condition=Q(reference_months__range=REFERENCE_MONTHS), name="backtest_reference"),
            models.CheckConstraint(
                condition=Q(made_at__isnull=True, document__isnull=True, inputs_digest="")
                | (Q(made_at__isnull=False, document__isnull=False) & ~Q(inputs_digest="")),
                name="backtest_made_with_its_inputs",
            ),
        ]

    def __str__(self) -> str:
        return "Test of the projection against the past"

    @property
    def asked(self) -> dict[str, Any]:
        """What `backtest` is called with."""
        return {name: getattr(self, name) for name in ("replicates", "seed", "reference_months")}

    @property
    def tested(self) -> Tested:
        """What was found; only of a test that has been made."""
        return Tested.of(self.document or {}, self.facts)
