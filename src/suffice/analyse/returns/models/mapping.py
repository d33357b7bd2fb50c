from __future__ import annotations

from django.db import models
from django.db.models import Q

from suffice.core.models import Authority, Person
from suffice.engine.returns.annex_a.layouts import lists
from suffice.engine.returns.annex_a.mapping import AS_WRITTEN

LONGEST = 1_000
"""The most letters of a sheet, a heading or a value about which something can be decided."""


class MappingPart(models.TextChoices):
    SHEETS = "sheets", "Sheet"
    HEADINGS = "headings", "Heading"
    VALUES = "values", "Value"


class MappingDecision(models.Model):
    """What a person said that a sheet, a heading or a value of Annex A workbooks means; it holds for later ones."""

    Part = MappingPart

    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="+")
    part = models.CharField(max_length=10, choices=MappingPart.choices)
    within = models.CharField(max_length=200, blank=True)
    written = models.CharField(max_length=LONGEST)
    means = models.CharField(max_length=200)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    ended_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True)
    ended_reason = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["authority", "part", "within", "written"],
                condition=Q(ended_at__isnull=True),
                name="one_standing_meaning",
            ),
            models.CheckConstraint(
                condition=Q(ended_by__isnull=True, ended_at__isnull=True, ended_reason="")
                | Q(Q(ended_by__isnull=False, ended_at__isnull=False), ~Q(ended_reason="")),
                name="meaning_ended_by_at_and_why",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_part_display()} “{self.written}”{f' of {self.where}' if self.where else ''}"

    @property
    def where(self) -> str:
        """The list of a heading or the column of a value, in words; nothing for a sheet."""
        return f"List {lists()[self.within].number}" if self.part == MappingPart.HEADINGS else self.within

    @property
    def meaning(self) -> str:
        """What it means, in words."""
        if self.means == AS_WRITTEN:
            return "Left as it is written"
        if self.part == MappingPart.SHEETS:
            return f"List {lists()[self.means].number}: {lists()[self.means].title}"
        return self.means
