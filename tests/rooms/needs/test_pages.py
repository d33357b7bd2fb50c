"""The pages of local trends: who may read them, on which day, and that what is taken away is what is shown."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import openpyxl
import pytest
from django.test import Client

from suffice.analyse.needs.models import PublishedFigure, TrendsResult
from suffice.analyse.returns import operations as returns
from suffice.core import work
from suffice.core.models import Authority, Event, Look, Person, Work
from suffice.core.models.work import WorkState
from suffice.core.operations import give_role
from suffice.core.roles import Provider

SignedIn = Callable[[Person], Client]
TRENDS = "/336/trends/"
READERS = ["analyst", "commissioner", "contract-manager", "practice-lead", "leader", "board-member", "young-adviser"]


def told(page: Any) -> str:
    """What the page says, without its marks."""
    return " ".join(re.sub(r"<[^>]+>", " ", page.content.decode()).replace("&#39;", "'").split())


def taken(page: Any) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(page.content.decode("utf-8-sig"))))


@pytest.mark.parametrize("role", READERS)
def test_everybody_in_the_council_reads_how_many(
    role: str, made: TrendsResult, people: dict[str, Person], signed_in: SignedIn
) -> None:
    page = signed_in(people[role]).get(TRENDS)
    assert page.status_code == 200
    assert "31 March 2022" in told(page)


@pytest.fixture
def people(authority: Authority, analyst: Person) -> dict[str, Person]:
    from suffice.core.roles import ROLES, Analyst
    from tests.rooms.conftest import person_as

    others = {role.code: person_as(role, authority) for role in ROLES if role is not Analyst}
    return {**others, Analyst.code: analyst}


def test_a_provider_and_somebody_from_elsewhere_are_refused(
    made: TrendsResult, provider: Person, stranger: Person, signed_in: SignedIn
) -> None:
    for person in (provider, stranger):
        for path in (TRENDS, f"{TRENDS}age/", f"{TRENDS}published/", f"{TRENDS}progress.json"):
            assert signed_in(person).get(path).status_code == 403


def test_the_page_answers_before_it_shows_its_working(made: TrendsResult, leader: Person, signed_in: SignedIn) -> None:
    words = told(signed_in(leader).get(TRENDS))
    assert "4 children were in care on 31 March 2022, the same as a year before." in words
    assert "No rate can be worked out" in words
    assert "Counted from the returns of 2021 to 2022" in words
    assert "No child is left out of the total." in words


def test_the_home_page_begins_with_how_many_children_are_in_care(
    made: TrendsResult, leader: Person, young_adviser: Person, provider: Person, signed_in: SignedIn
) -> None:
    assert "4 children were in care on 31 March 2022" in told(signed_in(leader).get("/336/"))
    assert "the council was looking after 4 children" in told(signed_in(young_adviser).get("/336/"))
    theirs = told(signed_in(provider).get("/336/"))
    assert "in care on" not in theirs
    assert "No figures are here yet" not in theirs, "there are figures, and none of them is for a provider"


def test_another_day_can_be_read_and_a_wrong_one_gives_the_last(
    made: TrendsResult, leader: Person, signed_in: SignedIn
) -> None:
    client = signed_in(leader)
    assert "3 children were in care on 30 June 2020." in told(client.get(TRENDS, {"on": "2020-06-30"}))
    for wrong in ("2020-07-01", "yesterday", ""):
        assert "4 children were in care on 31 March 2022" in told(client.get(TRENDS, {"on": wrong}))


def test_figures_stay_when_every_row_behind_them_has_been_cleared(
    made: TrendsResult, analyst: Person, now: datetime, signed_in: SignedIn
) -> None:
    returns.clear_child_rows(authority=made.authority, by=None, at=now + timedelta(days=366 * 90))
    client = signed_in(analyst)
    words = told(client.get(TRENDS))
    assert "4 children were in care on 31 March 2022" in words
    assert "have changed" not in words, "nothing can be made again"
    assert "4 children were in care on 31 March 2022" in told(client.get("/336/"))
    for path in (f"{TRENDS}children/?on=2022-03-31", "/336/returns/child/"):
        page = client.get(path)
        assert page.status_code == 409
        assert "have been cleared, as their time was over" in told(page)


def test_a_rate_says_which_population_it_divides_by(
    made: TrendsResult, leader: Person, analyst: Person, now: datetime, signed_in: SignedIn
) -> None:
    returns.give_population(authority=made.authority, mid_year=2021, number=1000, source="A count", by=analyst, at=now)
    words = told(signed_in(leader).get(TRENDS))
    assert "That is 40 in every 10,000 children." in words
    assert "the mid-2021 estimate of 1,000 children aged 0 to 17 (A count)" in words


@pytest.mark.parametrize(("path", "register"), [("", "years"), ("age/", "age-groups"), ("age/", "age-years")])
def test_what_is_taken_away_is_what_the_page_shows(
    path: str, register: str, made: TrendsResult, leader: Person, signed_in: SignedIn
) -> None:
    client = signed_in(leader)
    page = client.get(TRENDS + path)
    for address in re.findall(rf'href="([^"]*{register}-download=csv[^"]*)"', page.content.decode()):
        rows = taken(client.get(address.replace("&amp;", "&")))
        assert rows
        for row in rows:
            assert row["Children in care"] in told(page)
    book = client.get(TRENDS + path, {f"{register}-download": "xlsx"})
    sheet = openpyxl.load_workbook(io.BytesIO(book.content)).worksheets[0]
    as_csv = taken(client.get(TRENDS + path, {f"{register}-download": "csv"}))
    assert [str(cell.value) for cell in sheet[1]] == list(as_csv[0])
    assert sheet.max_row == len(as_csv) + 1


def test_a_download_of_another_day_is_of_that_day(made: TrendsResult, leader: Person, signed_in: SignedIn) -> None:
    rows = taken(signed_in(leader).get(f"{TRENDS}placement/", {"on": "2020-06-30", "placement-groups-download": "csv"}))
    assert sum(int(row["Children in care"]) for row in rows) == 3


def test_a_group_that_does_not_exist_is_not_found(made: TrendsResult, analyst: Person, signed_in: SignedIn) -> None:
    client = signed_in(analyst)
    assert client.get(f"{TRENDS}height/").status_code == 404
    assert client.get(f"{TRENDS}age/99/children/", {"on": "2022-03-31"}).status_code == 404
    assert client.get(f"{TRENDS}age/5-9/children/", {"on": "2022-03-30"}).status_code == 404


def test_a_young_adviser_reads_plain_words_and_nothing_else(
    made: TrendsResult, young_adviser: Person, signed_in: SignedIn
) -> None:
    words = told(signed_in(young_adviser).get(TRENDS))
    assert "the council was looking after 4 children and young people" in words
    assert "10,000" not in words
    assert "SSDA903" not in words


def test_groups_of_a_few_children_are_not_for_a_young_adviser_whatever_else_they_are(
    made: TrendsResult, young_adviser: Person, analyst: Person, now: datetime, signed_in: SignedIn
) -> None:
    give_role(person=young_adviser, authority=made.authority, role=Provider, by=analyst, at=now)
    client = signed_in(young_adviser)
    assert "10,000" not in told(client.get(TRENDS))
    assert client.get(TRENDS, {"download": "csv"})["Content-Type"].startswith("text/html")
    for path in (f"{TRENDS}placement/", f"{TRENDS}age/?years-download=csv", f"{TRENDS}published/"):
        assert client.get(path).status_code == 403
    drawn = made.charts["2022-03-31"]
    assert client.get(f"/336/charts/{drawn['in-care']}-wide.svg").status_code == 200
    assert client.get(f"/336/charts/{drawn['placement']}-wide.svg").status_code == 403


def test_the_rows_behind_a_figure_are_shown_after_the_look_is_recorded(
    made: TrendsResult, analyst: Person, signed_in: SignedIn
) -> None:
    client, path = signed_in(analyst), f"{TRENDS}placement/childrens_home/children/?on=2022-03-31"
    assert "A6" not in told(client.get(path))
    assert client.post(path, {"reason": " "}).status_code == 400
    assert not Look.objects.exists()
    page = client.post(path, {"reason": "Preparing the panel"})
    assert "A6" in told(page)
    assert "A5" not in told(page)
    look = Look.objects.get()
    assert (look.by, look.children, look.why) == (analyst, 1, "Preparing the panel")
    assert look.what == "children in care on 31 March 2022, in a children's home"


def test_rows_about_children_are_not_for_a_leader(made: TrendsResult, leader: Person, signed_in: SignedIn) -> None:
    client = signed_in(leader)
    assert client.get(f"{TRENDS}children/?on=2022-03-31").status_code == 403
    assert "/children/" not in client.get(f"{TRENDS}age/").content.decode()


def test_without_a_return_the_page_says_what_will_be_there(
    authority: Authority, analyst: Person, leader: Person, signed_in: SignedIn
) -> None:
    assert "Bring the first return" in told(signed_in(analyst).get(TRENDS))
    words = told(signed_in(leader).get(TRENDS))
    assert "No return is accepted yet" in words
    assert "An analyst brings the returns in." in words


def test_while_it_is_being_made_the_page_says_how_far(accepted: Authority, leader: Person, signed_in: SignedIn) -> None:
    client = signed_in(leader)
    assert "being worked out from the accepted returns" in told(client.get(TRENDS))
    assert client.get(f"{TRENDS}progress.json").json()["finished"] is False
    work.run_waiting("needs.trends")
    assert client.get(f"{TRENDS}progress.json").json()["finished"] is True


def test_when_it_could_not_be_made_the_analyst_may_try_again(
    accepted: Authority, analyst: Person, leader: Person, now: datetime, signed_in: SignedIn
) -> None:
    Work.objects.filter(kind="needs.trends").update(
        state=WorkState.FAILED, finished_at=now, message="The disk is full."
    )
    assert "The disk is full." in told(signed_in(leader).get(TRENDS))
    assert "could not be made: see why" in told(signed_in(analyst).get("/336/"))
    assert signed_in(leader).post(f"{TRENDS}make/").status_code == 403
    assert signed_in(analyst).post(f"{TRENDS}make/").status_code == 302
    work.run_waiting("needs.trends")
    assert "4 children were in care" in told(signed_in(leader).get(TRENDS))


FIGURE = {"measure": "in_care", "kind": "day", "on": "30/06/2021", "number": "5", "source": "The strategy, page 4"}


def test_a_published_figure_stands_beside_ours(made: TrendsResult, commissioner: Person, signed_in: SignedIn) -> None:
    client = signed_in(commissioner)
    assert client.post(f"{TRENDS}published/add/", FIGURE).status_code == 302
    month = {**FIGURE, "kind": "month", "on": "05/08/2020", "number": "4", "source": "The plan"}
    assert client.post(f"{TRENDS}published/add/", month).status_code == 302
    assert client.post(f"{TRENDS}published/add/", {**month, "number": "3"}).status_code == 302
    old = {**FIGURE, "on": "31/12/2016", "number": "635"}
    assert client.post(f"{TRENDS}published/add/", old).status_code == 302
    work.run_waiting("needs.trends")
    words = told(client.get(f"{TRENDS}published/"))
    assert "The returns give the same as 1 of 3 published figures that can be checked." in words
    assert "5 was published for 30 June 2021 (children in care), and the returns give 4." in words
    assert "disagree with one another for August 2020 (children in care): 3 and 4." in words
    assert "Outside the returns" in words
    event = Event.objects.filter(kind="needs.recorded").order_by("pk")[0]
    assert event.words == "Wrote down 5 published for 30 June 2021 (The strategy, page 4)."
    assert event.by == commissioner


def test_a_published_figure_is_refused_with_a_sentence(
    made: TrendsResult, commissioner: Person, leader: Person, signed_in: SignedIn
) -> None:
    client = signed_in(commissioner)
    for wrong in ({"number": "many"}, {"on": "30 Juin"}, {"source": " "}, {"measure": "height"}, {"number": "-1"}):
        assert client.post(f"{TRENDS}published/add/", {**FIGURE, **wrong}).status_code == 400
    client.post(f"{TRENDS}published/add/", FIGURE)
    assert "written down already" in told(client.post(f"{TRENDS}published/add/", FIGURE))
    assert signed_in(leader).post(f"{TRENDS}published/add/", FIGURE).status_code == 403
    assert PublishedFigure.objects.count() == 1


def test_a_withdrawn_figure_leaves_the_page_and_stays_in_the_record(
    made: TrendsResult, commissioner: Person, stranger: Person, signed_in: SignedIn
) -> None:
    client = signed_in(commissioner)
    client.post(f"{TRENDS}published/add/", FIGURE)
    figure = PublishedFigure.objects.get()
    path = f"published/{figure.pk}/withdraw/"
    assert signed_in(stranger).post(TRENDS + path).status_code == 403
    assert signed_in(stranger).post(f"/332/trends/{path}").status_code == 404  # an analyst there, but it is not theirs
    assert client.post(TRENDS + path).status_code == 302
    assert client.post(TRENDS + path).status_code == 409
    figure.refresh_from_db()
    assert (figure.withdrawn_by, figure.on) == (commissioner, date(2021, 6, 30))
    assert Event.objects.filter(kind="needs.withdrawn").count() == 1
    assert "No published figure is written down yet." in told(client.get(f"{TRENDS}published/"))
