from __future__ import annotations

from django.db import models
from django.db.models import Q

from suffice.core.models.authority import Authority
from suffice.core.models.person import Person


class WorkState(models.TextChoices):
    QUEUED = "queued", "Waiting to start"
    RUNNING = "running", "Under way"
    DONE = "done", "Finished"
    FAILED = "failed", "Did not finish"


class Work(models.Model):
    """Work that goes on while nobody waits for it: what, how far, and what came of it."""

    State = WorkState

    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=60)
    words = models.CharField(max_length=200)
    inputs = models.JSONField(default=dict)
    state = models.CharField(max_length=10, choices=WorkState.choices, default=WorkState.QUEUED)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    message = models.TextField(blank=True)
    result_address = models.CharField(max_length=300, blank=True)
    started_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    queued_at = models.DateTimeField()
    heard_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["authority", "-queued_at"], name="work_register")]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["done", "failed"], finished_at__isnull=False)
                | Q(state__in=["queued", "running"], finished_at__isnull=True),
                name="work_is_finished_or_not",
            ),
        ]

    def __str__(self) -> str:
        return self.words

    @property
    def finished(self) -> bool:
        """Whether nothing more will come of it."""
        return self.finished_at is not None

    @property
    def per_cent(self) -> int | None:
        """How far it is, in hundredths; None while that is not known."""
        return min(100, 100 * self.done // self.total) if self.total else None
