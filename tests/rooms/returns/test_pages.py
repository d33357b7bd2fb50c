"""Who may open what, what each page answers first, and that every look at children's rows is recorded."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from django.test import Client

from suffice.analyse.returns import declarations, operations
from suffice.analyse.returns.models import Original, ReturnRecord, ReturnState, Upload
from suffice.core.models import Authority, Event, Look, Person
from suffice.core.pages.search import search
from suffice.core.policies import standing
from suffice.core.roles import COUNCIL, ROLES
from tests.rooms.returns.conftest import EPISODES, a_return, header

pytestmark = pytest.mark.django_db
SignedIn = Callable[[Person], Client]

_ANALYST = {"analyst"}
_SEES_CHILDREN = {"analyst", "practice-lead"}
_COUNCIL = {role.code for role in COUNCIL}
MATRIX = {
    "returns/": _COUNCIL,
    "returns/bring/": _ANALYST,
    "returns/population/": _COUNCIL,
    "returns/child/": _SEES_CHILDREN,
    "returns/uploads/{upload}/": _COUNCIL,
    "returns/uploads/{upload}/findings/dob-missing/": _COUNCIL,
    "returns/uploads/{upload}/set-aside/": _SEES_CHILDREN,
    "returns/uploads/{upload}/originals/{original}/": _SEES_CHILDREN,
    "returns/{record}/": _COUNCIL,
}
WRITES = {
    "returns/bring/": _ANALYST,
    "returns/clear/": {"administrator"},
    "returns/population/file/": _ANALYST,
    "returns/population/by-hand/": _ANALYST,
    "returns/uploads/{upload}/accept/": _ANALYST,
    "returns/{record}/accept/": _ANALYST,
    "returns/{record}/refuse/": _ANALYST,
    "returns/{record}/withdraw/": _ANALYST,
}


def faulty() -> dict[str, str]:
    """A return of 2022 with a child without a date of birth and a row that is set aside."""
    fine, unborn = (f"{child},01/05/2021,S,C1,N1,U6,PR1,,,,,,\n" for child in ("A1", "CHILD-9042"))
    rows = EPISODES + fine + unborn + ",01/05/2021,S,,,,,,,,,,\n"
    return {"episodes.csv": rows, "header.csv": header("A1") + "CHILD-9042,1,,WBRI,,,\n"}


@pytest.fixture
def given(people: dict[str, Person], authority: Authority, now: datetime) -> dict[str, Any]:
    """A faulty return, brought by the analyst, with the numbers that addresses want."""
    from suffice.core import work
    from tests.rooms.returns.conftest import as_files

    upload = operations.bring(authority=authority, files=as_files(faulty()), by=people["analyst"], at=now)
    work.run_waiting()
    original = Original.objects.get(name="header.csv").pk
    return {"upload": upload.pk, "record": ReturnRecord.objects.get().pk, "original": original}


@pytest.mark.parametrize("page", MATRIX)
def test_a_page_opens_for_its_roles_and_for_nobody_else(
    page: str, given: dict[str, Any], people: dict[str, Person], authority: Authority, signed_in: SignedIn
) -> None:
    address = f"/{authority.code}/{page.format(**given)}"
    opened = {code for code, person in people.items() if signed_in(person).get(address).status_code == 200}
    assert opened == MATRIX[page]
    answers = {signed_in(person).get(address).status_code for code, person in people.items() if code not in opened}
    assert answers <= {403}
    assert Client().get(address).status_code == 302


@pytest.mark.parametrize("page", WRITES)
def test_a_write_is_refused_to_everybody_but_its_roles(
    page: str, given: dict[str, Any], people: dict[str, Person], authority: Authority, signed_in: SignedIn
) -> None:
    address, before = f"/{authority.code}/{page.format(**given)}", Event.objects.count()
    for role in ROLES:
        if role.code not in WRITES[page]:
            assert signed_in(people[role.code]).post(address, {"reason": "No"}).status_code == 403
    assert Event.objects.count() == before
    assert ReturnRecord.objects.get().state == ReturnState.CHECKED


@pytest.mark.parametrize("page", [*MATRIX, *WRITES])
def test_an_analyst_of_another_authority_reaches_nothing_here(
    page: str, given: dict[str, Any], authority: Authority, stranger: Person, signed_in: SignedIn
) -> None:
    path, elsewhere = page.format(**given), Authority.objects.exclude(pk=authority.pk).get()
    theirs = signed_in(stranger)
    send = theirs.post if page in WRITES else theirs.get
    assert send(f"/{authority.code}/{path}", {"reason": "No"}).status_code == 403
    if "{" in page:
        assert send(f"/{elsewhere.code}/{path}", {"reason": "No"}).status_code == 404
    assert not Look.objects.exists()


def test_the_upload_page_answers_first(
    given: dict[str, Any], people: dict[str, Person], authority: Authority, signed_in: SignedIn
) -> None:
    page = signed_in(people["leader"]).get(f"/{authority.code}/returns/uploads/{given['upload']}/").content.decode()
    assert "1 year recognised, 2022: 2 episodes of 2 children." in page
    assert "1 row was set aside." in page
    assert "CHILD-9042" not in page, "a leader sees counts, and no child"
    assert "An analyst decides whether this return is accepted." in page


def test_who_may_not_see_children_sees_counts_and_no_look_is_written(
    given: dict[str, Any], people: dict[str, Person], authority: Authority, signed_in: SignedIn
) -> None:
    address = f"/{authority.code}/returns/uploads/{given['upload']}/findings/dob-missing/"
    page = signed_in(people["commissioner"]).get(address).content.decode()
    assert "Found in 1 place." in page
    assert "CHILD-9042" not in page
    assert not Look.objects.exists()


@pytest.mark.parametrize(
    ("page", "words"),
    [
        ("findings/dob-missing/", "A child without a date of birth"),
        ("findings/dob-missing/?download=csv", "A child without a date of birth"),
        ("set-aside/", "rows that were set aside"),
        ("set-aside/?download=xlsx", "rows that were set aside"),
        ("originals/{original}/", "the original file header.csv"),
    ],
)
def test_every_look_at_childrens_rows_is_recorded(
    page: str, words: str, given: dict[str, Any], people: dict[str, Person], signed_in: SignedIn
) -> None:
    lead, authority = people["practice-lead"], Authority.objects.get()
    address = f"/{authority.code}/returns/uploads/{given['upload']}/{page.format(**given)}"
    assert signed_in(lead).get(address).status_code == 200
    look = Look.objects.get()
    assert words in look.what
    assert (look.by, look.authority, look.subject) == (lead, authority, f"returns.upload:{given['upload']}")
    assert look.children >= 1
    assert look.why.startswith("Reading") is ("download" not in page and "originals" not in page)


def test_an_original_comes_back_to_the_byte_and_never_as_a_page(
    given: dict[str, Any], people: dict[str, Person], authority: Authority, signed_in: SignedIn
) -> None:
    address = f"/{authority.code}/returns/uploads/{given['upload']}/originals/{given['original']}/"
    answer = signed_in(people["analyst"]).get(address)
    assert b"".join(answer.streaming_content).decode() == faulty()["header.csv"]
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["Content-Disposition"].startswith("attachment")


def test_accepting_on_the_page_says_what_happens_next(
    given: dict[str, Any], people: dict[str, Person], authority: Authority, signed_in: SignedIn
) -> None:
    client = signed_in(people["analyst"])
    page = client.post(f"/{authority.code}/returns/uploads/{given['upload']}/accept/", follow=True).content.decode()
    assert "The return of 2022 is accepted. The figures are being made again." in page
    register = client.get(f"/{authority.code}/returns/").content.decode()
    assert "The return of 2022 is accepted." in register
    again = client.post(f"/{authority.code}/returns/{given['record']}/accept/")
    assert again.status_code == 409
    assert "The return of 2022 is accepted already." in again.content.decode()


def test_a_refusal_without_a_reason_comes_back_with_the_form(
    given: dict[str, Any], people: dict[str, Person], authority: Authority, signed_in: SignedIn
) -> None:
    client = signed_in(people["analyst"])
    answer = client.post(f"/{authority.code}/returns/{given['record']}/refuse/", {"reason": " "})
    assert answer.status_code == 400
    assert "Give a reason" in answer.content.decode()
    assert ReturnRecord.objects.get().state == ReturnState.CHECKED
    client.post(f"/{authority.code}/returns/{given['record']}/refuse/", {"reason": "Children are missing"})
    assert ReturnRecord.objects.get().state == ReturnState.REFUSED


def test_findings_can_be_filtered_sorted_and_taken_away(
    given: dict[str, Any], people: dict[str, Person], authority: Authority, signed_in: SignedIn
) -> None:
    client = signed_in(people["leader"])
    address = f"/{authority.code}/returns/uploads/{given['upload']}/"
    errors = client.get(f"{address}?findings-weight=error&findings-download=csv").content.decode()
    assert "dob-missing" in errors
    assert {line.split(",")[0].lstrip("\ufeff") for line in errors.strip().splitlines()[1:]} == {"Error"}
    header_only = client.get(f"{address}?findings-in=Header&findings-download=csv").content.decode()
    assert "dob-missing" in header_only
    assert "child-blank" not in header_only
    assert client.get(f"{address}?files-sort=-rows").status_code == 200


def test_a_child_is_found_by_reference_with_a_reason_and_the_look_says_both(
    accepted: ReturnRecord, analyst: Person, authority: Authority, signed_in: SignedIn
) -> None:
    client, address = signed_in(analyst), f"/{authority.code}/returns/child/"
    page = client.post(address, {"reference": " a1 ", "reason": "A question from the social worker"}).content.decode()
    assert "Child A1 has 1 episode in the accepted returns." in page
    assert "3 February 2012" in page
    look = Look.objects.get()
    assert "child a1" in look.what
    assert (look.why, look.children) == ("A question from the social worker", 1)


def test_a_child_is_not_looked_for_without_a_reason(
    accepted: ReturnRecord, analyst: Person, authority: Authority, signed_in: SignedIn
) -> None:
    answer = signed_in(analyst).post(f"/{authority.code}/returns/child/", {"reference": "A1"})
    assert answer.status_code == 400
    assert "Say why you are looking" in answer.content.decode()
    assert "3 February 2012" not in answer.content.decode()
    assert not Look.objects.exists()


def test_an_unknown_child_is_said_to_be_unknown(
    accepted: ReturnRecord, analyst: Person, authority: Authority, signed_in: SignedIn
) -> None:
    asked = {"reference": "Nobody", "reason": "A question"}
    page = signed_in(analyst).post(f"/{authority.code}/returns/child/", asked).content.decode()
    assert "No accepted return names this child." in page


def test_home_says_what_waits_and_then_what_is_here(
    given: dict[str, Any], people: dict[str, Person], authority: Authority, signed_in: SignedIn, now: datetime
) -> None:
    client = signed_in(people["analyst"])
    page = client.get(f"/{authority.code}/").content.decode()
    assert "Accept or refuse 1 return brought on 15 January 2026: 2022" in page
    assert "Bring the mid-year population estimates" in page
    operations.accept_all(upload=Upload.objects.get(), by=people["analyst"], at=now)
    page = client.get(f"/{authority.code}/").content.decode()
    assert "Accept or refuse" not in page
    assert "The last was accepted by Analyst on 15 January 2026." in page
    assert "The last was accepted" not in signed_in(people["provider"]).get(f"/{authority.code}/").content.decode()


def test_the_search_leads_to_the_page_that_finds_a_child_and_says_nothing_itself(
    accepted: ReturnRecord, authority: Authority, analyst: Person
) -> None:
    place = standing(analyst, authority)
    hits = [[hit for hit in search(place, reference) if hit.kind == "Child"] for reference in ("A1", "A9")]
    assert [hit.label for hit in hits[0]] == ["Look for a child by reference"]
    assert hits[0] == hits[1], "whether there is such a child is not for a search to say"
    assert not Look.objects.exists()


def test_the_permissions_say_who_may_in_words() -> None:
    for one in (declarations.SEE, declarations.BRING, declarations.DECIDE, declarations.SEE_CHILDREN):
        assert one.words[0].islower()
        assert one.roles


def test_bringing_twice_in_one_year_shows_the_difference(
    accepted: ReturnRecord, bring: Callable[..., Upload], analyst: Person, signed_in: SignedIn, authority: Authority
) -> None:
    upload = bring(a_return(2022, "A1"))
    page = signed_in(analyst).get(f"/{authority.code}/returns/uploads/{upload.pk}/").content.decode()
    assert "1 fewer episode and 1 fewer child than the accepted return of 2022" in page


def test_repairs_across_years_are_counted_without_any_child(
    bring: Callable[..., Upload], leader: Person, analyst: Person, authority: Authority, signed_in: SignedIn
) -> None:
    address = f"/{authority.code}/returns/repairs/"
    assert "No return is accepted yet" in signed_in(leader).get(address).content.decode()
    for year in (2021, 2022):
        upload = bring(a_return(year, "CHILD-9042"))
        operations.accept_all(upload=upload, by=analyst, at=upload.at)
    page = signed_in(leader).get(address).content.decode()
    assert "on the accepted returns taken together." in page
    assert "CHILD-9042" not in page
    assert "CHILD-9042" not in signed_in(leader).get(f"{address}?download=csv").content.decode()
