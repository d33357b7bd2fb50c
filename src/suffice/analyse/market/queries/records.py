"""The rows of the registers, a record's history, and what somebody from a provider may see."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db.models import QuerySet

from suffice.analyse.market.models import (
    BroughtFile,
    Framework,
    Home,
    Kept,
    Places,
    PlacesInUse,
    Price,
    Provider,
)
from suffice.core.events import subject_of
from suffice.core.models import Authority, Event
from suffice.core.policies import Standing

_WITH: Mapping[type[Kept], tuple[str, ...]] = {
    Provider: ("organisation",),
    Home: ("provider__authority",),
    Places: ("home__authority", "home__provider", "framework__authority"),
    Price: ("provider__authority",),
    Framework: (),
}


def every(kind: type[Kept], authority: Authority) -> QuerySet[Any]:
    """Return every record of a kind, the ended ones too."""
    found: QuerySet[Any] = kind._default_manager.filter(authority=authority)
    return found.select_related("authority", "ended_by", "recorded_by", *_WITH[kind])


def history(record: Kept) -> QuerySet[Event]:
    """Return what happened to a record, the latest first."""
    return Event.objects.filter(subject=subject_of(record)).select_related("by").order_by("-at", "-pk")


def in_use(home: Home) -> QuerySet[PlacesInUse]:
    """Return how many places were in use, day by day, the latest first."""
    return PlacesInUse.objects.filter(home=home).select_related("file").order_by("-on")


def files(authority: Authority) -> QuerySet[BroughtFile]:
    """Return the files that were brought, the latest first."""
    found = BroughtFile.objects.filter(authority=authority).select_related("brought_by", "decided_by", "authority")
    return found.order_by("-brought_at", "-pk")


def own_provider(place: Standing) -> Provider | None:
    """Return the provider in the register whose people this person belongs to; None while nobody has linked them."""
    mine = place.person.organisation_id
    if mine is None:
        return None
    return Provider.objects.filter(authority=place.authority, organisation=mine, ended_at__isnull=True).first()
