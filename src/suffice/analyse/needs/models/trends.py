from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from suffice.analyse.needs.trends import Trends
from suffice.core.models import Made


class TrendsResult(Made):
    """Local trends as they came out of one set of accepted returns: the figures, and what went into them."""

    definition = models.CharField(max_length=10)
    first_day = models.DateField()
    last_day = models.DateField()
    figures = models.JSONField()
    charts = models.JSONField(default=dict)

    class Meta:
        indexes = [models.Index(fields=["authority", "-made_at"], name="trends_latest")]
        constraints = [
            models.CheckConstraint(condition=Q(first_day__lte=F("last_day")), name="trends_cover_some_days"),
        ]

    def __str__(self) -> str:
        return f"Local trends, {self.first_day} to {self.last_day}"

    @property
    def trends(self) -> Trends:
        """The figures, as they were worked out."""
        return Trends.of(self.figures)
