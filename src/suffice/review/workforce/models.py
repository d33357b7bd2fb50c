from __future__ import annotations

from django.db import models

from suffice.core.models import Made
from suffice.review.workforce.figures import Workforce


class WorkforceResult(Made):
    """The workforce as it came out of one set of accepted returns: the figures, and what went into them."""

    definition = models.CharField(max_length=10)
    figures = models.JSONField()
    charts = models.JSONField(default=dict)

    class Meta:
        indexes = [models.Index(fields=["authority", "-made_at"], name="workforce_latest")]

    def __str__(self) -> str:
        return f"Workforce, made on {self.made_at:%d/%m/%Y}"

    @property
    def told(self) -> Workforce:
        """The figures, as they were worked out."""
        return Workforce.of(self.figures)
