from __future__ import annotations

from django.db import models
from django.db.models import Q

from suffice.core.models import Authority, Person


class FileKind(models.TextChoices):
    INSPECTORATE = "inspectorate", "The inspectorate's list of providers"
    CAPACITY = "capacity", "Places (capacity.csv)"
    PRICES = "prices", "Prices (prices.csv)"
    CENSUS = "census", "Placement census"
    COSTS = "costs", "Placement cost return"

    @property
    def of_children(self) -> bool:
        """Whether its rows are about single children."""
        return self in {FileKind.CENSUS, FileKind.COSTS}


class FileState(models.TextChoices):
    SHOWN = "shown", "Waits for a decision"
    ACCEPTED = "accepted", "Accepted"
    REFUSED = "refused", "Refused"


class BroughtFile(models.Model):
    """A file that somebody brought to the market, kept as it was, with what it would change and what was decided."""

    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=12, choices=FileKind.choices)
    name = models.CharField(max_length=255)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField()
    on = models.DateField(null=True)
    areas = models.JSONField(default=list)
    brought_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    brought_at = models.DateTimeField()
    rows = models.PositiveIntegerField()
    children = models.PositiveIntegerField(default=0)
    findings = models.JSONField(default=list)
    changes = models.JSONField(default=list)
    state = models.CharField(max_length=10, choices=FileState.choices, default=FileState.SHOWN)
    decided_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    cleared_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["authority", "-brought_at"], name="market_file_register"),
            models.Index(fields=["sha256"], name="market_file_hash"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="shown", decided_by__isnull=True, decided_at__isnull=True)
                | ~Q(state="shown") & Q(decided_by__isnull=False, decided_at__isnull=False),
                name="market_file_decided_by_and_at",
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def of_children(self) -> bool:
        """Whether its rows are about single children."""
        return FileKind(self.kind).of_children
