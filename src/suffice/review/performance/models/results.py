from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import F, Q

from suffice.core.models import Authority, Made, Person
from suffice.review.performance.figures import Told


class MeasuresResult(Made):
    """Every measure as it came out of one set of accepted returns: what went into the figures, and which days."""

    definition = models.CharField(max_length=10)
    first_day = models.DateField()
    last_day = models.DateField()

    class Meta:
        indexes = [models.Index(fields=["authority", "-made_at"], name="measures_latest")]
        constraints = [
            models.CheckConstraint(condition=Q(first_day__lte=F("last_day")), name="measures_cover_some_days"),
        ]

    def __str__(self) -> str:
        return f"Measures, {self.first_day} to {self.last_day}"


class MeasureFigures(models.Model):
    """The figures of one measure, so that its page reads one row; those of the latest result alone are kept.

    `summary` is what the board shows of it, `run` its run chart or why it has none, `charts` its pictures by name.
    """

    result = models.ForeignKey(MeasuresResult, on_delete=models.CASCADE, related_name="figures")
    code = models.CharField(max_length=60)
    document = models.JSONField()
    summary = models.JSONField()
    run = models.JSONField(default=dict)
    charts = models.JSONField(default=dict)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["result", "code"], name="one_row_a_measure")]

    def __str__(self) -> str:
        return self.code

    @property
    def told(self) -> Told:
        """The figures, as they were worked out."""
        return Told.of(self.document)


class DayFigures(models.Model):
    """Every measure on a day that somebody asked for; empty until it has been worked out."""

    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="+")
    on = models.DateField()
    asked_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    asked_at = models.DateTimeField()
    document: models.JSONField[dict[str, Any] | None] = models.JSONField(null=True)
    inputs_digest = models.CharField(max_length=64, blank=True)
    made_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-on"]
        constraints = [
            models.UniqueConstraint(fields=["authority", "on"], name="one_row_a_day_asked_for"),
            models.CheckConstraint(
                condition=Q(document__isnull=True, made_at__isnull=True)
                | Q(document__isnull=False, made_at__isnull=False),
                name="day_figures_made_at_together",
            ),
        ]

    def __str__(self) -> str:
        return f"Measures of {self.on}"
