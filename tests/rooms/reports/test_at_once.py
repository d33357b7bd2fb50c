"""Two people at the same moment: the second is told what the first has done."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from suffice.core.models import Authority, Person
from suffice.core.policies import NotNow
from suffice.review.reports import operations
from suffice.review.reports.models import Meeting, ReportSet
from tests.rooms.at_once import together

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_report_and_its_meeting_are_written_down_once(authority: Authority, leader: Person, now: datetime) -> None:
    told = {"title": "A", "board": "B", "owner": "C", "frequency": "whenever", "next_due": None}

    def add() -> object:
        return operations.add(authority=authority, **told, by=leader, at=now)  # type: ignore[arg-type]

    def call() -> object:
        report_set = ReportSet.objects.get()
        return operations.call(
            report_set=report_set, on=date(2026, 2, 1), chair="Head", attending=[], by=leader, at=now
        )

    for act, refusal in ((add, "B gets a report called A already"), (call, "is called for 1 February 2026 already")):
        refused = [str(one) for one in together(act, act, act) if isinstance(one, NotNow)]
        assert len(refused) == 2
        assert all(refusal in one for one in refused)
    assert ReportSet.objects.count() == Meeting.objects.count() == 1
