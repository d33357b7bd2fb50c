from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q

from suffice.core.models import Authority, Person, Work
from suffice.core.papers.model import Paper

YEARS = (1, 10)


class Audience(models.TextChoices):
    PUBLIC = "public", "For publication, small numbers protected"
    COUNCIL = "council", "For the council's own use, numbers in full"


class Wording(models.Model):
    """What the council says in its own words; the latest stands, and none is ever changed."""

    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="+")
    partners = models.TextField(blank=True)
    help = models.TextField(blank=True)
    children = models.TextField(blank=True)
    promises = models.JSONField(default=list)
    monitoring = models.TextField(blank=True)
    written_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    written_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["authority", "-written_at"], name="wording_latest")]

    def __str__(self) -> str:
        return f"Words of {self.authority}"


class Statement(models.Model):
    """One sufficiency statement: what was asked, what went into it and, once made, the paper itself."""

    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="+")
    origin = models.DateField()
    years = models.PositiveSmallIntegerField()
    audience = models.CharField(max_length=10, choices=Audience.choices)
    asked_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    asked_at = models.DateTimeField()
    work = models.OneToOneField(Work, on_delete=models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField(null=True)
    inputs = models.JSONField(default=dict)
    inputs_digest = models.CharField(max_length=64, blank=True)
    document = models.JSONField(null=True)
    digest = models.CharField(max_length=64, blank=True)
    published_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    published_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["authority", "-asked_at"], name="statement_register")]
        constraints = [
            models.CheckConstraint(condition=Q(years__range=YEARS), name="statement_years"),
            models.CheckConstraint(
                condition=Q(made_at__isnull=True, document__isnull=True, inputs_digest="", digest="")
                | (Q(made_at__isnull=False, document__isnull=False) & ~Q(inputs_digest="") & ~Q(digest="")),
                name="statement_made_with_its_inputs",
            ),
            models.CheckConstraint(
                condition=Q(published_by__isnull=True, published_at__isnull=True)
                | Q(published_by__isnull=False, published_at__isnull=False, audience="public", made_at__isnull=False),
                name="statement_published_by_and_at",
            ),
        ]

    def __str__(self) -> str:
        return f"Sufficiency statement from {self.origin.day} {self.origin:%B %Y}"

    @property
    def paper(self) -> Paper:
        """The paper; only of a statement that has been made."""
        told: dict[str, Any] = self.document or {}
        return Paper.of(told)

    @property
    def status(self) -> str:
        """How far it is, in a word or two."""
        if self.made_at is None:
            return self.work.get_state_display() if self.work else "Waiting to start"
        return "Published" if self.published_at else "Draft"
