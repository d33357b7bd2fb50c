"""Which actions there are: all, those raised from a thing, and those that are late."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from django.db.models import Model

from suffice.core.events import subject_of
from suffice.core.models import Action, Authority
from suffice.core.models.action import Actions

Address = Callable[[Authority, int], str]
_ADDRESSES: dict[str, Address] = {}


def actions(authority: Authority) -> Actions:
    """Return every action of an authority, the soonest due first."""
    found = Action.objects.filter(authority=authority).select_related("authority", "raised_by", "closed_by")
    return found.order_by("due", "pk")


def raised_from(thing: Model) -> Actions:
    """Return the actions that were raised from a thing."""
    found = Action.objects.filter(subject=subject_of(thing)).select_related("authority", "raised_by", "closed_by")
    return found.order_by("due", "pk")


def late(authority: Authority, on: date) -> Actions:
    """Return what is open after the day that it was promised for, the longest late first."""
    return actions(authority).late(on)


def lead_back(model: type[Model], address: Address) -> None:
    """Say where a page of the things is that actions are raised from; each room does for its own."""
    _ADDRESSES[model._meta.label_lower] = address


def subject_address(action: Action) -> str:
    """Return where the page is of what an action was raised from; "" where there is none."""
    kind, _, pk = action.subject.partition(":")
    return _ADDRESSES[kind](action.authority, int(pk)) if kind in _ADDRESSES else ""
