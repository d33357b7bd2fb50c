"""Every write of an action; each has its event."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.db.models import Model

from suffice.core import events
from suffice.core.actions import declarations, policies
from suffice.core.models import Action, Authority, Person, ProgressNote
from suffice.core.models.action import ActionState
from suffice.engine.words import prose


@transaction.atomic
def promise(
    *,
    authority: Authority,
    title: str,
    owner: str,
    due: date,
    by: Person | None,
    at: datetime,
    why: str = "",
    subject: Model | None = None,
) -> Action:
    """Write down an action that somebody promised.

    Args:
        authority: whose it is.
        title: what will be done.
        owner: the role that leads it, never a name.
        due: by when.
        by: who writes it down.
        at: when.
        why: what it is for.
        subject: what it was raised from: a meeting, an indicator, a plan.
    """
    made = Action.objects.create(
        authority=authority,
        title=title,
        why=why,
        owner=owner,
        due=due,
        subject=events.subject_of(subject) if subject is not None else "",
        raised_by=by,
        raised_at=at,
    )
    told = {"title": title, "owner": owner, "due": prose(due)}
    events.record(declarations.RAISED, by=by, at=at, authority=authority, subject=made, **told)
    return made


@transaction.atomic
def note(*, action: Action, words: str, by: Person | None, at: datetime) -> ProgressNote:
    """Tell how an action gets on; it stays as open as it was."""
    held = _held(action)
    policies.check_open(held)
    made = ProgressNote.objects.create(action=held, words=words, by=by, at=at)
    events.record(declarations.NOTED, by=by, at=at, authority=held.authority, subject=held, title=held.title)
    return made


@transaction.atomic
def complete(*, action: Action, evidence: str, by: Person, at: datetime) -> Action:
    """Say that an action is done, and what shows it."""
    policies.check_evidence(evidence)
    held = _closed(action, ActionState.DONE, evidence, by=by, at=at)
    told = {"title": held.title, "evidence": evidence}
    events.record(declarations.COMPLETED, by=by, at=at, authority=held.authority, subject=held, **told)
    return held


@transaction.atomic
def withdraw(*, action: Action, reason: str, by: Person, at: datetime) -> Action:
    """Say that an action will not be done, and why; the record keeps it."""
    policies.check_reason(reason)
    held = _closed(action, ActionState.WITHDRAWN, reason, by=by, at=at)
    told = {"title": held.title, "reason": reason}
    events.record(declarations.WITHDRAWN, by=by, at=at, authority=held.authority, subject=held, **told)
    return held


@transaction.atomic
def carry_over(*, action: Action, due: date, reason: str, by: Person | None, at: datetime) -> Action:
    """Give an open action a later day, and say why; the day that it had stays in the record."""
    policies.check_reason(reason)
    held = _held(action)
    policies.check_later(held, due)
    before, held.due = held.due, due
    held.save(update_fields=["due"])
    told = {"title": held.title, "before": prose(before), "due": prose(due), "reason": reason}
    events.record(declarations.MOVED, by=by, at=at, authority=held.authority, subject=held, **told)
    return held


def _closed(action: Action, state: ActionState, words: str, *, by: Person, at: datetime) -> Action:
    held = _held(action)
    policies.check_open(held)
    held.state, held.closed_by, held.closed_at, held.closing = state, by, at, words
    held.save(update_fields=["state", "closed_by", "closed_at", "closing"])
    return held


def _held(action: Action) -> Action:
    return Action.objects.select_for_update(of=("self",)).select_related("authority").get(pk=action.pk)
