"""What every record of the market has: who wrote it down, until when it holds, and who ended it and why."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import Q

from suffice.core.models import Authority, Person
from suffice.engine.episodes import PlacementState
from suffice.engine.supply.model import Holding

NEVER_PLACES = (PlacementState.FRIENDS_AND_FAMILY, PlacementState.WITH_PARENTS, PlacementState.PLACED_FOR_ADOPTION)
"""Kinds of placement that come with a child's own family or adopters: no council holds places of them."""

HOMES = [(str(one), one.label) for one in PlacementState if one not in NEVER_PLACES]
PLACEMENTS = [(str(one), one.label) for one in PlacementState]
HOLDINGS = [(str(one), one.label) for one in Holding]


def standing(on: date) -> Q:
    """Return what a record that has not ended by the day `on` fits."""
    return Q(until__isnull=True) | Q(until__gt=on)


_IN_A = {PlacementState.CHILDRENS_HOME: "a children's home", PlacementState.SECURE: "a secure home"}


def place_in_words(placement: str) -> str:
    """Return a kind of placement as the end of a sentence says it: a children's home, agency foster care."""
    kind = PlacementState(placement)
    return _IN_A.get(kind, kind.label.lower())


class Kept(models.Model):
    """A record of the market: changed in place with an event for each change, ended with a day, never deleted.

    Attributes:
        NOUN: what a person calls one: "price".
        CHANGEABLE: the fields that may be changed after it was written down.
    """

    NOUN: ClassVar[str]
    CHANGEABLE: ClassVar[tuple[str, ...]]

    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="+")
    recorded_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    until = models.DateField("ends", null=True, blank=True)
    ended_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_reason = models.CharField(max_length=300, blank=True)

    class Meta:
        abstract = True

    @property
    def ended(self) -> bool:
        """Whether somebody has ended it; an end that was agreed from the start is not that."""
        return self.ended_at is not None

    def holds_on(self, on: date) -> bool:
        """Say whether it has not ended by the day `on`."""
        return self.until is None or self.until > on


def ended_whole(noun: str) -> models.CheckConstraint:
    """Who ended it, when, why and from which day stand together or not at all."""
    return models.CheckConstraint(
        condition=Q(ended_by__isnull=True, ended_at__isnull=True, ended_reason="")
        | Q(ended_by__isnull=False, ended_at__isnull=False, until__isnull=False) & ~Q(ended_reason=""),
        name=f"{noun}_ended_by_at_and_why",
        violation_error_message="Say from which day it ends, and why.",
    )


def ends_after_it_begins(noun: str) -> models.CheckConstraint:
    """An end on the first day leaves no day on which it holds: that is how a mistake is taken out."""
    return models.CheckConstraint(
        condition=Q(until__isnull=True) | Q(until__gte=models.F("begins")),
        name=f"{noun}_ends_after_it_begins",
        violation_error_message="The end is before the beginning. Change one of the two dates.",
    )
