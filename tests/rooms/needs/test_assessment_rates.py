"""Rates by locality: brought small areas and a list of localities make them; without, the page says what to bring."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pytest
from django.test import Client

from suffice.analyse.needs.assessment import operations
from suffice.analyse.needs.assessment.figures import Day, Level
from suffice.analyse.needs.assessment.queries import rates, results
from suffice.analyse.needs.models import AssessmentResult
from suffice.analyse.returns.operations import give_population
from suffice.core import work
from suffice.core.models import Authority, Person
from suffice.engine.needs import ByLocality, Tier
from suffice.engine.places.people import LocalityPeople
from tests.engine.returns.published.test_small_areas import SEXED, sexed
from tests.rooms.needs.assessed import DAY, LATER, bring
from tests.rooms.timeliness.test_pages import told

AREAS = ("small-areas-mid-2025.csv", "\n".join([SEXED, sexed("E01010500"), sexed("E01010501", girls="9")]) + "\n")
LIST = ("localities.csv", "lsoa_code,locality\nE01010500,Locality 1\nE01010501,Locality 2\n")
PAGE = "/336/needs/localities/"


def day(people: dict[str, int] | None, **counts: dict[str, int]) -> Day:
    held: dict[str | None, Mapping[str, int]] = dict(counts.items())
    where = ByLocality(tuple(counts), held, {})
    told = None if people is None else LocalityPeople(2024, "mid.csv", people, 4)
    levels = tuple(Level(tier, None, None, "") for tier in Tier)
    return Day(DAY, levels, localities=where, people=told)


def test_a_rate_is_of_those_who_live_there_with_its_interval() -> None:
    (part,) = rates.parts(day({"East": 8000, "West": 4000}, East={"in_care": 40}, West={"in_care": 40}))
    assert [(one.name, one.of, one.share.value) for one in part.rows] == [("East", 8000, 50), ("West", 4000, 100)]
    low, high = part.rows[0].share.interval
    assert (round(low, 1), round(high, 1)) == (35.7, 68.1)  # Byar, of 40
    assert round(part.everywhere, 1) == 66.7
    assert rates.rows([part])[1].arithmetic == "40 / 4,000 x 10,000 = 100.0"


def test_a_locality_without_people_has_no_rate_and_one_alone_is_held_against_nothing() -> None:
    assert rates.parts(day({"East": 8000}, East={"in_care": 40}, West={"in_care": 40})) == []
    assert rates.parts(day(None, East={"in_care": 40}, West={"in_care": 40})) == []


def test_localities_that_stand_apart_are_named_and_the_others_are_not_told_apart() -> None:
    (part,) = rates.parts(
        day(
            {"East": 9000, "Mid": 9000, "West": 9000},
            East={"in_care": 150},
            Mid={"in_care": 90},
            West={"in_care": 45},
        )
    )
    assert rates.sentence([part]) == (
        "A higher rate than all localities together: East (in care). A lower rate: West (in care). The other intervals "
        "take in the rate of all together, so nothing tells them apart."
    )
    assert [one.stands for one in rates.rows([part])] == ["Higher", "Not told apart", "Lower"]
    (told,) = rates.ends([part])
    assert told.endswith("Their intervals do not overlap: they differ by more than chance would make them.")


def test_intervals_that_overlap_are_told_to_be_no_more_than_chance() -> None:
    (part,) = rates.parts(day({"East": 9000, "West": 9000}, East={"in_care": 22}, West={"in_care": 18}))
    assert rates.sentence([part]) == (
        "No locality is told apart: every interval takes in the rate of all localities together."
    )
    assert rates.ends([part])[0].endswith("Their intervals overlap, so chance alone may have set them apart.")


@pytest.fixture
def reads(assessed: AssessmentResult, leader: Person, signed_in: Callable[[Person], Client]) -> Client:
    return signed_in(leader)


def test_without_a_population_of_small_areas_the_page_says_what_to_bring(reads: Client) -> None:
    words = told(reads.get(PAGE))
    assert "Rates are not told, because nothing says how many children live in each locality." in words


def test_small_areas_that_are_brought_make_rates(
    reads: Client, assessed: AssessmentResult, authority: Authority, analyst: Person
) -> None:
    assert results.holds(assessed)
    bring(AREAS, LIST, authority=authority, by=analyst)
    assert not results.holds(assessed)
    operations.ask(authority=authority, by=analyst, at=LATER)
    work.run_waiting("needs.assessment")
    words = told(reads.get(PAGE))
    assert "mid-2025 estimates of 2 small areas (small-areas-mid-2025.csv): 306 children aged 0 to 17" in words
    assert "In need" in words
    assert "6 rates are held against that of all localities together" in words
    assert "1 / 90 x 10,000 = 111.1" in words
    taken: Any = reads.get(f"{PAGE}?download=rates-csv")
    assert taken.status_code == 200


def test_a_projection_by_age_that_is_brought_is_told_on_the_board_as_arithmetic(
    reads: Client, authority: Authority, analyst: Person
) -> None:
    give_population(authority=authority, mid_year=2025, number=2000, source="ONS", by=analyst, at=LATER)
    lines = [f"E08000031,Wolverhampton,Population,persons,{age},{100 + age},{120 + age}" for age in range(18)]
    text = "\n".join(["AREA_CODE,AREA_NAME,COMPONENT,SEX,AGE_GROUP,2027,2031", *lines, ""])
    bring(("projected.csv", text), authority=authority, by=analyst)
    operations.ask(authority=authority, by=analyst, at=LATER)
    work.run_waiting("needs.assessment")
    words = told(reads.get("/336/needs/"))
    assert "2,313 children live here in 2031 as was projected, there will be: early help 1 (0 to 6), 1 now" in words
    assert "3 / 2,000 x 2,313 = 3" in words
    assert "against mid-2027: 610 aged 0 to 4 (100 more)" in words
    assert "That is arithmetic" in words
