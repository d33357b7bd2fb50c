"""The pages of the workforce: who may read what, that small groups stay hidden, and that each look is recorded."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from suffice.core import work
from suffice.core.models import Authority, Look, Person
from suffice.review.workforce.models import WorkforceResult
from suffice.review.workforce.queries import results
from tests.rooms.workforce.conftest import MONTHS

SignedIn = Callable[[Person], Client]
BOARD = "/336/workforce/"
PAGES = ("", "cases/", "posts/", "joiners-and-leavers/", "absence/", "training/")


def told(page: Any) -> str:
    """What the page says, without its marks."""
    return " ".join(re.sub(r"<[^>]+>", " ", page.content.decode()).replace("&#39;", "'").split())


@pytest.fixture
def pages(made: WorkforceResult, signed_in: SignedIn) -> Callable[[Person, str], str]:
    """What a person reads on a page of the room."""

    def read(person: Person, path: str) -> str:
        page = signed_in(person).get(f"{BOARD}{path}")
        assert page.status_code == 200, path
        return told(page)

    return read


def test_the_board_answers_with_doors(pages: Callable[[Person, str], str], board_member: Person) -> None:
    words = pages(board_member, "")
    assert "a full-time social worker held 13.6 cases on average, 3.6 more than a year before" in words
    assert "Of 10.0 full-time posts 8.0 were filled by the council's own workers" in words
    assert "staff trained in restorative practice: 75%, 120 of 160 (September 2021)" in words
    for path in PAGES:
        assert f"{board_member.name} Your account" in pages(board_member, path)


def test_a_page_offers_to_choose_among_its_own_measures_alone(
    pages: Callable[[Person, str], str], board_member: Person
) -> None:
    absence = pages(board_member, "absence/")
    assert "Sickness absence of social workers" in absence
    assert "Vacancy rate of social workers" not in absence


def test_small_groups_are_for_those_who_may_see_single_workers(
    pages: Callable[[Person, str], str], board_member: Person, leader: Person, practice_lead: Person
) -> None:
    hidden = pages(board_member, "joiners-and-leavers/")
    assert "Dismissed not shown not shown" in hidden
    assert "Resigned not shown not shown" in hidden, "the one could be worked out from the other"
    assert "Dismissed 1 17%" in pages(practice_lead, "joiners-and-leavers/")
    assert "By All" not in pages(board_member, "cases/")
    of_leader = pages(leader, "cases/")
    assert "Team West 2" not in of_leader
    assert "Team East 8" not in of_leader, "the two of the other team are the rest of the ten workers"
    assert "Team East 8" in pages(practice_lead, "cases/")
    assert "Team West 2" in pages(practice_lead, "cases/")
    assert "Supervision held in time All East" not in pages(board_member, "training/")
    assert "Supervision held in time All East 75%, 30 of 40" in pages(leader, "training/")
    assert "My supervision is held 75%, 30 of 40" in pages(board_member, "training/")


def test_single_workers_are_shown_after_a_reason_and_never_by_their_cases(
    made: WorkforceResult, practice_lead: Person, leader: Person, signed_in: SignedIn
) -> None:
    assert signed_in(leader).get(f"{BOARD}workers/").status_code == 403
    client = signed_in(practice_lead)
    assert "ZZ0000000001" not in told(client.get(f"{BOARD}workers/"))
    refused = client.post(f"{BOARD}workers/", {"reason": ""})
    assert refused.status_code == 400
    assert not Look.objects.exists()
    shown = told(client.post(f"{BOARD}workers/", {"reason": "Giving out new cases"}))
    look = Look.objects.get()
    assert (look.what, look.why) == ("the cases of 10 social workers on 30 September 2021", "Giving out new cases")
    found = re.findall(r"ZZ\d{10}", shown)
    assert found == sorted(found)
    assert len(found) == 10
    assert "sort=" not in client.post(f"{BOARD}workers/", {"reason": "Giving out new cases"}).content.decode()


def test_an_earlier_census_is_read_as_it_was(pages: Callable[[Person, str], str], leader: Person) -> None:
    words = pages(leader, "posts/?on=2020-09-30")
    assert "Of 7.0 full-time posts 4.0 were filled by the council's own workers on 30 September 2020" in words
    assert "30 September 2021" in pages(leader, "posts/?on=1999-09-30"), "a day without a census is the latest"


def test_what_the_census_does_not_tell_is_said(
    authority: Authority, bring: Any, leader: Person, signed_in: SignedIn
) -> None:
    empty = told(signed_in(leader).get(BOARD))
    assert "No workforce census is accepted yet" in empty
    bring(c_csv=MONTHS.encode())
    work.run_waiting(results.KIND)
    assert "staff trained in restorative practice: 75%" in told(signed_in(leader).get(BOARD))
    assert "No workforce census is accepted yet" in told(signed_in(leader).get(f"{BOARD}cases/"))


def test_a_provider_a_young_adviser_and_a_stranger_are_refused(
    made: WorkforceResult, provider: Person, young_adviser: Person, stranger: Person, signed_in: SignedIn
) -> None:
    for person in (provider, young_adviser, stranger):
        for path in (*PAGES, "workers/", "progress.json"):
            assert signed_in(person).get(f"{BOARD}{path}").status_code == 403


def test_tables_can_be_taken_away(made: WorkforceResult, leader: Person, signed_in: SignedIn) -> None:
    taken = signed_in(leader).get(f"{BOARD}?measures-download=csv")
    assert "Vacancy rate of social workers, %" in taken.content.decode("utf-8-sig")


def test_the_home_page_says_how_many_cases_a_worker_holds(
    made: WorkforceResult, leader: Person, provider: Person, signed_in: SignedIn
) -> None:
    assert "a full-time social worker held 13.6 cases" in told(signed_in(leader).get("/336/"))
    assert "social worker held" not in told(signed_in(provider).get("/336/"))
