"""Comparisons as they came out of one set of published figures."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from suffice.core.models import Authority, Made


class Compared(models.Model):
    """One measure of one year, held against others: made once of a set of published figures and read from then on."""

    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="+")
    digest = models.CharField(max_length=64)
    """Of the published figures and the neighbours that it was made of."""
    code = models.CharField(max_length=60)
    year = models.PositiveSmallIntegerField()
    document = models.JSONField()
    charts = models.JSONField(default=dict)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["authority", "digest", "code", "year"], name="compared_once"),
        ]

    def __str__(self) -> str:
        return f"{self.code}, {self.year}"


class ComparisonResult(Made):
    """Every comparison of one making: a row a measure and year, the council's own figures beside, what went in."""

    definition = models.CharField(max_length=10)
    first_year = models.PositiveSmallIntegerField()
    last_year = models.PositiveSmallIntegerField()
    published_digest = models.CharField(max_length=64)
    """Which rows of `Compared` are its own."""
    rows = models.JSONField()
    own = models.JSONField(default=dict)
    charts = models.JSONField(default=dict)

    class Meta:
        indexes = [models.Index(fields=["authority", "-made_at"], name="comparison_latest")]
        constraints = [
            models.CheckConstraint(condition=Q(first_year__lte=F("last_year")), name="comparison_covers_some_years"),
        ]

    def __str__(self) -> str:
        return f"Comparisons, {self.first_year} to {self.last_year}"
