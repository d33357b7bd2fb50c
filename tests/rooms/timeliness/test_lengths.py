"""A council's own length of a standard: who sets it, what it changes, and that a length of law cannot be changed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from suffice.core import work
from suffice.core.models import Event, Person
from suffice.review.timeliness.drawing import points
from suffice.review.timeliness.figures import Figures, Tally
from suffice.review.timeliness.models import DriftResult, OwnLength
from suffice.review.timeliness.queries import results
from tests.rooms.timeliness.conftest import DAY
from tests.rooms.timeliness.figuring import VISIT, figures, tally
from tests.rooms.timeliness.test_pages import told

SEEN, IN_CARE = "/336/drift/rules/first_seen/", "/336/drift/rules/visit_in_care/"
SET, BACK = f"{SEEN}length/", f"{SEEN}length/back/"
WHY = "Agreed by the board in November"


@pytest.fixture
def leads(practice_lead: Person, signed_in: Callable[[Person], Client]) -> Client:
    return signed_in(practice_lead)


def sent(first: str = "40 working days", since: str = "2025-12-01", why: str = WHY) -> dict[str, str]:
    return {"first": first, "since": since, "why": why}


def counts(on: date = DAY) -> tuple[int, str]:
    figures = next(one for one in results.newest(DriftResult.objects.latest("pk").authority) if one.on == on).figures
    found = next(one for one in figures["by_rule"] if one["rule"] == "first_seen")
    return found["overdue"], next(one["length"] for one in figures["rules"] if one["code"] == "first_seen")


def test_an_own_length_is_set_the_result_is_made_again_and_both_are_shown(
    leads: Client, made: Sequence[DriftResult]
) -> None:
    assert counts() == (1, "5 working days from the start")
    assert leads.post(SET, sent())["Location"] == SEEN
    work.run_waiting(results.KIND)
    assert counts() == (0, "40 working days from the start")
    words = told(leads.get(SEEN))
    assert "0 of 1 child in need not yet seen was overdue on 31 December 2025" in words.replace("were", "was")
    assert "That is by this council's own length: 40 working days from the start." in words
    under = "Under the usual length (5 working days from the start) 1 of 1 child in need not yet seen (100%) would be"
    assert f"{under} overdue on 31 December 2025." in words
    assert f"1 December 2025 40 working days from the start {WHY} Practice lead" in words


def test_days_before_it_holds_are_not_made_again(leads: Client, made: Sequence[DriftResult]) -> None:
    before = DriftResult.objects.filter(on__lt=date(2025, 12, 1)).count()
    leads.post(SET, sent())
    work.run_waiting(results.KIND)
    assert DriftResult.objects.filter(on__lt=date(2025, 12, 1)).count() == before
    assert DriftResult.objects.filter(on=DAY).count() == 2


def test_the_children_behind_are_those_of_the_own_length(leads: Client, made: Sequence[DriftResult]) -> None:
    asked = {"standing": "overdue", "reason": "Supervision"}
    assert "1 item." in told(leads.post(f"{SEEN}children/", asked))
    leads.post(SET, sent())
    work.run_waiting(results.KIND)
    assert "0 items." in told(leads.post(f"{SEEN}children/", asked))


def test_the_usual_length_is_put_back_and_the_history_keeps_both(leads: Client, made: Sequence[DriftResult]) -> None:
    leads.post(SET, sent())
    assert leads.post(BACK, {"since": "2025-12-01", "why": "The trial is over"}).status_code == 302
    work.run_waiting(results.KIND)
    assert counts() == (1, "5 working days from the start")
    words = told(leads.get(SEEN))
    assert "the usual length The trial is over Practice lead" in words
    assert f"40 working days from the start {WHY} Practice lead" in words
    assert "would be overdue" not in words
    kinds = Event.objects.filter(kind__startswith="timeliness.length").values_list("kind", flat=True)
    assert [*kinds.order_by("pk")] == ["timeliness.length_set", "timeliness.length_put_back"]


def test_a_length_of_law_cannot_be_set_and_the_page_says_by_which_regulation(
    leads: Client, made: Sequence[DriftResult]
) -> None:
    words = told(leads.get(IN_CARE))
    assert "No council can set another length here: this one is set by Care Planning" in words
    assert "regulation 28" in words
    page = leads.post(f"{IN_CARE}length/", sent() | {"again": "60 days"})
    assert page.status_code == 409
    assert "regulation 28" in told(page)
    assert leads.get(f"{IN_CARE}length/back/").status_code == 409
    assert not OwnLength.objects.exists()


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"first": "six weeks"}, "is no length"),
        ({"first": "99999999999 days"}, "longer than a hundred years"),
        ({"first": ""}, "Say how long it may take."),
        ({"first": "5 working days"}, "that length holds already"),
        ({"since": ""}, "Give the day."),
        ({"since": "2032-01-01"}, "more than a year ahead"),
        ({"why": ""}, "Say why"),
        ({"why": "Because of D and her sister"}, "holds the reference of a child"),
    ],
)
def test_a_length_that_cannot_be_is_refused_with_a_sentence(
    leads: Client, made: Sequence[DriftResult], wrong: dict[str, str], words: str
) -> None:
    page = leads.post(SET, sent() | wrong)
    assert page.status_code == 400
    assert words in told(page)
    assert not OwnLength.objects.exists()


def test_what_holds_already_is_not_put_back(leads: Client, made: Sequence[DriftResult]) -> None:
    page = leads.post(BACK, {"since": "2025-12-01", "why": "To be sure"})
    assert "the usual length holds already: 5 working days from the start." in told(page)
    assert page.status_code == 400


def test_only_the_practice_lead_sets_a_length_and_others_are_told_so(
    analyst: Person, leader: Person, signed_in: Callable[[Person], Client], made: Sequence[DriftResult]
) -> None:
    for person in (analyst, leader):
        client = signed_in(person)
        assert client.get(SET).status_code == client.post(BACK, sent()).status_code == 403
        assert "The practice lead can set this council's own length." in told(client.get(SEEN))


def test_the_list_of_standards_tells_what_this_council_set(leads: Client, made: Sequence[DriftResult]) -> None:
    assert "Child in need first seen: 40 working days" not in told(leads.get("/336/drift/standards/"))
    leads.post(SET, sent())
    work.run_waiting(results.KIND)
    assert "Child in need first seen: 40 working days from the start" in told(leads.get("/336/drift/standards/"))


def test_the_database_keeps_no_length_without_a_reason(practice_lead: Person, made: Sequence[DriftResult]) -> None:
    given: dict[str, Any] = {"rule": "first_seen", "since": DAY, "first": "9 days", "set_by": practice_lead}
    with pytest.raises(IntegrityError), transaction.atomic():
        OwnLength.objects.create(authority=made[0].authority, set_at=made[0].made_at, why="", **given)


def test_days_of_another_length_are_not_held_against_each_other() -> None:
    days = [
        replaced(tally(1, in_time=9), day, length) for day, length in ((1, "42 days"), (2, "42 days"), (3, "9 days"))
    ]
    assert [one.on.day for one, _ in points(VISIT.code, days[:2])] == [1, 2]
    assert [one.on.day for one, _ in points(VISIT.code, days)] == [3]


def replaced(count: Tally, day: int, length: str) -> Figures:
    told = figures(count, on=date(2025, 12, day))
    return replace(told, rules={VISIT.code: replace(VISIT, length=length)})
