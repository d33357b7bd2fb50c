"""Commentaries: written, changed by their writer until a leader signs, and then followed and not changed."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from suffice.core.events import Kind
from suffice.core.events import record as record_event
from suffice.core.models import Authority, Person
from suffice.core.pages.words import day
from suffice.engine.measures import INDICATORS
from suffice.review.performance import declarations, policies
from suffice.review.performance.models import Commentary


@transaction.atomic
def comment(
    *, authority: Authority, code: str, on: date, value: float | None, words: str, by: Person, at: datetime
) -> Commentary:
    """Write a commentary on the figure of a day."""
    made = Commentary.objects.create(
        authority=authority, code=code, on=on, value=value, words=words, written_by=by, written_at=at
    )
    _tell(declarations.COMMENTED, made, by=by, at=at, when=day(on))
    return made


@transaction.atomic
def revise(*, commentary: Commentary, words: str, by: Person, at: datetime) -> Commentary:
    """Change what one has written oneself, before it is signed."""
    held = Commentary.objects.select_for_update().get(pk=commentary.pk)
    policies.check_writer(held, by)
    policies.check_unsigned(held)
    held.words, held.written_at = words, at
    held.save(update_fields=["words", "written_at"])
    _tell(declarations.REVISED, held, by=by, at=at)
    return held


@transaction.atomic
def sign(*, commentary: Commentary, by: Person, at: datetime) -> Commentary:
    """Sign what another has written; from then on it stands as it is."""
    held = Commentary.objects.select_for_update().get(pk=commentary.pk)
    policies.check_unsigned(held)
    policies.check_not_writer(held, by)
    held.signed_by, held.signed_at = by, at
    held.save(update_fields=["signed_by", "signed_at"])
    _tell(declarations.SIGNED, held, by=by, at=at, writer=held.written_by.name, when=day(held.on))
    return held


def _tell(kind: Kind, commentary: Commentary, *, by: Person, at: datetime, **more: str) -> None:
    title = INDICATORS[commentary.code].title
    record_event(kind, by=by, at=at, authority=commentary.authority, subject=commentary, title=title, **more)
