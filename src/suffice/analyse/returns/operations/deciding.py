"""Accepting, refusing and withdrawing a return; a second of the same kind and year supersedes the first."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from suffice.analyse.returns import declarations, policies
from suffice.analyse.returns.models import BY_YEAR, ReturnRecord, ReturnState, Upload
from suffice.analyse.returns.operations.overlapping import told_again
from suffice.analyse.returns.policies import Act
from suffice.analyse.returns.signals import say_changed
from suffice.core.events import Kind
from suffice.core.events import record as record_event
from suffice.core.models import Authority, Person
from suffice.core.policies import NotNow


@transaction.atomic
def accept(*, record: ReturnRecord, by: Person, at: datetime) -> ReturnRecord:
    """Let a return in; an accepted one of the same year gives way to it."""
    accepted = _accept(_held(record), by=by, at=at)
    say_changed(authority=accepted.authority, by=by, at=at)
    return accepted


@transaction.atomic
def accept_all(*, upload: Upload, by: Person, at: datetime) -> Sequence[ReturnRecord]:
    """Let in every return of the upload that waits for a decision; NotNow when none does."""
    _hold(upload.authority)
    waiting = list(upload.returns.filter(state=ReturnState.CHECKED).order_by(BY_YEAR, "pk").select_related("upload"))
    if not waiting:
        raise NotNow(
            "No return among these files waits for a decision any more. The register says what became of each."
        )
    accepted = [_accept(one, by=by, at=at) for one in waiting]
    say_changed(authority=upload.authority, by=by, at=at)
    return accepted


@transaction.atomic
def refuse(*, record: ReturnRecord, by: Person, at: datetime, reason: str) -> ReturnRecord:
    """Turn a return away, with the reason; no figure changes."""
    held = _held(record)
    held.state = policies.next_state(held, Act.REFUSE)
    held.refused_by, held.refused_at, held.refused_reason = by, at, policies.check_reason(reason)
    held.save()
    _tell(declarations.REFUSED, held, by=by, at=at, reason=held.refused_reason)
    return held


@transaction.atomic
def withdraw(*, record: ReturnRecord, by: Person, at: datetime, reason: str) -> ReturnRecord:
    """Take an accepted return back, with the reason; figures are made again without it."""
    held = _held(record)
    held.state = policies.next_state(held, Act.WITHDRAW)
    held.withdrawn_by, held.withdrawn_at, held.withdrawn_reason = by, at, policies.check_reason(reason)
    held.save()
    _tell(declarations.WITHDRAWN, held, by=by, at=at, reason=held.withdrawn_reason)
    say_changed(authority=held.authority, by=by, at=at)
    return held


def _accept(held: ReturnRecord, *, by: Person, at: datetime) -> ReturnRecord:
    policies.check_kept(held.upload)
    after = policies.next_state(held, Act.ACCEPT)
    standing = ReturnRecord.objects.filter(
        authority=held.authority, kind=held.kind, year=held.year, part=held.part, state=ReturnState.ACCEPTED
    )
    for earlier in (*standing, *told_again(held)):
        _supersede(earlier, following=held, by=by, at=at)
    held.state, held.accepted_by, held.accepted_at = after, by, at
    held.save()
    _tell(declarations.ACCEPTED, held, by=by, at=at)
    return held


def _supersede(earlier: ReturnRecord, *, following: ReturnRecord, by: Person, at: datetime) -> None:
    earlier.state = policies.next_state(earlier, Act.SUPERSEDE)
    earlier.superseded_by, earlier.superseded_at = following, at
    earlier.save()
    _tell(declarations.SUPERSEDED, earlier, by=by, at=at)


def _hold(authority: Authority) -> None:
    """Make the decisions of one authority wait for each other, so that two at once are two in turn."""
    Authority.objects.select_for_update().get(pk=authority.pk)


def _held(record: ReturnRecord) -> ReturnRecord:
    _hold(record.authority)
    return ReturnRecord.objects.select_related("upload", "authority").get(pk=record.pk)


def _tell(kind: Kind, held: ReturnRecord, *, by: Person, at: datetime, **data: str) -> None:
    record_event(kind, by=by, at=at, authority=held.authority, subject=held, what=held.within, name=held.name, **data)
