"""Why a team was behind with a rule, recorded beside the figure, and withdrawn; none is ever changed."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from suffice.core.events import Kind
from suffice.core.events import record as record_event
from suffice.core.models import Authority, Person
from suffice.core.pages.words import day
from suffice.review.timeliness import declarations, policies
from suffice.review.timeliness.models import Reason


def give_reason(
    *, authority: Authority, rule: str, team: str, on: date, why: str, note: str, by: Person, at: datetime
) -> Reason:
    """Record why a team was behind with a rule on a day; ``team`` "" for every team.

    Raises:
        NotNow: another reason is not said, or the note holds the reference of a child.
    """
    said = note.strip()
    policies.check_reason(why, said)
    policies.check_no_child(authority, on, said)
    with transaction.atomic():
        made = Reason.objects.create(
            authority=authority, rule=rule, team=team, on=on, why=why, note=said, recorded_by=by, recorded_at=at
        )
        _tell(declarations.REASON_GIVEN, made, by=by, at=at)
    return made


@transaction.atomic
def withdraw_reason(*, reason: Reason, by: Person, at: datetime) -> Reason:
    """Take a reason away from the page; the record keeps it."""
    held = Reason.objects.select_for_update().get(pk=reason.pk)
    policies.check_stands(held)
    held.withdrawn_by, held.withdrawn_at = by, at
    held.save(update_fields=["withdrawn_by", "withdrawn_at"])
    _tell(declarations.REASON_WITHDRAWN, held, by=by, at=at)
    return held


def _tell(kind: Kind, reason: Reason, *, by: Person, at: datetime) -> None:
    told = {"team": reason.team_words, "day": day(reason.on), "why": str(reason)}
    record_event(kind, by=by, at=at, authority=reason.authority, subject=reason, **told)
