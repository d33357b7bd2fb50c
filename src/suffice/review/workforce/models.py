from __future__ import annotations

from django.db import models

from suffice.core.models import Authority, Person
from suffice.review.workforce.figures import Workforce


class WorkforceResult(models.Model):
    """The workforce as it came out of one set of accepted returns: the figures, and what went into them."""

    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="+")
    made_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField()
    definition = models.CharField(max_length=10)
    inputs = models.JSONField()
    inputs_digest = models.CharField(max_length=64)
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
