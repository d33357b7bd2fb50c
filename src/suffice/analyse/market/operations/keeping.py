"""How every record of the market is written: added, changed, ended; each with its event, none ever deleted."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any, TypeVar

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import IntegrityError, transaction

from suffice.analyse.market import declarations, policies
from suffice.analyse.market.models import Kept
from suffice.analyse.market.signals import say_changed
from suffice.analyse.market.words import changes_in_words, details_in_words, heading
from suffice.core.events import record as record_event
from suffice.core.models import Authority, Person
from suffice.core.pages.words import day
from suffice.core.policies import NotNow

Record = TypeVar("Record", bound=Kept)


@transaction.atomic
def add(record: Record, *, by: Person, at: datetime) -> Record:
    """Write down a record that is not in the database yet; NotNow, with its sentences, when it cannot stand."""
    _hold(record.authority)
    record.recorded_by, record.recorded_at = by, at
    policies.check_possible(record)
    _save(record)
    record_event(
        declarations.ADDED,
        by=by,
        at=at,
        authority=record.authority,
        subject=record,
        noun=record.NOUN,
        name=str(record),
        details=details_in_words(record),
    )
    say_changed(authority=record.authority, by=by, at=at)
    return record


@transaction.atomic
def change(record: Record, *, by: Person, at: datetime, **values: Any) -> Record:
    """Change fields of a record; the event says each as it was and as it is. NotNow when nothing would change."""
    held = _held(record)
    policies.check_not_ended(held)
    if alien := set(values) - set(held.CHANGEABLE):
        raise ValueError(f"A {held.NOUN} keeps its {', '.join(sorted(alien))}.")
    before = {name: getattr(held, name) for name in values}
    changed = {name: value for name, value in values.items() if value != before[name]}
    if not changed:
        raise NotNow(f"That is what is written down about the {held.NOUN} already. Nothing was changed.")
    name = str(held)
    words = changes_in_words(held, changed)
    _set(held, changed)
    policies.check_possible(held)
    _save(held)
    _tell_changed(held, name=name, words=words, changed=changed, by=by, at=at)
    return held


@transaction.atomic
def end(record: Record, *, on: date, reason: str, by: Person, at: datetime) -> Record:
    """End a record as from the day `on`, with the reason; what was true before stays true."""
    held = _held(record)
    policies.check_not_ended(held)
    policies.check_may_end(held, on)
    held.until, held.ended_by, held.ended_at = on, by, at
    held.ended_reason = policies.check_reason(reason)
    _save(held)
    record_event(
        declarations.ENDED,
        by=by,
        at=at,
        authority=held.authority,
        subject=held,
        noun=held.NOUN,
        name=str(held),
        until=day(on),
        reason=held.ended_reason,
    )
    say_changed(authority=held.authority, by=by, at=at)
    return held


def _tell_changed(held: Kept, *, name: str, words: str, changed: Mapping[str, Any], by: Person, at: datetime) -> None:
    record_event(
        declarations.CHANGED,
        by=by,
        at=at,
        authority=held.authority,
        subject=held,
        noun=held.NOUN,
        name=name,
        changes=words,
        fields=sorted(changed),
    )
    say_changed(authority=held.authority, by=by, at=at)


def _set(record: Kept, values: Mapping[str, Any]) -> None:
    for name, value in values.items():
        setattr(record, name, value)


def _save(record: Kept) -> None:
    """Save what every constraint of the database allows; what one of them refuses is told in its own words.

    The database is asked once: only when it has refused are its constraints gone through one by one, for the sentence.
    """
    try:
        record.clean_fields(exclude={field.name for field in record._meta.fields if field.is_relation})
        try:
            with transaction.atomic():
                record.save()
        except IntegrityError:
            record.validate_constraints()
            raise
    except ValidationError as refused:
        raise NotNow(" ".join(_told(record, refused))) from refused


def _told(record: Kept, refused: ValidationError) -> Iterator[str]:
    """Return each sentence; one about a single field names it."""
    for name, messages in refused.message_dict.items():
        for message in messages:
            yield message if name == NON_FIELD_ERRORS else f"{heading(record, name)}: {message}"


def _held(record: Record) -> Record:
    _hold(record.authority)
    held: Record = type(record)._default_manager.select_for_update().get(pk=record.pk)
    return held


def _hold(authority: Authority) -> None:
    """Make the changes to one authority's register wait for each other, so that two at once are two in turn."""
    Authority.objects.select_for_update().get(pk=authority.pk)
