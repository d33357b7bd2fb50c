"""Two people at the same moment: each gets an answer, and the house holds one accepted return a year."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import pytest

from suffice.analyse.returns import operations
from suffice.analyse.returns.models import Original, ReturnRecord, ReturnState, Upload
from suffice.core import work
from suffice.core.models import Authority, Person
from suffice.core.policies import NotNow
from tests.rooms.at_once import together
from tests.rooms.returns.conftest import a_return, as_files

pytestmark = pytest.mark.django_db(transaction=True)


def test_two_people_bring_the_same_files_at_once_and_both_are_read(
    authority: Authority, analyst: Person, practice_lead: Person, now: datetime
) -> None:
    def bring(by: Person) -> Callable[[], object]:
        return lambda: operations.bring(authority=authority, files=as_files(a_return(2022)), by=by, at=now)

    brought = together(bring(analyst), bring(practice_lead))
    assert all(isinstance(one, Upload) for one in brought)
    work.run_waiting()
    assert [one.state for one in Upload.objects.all()] == ["read", "read"]
    assert ReturnRecord.objects.filter(state=ReturnState.CHECKED).count() == 2
    assert Original.objects.values("sha256").distinct().count() == 2


def test_two_people_accept_one_return_at_once_and_the_second_is_told(
    checked: ReturnRecord, analyst: Person, now: datetime
) -> None:
    def accept() -> object:
        return operations.accept(record=ReturnRecord.objects.get(pk=checked.pk), by=analyst, at=now)

    outcomes = together(accept, accept)
    refusals = [one for one in outcomes if isinstance(one, NotNow)]
    assert [str(one) for one in refusals] == ["The return of 2022 is accepted already."]
    assert ReturnRecord.objects.get().state == ReturnState.ACCEPTED


def test_two_returns_of_a_year_accepted_at_once_leave_one_standing(
    bring: Callable[..., Upload], analyst: Person, now: datetime
) -> None:
    first, second = (bring(a_return(2022, *children)).returns.get() for children in (("A1",), ("A1", "A2")))
    outcomes = together(
        lambda: operations.accept(record=first, by=analyst, at=now),
        lambda: operations.accept(record=second, by=analyst, at=now),
    )
    assert all(isinstance(one, ReturnRecord) for one in outcomes)
    assert sorted(ReturnRecord.objects.values_list("state", flat=True)) == ["accepted", "superseded"]
