from __future__ import annotations

from django.db import models
from django.db.models import Q

from suffice.core.models import Authority, Made, Person
from suffice.engine.timeliness import Length, Own


class DriftResult(Made):
    """What was overdue as at one day, in counts: no child is in it, and the rows behind are made again when asked."""

    on = models.DateField()
    asked = models.BooleanField(default=False)
    definition = models.CharField(max_length=10)
    figures = models.JSONField()
    workers = models.JSONField()
    charts = models.JSONField(default=dict)

    class Meta:
        indexes = [models.Index(fields=["authority", "-on", "-made_at"], name="drift_latest")]

    def __str__(self) -> str:
        return f"Drift and delay, {self.on}"


class QualityResult(Made):
    """What every accepted return lacks, and what returns say differently, in counts."""

    definition = models.CharField(max_length=10)
    figures = models.JSONField()
    charts = models.JSONField(default=dict)

    class Meta:
        indexes = [models.Index(fields=["authority", "-made_at"], name="quality_latest")]

    def __str__(self) -> str:
        return "Data quality"


class Why(models.TextChoices):
    """Why a team is behind: about the team, never about a child."""

    STAFFING = "staffing", "Posts are vacant or people are away"
    DEMAND = "demand", "More work came than the team can do in time"
    HANDOVER = "handover", "Work was handed over late between teams"
    PARTNERS = "partners", "Waiting for a partner: health, school, court, police"
    FAMILIES = "families", "Families could not be reached or asked for another day"
    RECORDING = "recording", "It was done in time and recorded late"
    STANDARD = "standard", "The team works to another standard that was agreed"
    OTHER = "other", "Another reason"


class Reason(models.Model):
    """Why a team was behind with one rule on a day; withdrawn when it was wrong, never changed."""

    Why = Why

    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="+")
    rule = models.CharField(max_length=40)
    team = models.CharField(max_length=200, blank=True)
    on = models.DateField()
    why = models.CharField(max_length=12, choices=Why.choices)
    note = models.CharField(max_length=300, blank=True)
    recorded_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    recorded_at = models.DateTimeField()
    withdrawn_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-on", "-recorded_at", "-pk"]
        indexes = [models.Index(fields=["authority", "rule"], name="reason_by_rule")]
        constraints = [
            models.CheckConstraint(
                condition=Q(withdrawn_by__isnull=True, withdrawn_at__isnull=True)
                | Q(withdrawn_by__isnull=False, withdrawn_at__isnull=False),
                name="reason_withdrawn_by_and_at",
            ),
            models.CheckConstraint(condition=~Q(why="other") | ~Q(note=""), name="other_reason_says_which"),
        ]

    def __str__(self) -> str:
        return f"{self.get_why_display()}{f': {self.note}' if self.note else ''}"

    @property
    def team_words(self) -> str:
        """The team, or every team."""
        return self.team or "every team"


class OwnLength(models.Model):
    """How long the council gives under one local rule from a day on; without a length, the usual one is put back.

    None is ever changed: of those whose day has come the latest holds, and all of them stay to be read.
    """

    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="+")
    rule = models.CharField(max_length=40)
    since = models.DateField()
    first = models.CharField(max_length=30, blank=True)
    again = models.CharField(max_length=30, blank=True)
    why = models.CharField(max_length=300)
    set_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    set_at = models.DateTimeField()

    class Meta:
        ordering = ["set_at", "pk"]
        indexes = [models.Index(fields=["authority", "rule"], name="own_length_by_rule")]
        constraints = [models.CheckConstraint(condition=~Q(why=""), name="own_length_says_why")]

    def __str__(self) -> str:
        return self.as_own().words

    def as_own(self) -> Own:
        """Return it as the engine takes it."""
        lengths = {
            name: Length.of(words) if words else None for name, words in (("first", self.first), ("again", self.again))
        }
        return Own(self.rule, self.since, **lengths)
