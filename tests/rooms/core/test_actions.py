"""What people promise: a note never completes it, evidence does; what is late wants somebody; the record keeps all."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from suffice.core.actions import operations, queries
from suffice.core.models import Action, Authority, Event, Person, ProgressNote
from suffice.core.pages.home import waiting
from suffice.core.policies import NotNow, standing

DUE = date(2026, 1, 10)


@pytest.fixture
def action(authority: Authority, leader: Person, now: datetime) -> Action:
    return operations.promise(
        authority=authority,
        title="Recruit ten foster homes",
        owner="Head of fostering",
        due=DUE,
        by=leader,
        at=now,
        subject=authority,
    )


def _events() -> list[str]:
    return list(Event.objects.filter(kind__startswith="action.").order_by("pk").values_list("kind", flat=True))


def test_a_note_leaves_an_action_open(action: Action, leader: Person, now: datetime) -> None:
    operations.note(action=action, words="All ten are recruited, it is done.", by=leader, at=now)
    action.refresh_from_db()
    assert (action.state, action.closed_by, action.closed_at, action.closing) == ("open", None, None, "")
    assert _events() == ["action.raised", "action.noted"]


def test_an_action_is_completed_with_evidence_and_not_without(action: Action, leader: Person, now: datetime) -> None:
    with pytest.raises(NotNow, match="what shows that it is done"):
        operations.complete(action=action, evidence="  ", by=leader, at=now)
    operations.complete(action=action, evidence="The panel's list of 4 January.", by=leader, at=now)
    action.refresh_from_db()
    assert (action.state, action.closed_by, action.closed_at) == ("done", leader, now)
    event = Event.objects.get(kind="action.completed")
    assert event.words == "Completed: Recruit ten foster homes. Evidence: The panel's list of 4 January."


def test_what_is_done_is_not_done_again_noted_moved_or_withdrawn(action: Action, leader: Person, now: datetime) -> None:
    operations.complete(action=action, evidence="A list.", by=leader, at=now)
    for again in (
        lambda: operations.complete(action=action, evidence="A list.", by=leader, at=now),
        lambda: operations.withdraw(action=action, reason="Changed our mind.", by=leader, at=now),
        lambda: operations.carry_over(action=action, due=date(2027, 1, 1), reason="More.", by=leader, at=now),
        lambda: operations.note(action=action, words="And another.", by=leader, at=now),
    ):
        with pytest.raises(NotNow, match="is done already"):
            again()
    assert _events() == ["action.raised", "action.completed"]


def test_it_is_carried_over_to_a_later_day_with_a_reason(action: Action, leader: Person, now: datetime) -> None:
    with pytest.raises(NotNow, match="later day"):
        operations.carry_over(action=action, due=DUE, reason="Snow.", by=leader, at=now)
    with pytest.raises(NotNow, match="reason"):
        operations.carry_over(action=action, due=date(2026, 3, 1), reason="", by=leader, at=now)
    moved = operations.carry_over(action=action, due=date(2026, 3, 1), reason="Snow.", by=leader, at=now)
    assert moved.due == date(2026, 3, 1)
    assert "from 10 January 2026 to 1 March 2026" in Event.objects.get(kind="action.moved").words


@pytest.mark.parametrize(
    "broken",
    [
        {"state": "done"},
        {"state": "done", "closing": "A list."},
        {"closing": "A list."},
        {"title": ""},
        {"owner": ""},
    ],
)
def test_the_database_holds_who_when_and_what_together(action: Action, broken: dict[str, Any]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Action.objects.filter(pk=action.pk).update(**broken)


def test_an_empty_note_is_refused_by_the_database(action: Action, now: datetime) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        ProgressNote.objects.create(action=action, words="", at=now)


def test_what_is_late_and_what_was_raised_from_where(
    action: Action, authority: Authority, elsewhere: Authority, now: datetime
) -> None:
    operations.promise(authority=elsewhere, title="Theirs", owner="A role", due=DUE, by=None, at=now)
    assert list(queries.late(authority, date(2026, 1, 10))) == []
    assert list(queries.late(authority, date(2026, 1, 11))) == [action]
    assert list(queries.raised_from(authority)) == [action]
    assert not queries.raised_from(elsewhere)
    assert queries.subject_address(action) == ""


def test_late_actions_want_those_who_work_on_them(
    action: Action, authority: Authority, leader: Person, board_member: Person
) -> None:
    wanted = [one.words for one in waiting(standing(leader, authority))]
    assert "1 action is late" in wanted
    assert not [one for one in waiting(standing(board_member, authority)) if "late" in one.words]


def test_pages_promise_note_and_complete(action: Action, leader: Person, signed_in: Callable[[Person], Client]) -> None:
    client = signed_in(leader)
    page = client.get("/336/actions/").content.decode()
    assert "1 action is open, 1 of them late." in page
    assert "Head of fostering" in client.get("/336/actions/?download=csv").content.decode()
    client.post(f"/336/actions/{action.pk}/note/", {"words": "Four are recruited."})
    page = client.get(f"/336/actions/{action.pk}/").content.decode()
    assert "Four are recruited." in page
    assert "Complete it" in page
    refused = client.post(f"/336/actions/{action.pk}/carry-over/", {"due": "2025-01-01", "reason": "Snow."})
    assert refused.status_code == 400
    assert "Give a later day" in refused.content.decode()
    client.post(f"/336/actions/{action.pk}/complete/", {"evidence": "The list."})
    page = client.get(f"/336/actions/{action.pk}/").content.decode()
    assert "What shows that it is done" in page
    assert "Complete it" not in page
    made = client.post("/336/actions/promise/", {"title": "More", "owner": "A role", "due": "2026-05-01", "why": ""})
    assert made.status_code == 302
    assert Action.objects.count() == 2


def test_an_action_of_another_authority_is_not_found(
    action: Action, stranger: Person, signed_in: Callable[[Person], Client]
) -> None:
    client = signed_in(stranger)
    assert client.get(f"/332/actions/{action.pk}/").status_code == 404
    assert client.post(f"/332/actions/{action.pk}/complete/", {"evidence": "Mine."}).status_code == 404
    action.refresh_from_db()
    assert action.state == "open"


def test_search_finds_an_action_for_those_who_may_read_it(
    action: Action, board_member: Person, provider: Person, signed_in: Callable[[Person], Client]
) -> None:
    assert "Late: Head of fostering" in signed_in(board_member).get("/336/search/?q=foster").content.decode()
    assert "Head of fostering" not in signed_in(provider).get("/336/search/?q=foster").content.decode()
