from __future__ import annotations

from datetime import date
from typing import Self

from django.db import models
from django.db.models import Q

from suffice.core.models.authority import Authority
from suffice.core.models.person import Person


class ActionState(models.TextChoices):
    OPEN = "open", "Open"
    DONE = "done", "Done"
    WITHDRAWN = "withdrawn", "Withdrawn"


class Actions(models.QuerySet["Action"]):
    def open(self) -> Self:
        """Return what is promised and neither done nor withdrawn."""
        return self.filter(state=ActionState.OPEN)

    def late(self, on: date) -> Self:
        """Return what is open after the day that it was promised for."""
        return self.open().filter(due__lt=on)


class Action(models.Model):
    """What somebody promised: a role that leads it, a day, and, once it is done, what shows that it is."""

    State = ActionState

    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=200)
    why = models.TextField(blank=True)
    owner = models.CharField(max_length=100)
    due = models.DateField()
    subject = models.CharField(max_length=100, blank=True)
    raised_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    raised_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=ActionState.choices, default=ActionState.OPEN)
    closed_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    closed_at = models.DateTimeField(null=True)
    closing = models.TextField(blank=True)

    objects = Actions.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["authority", "state", "due"], name="action_register"),
            models.Index(fields=["subject"], name="action_subject"),
        ]
        constraints = [
            models.CheckConstraint(condition=~Q(title="") & ~Q(owner=""), name="action_says_what_and_who"),
            models.CheckConstraint(
                condition=Q(state="open", closed_by__isnull=True, closed_at__isnull=True, closing="")
                | (
                    Q(state__in=["done", "withdrawn"], closed_by__isnull=False, closed_at__isnull=False)
                    & ~Q(closing="")
                ),
                name="action_closed_by_at_and_with_words",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def late(self, on: date) -> bool:
        """Whether it is open after the day that it was promised for."""
        return self.state == ActionState.OPEN and self.due < on


class ProgressNote(models.Model):
    """How an action is getting on. A note never completes it: that is an act of its own, with evidence."""

    action = models.ForeignKey(Action, on_delete=models.PROTECT, related_name="notes")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    words = models.TextField()

    class Meta:
        ordering = ["at", "pk"]
        constraints = [models.CheckConstraint(condition=~Q(words=""), name="progress_note_says_something")]

    def __str__(self) -> str:
        return self.words
