"""The record of what happened: typed kinds, each with its sentence, written once and never edited."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Model

from suffice.core.models import Authority, Event, Person


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of event.

    Attributes:
        code: the room and what happened: ``returns.accepted``.
        label: what the register calls it: "Return accepted".
        sentence: what the register says, with the event's data in braces: "Accepted the return of {year}."
    """

    code: str
    label: str
    sentence: str

    def words(self, data: Mapping[str, Any]) -> str:
        """Return the sentence of one event of this kind; a KeyError when its data is not all there."""
        return self.sentence.format_map(data)


_REGISTERED: dict[str, Kind] = {}


def register(kind: Kind) -> Kind:
    """Add a room's kind of event to the house; a code means one thing only."""
    if _REGISTERED.setdefault(kind.code, kind) != kind:
        raise ValueError(f"Two kinds of event are called {kind.code}.")
    return kind


def kinds() -> tuple[Kind, ...]:
    """Return every kind of event, by label."""
    return tuple(sorted(_REGISTERED.values(), key=lambda one: one.label))


def label(code: str) -> str:
    """Return what the register calls events kept as `code`, also when the room that wrote them is gone."""
    return _REGISTERED[code].label if code in _REGISTERED else code


def subject_of(thing: Model) -> str:
    """Return how the record names a thing: ``returns.upload:12``."""
    return f"{thing._meta.label_lower}:{thing.pk}"


def record(
    kind: Kind,
    *,
    by: Person | None,
    at: datetime,
    authority: Authority | None,
    subject: Model | None = None,
    **data: Any,
) -> Event:
    """Write one event; called inside the transaction of the change that it tells of.

    Args:
        kind: what happened; its sentence is filled from `data` now, so that it reads the same for ever.
        by: who did it; None for the house itself.
        at: when, as passed to the operation.
        authority: whose record it is in; None for the whole house.
        subject: the thing that it happened to.
        data: plain values that JSON can hold.
    """
    return Event.objects.create(
        kind=kind.code,
        by=by,
        at=at,
        authority=authority,
        subject=subject_of(subject) if subject is not None else "",
        words=kind.words(data),
        data=data,
    )
