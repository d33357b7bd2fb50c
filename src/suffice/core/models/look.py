from __future__ import annotations

from django.db import models

from suffice.core.models.authority import Authority
from suffice.core.models.person import Person


class Look(models.Model):
    """That a person looked at rows about single children. Kept until its date, and a trigger holds it till then."""

    at = models.DateTimeField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="+")
    what = models.CharField(max_length=200)
    why = models.CharField(max_length=200)
    subject = models.CharField(max_length=100, blank=True)
    children = models.PositiveIntegerField()
    keep_until = models.DateField()

    class Meta:
        indexes = [models.Index(fields=["authority", "-at"], name="look_register")]

    def __str__(self) -> str:
        return f"{self.by} looked at {self.what}"
