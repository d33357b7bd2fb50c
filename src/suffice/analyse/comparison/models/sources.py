"""Whom the council is held against, and published figures of them that were written down rather than brought."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from suffice.core.models import Authority, Person


class WrittenComparators(models.Model):
    """Published figures of other authorities that were written down with their source: one more published file."""

    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="+")
    source = models.CharField(max_length=300)
    table_sha256 = models.CharField(max_length=64)
    rows = models.PositiveIntegerField()
    neighbours = models.JSONField(default=list)
    """Three-figure code and closeness of each statistical neighbour, the closest first; none where none were given."""
    written_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    written_at = models.DateTimeField()
    replaced_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["written_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["authority", "source"],
                condition=Q(replaced_at__isnull=True),
                name="one_standing_writing_a_source",
            ),
            models.CheckConstraint(condition=~Q(source=""), name="written_comparators_say_their_source"),
            models.CheckConstraint(
                condition=Q(replaced_at__isnull=True) | Q(replaced_at__gte=F("written_at")),
                name="written_comparators_replaced_after",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.rows:,} published figures ({self.source})"


class ChosenNeighbours(models.Model):
    """Authorities that somebody chose to hold the council against, instead of its published neighbours."""

    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="+")
    codes = models.JSONField()
    source = models.CharField(max_length=300)
    chosen_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    chosen_at = models.DateTimeField()
    ended_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["chosen_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["authority"], condition=Q(ended_at__isnull=True), name="one_standing_choice_of_neighbours"
            ),
            models.CheckConstraint(condition=~Q(source=""), name="chosen_neighbours_say_why"),
            models.CheckConstraint(
                condition=Q(ended_by__isnull=True, ended_at__isnull=True)
                | Q(ended_by__isnull=False, ended_at__isnull=False),
                name="chosen_neighbours_ended_by_and_at",
            ),
        ]

    def __str__(self) -> str:
        return f"{len(self.codes)} chosen neighbours ({self.source})"
