from __future__ import annotations

from django.db import models
from django.db.models import Q

from suffice.core.models import Authority, Person, Work
from suffice.core.pages.words import day


class UploadState(models.TextChoices):
    WAITING = "waiting", "Being read"
    READ = "read", "Read"
    FAILED = "failed", "Could not be read"


class Upload(models.Model):
    """Files that somebody brought in one go; what was found in them is beside it, and nothing counts yet.

    ``as_at`` is the day of its Annex A workbook where a person said it, and ``to_decide`` the mapping file with what
    the workbook leaves open (`engine.returns.annex_a.undecided`); empty where there is none.
    """

    State = UploadState

    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="uploads")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=UploadState.choices, default=UploadState.WAITING)
    work = models.ForeignKey(Work, on_delete=models.PROTECT, null=True, related_name="+")
    read_at = models.DateTimeField(null=True)
    trouble = models.TextField(blank=True)
    children = models.PositiveIntegerField(default=0)
    flags = models.CharField(max_length=64, blank=True)
    set_aside = models.CharField(max_length=64, blank=True)
    as_at = models.DateField(null=True)
    to_decide = models.JSONField(default=dict)
    cleared_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["authority", "-at"], name="upload_register")]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="waiting", read_at__isnull=True) | Q(~Q(state="waiting"), read_at__isnull=False),
                name="upload_is_read_or_waits",
            ),
            models.CheckConstraint(condition=Q(state="failed") | Q(trouble=""), name="upload_trouble_only_when_failed"),
        ]

    def __str__(self) -> str:
        return f"Files brought on {day(self.at)}"

    @property
    def names(self) -> list[str]:
        """The files as they were brought, by name."""
        return [one.name for one in self.originals.all()]


class Original(models.Model):
    """One file as it was brought, kept under the hash of its bytes."""

    upload = models.ForeignKey(Upload, on_delete=models.CASCADE, related_name="originals")
    name = models.CharField(max_length=255)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField()

    class Meta:
        ordering = ["name"]
        indexes = [models.Index(fields=["sha256"], name="original_hash")]
        constraints = [models.UniqueConstraint(fields=["upload", "name"], name="one_original_a_name")]

    def __str__(self) -> str:
        return self.name
