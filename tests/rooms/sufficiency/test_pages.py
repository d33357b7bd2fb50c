"""The pages of sufficiency and cost: who may read them, what they say, and that what is taken away is what is shown."""

from __future__ import annotations

import json
from datetime import datetime

import pytest

from suffice.analyse.projections.queries import runs
from suffice.analyse.sufficiency.models import SufficiencyResult
from suffice.core.models import Authority, Person, Work
from suffice.core.models.work import WorkState
from tests.rooms.sufficiency.conftest import SignedIn, do_waiting, made, taken, told

PAGE, COST = "/336/sufficiency/", "/336/cost/"
KIND = f"{PAGE}types/childrens-home/"
EVERY = (PAGE, KIND, f"{PAGE}sufficiency.json", COST, f"{COST}block/", f"{COST}cost.json")


def test_the_page_answers_before_it_shows_its_working(
    result: SufficiencyResult, leader: Person, signed_in: SignedIn
) -> None:
    words = told(signed_in(leader).get(PAGE))

    for part in (
        "On 31 March 2025",
        "will find no place free",
        "Need against places",
        "Children for whom there is no place",
        "How full places will be",
        "No places of agency foster care and of secure homes and of supported accommodation are recorded",
        "100 futures with seed 1",
        "What was supposed",
    ):
        assert part in words, part
    assert "Make them again" not in words


def test_a_type_is_told_by_month_age_and_holding(
    result: SufficiencyResult, leader: Person, signed_in: SignedIn
) -> None:
    words = told(signed_in(leader).get(KIND))

    for part in (
        "children will need a children's home, four times in five; 2 places can be used, of 2.",
        "Nothing comes after this type",
        "need against places by age",
        "Block contract",
    ):
        assert part in words, part


def test_a_type_without_a_record_says_that_its_gap_is_not_known(
    result: SufficiencyResult, leader: Person, signed_in: SignedIn
) -> None:
    words = told(signed_in(leader).get(f"{PAGE}types/secure/"))

    assert "no places are recorded, so whether there are enough is not known" in words
    assert signed_in(leader).get(f"{PAGE}types/with-parents/").status_code == 404


def test_the_cost_is_told_with_its_range_its_parts_and_what_has_no_price(
    result: SufficiencyResult, leader: Person, signed_in: SignedIn
) -> None:
    words = told(signed_in(leader).get(COST))

    for part in (
        "In 2022-23 placements cost between £",
        "four times in five; the middle is £",
        "for children who find no recorded place",
        "weeks have no price and are in no total",
        "how prices rise each April",
        "Brook Homes",
        "No scenario is saved yet.",
        "With block at £",
    ):
        assert part in words, part


def test_block_against_spot_is_told_with_its_break_even(
    result: SufficiencyResult, leader: Person, signed_in: SignedIn
) -> None:
    words = told(signed_in(leader).get(f"{COST}block/"))

    assert "A block place is cheaper than spot while it is lived in more than 77% of the time." in words
    assert "cost of a week by number of block places" in words


def test_what_is_taken_away_is_what_the_page_shows(
    result: SufficiencyResult, leader: Person, signed_in: SignedIn
) -> None:
    client = signed_in(leader)
    words = told(client.get(PAGE))
    rows = taken(client.get(PAGE, {"types-download": "csv"}))
    assert [row["Placement"] for row in rows if row["Chance of a gap"]] == ["In-house foster care", "Children's home"]
    assert all(row["Need, four times in five"] in words for row in rows)
    months = taken(client.get(KIND, {"months-download": "csv"}))
    assert len(months) == 37
    ages = taken(client.get(KIND, {"ages-download": "csv", "ages-on": "2025-03-31"}))
    assert {row["On"] for row in ages} == {"2025-03-31"}
    by_type = taken(client.get(COST, {"types-download": "csv"}))
    assert {row["Placement"] for row in by_type} >= {"In-house foster care", "Children's home", "No place found"}
    quarters = taken(client.get(COST, {"quarters-download": "csv"}))
    assert [row["Period"] for row in quarters][:2] == ["2022-23 April to June", "2022-23 July to September"]
    assert client.get(COST, {"providers-download": "xlsx"}).content[:2] == b"PK"
    held = json.loads(client.get(f"{PAGE}sufficiency.json").content)
    assert held["by_type"] == result.places["by_type"]
    money = json.loads(client.get(f"{COST}cost.json").content)
    assert money["by_year"] == (result.cost or {})["by_year"]


def test_years_add_up_from_quarters_and_types(result: SufficiencyResult, leader: Person, signed_in: SignedIn) -> None:
    money = result.money
    assert money is not None
    for period in money.years:
        whole = money.total(period)
        assert whole is not None
        parts = [one.cost.mean for one in money.by_type if one.period == period.label]
        assert float(sum(parts)) == pytest.approx(float(whole.cost.mean), abs=0.05)


def test_a_provider_and_somebody_from_elsewhere_are_refused(
    result: SufficiencyResult, provider: Person, stranger: Person, signed_in: SignedIn
) -> None:
    for person in (provider, stranger):
        for path in (*EVERY, f"{PAGE}progress.json"):
            assert signed_in(person).get(path).status_code == 403
    assert signed_in(stranger).get(KIND.replace("336", "332")).status_code == 200  # their own, and nothing of ours
    assert "Brook" not in told(signed_in(stranger).get(COST.replace("336", "332")))


def test_a_young_adviser_reads_plain_words_and_no_money(
    result: SufficiencyResult, young_adviser: Person, signed_in: SignedIn
) -> None:
    client = signed_in(young_adviser)
    words = told(client.get(PAGE))
    assert "Enough homes?" in words
    assert "Nobody knows for sure." in words
    assert "futures" not in words
    for path in EVERY[1:]:
        assert client.get(path).status_code == 403
    assert client.get(f"/336/charts/{result.charts['types']}-wide.svg").status_code == 403


def test_a_leader_reads_and_does_not_make(result: SufficiencyResult, leader: Person, signed_in: SignedIn) -> None:
    assert signed_in(leader).post(f"{PAGE}make/").status_code == 403
    assert signed_in(leader).get(f"{PAGE}make/").status_code in {403, 405}


def test_when_it_no_longer_holds_the_page_says_so_and_an_analyst_has_it_made_again(
    result: SufficiencyResult, analyst: Person, leader: Person, signed_in: SignedIn
) -> None:
    SufficiencyResult.objects.update(inputs_digest="0" * 64)
    assert "have changed since these answers were made" in told(signed_in(leader).get(PAGE))
    assert "Make them again" in told(signed_in(analyst).get(COST))
    assert signed_in(analyst).post(f"{PAGE}make/").status_code == 302
    assert "are being made again" in told(signed_in(leader).get(PAGE))
    made(result.authority)
    assert "have changed" not in told(signed_in(leader).get(PAGE))


def test_home_tells_the_greatest_gap(
    result: SufficiencyResult, leader: Person, young_adviser: Person, signed_in: SignedIn
) -> None:
    assert "will find no place free" in told(signed_in(leader).get("/336/"))
    assert "may not find one by 31 March 2025" in told(signed_in(young_adviser).get("/336/"))


def test_when_it_could_not_be_made_it_says_why_and_can_be_tried_again(
    marketed: Authority, analyst: Person, now: datetime, signed_in: SignedIn
) -> None:
    do_waiting(runs.KIND)
    client = signed_in(analyst)
    client.post(f"{PAGE}make/")
    Work.objects.filter(kind="sufficiency.result").update(
        state=WorkState.FAILED, finished_at=now, message="The disk is full."
    )
    assert "The disk is full." in told(client.get(PAGE))
    assert "Need could not be held against places: see why" in told(client.get("/336/"))
    client.post(f"{PAGE}make/")
    made(marketed)
    assert "will find no place free" in told(client.get(PAGE))


def test_without_a_return_the_pages_say_what_will_be_there(
    authority: Authority, analyst: Person, young_adviser: Person, signed_in: SignedIn
) -> None:
    for path in (PAGE, KIND, COST, f"{COST}block/"):
        assert "No projection has been made yet" in told(signed_in(analyst).get(path)), path
    assert "Nobody has looked yet" in told(signed_in(young_adviser).get(PAGE))
    assert signed_in(analyst).get(f"{PAGE}sufficiency.json").status_code == 404
    assert signed_in(analyst).get(f"{COST}cost.json").status_code == 404


def test_without_places_or_prices_the_pages_lead_to_the_market(
    accepted: Authority, analyst: Person, signed_in: SignedIn
) -> None:
    do_waiting(runs.KIND)
    client = signed_in(analyst)
    client.post(f"{PAGE}make/")
    made(accepted)
    assert "No places are recorded yet, so whether there are enough cannot be told." in told(client.get(PAGE))
    assert "No price is recorded yet, so nothing can be costed." in told(client.get(COST))
    assert "so they cannot be weighed" in told(client.get(f"{COST}block/"))
