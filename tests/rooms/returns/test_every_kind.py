"""A return of every kind is taken in, named for what it is, and stands on the shelf that figures are made from."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime

import pytest
from django.test import Client

from suffice.analyse.returns import operations
from suffice.analyse.returns.models import ReturnRecord, ReturnState, Upload
from suffice.analyse.returns.queries import answers, history, register, shelf
from suffice.core.models import Authority, Event, Look, Person
from suffice.core.policies import NotNow
from suffice.engine.measures import measure
from suffice.engine.measures.registry import INDICATORS
from tests.engine.returns.annex_a.building import book as workbook
from tests.engine.returns.annex_a.building import changed
from tests.engine.returns.published.test_reading import ON_31_MARCH
from tests.rooms.returns.beside import (
    AUDITS,
    CENSUS,
    FIGURES,
    NEIGHBOURS,
    POSTCODES,
    SURVEY,
    TABLE,
    WORKBOOK,
    WORKERS,
)
from tests.rooms.returns.conftest import a_return

pytestmark = pytest.mark.django_db
Bring = Callable[..., Upload]


@pytest.fixture
def let_in(bring: Bring, analyst: Person, now: datetime) -> Callable[[Mapping[str, str | bytes]], ReturnRecord]:
    """Bring files of one return, and accept it."""

    def let(files: Mapping[str, str | bytes]) -> ReturnRecord:
        return operations.accept(record=bring(files).returns.get(), by=analyst, at=now)

    return let


@pytest.mark.parametrize(
    ("files", "called", "holds"),
    [
        (CENSUS, "The children in need census of 2026", "2 children, 4 referrals and 1 child protection plan"),
        (WORKBOOK, "The Annex A workbook as at 31 March 2026", "children"),
        (WORKERS, "The workforce census of 2022", "2 social workers"),
        (AUDITS, "The audits of 14 April 2025 to 6 May 2025", "2 judgements"),
        (SURVEY, "The survey answers in Your voice 2025, 2025", "1 row"),
        (FIGURES, "The monthly figures of 1 April 2025", "1 figure"),
        (TABLE, "The published table “Children in care", "rows"),
        (NEIGHBOURS, "The published table “Statistical neighbours”", "2 rows"),
        (POSTCODES, "The published table “Postcodes with their authority", "2 rows"),
    ],
)
def test_each_kind_is_named_counted_and_accepted(
    let_in: Callable[..., ReturnRecord], authority: Authority, files: dict[str, str], called: str, holds: str
) -> None:
    record = let_in(files)
    assert str(record).startswith(called)
    assert holds in record.counted
    assert record.state == ReturnState.ACCEPTED
    assert f"Accepted {record.within}" in Event.objects.filter(kind="returns.accepted").get().words
    assert record.name in answers.answer(record.upload) or str(record) in answers.answer(record.upload)
    assert not history.accepted(authority).exists()


def test_a_workbook_of_another_day_stands_beside_and_one_of_the_same_day_takes_the_place(
    let_in: Callable[..., ReturnRecord], bring: Bring
) -> None:
    first = let_in(WORKBOOK)
    again = bring({"again.xlsx": workbook(changed(List8__placement_type="a) U1"))}).returns.get()
    assert answers.comparison(again).startswith("As many children and rows as the accepted Annex A workbook as at")
    let_in({"third.xlsx": WORKBOOK["annex.xlsx"]})
    first.refresh_from_db()
    assert first.state == ReturnState.SUPERSEDED


def test_a_published_table_that_comes_as_several_files_stands_whole_and_each_gives_way_to_its_own_next(
    let_in: Callable[..., ReturnRecord], authority: Authority
) -> None:
    text = TABLE["in_care.csv"]
    first = let_in(TABLE)
    let_in({"started.csv": text.replace(ON_31_MARCH, "Children starting to be looked after each year")})
    first.refresh_from_db()
    assert first.state == ReturnState.ACCEPTED
    let_in({"later.csv": text.replace(",508,77", ",509,77")})
    first.refresh_from_db()
    assert first.state == ReturnState.SUPERSEDED
    told = shelf.published(authority)
    assert told is not None
    numbers = dict(told.filter(told["measure"].str.ends_with(".number")).select("measure", "value").iter_rows())
    assert numbers == {"in_care.on_31_march.number": 509, "in_care.starting.number": 508}


def test_a_census_of_another_authority_is_not_taken_in(bring: Bring) -> None:
    foreign = {"census.xml": str(CENSUS["census.xml"]).replace("<LEA>336</LEA>", "<LEA>332</LEA>")}
    record = bring(foreign).returns.get()
    assert record.state == ReturnState.FAILED
    assert "names 332, and this is Wolverhampton" in record.trouble


def test_the_shelf_holds_every_return_and_a_scene_is_made_of_it(
    let_in: Callable[..., ReturnRecord], authority: Authority, analyst: Person, now: datetime
) -> None:
    for files in (a_return(2026), CENSUS, WORKBOOK, WORKERS, AUDITS, TABLE, NEIGHBOURS, POSTCODES):
        let_in(files)
    assert {one.kind for one in shelf.returns_of(authority)} == {"ssda903", "cin", "annex_a", "csww", "audit"}
    assert shelf.returns_of(authority) is shelf.returns_of(authority)
    assert shelf.latest_day(authority) == date(2026, 3, 31)
    scene = shelf.scene(authority, date(2026, 3, 31))
    assert scene.cin is not None
    assert scene.annex_a is not None
    assert scene.workforce is not None
    assert measure(INDICATORS["cla_rate"], scene).counted.numerator == 2
    published, neighbours, places = shelf.published(authority), shelf.neighbours(authority), shelf.places(authority)
    assert published is not None
    assert published.height
    assert neighbours is not None
    assert [one.code for one in neighbours.of["336"]] == ["333", "335"]
    assert places is not None
    assert len(places) == 2
    assert [one["kind"] for one in shelf.in_use(authority, ("cin", "ssda903"))] == ["cin", "ssda903"]
    assert "Also accepted: 1 children in need census, 1 Annex A workbook" in register.register_answer(
        authority, date(2026, 4, 1)
    )


def test_a_withdrawn_return_is_let_go_of(
    let_in: Callable[..., ReturnRecord], authority: Authority, analyst: Person, now: datetime
) -> None:
    record = let_in(CENSUS)
    assert shelf.census(authority) is not None
    operations.withdraw(record=record, by=analyst, at=now, reason="of the wrong day")
    assert shelf.census(authority) is None
    assert shelf.returns_of(authority) == ()


def test_the_register_and_the_pages_speak_of_each_kind(
    let_in: Callable[..., ReturnRecord], signed_in: Callable[[Person], Client], analyst: Person
) -> None:
    record = let_in(CENSUS)
    client = signed_in(analyst)
    said = client.get(f"/336/returns/{record.pk}/").content.decode()
    assert "Withdraw the children in need census of 2026" in said
    assert "episode" not in said.split("<main")[1]
    listed = client.get("/336/returns/?kind=cin").content.decode()
    assert "Children in need census of 2026" in listed
    assert "4 referrals" in listed


def test_a_child_is_found_in_the_census_and_in_the_workbook(
    let_in: Callable[..., ReturnRecord], signed_in: Callable[[Person], Client], analyst: Person, authority: Authority
) -> None:
    for files in (CENSUS, WORKBOOK):
        let_in(files)
    client = signed_in(analyst)
    assert "These are searched: the Annex A workbook" in client.get("/336/returns/child/").content.decode()

    def found(reference: str) -> str:
        asked = {"reference": reference, "reason": "asked by the court"}
        return " ".join(client.post("/336/returns/child/", asked).content.decode().split())

    census = found("a1")
    assert "Child A1 has 0 episodes" in census
    assert "What the children in need census says" in census
    assert "10 April 2025" in census
    workbook = found("101")
    assert "List 8: Children in care" in workbook
    assert "What the Annex A workbook as at 31 March 2026 says" in workbook
    assert [one.children for one in Look.objects.order_by("pk")] == [1, 1]
    assert "No accepted return names this child" in found("nobody")


MAY = "early_help_assessments,2025-05,70,,,Early help,Hub 3,Early help module\n"
APRIL = FIGURES["figures.csv"]


def test_a_file_that_tells_all_of_another_again_takes_its_place(let_in: Callable[..., ReturnRecord]) -> None:
    april = let_in(FIGURES)
    both = let_in({"to_may.csv": APRIL + MAY})
    april.refresh_from_db()
    assert (april.state, april.superseded_by) == (ReturnState.SUPERSEDED, both)


def test_files_that_tell_some_rows_twice_are_not_both_counted(let_in: Callable[..., ReturnRecord]) -> None:
    let_in({"to_may.csv": APRIL + MAY})
    june = MAY.replace("2025-05", "2025-06")
    with pytest.raises(NotNow, match="1 row tells the same as the monthly figures of 1 April 2025 to 1 May 2025"):
        let_in({"to_june.csv": APRIL.replace("2025-04", "2025-05") + june})
    assert let_in({"june.csv": APRIL.replace("2025-04", "2025-06")}).state == ReturnState.ACCEPTED


def test_rows_about_children_go_when_their_time_is_over_and_published_files_stay(
    let_in: Callable[..., ReturnRecord], authority: Authority, now: datetime
) -> None:
    for files in (CENSUS, TABLE, NEIGHBOURS):
        let_in(files)
    assert operations.clear_child_rows(authority=authority, by=None, at=now.replace(year=now.year + 30)) == 1
    assert shelf.census(authority) is None
    assert shelf.published(authority) is not None
    assert shelf.neighbours(authority) is not None


def test_children_by_single_year_of_age_stand_on_the_page_of_the_population(
    let_in: Callable[..., ReturnRecord], authority: Authority, leader: Person, signed_in: Callable[[Person], Client]
) -> None:
    assert shelf.ages(authority) is None
    let_in({"ages.csv": "code,name,geography,0,1,18\nE08000031,Wolverhampton,District,3509,3612,99\n"})
    ages = shelf.ages(authority)
    assert ages is not None
    assert ages.children == [(0, 3509), (1, 3612)]
    page = signed_in(leader).get("/336/returns/population/").content.decode()
    assert "Children by single year of age" in page
    assert "3,612" in page
