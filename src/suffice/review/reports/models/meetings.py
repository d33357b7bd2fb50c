from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from suffice.core.models import Authority, Person
from suffice.review.reports.models.sets import Edition, ReportSet


class Meeting(models.Model):
    """A performance meeting: its day, who comes as what, its agenda as it stood when it was called."""

    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="+")
    report_set = models.ForeignKey(ReportSet, on_delete=models.PROTECT, related_name="meetings")
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, null=True, related_name="+")
    on = models.DateField()
    chair = models.CharField(max_length=100)
    attending = models.JSONField(default=list)
    agenda = models.JSONField(default=list)
    called_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    called_at = models.DateTimeField()
    closed_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    closed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-on", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["report_set", "on"], name="one_meeting_a_day"),
            models.CheckConstraint(condition=~Q(chair=""), name="meeting_has_a_chair"),
            models.CheckConstraint(
                condition=Q(closed_by__isnull=True, closed_at__isnull=True)
                | Q(closed_by__isnull=False, closed_at__isnull=False, closed_at__gte=F("called_at")),
                name="meeting_closed_by_and_at",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.report_set.board} on {self.on.day} {self.on:%B %Y}"


class MeetingNote(models.Model):
    """What was said or decided on one item of the agenda."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="notes")
    item = models.PositiveSmallIntegerField()
    words = models.TextField()
    decision = models.BooleanField(default=False)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["item", "at", "pk"]
        constraints = [models.CheckConstraint(condition=~Q(words=""), name="meeting_note_says_something")]

    def __str__(self) -> str:
        return self.words
