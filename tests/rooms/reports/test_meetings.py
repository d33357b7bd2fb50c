"""A meeting goes through one report: its agenda is drawn up once, its decisions are kept, its actions carried over."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from django.db import IntegrityError, transaction

from suffice.core.actions import operations as actions
from suffice.core.actions import queries as promised
from suffice.core.models import Event, Person
from suffice.core.policies import NotNow
from suffice.review.performance.models import MeasureFigures, MeasuresResult, Target
from suffice.review.reports import operations
from suffice.review.reports.models import Meeting, MeetingNote, ReportSet
from suffice.review.reports.queries import meetings
from tests.rooms.reports.conftest import ON


@pytest.fixture
def meeting(measures: MeasuresResult, report_set: ReportSet, leader: Person, now: datetime) -> Meeting:
    return _call(report_set, date(2026, 1, 20), leader, now)


def _call(report_set: ReportSet, on: date, by: Person, at: datetime) -> Meeting:
    return operations.call(
        report_set=report_set, on=on, chair="Director", attending=["Head of safeguarding"], by=by, at=at
    )


def _lines(meeting: Meeting, title: str) -> list[str]:
    found: list[str] = next(one["lines"] for one in meeting.agenda if one["title"] == title)
    return found


def test_the_agenda_follows_the_report_and_begins_with_what_is_open(meeting: Meeting) -> None:
    assert [one["title"] for one in meeting.agenda] == [
        "Actions carried over",
        "What asks for attention",
        "Overdue or soon due",
        "Children in care",
        "Homes",
        "Decisions, and who does what by when",
    ]
    assert _lines(meeting, "Actions carried over") == ["None is open."]
    assert _lines(meeting, "Children in care")[0].startswith(
        "Children in care per 10,000 children: 104.6 in every 10,000 children on 31 March 2022, 638 of 61,000."
    )
    assert _lines(meeting, "Homes")[-1].endswith("No child was placed for adoption in the three years.")
    assert _lines(meeting, "Overdue or soon due") == ["No accepted return tells what is overdue."]


def test_a_missed_target_is_brought_forward(
    measures: MeasuresResult, report_set: ReportSet, leader: Person, now: datetime
) -> None:
    Target.objects.create(
        authority=report_set.authority, code="placed_20_miles", first_day=ON, value=5, why="Plan.", set_at=now
    )
    (line,) = _lines(_call(report_set, date(2026, 1, 20), leader, now), "What asks for attention")
    assert line.startswith("Children in care placed more than 20 miles from home: target missed by more than chance.")


def test_the_agenda_stays_as_it_was_drawn_up(meeting: Meeting) -> None:
    before = meeting.agenda
    MeasureFigures.objects.all().delete()
    meeting.refresh_from_db()
    assert meeting.agenda == before


def test_what_was_promised_is_carried_over_until_it_is_done(
    meeting: Meeting, report_set: ReportSet, leader: Person, now: datetime
) -> None:
    told = {"authority": meeting.authority, "owner": "Head of reviewing", "by": leader, "at": now, "subject": meeting}
    slow = actions.promise(title="Reviews on time", due=date(2026, 2, 1), **told)  # type: ignore[arg-type]
    quick = actions.promise(title="Write to the board", due=date(2026, 1, 25), **told)  # type: ignore[arg-type]
    actions.note(action=slow, words="It is all done.", by=leader, at=now)
    actions.complete(action=quick, evidence="The letter.", by=leader, at=now)
    following = _call(report_set, date(2026, 2, 20), leader, now)
    assert _lines(following, "Actions carried over") == ["Reviews on time: Head of reviewing, by 1 February 2026"]
    assert list(meetings.carried(report_set).late(date(2026, 2, 20))) == [slow]
    assert promised.subject_address(slow) == f"/336/meetings/{meeting.pk}/"


def test_notes_and_decisions_are_kept_until_it_is_closed(meeting: Meeting, leader: Person, now: datetime) -> None:
    operations.minute(meeting=meeting, item=2, words="Reviews are late.", decision=False, by=leader, at=now)
    operations.minute(meeting=meeting, item=2, words="Ask each team why.", decision=True, by=leader, at=now)
    with pytest.raises(NotNow, match="no such item"):
        operations.minute(meeting=meeting, item=9, words="What?", decision=False, by=leader, at=now)
    operations.close(meeting=meeting, by=leader, at=now)
    with pytest.raises(NotNow, match="notes of that meeting are closed"):
        operations.minute(meeting=meeting, item=2, words="More.", decision=False, by=leader, at=now)
    kinds = list(Event.objects.filter(kind__startswith="reports.meeting").order_by("pk").values_list("kind", flat=True))
    assert kinds == ["reports.meeting_called", *["reports.meeting_noted"] * 2, "reports.meeting_closed"]
    assert Event.objects.latest("pk").words.endswith("1 matter decided.")


def test_one_meeting_a_day_on_a_report(meeting: Meeting, leader: Person, now: datetime) -> None:
    with pytest.raises(NotNow, match="already"):
        _call(meeting.report_set, meeting.on, leader, now)


def test_the_database_refuses_half_a_meeting(meeting: Meeting, leader: Person, now: datetime) -> None:
    for broken in ({"chair": ""}, {"closed_at": now}, {"closed_by": leader}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Meeting.objects.filter(pk=meeting.pk).update(**broken)
    with pytest.raises(IntegrityError), transaction.atomic():
        MeetingNote.objects.create(meeting=meeting, item=1, words="", by=leader, at=now)
