from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from suffice.analyse.returns import kinds
from suffice.analyse.returns.models.upload import Upload
from suffice.core.models import Authority, Person
from suffice.engine.returns.model import SSDA903

KIND = SSDA903

BY_YEAR = F("year").asc(nulls_first=True)
"""The order of years, in which what is of no one year comes first, whatever the database would do."""


class ReturnState(models.TextChoices):
    CHECKED = "checked", "Waiting for a decision"
    ACCEPTED = "accepted", "Accepted"
    REFUSED = "refused", "Refused"
    SUPERSEDED = "superseded", "Superseded"
    WITHDRAWN = "withdrawn", "Withdrawn"
    FAILED = "failed", "Cannot be used"


def _ended_together(name: str) -> models.CheckConstraint:
    """Hold who, when and why of a refusal or a withdrawal together."""
    absent = Q(**{f"{name}_by__isnull": True, f"{name}_at__isnull": True, f"{name}_reason": ""})
    present = Q(Q(**{f"{name}_by__isnull": False, f"{name}_at__isnull": False}), ~Q(**{f"{name}_reason": ""}))
    return models.CheckConstraint(condition=absent | present, name=f"return_{name}_by_at_and_why")


class ReturnRecord(models.Model):
    """One return as found in one upload, and what was decided about it.

    Two of the same kind, year and ``part`` (the day of a workbook, which table of published ones) cannot both count.
    """

    State = ReturnState

    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="returns")
    upload = models.ForeignKey(Upload, on_delete=models.PROTECT, related_name="returns")
    kind = models.CharField(max_length=20, default=KIND)
    year = models.PositiveSmallIntegerField(null=True)
    part = models.CharField(max_length=200, blank=True, default="")
    name = models.CharField(max_length=500)
    state = models.CharField(max_length=10, choices=ReturnState.choices)
    trouble = models.TextField(blank=True)
    episodes = models.PositiveIntegerField(default=0)
    children = models.PositiveIntegerField(default=0)
    counts = models.JSONField(default=dict)
    accepted_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    accepted_at = models.DateTimeField(null=True)
    refused_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    refused_at = models.DateTimeField(null=True)
    refused_reason = models.TextField(blank=True)
    withdrawn_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_reason = models.TextField(blank=True)
    superseded_by = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="supersedes")
    superseded_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["authority", "kind", "year"], name="return_register")]
        constraints = [
            models.UniqueConstraint(
                fields=["authority", "kind", "year", "part"],
                condition=Q(state="accepted"),
                name="one_accepted_return_a_year",
            ),
            models.UniqueConstraint(
                fields=["authority", "kind", "part"],
                condition=Q(state="accepted", year__isnull=True),
                name="one_accepted_return_without_a_year",
            ),
            models.CheckConstraint(
                condition=Q(accepted_by__isnull=True, accepted_at__isnull=True)
                | Q(accepted_by__isnull=False, accepted_at__isnull=False),
                name="return_accepted_by_and_at",
            ),
            _ended_together("refused"),
            _ended_together("withdrawn"),
            models.CheckConstraint(
                condition=Q(superseded_by__isnull=True, superseded_at__isnull=True)
                | Q(superseded_by__isnull=False, superseded_at__isnull=False),
                name="return_superseded_by_and_at",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["accepted", "superseded", "withdrawn"], accepted_at__isnull=False)
                | Q(state__in=["checked", "refused", "failed"], accepted_at__isnull=True),
                name="return_accepted_once",
            ),
            models.CheckConstraint(
                condition=Q(state="refused", refused_at__isnull=False)
                | Q(~Q(state="refused"), refused_at__isnull=True),
                name="return_refused_says_so",
            ),
            models.CheckConstraint(
                condition=Q(state="withdrawn", withdrawn_at__isnull=False)
                | Q(~Q(state="withdrawn"), withdrawn_at__isnull=True),
                name="return_withdrawn_says_so",
            ),
            models.CheckConstraint(
                condition=Q(state="superseded", superseded_at__isnull=False)
                | Q(~Q(state="superseded"), superseded_at__isnull=True),
                name="return_superseded_says_so",
            ),
            models.CheckConstraint(
                condition=Q(Q(state="failed"), ~Q(trouble=""))
                | Q(~Q(state="failed"), Q(year__isnull=False) | Q(kind="published"), trouble=""),
                name="return_failed_says_why",
            ),
        ]

    def __str__(self) -> str:
        return kinds.called(self.kind, self.year, self.part, self.name)

    @property
    def title(self) -> str:
        """What it is called in a list: "Children in need census of 2021"."""
        words = str(self).removeprefix("The ")
        return f"SSDA903 {words}" if self.kind == KIND else f"{words[0].upper()}{words[1:]}"

    @property
    def within(self) -> str:
        """What it is called in the middle of a sentence."""
        return kinds.within(str(self))

    @property
    def counted(self) -> str:
        """What is in it, in words: "5,050 episodes of 1,500 children"."""
        return kinds.in_words(self.kind, self.told)

    @property
    def told(self) -> dict[str, int]:
        """How many there are of what is counted in it, by the noun for several."""
        return self.counts or {"episodes": self.episodes, "children": self.children}


class FoundTable(models.Model):
    """One table found in one file, with its rows accounted for; a file that was not recognised has no table."""

    upload = models.ForeignKey(Upload, on_delete=models.CASCADE, related_name="found")
    name = models.CharField(max_length=500)
    kind = models.CharField(max_length=20, blank=True)
    table = models.CharField(max_length=200, blank=True)
    year = models.PositiveSmallIntegerField(null=True)
    rows = models.PositiveIntegerField()
    used = models.PositiveIntegerField()
    repaired = models.PositiveIntegerField()
    set_aside = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(rows=models.F("used") + models.F("repaired") + models.F("set_aside")),
                name="found_rows_all_accounted_for",
            )
        ]

    def __str__(self) -> str:
        return f"{self.name}: {self.table or 'not recognised'}"


class FoundFinding(models.Model):
    """How often one thing was remarked upon in one table of one year; the places are in the upload's flags."""

    upload = models.ForeignKey(Upload, on_delete=models.CASCADE, related_name="findings")
    code = models.CharField(max_length=100)
    severity = models.CharField(max_length=5, choices=[("error", "Error"), ("query", "Query"), ("note", "Note")])
    table = models.CharField(max_length=200, blank=True)
    year = models.PositiveSmallIntegerField(null=True)
    count = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["upload", "code", "severity", "table", "year"], name="one_count_a_finding"),
            models.UniqueConstraint(
                fields=["upload", "code", "severity", "table"],
                condition=Q(year__isnull=True),
                name="one_count_an_undated_finding",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code}: {self.count}"


class ParsedTable(models.Model):
    """The catalogue of usable rows: one table of one return, kept as Parquet under the hash of its bytes."""

    record = models.ForeignKey(ReturnRecord, on_delete=models.CASCADE, related_name="tables")
    table = models.CharField(max_length=200)
    rows = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)

    class Meta:
        indexes = [models.Index(fields=["sha256"], name="parsed_hash")]
        constraints = [models.UniqueConstraint(fields=["record", "table"], name="one_parsed_table")]

    def __str__(self) -> str:
        return f"{self.table} of {self.record}"
