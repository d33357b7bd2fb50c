from __future__ import annotations

from django.db import models

from suffice.core.models.authority import Authority
from suffice.core.models.person import Person


class Event(models.Model):
    """Something that happened. A trigger refuses to change or delete it, in SQLite and in PostgreSQL."""

    at = models.DateTimeField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, null=True, related_name="+")
    kind = models.CharField(max_length=60)
    subject = models.CharField(max_length=100, blank=True)
    words = models.TextField()
    data = models.JSONField(default=dict)

    class Meta:
        indexes = [
            models.Index(fields=["authority", "-at"], name="event_register"),
            models.Index(fields=["subject"], name="event_subject"),
        ]

    def __str__(self) -> str:
        return self.words

    @property
    def by_name(self) -> str:
        """Who did it, as the register says it."""
        return self.by.name if self.by else "Suffice"
