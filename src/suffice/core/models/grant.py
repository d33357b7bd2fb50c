from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import Q

from suffice.core import roles
from suffice.core.models.authority import Authority
from suffice.core.models.person import Person


class Grants(models.QuerySet["Grant"]):
    def standing(self) -> Self:
        """Return the grants that have not been ended."""
        return self.filter(ended_at__isnull=True)


class Grant(models.Model):
    """A role given to a person at an authority; ended, never deleted. Nobody gave the first ones: the house did."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="grants")
    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="grants")
    role = models.CharField(max_length=20, choices=roles.choices)
    granted_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    granted_at = models.DateTimeField()
    ended_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True)

    objects = Grants.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "authority", "role"], condition=Q(ended_at__isnull=True), name="one_standing_grant"
            ),
            models.CheckConstraint(
                condition=Q(ended_by__isnull=True, ended_at__isnull=True)
                | Q(ended_by__isnull=False, ended_at__isnull=False),
                name="grant_ended_by_and_at_together",
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True) | Q(ended_at__gte=models.F("granted_at")),
                name="grant_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} as {self.get_role_display()} at {self.authority}"
