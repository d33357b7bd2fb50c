"""The pages of the needs assessment: who reads them, what they say first, and that what is missing is said."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client

from suffice.analyse.needs import operations as needs
from suffice.analyse.needs.models import AssessmentResult
from suffice.analyse.returns import operations as returns
from suffice.core import work
from suffice.core.models import Authority, Person, Work
from suffice.core.models.work import WorkState
from tests.rooms.needs.assessed import DAY, LATER

SignedIn = Callable[[Person], Client]
NEEDS = "/336/needs/"
PARTS = ("tiers", "moves", "vulnerability", "front-door", "localities")
KIND = "needs.assessment"


def told(page: Any) -> str:
    """What the page says, without its marks."""
    assert page.status_code in {200, 400}, page.status_code
    return " ".join(re.sub(r"<[^>]+>", " ", page.content.decode()).replace("&#39;", "'").split())


@pytest.fixture
def populated(assessed: AssessmentResult, analyst: Person) -> AssessmentResult:
    for year, number in ((2024, 1000), (2025, 2000)):
        returns.give_population(
            authority=assessed.authority, mid_year=year, number=number, source="A count", by=analyst, at=LATER
        )
    return assessed


def published(authority: Authority, by: Person, measure: str, number: str, on: date = DAY) -> None:
    needs.record(
        authority=authority, measure=measure, on=on, whole_month=False, number=Decimal(number), source="The strategy",
        by=by, at=LATER,
    )  # fmt: skip


def test_the_board_answers_first_and_each_number_is_a_door(
    populated: AssessmentResult, leader: Person, signed_in: SignedIn
) -> None:
    page = signed_in(leader).get(NEEDS)
    words = told(page)
    assert (
        "4 children were known to the council on 31 March 2026: 1 with early help, 1 in need, 1 on a child protection "
        "plan and 1 in care, each counted once at the highest. That is 20 in every 10,000 children." in words
    )
    for part in PARTS:
        assert f'href="/336/needs/{part}/?on=2026-03-31"' in page.content.decode()
    assert "Moves in the year: 1 up, 0 down" in words
    assert "Vulnerability: 50%" in words
    assert "Front door: 5 referrals" in words
    assert "Localities: 2 localities" in words


def test_tomorrow_is_a_sum_of_a_published_population_and_today_s_rates(
    populated: AssessmentResult, analyst: Person, signed_in: SignedIn
) -> None:
    client = signed_in(analyst)
    assert "No projected population is written down or brought" in told(client.get(NEEDS))
    published(populated.authority, analyst, "population", "4000", date(2030, 6, 30))
    words = told(client.get(NEEDS))
    assert "4,000 children live here in 2030 as was projected, there will be: early help 2 (0 to 11), 1 now" in words
    assert "in need 6 (1 to 18), 3 now" in words  # 3 x 2, of 0.6 to 8.8 by the exact interval of a count of 3
    assert "That is arithmetic, the product of two figures, and not the projection of children in care" in words
    assert "3 / 2,000 x 4,000 = 6" in words
    assert "It has no projection" not in words
    assert "How many children there may be in care, with the range" in words  # the door of the projections


def test_each_part_answers_before_it_shows_its_working(
    populated: AssessmentResult, leader: Person, signed_in: SignedIn
) -> None:
    client = signed_in(leader)
    words = {part: told(client.get(f"{NEEDS}{part}/")) for part in PARTS}
    assert (
        "3 in need, 15 in every 10,000, 2 more than a year before; 0 of them, at no higher tier, have a plan of help."
        in words["tiers"]
    )
    assert "3 / 2,000 x 10,000 = 15.0" in words["tiers"]
    assert "1 child stepped up to a higher tier and 0 down to a lower one; 2 came to be known" in words["moves"]
    assert "1 more child at early help is first told of by the workbook of 31 March 2026" in words["moves"]
    assert "Of 5 referrals in the year to 31 March 2026, 2 (40%) led to a plan" in words["moves"]
    assert "50% of the children assessed in the year to 31 March 2026 (2 of 4)" in words["vulnerability"]
    assert "Any of the three: 1 + 1 + 1 - 0 - 1 - 0 + 0 = 2." in words["vulnerability"]
    assert "5 referrals in the year to 31 March 2026: 2 (40%) within twelve months of an earlier one" in words[
        "front-door"
    ]  # fmt: skip
    assert "Ratings cannot be told" in words["front-door"]
    assert "The locality of 2 of 4 children known (50%) is not known" in words["localities"]
    assert "the name of the team that holds the child: 2 children" in words["localities"]
    for page in words.values():
        assert "Counted from the returns of 2025 to 2026, the children in need censuses of 2025 to 2026 and the" in page
        assert "the mid-2025 estimate of 2,000 children" in page


def test_a_matrix_says_not_told_where_the_workbook_is_the_first(
    assessed: AssessmentResult, leader: Person, signed_in: SignedIn
) -> None:
    table = signed_in(leader).get(f"{NEEDS}moves/").content.decode().split("<tbody")[1].split("</tbody>")[0]
    rows = [re.findall(r">([^<>]*)</t[hd]>", row) for row in table.split("</tr>") if "<th" in row]
    assert rows == [
        ["Not known here", "", "", "1", "1", "0"],
        ["Early help", "not told", "not told", "not told", "not told", "not told"],
        ["In need", "0", "0", "0", "0", "0"],
        ["On a child protection plan", "0", "0", "0", "0", "1"],
        ["In care", "0", "0", "0", "0", "0"],
    ]


def test_another_day_says_what_is_missing_and_shows_the_rest(
    assessed: AssessmentResult, analyst: Person, leader: Person, signed_in: SignedIn
) -> None:
    client = signed_in(analyst)
    words = {part: told(client.get(f"{NEEDS}{part}/", {"on": "2025-03-31"})) for part in PARTS}
    assert "Early help is not told: List 2 of an Annex A workbook was not brought." in words["tiers"]
    assert (
        "1 child was known to the council on 31 March 2025: 0 in need, 1 on a child protection plan" in words["tiers"]
    )
    assert "Bring a return" in words["tiers"]
    assert "Moves are not told." in words["moves"]
    assert "bring an Annex A workbook of 31 March 2025" in words["front-door"]
    assert "Bring the directory of postcodes" in words["localities"]
    assert "An analyst brings returns in." in told(signed_in(leader).get(f"{NEEDS}tiers/", {"on": "2025-03-31"}))


def test_published_figures_stand_beside_ours_in_their_own_unit(
    populated: AssessmentResult, analyst: Person, signed_in: SignedIn
) -> None:
    for measure, number in (
        ("tier.protection", "2"), ("only.in_need", "4"), ("in_care.rate", "5"), ("tier.in_need.rate", "14.5"),
        ("estimate.any.share", "18.66"),
    ):  # fmt: skip
        published(populated.authority, analyst, measure, number)
    work.run_waiting(KIND)
    client = signed_in(analyst)
    words = told(client.get("/336/trends/published/"))
    assert "The returns give the same as 2 of 4 published figures that can be checked." in words
    assert "4 was published for 31 March 2026 (in need, children at no higher tier), and the returns give 1." in words
    assert "14.5 in every 10,000 was published for 31 March 2026" in words
    assert "The returns give 0.5 above it" in words
    assert "Not the same count: an estimate for all children" in words
    assert "The returns give the same as 2 of 4 published figures" in told(client.get(f"{NEEDS}tiers/"))


FACTS = {
    "alcohol_or_drugs": ("2750", "4.48"), "mental_ill_health": ("8450", "13.8"), "domestic_abuse": ("3600", "5.88"),
    "any": ("11430", "18.66"), "two_or_more": ("2870", "4.69"), "all_three": ("730", "1.18"),
}  # fmt: skip


def test_published_estimates_that_cannot_all_be_right_are_said(
    assessed: AssessmentResult, analyst: Person, leader: Person, signed_in: SignedIn
) -> None:
    for code, (number, share) in FACTS.items():
        published(assessed.authority, analyst, f"estimate.{code}", number)
        published(assessed.authority, analyst, f"estimate.{code}.share", share)
    words = told(signed_in(leader).get(f"{NEEDS}vulnerability/"))
    assert (
        "add up to 14,800, but any, two or more and all three to 15,030: they should be equal, and differ by 230"
        in (words)
    )
    assert "61,254" in words  # 11,430 / 18.66%
    assert "the two are not the same count" in words
    board = told(signed_in(leader).get(NEEDS))
    assert "Any of the three troubles: 11,430 children or 18.66% (The strategy, 31 March 2026)." in board


def test_a_young_adviser_reads_plain_words_and_no_small_group(
    populated: AssessmentResult, young_adviser: Person, signed_in: SignedIn
) -> None:
    client = signed_in(young_adviser)
    words = told(client.get(NEEDS))
    assert "On 31 March 2026 the council was helping or looking after 4 children and young people." in words
    assert "That is about 1 in every 500 children who live here." in words
    assert "had a plan to keep them safe" not in words
    assert "Chart." not in words
    for part in PARTS:
        assert client.get(f"{NEEDS}{part}/").status_code == 403


def test_a_provider_and_somebody_from_elsewhere_are_refused(
    assessed: AssessmentResult, provider: Person, stranger: Person, signed_in: SignedIn
) -> None:
    for person in (provider, stranger):
        for part in ("", "progress.json", *(f"{one}/" for one in PARTS)):
            assert signed_in(person).get(NEEDS + part).status_code == 403


@pytest.mark.parametrize(
    ("part", "register"),
    [
        ("tiers/", "tiers"), ("moves/", "moves"), ("moves/", "referrals"), ("vulnerability/", "troubles"),
        ("vulnerability/", "factors"), ("front-door/", "workbook"), ("front-door/", "door-years"),
        ("localities/", "localities"),
    ],
)  # fmt: skip
def test_every_table_can_be_taken_away(
    part: str, register: str, assessed: AssessmentResult, leader: Person, signed_in: SignedIn
) -> None:
    page = signed_in(leader).get(f"{NEEDS}{part}?{register}-download=csv")
    rows = list(csv.DictReader(io.StringIO(page.content.decode("utf-8-sig"))))
    assert rows
    if register == "localities":
        assert [(row["Locality"], row["In need"], row["In care"]) for row in rows] == [
            ("Locality 1", "1", "0"), ("Locality 2", "1", "1"), ("Not known", "1", "0"),
        ]  # fmt: skip


def test_home_says_how_many_are_known_and_what_could_not_be_made(
    assessed: AssessmentResult, analyst: Person, leader: Person, provider: Person, signed_in: SignedIn
) -> None:
    assert "4 children were known to the council on 31 March 2026" in told(signed_in(leader).get("/336/"))
    assert "known to the council" not in told(signed_in(provider).get("/336/"))
    Work.objects.filter(kind=KIND).update(state=WorkState.FAILED, message="Something is amiss.", finished_at=LATER)
    assert "The needs assessment could not be made: see why" in told(signed_in(analyst).get("/336/"))
    assert "could not be made" not in told(signed_in(leader).get("/336/"))
