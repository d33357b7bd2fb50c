from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from suffice.analyse.needs.assessment.figures import Assessment
from suffice.core.models import Made


class AssessmentResult(Made):
    """A needs assessment as it came out of one set of accepted returns: the counts, and what went into them."""

    definition = models.CharField(max_length=10)
    first_day = models.DateField()
    last_day = models.DateField()
    figures = models.JSONField()
    charts = models.JSONField(default=dict)

    class Meta:
        indexes = [models.Index(fields=["authority", "-made_at"], name="assessment_latest")]
        constraints = [
            models.CheckConstraint(condition=Q(first_day__lte=F("last_day")), name="assessment_covers_some_days"),
        ]

    def __str__(self) -> str:
        return f"Needs assessment, {self.first_day} to {self.last_day}"

    @property
    def assessment(self) -> Assessment:
        """The counts, as they were worked out."""
        return Assessment.of(self.figures)
