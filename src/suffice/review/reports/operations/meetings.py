"""Calling a performance meeting, keeping its notes, and closing them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from suffice.core.events import record as record_event
from suffice.core.models import Person
from suffice.core.pages.words import counted, day
from suffice.core.policies import NotNow
from suffice.review.reports import declarations, policies
from suffice.review.reports.models import Meeting, MeetingNote, ReportSet
from suffice.review.reports.queries import meetings


@transaction.atomic
def call(
    *,
    report_set: ReportSet,
    on: date,
    chair: str,
    attending: Sequence[str],
    by: Person | None,
    at: datetime,
) -> Meeting:
    """Call a meeting on a report: its agenda is drawn up from the figures as they stand, and kept.

    Args:
        report_set: what it goes through.
        on: its day.
        chair: the role that chairs it.
        attending: the roles that come.
        by: who calls it.
        at: when.
    """
    policies.check_standing(ReportSet.objects.select_for_update().get(pk=report_set.pk))
    if Meeting.objects.filter(report_set=report_set, on=on).exists():
        raise NotNow(f"A meeting on that report is called for {day(on)} already.")
    made = Meeting.objects.create(
        authority=report_set.authority,
        report_set=report_set,
        edition=meetings.latest_edition(report_set),
        on=on,
        chair=chair,
        attending=list(attending),
        agenda=meetings.agenda(report_set),
        called_by=by,
        called_at=at,
    )
    record_event(declarations.CALLED, by=by, at=at, authority=made.authority, subject=made, **_told(made))
    return made


@transaction.atomic
def minute(*, meeting: Meeting, item: int, words: str, decision: bool, by: Person, at: datetime) -> MeetingNote:
    """Write down what was said or decided on an item of the agenda, counted from 1."""
    held = _held(meeting)
    policies.check_meeting_open(held)
    if not 1 <= item <= len(held.agenda):
        raise NotNow("The agenda has no such item.")
    made = MeetingNote.objects.create(meeting=held, item=item, words=words, decision=decision, by=by, at=at)
    told = {**_told(held), "what": "decision" if decision else "note"}
    record_event(declarations.NOTED, by=by, at=at, authority=held.authority, subject=held, **told)
    return made


@transaction.atomic
def close(*, meeting: Meeting, by: Person, at: datetime) -> Meeting:
    """Close the notes of a meeting; its actions live on."""
    held = _held(meeting)
    policies.check_meeting_open(held)
    held.closed_by, held.closed_at = by, at
    held.save(update_fields=["closed_by", "closed_at"])
    decisions = counted(held.notes.filter(decision=True).count(), "matter")
    told = {**_told(held), "decisions": decisions}
    record_event(declarations.CLOSED, by=by, at=at, authority=held.authority, subject=held, **told)
    return held


def _held(meeting: Meeting) -> Meeting:
    found = Meeting.objects.select_for_update(of=("self",)).select_related("authority", "report_set")
    return found.get(pk=meeting.pk)


def _told(meeting: Meeting) -> dict[str, str]:
    return {"board": meeting.report_set.board, "on": day(meeting.on)}
