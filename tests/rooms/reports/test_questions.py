"""A board member asks about a figure, somebody answers, and what is promised lands in the action log."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from suffice.core.models import Action, Event, Person
from suffice.core.policies import NotNow
from suffice.review.reports import operations
from suffice.review.reports.models import Edition, Question

SignIn = Callable[[Person], Client]


def test_a_board_member_asks_and_the_answer_leads_to_an_action(
    edition: Edition, leader: Person, board_member: Person, now: datetime, signed_in: SignIn
) -> None:
    operations.sign(edition=edition, by=leader, at=now)
    reader, address = signed_in(board_member), f"/336/reports/editions/{edition.pk}/"
    assert reader.post(f"{address}ask/", {"code": "cla_rate", "words": ""}).status_code == 400
    reader.post(f"{address}ask/", {"code": "cla_rate", "words": "Why are there more?"})
    asked = Question.objects.get()
    assert asked.told.startswith("Children in care per 10,000 children: 104.6 in every 10,000 children")
    assert "Why are there more?" in reader.get(address).content.decode()
    page = f"/336/reports/questions/{asked.pk}/"
    assert "Nobody has answered yet" in reader.get(page).content.decode()
    assert reader.post(f"{page}answer/", {"words": "I answer myself."}).status_code == 403
    client = signed_in(leader)
    assert (
        "Board member asks about Children's services performance".replace("'", "&#39;")
        in client.get("/336/").content.decode()
    )
    client.post(f"{page}answer/", {"words": "More came than left."})
    client.post(
        f"{page}promise/", {"title": "Look at who came", "owner": "Head of care", "due": "2026-06-30", "why": ""}
    )
    told = reader.get(page).content.decode()
    assert "More came than left." in told
    assert "Look at who came" in told
    action = Action.objects.get()
    assert page in reader.get(f"/336/actions/{action.pk}/").content.decode()
    assert {"reports.questioned", "reports.answered"} <= set(Event.objects.values_list("kind", flat=True))


def test_a_draft_is_not_asked_about_nor_a_measure_that_is_not_in_it(
    edition: Edition, leader: Person, board_member: Person, now: datetime
) -> None:
    with pytest.raises(NotNow, match="once it is signed off"):
        operations.question(edition=edition, words="Why?", by=board_member, at=now)
    signed = operations.sign(edition=edition, by=leader, at=now)
    with pytest.raises(NotNow, match="not in this report"):
        operations.question(edition=signed, code="cin_rate", words="Why?", by=board_member, at=now)


def test_a_question_is_answered_once_and_by_somebody(
    edition: Edition, leader: Person, board_member: Person, now: datetime
) -> None:
    signed = operations.sign(edition=edition, by=leader, at=now)
    asked = operations.question(edition=signed, words="Why?", by=board_member, at=now)
    operations.answer(question=asked, words="So.", by=leader, at=now)
    with pytest.raises(NotNow, match="answered already"):
        operations.answer(question=asked, words="Again.", by=leader, at=now)
    with pytest.raises(IntegrityError), transaction.atomic():
        Question.objects.filter(pk=asked.pk).update(answered_by=None)
