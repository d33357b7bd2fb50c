from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Any

from django.db import models
from django.db.models import Q

from suffice.core.models import Authority, Person, Work
from suffice.core.papers.model import Paper
from suffice.engine.disclosure import Protection
from suffice.review.reports.schedule import Frequency

PROTECTIONS = [(str(one), one.label) for one in Protection]


class ReportSet(models.Model):
    """What goes to a board: which indicators in which order, how often, for whom, and who answers for it."""

    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=120)
    board = models.CharField(max_length=120)
    readers = models.CharField(max_length=300, blank=True)
    owner = models.CharField(max_length=100)
    frequency = models.CharField(max_length=12, choices=Frequency.choices)
    next_due = models.DateField(null=True)
    protection = models.CharField(max_length=10, choices=PROTECTIONS, default=Protection.SUPPRESS.value)
    headings = models.JSONField(default=list)
    plain = models.BooleanField(default=False)
    made_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField()
    retired_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    retired_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["authority", "title", "board"], condition=Q(retired_at__isnull=True), name="one_standing_report"
            ),
            models.CheckConstraint(
                condition=Q(retired_by__isnull=True, retired_at__isnull=True)
                | Q(retired_by__isnull=False, retired_at__isnull=False),
                name="report_retired_by_and_at",
            ),
            models.CheckConstraint(
                condition=~Q(title="") & ~Q(board="") & ~Q(owner=""), name="report_says_what_for_whom_and_who"
            ),
            models.CheckConstraint(
                condition=Q(plain=False) | Q(protection=Protection.ROUND.value), name="report_in_plain_words_is_rounded"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title}, {self.board}"

    @property
    def codes(self) -> tuple[str, ...]:
        """The indicators, in their order."""
        return tuple(code for one in self.headings for code in one["codes"])

    def late(self, on: date) -> bool:
        """Whether it should have gone out before that day."""
        return self.retired_at is None and self.next_due is not None and self.next_due < on


class Status(StrEnum):
    """How far an edition is, as pages say it."""

    WAITING = "Being made"
    DRAFT = "Draft"
    SIGNED = "Signed off"
    SENT = "Sent"


class Edition(models.Model):
    """A report made for one occasion: its figures frozen with their day and what they were made of.

    One without a document was made elsewhere: what is kept is that it went out, and what shows it.
    """

    report_set = models.ForeignKey(ReportSet, on_delete=models.PROTECT, related_name="editions")
    due = models.DateField(null=True)
    on = models.DateField(null=True)
    protection = models.CharField(max_length=10, choices=PROTECTIONS)
    asked_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    asked_at = models.DateTimeField()
    work = models.OneToOneField(Work, on_delete=models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField(null=True)
    inputs = models.JSONField(default=dict)
    inputs_digest = models.CharField(max_length=64, blank=True)
    document = models.JSONField(null=True)
    book = models.JSONField(default=list)
    withheld = models.JSONField(default=list)
    plain = models.BooleanField(default=False)
    digest = models.CharField(max_length=64, blank=True)
    signed_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    signed_at = models.DateTimeField(null=True)
    sent_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    sent_at = models.DateTimeField(null=True)
    sent_to = models.CharField(max_length=300, blank=True)
    elsewhere = models.TextField(blank=True)

    class Meta:
        indexes = [models.Index(fields=["report_set", "-asked_at"], name="edition_register")]
        constraints = [
            models.CheckConstraint(
                condition=Q(made_at__isnull=True, document__isnull=True, inputs_digest="", digest="")
                | (Q(made_at__isnull=False, document__isnull=False) & ~Q(inputs_digest="") & ~Q(digest="")),
                name="edition_made_with_its_inputs",
            ),
            models.CheckConstraint(
                condition=Q(signed_by__isnull=True, signed_at__isnull=True)
                | Q(signed_by__isnull=False, signed_at__isnull=False, made_at__isnull=False),
                name="edition_signed_by_and_at_once_made",
            ),
            models.CheckConstraint(
                condition=Q(sent_by__isnull=True, sent_at__isnull=True, sent_to="")
                | (
                    Q(sent_by__isnull=False, sent_at__isnull=False)
                    & ~Q(sent_to="")
                    & (Q(signed_at__isnull=False) | ~Q(elsewhere=""))
                ),
                name="edition_sent_once_signed_or_made_elsewhere",
            ),
            models.CheckConstraint(condition=Q(elsewhere="") | Q(document__isnull=True), name="edition_made_one_way"),
            models.CheckConstraint(
                condition=Q(plain=False) | Q(protection=Protection.ROUND.value),
                name="edition_in_plain_words_is_rounded",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.report_set.title}, {self.on or self.due or self.asked_at.date()}"

    @property
    def paper(self) -> Paper:
        """The paper; only of an edition that has been made."""
        told: dict[str, Any] = self.document or {}
        return Paper.of(told)

    @property
    def status(self) -> Status:
        """How far it is."""
        if self.sent_at is not None:
            return Status.SENT
        if self.signed_at is not None:
            return Status.SIGNED
        return Status.WAITING if self.made_at is None else Status.DRAFT
