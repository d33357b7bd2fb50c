from __future__ import annotations

from django.db import models
from django.db.models import Q

from suffice.core.models import Authority, Person


class PopulationEstimate(models.Model):
    """Children 0-17 living in the authority on 30 June of one year, with its source; a rate divides by it."""

    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="population_estimates")
    mid_year = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField()
    source = models.CharField(max_length=300)
    file_name = models.CharField(max_length=255, blank=True)
    file_sha256 = models.CharField(max_length=64, blank=True)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    supersedes = models.OneToOneField("self", on_delete=models.PROTECT, null=True, related_name="superseded_by")
    superseded_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["authority", "mid_year"],
                condition=Q(superseded_at__isnull=True),
                name="one_standing_population_a_year",
            ),
            models.CheckConstraint(condition=Q(number__gte=1), name="population_is_somebody"),
            models.CheckConstraint(condition=~Q(source=""), name="population_says_its_source"),
        ]

    def __str__(self) -> str:
        return f"{self.number:,} children on 30 June {self.mid_year}"
