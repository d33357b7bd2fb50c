"""The pages of projections: who may read and make them, and that what is taken away is what is shown."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from suffice.analyse.projections.models import ProjectionRun, PublishedArithmetic, RunPurpose
from suffice.analyse.returns import operations as returns
from suffice.core import work
from suffice.core.models import Authority, Person, Work
from suffice.core.models.work import WorkState
from tests.rooms.projections.conftest import OWN, STRATEGY, in_care

SignedIn = Callable[[Person], Client]
PAGE = "/336/projections/"
RUN = {"origin": "30/06/2021", "years": "1", "reference_months": "12", "replicates": "100", "seed": "7"}


def told(page: Any) -> str:
    """What the page says, without its marks."""
    return " ".join(re.sub(r"<[^>]+>", " ", page.content.decode()).replace("&#39;", "'").split())


def taken(page: Any) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(page.content.decode("utf-8-sig"))))


def test_the_page_answers_before_it_shows_its_working(
    latest: ProjectionRun, leader: Person, signed_in: SignedIn
) -> None:
    page = signed_in(leader).get(PAGE)
    end = latest.outcome.last
    words = told(page)
    assert f"On 31 March 2025 between {end.total.p10} and {end.total.p90} children will be in care" in words
    assert "the drift that need, policy and practice usually bring" in words
    assert f"{end.total.p90} or more one in ten" in words
    assert "100 futures were simulated with seed 1" in words
    assert "No strategy's arithmetic is written down yet." in words
    assert "Make another projection" not in words


def test_both_projections_stand_on_one_page_with_why_they_differ(
    beside: ProjectionRun, leader: Person, analyst: Person, now: datetime, signed_in: SignedIn
) -> None:
    returns.give_population(authority=beside.authority, mid_year=2021, number=400, source="A count", by=analyst, at=now)
    words = told(signed_in(leader).get(PAGE))
    for part in (
        "starts from 20 children in care, of whom 10 are tracked for leaving",
        "Why they differ",
        "What the strategy printed",
        "can be read in two ways",
        "The children leaving are the same in all four cases",
        "By the strategy's 500",
        "The mid-2021 estimate of 400 children",
        "in fact in care on 31 March 2022",
    ):
        assert part in words, part


def test_only_the_strategy_s_own_lines_divide_by_its_population(
    beside: ProjectionRun, leader: Person, analyst: Person, now: datetime, signed_in: SignedIn
) -> None:
    returns.give_population(authority=beside.authority, mid_year=2021, number=400, source="A count", by=analyst, at=now)
    rows = {row["Case"]: row for row in taken(signed_in(leader).get(PAGE, {"strategy-download": "csv"}))}
    own = "By the strategy's 500"
    assert (rows["Strategy: Worst"]["In every 10,000, official estimate"], rows["Strategy: Worst"][own]) == (
        "1000.0",
        "800.0",
    )
    assert rows["Simulated"][own] == ""
    assert rows["What happened"]["Children in care"] == str(in_care(STRATEGY["ends"]))


def test_a_provider_and_somebody_from_elsewhere_are_refused(
    latest: ProjectionRun, provider: Person, stranger: Person, signed_in: SignedIn
) -> None:
    run = f"{PAGE}runs/{latest.pk}/"
    for person in (provider, stranger):
        for path in (PAGE, run, f"{PAGE}runs/", f"{run}projection.json", f"{run}progress.json", f"{PAGE}new/"):
            assert signed_in(person).get(path).status_code == 403
    assert signed_in(stranger).get(f"/332/projections/runs/{latest.pk}/").status_code == 404
    assert signed_in(stranger).post(f"/332/projections/runs/{latest.pk}/again/").status_code == 404


def test_a_leader_reads_and_does_not_make(latest: ProjectionRun, leader: Person, signed_in: SignedIn) -> None:
    client = signed_in(leader)
    assert client.get(f"{PAGE}runs/{latest.pk}/").status_code == 200
    assert client.post(f"{PAGE}new/", RUN).status_code == 403
    assert client.post(f"{PAGE}runs/{latest.pk}/again/").status_code == 403
    assert client.post(f"{PAGE}renew/").status_code == 403
    assert client.get(f"{PAGE}arithmetic/").status_code == 403
    assert ProjectionRun.objects.count() == 1


def test_a_projection_is_asked_for_made_and_read(latest: ProjectionRun, analyst: Person, signed_in: SignedIn) -> None:
    client = signed_in(analyst)
    assert "31 March 2022" in told(client.get(f"{PAGE}new/"))
    waiting = client.post(f"{PAGE}new/", RUN, follow=True)
    assert "is being made" in told(waiting)
    asked = ProjectionRun.objects.get(purpose=RunPurpose.ASKED)
    assert (asked.seed, asked.years, asked.asked_by) == (7, 1, analyst)
    work.run_waiting(*OWN)
    words = told(client.get(f"{PAGE}runs/{asked.pk}/"))
    assert f"{in_care(STRATEGY['begins'])} children were in care on 30 June 2021" in words
    assert "Of the 9 months that can be checked" in words
    assert "an honest test" in words


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"years": "11"}, "Give a number from 1 to 10."),
        ({"years": "two"}, "Give a whole number."),
        ({"replicates": "5"}, "Give a number from 100 to 10,000."),
        ({"origin": "31/02/2022"}, "Give the day as 31/03/2022."),
        ({"origin": "01/04/2030"}, "so a projection cannot start from 1 April 2030"),
        ({"seed": "-1"}, "Give a number from 0"),
    ],
)
def test_what_cannot_be_asked_gets_its_sentence(
    wrong: dict[str, str], sentence: str, latest: ProjectionRun, analyst: Person, signed_in: SignedIn
) -> None:
    page = signed_in(analyst).post(f"{PAGE}new/", {**RUN, **wrong})
    assert page.status_code == 400
    assert sentence in told(page)
    assert ProjectionRun.objects.count() == 1


def test_made_again_the_page_says_that_it_is_the_same(
    latest: ProjectionRun, analyst: Person, signed_in: SignedIn
) -> None:
    client = signed_in(analyst)
    address = client.post(f"{PAGE}runs/{latest.pk}/again/").headers["Location"]
    work.run_waiting(*OWN)
    assert "gives the same figures to the bit" in told(client.get(address))


def test_what_is_taken_away_is_what_the_page_shows(latest: ProjectionRun, leader: Person, signed_in: SignedIn) -> None:
    client, path = signed_in(leader), f"{PAGE}runs/{latest.pk}/"
    words = told(client.get(path))
    months = taken(client.get(path, {"months-download": "csv"}))
    assert len(months) == 36
    assert all(row["Middle"] in words for row in months[:12])
    places = taken(client.get(path, {"ahead-placement-download": "csv", "ahead-placement-group": "Children's home"}))
    assert [row["On"] for row in places] == ["2023-03-31", "2024-03-31", "2025-03-31"]
    assert client.get(path, {"ahead-age-download": "xlsx"}).content[:2] == b"PK"
    assert json.loads(client.get(f"{path}projection.json").content) == latest.document


def test_the_register_of_runs_can_be_filtered_and_taken_away(
    beside: ProjectionRun, leader: Person, signed_in: SignedIn
) -> None:
    client = signed_in(leader)
    rows = taken(client.get(f"{PAGE}runs/", {"purpose": "beside", "download": "csv"}))
    assert [(row["From"], row["State"], row["By"]) for row in rows] == [("2021-06-30", "Made", "Suffice")]


FORM = {
    name: value.strftime("%d/%m/%Y") if hasattr(value, "strftime") else str(value) for name, value in STRATEGY.items()
}


def test_the_strategy_s_inputs_are_written_down_by_a_form(
    latest: ProjectionRun, commissioner: Person, signed_in: SignedIn
) -> None:
    client = signed_in(commissioner)
    assert client.post(f"{PAGE}arithmetic/", FORM).status_code == 302
    work.run_waiting(*OWN)
    written = PublishedArithmetic.objects.get()
    assert (written.recorded_by, written.worst, written.population) == (commissioner, 3, 500)
    assert 'value="20"' in client.get(f"{PAGE}arithmetic/").content.decode()
    document = json.loads(client.get(f"{PAGE}strategy.json").content)
    assert [case["end"] for case in document["cases"]] == [40, 31, 22, 49]


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"tracked": "21"}, "only 20 are in care"),
        ({"ends": "30/06/2021"}, "must end after it begins"),
        ({"worst": "201"}, "Give a number from 0 to 200."),
        ({"population": "0"}, "Give a number from 1 to 5,000,000."),
        ({"source": ""}, "Say where it stands: the page will repeat it."),
    ],
)
def test_wrong_arithmetic_gets_its_sentence(
    wrong: dict[str, str], sentence: str, authority: Authority, commissioner: Person, signed_in: SignedIn
) -> None:
    page = signed_in(commissioner).post(f"{PAGE}arithmetic/", {**FORM, **wrong})
    assert page.status_code == 400
    assert sentence in told(page)
    assert not PublishedArithmetic.objects.exists()


def test_home_tells_the_range_and_what_has_grown_old(
    latest: ProjectionRun, analyst: Person, leader: Person, young_adviser: Person, signed_in: SignedIn
) -> None:
    assert "On 31 March 2025 between" in told(signed_in(leader).get("/336/"))
    assert "On 31 March 2025 it could well be" in told(signed_in(young_adviser).get("/336/"))
    ProjectionRun.objects.update(inputs_digest="0" * 64)
    old = "The projection is older than the accepted returns"
    assert old in told(signed_in(analyst).get("/336/"))
    assert old not in told(signed_in(leader).get("/336/"))
    assert signed_in(analyst).post(f"{PAGE}renew/").status_code == 302
    work.run_waiting(*OWN)
    assert old not in told(signed_in(analyst).get("/336/"))


def test_a_young_adviser_reads_plain_words(latest: ProjectionRun, young_adviser: Person, signed_in: SignedIn) -> None:
    words = told(signed_in(young_adviser).get(PAGE))
    assert "Nobody knows how many it will be on 31 March 2025." in words
    assert "futures" not in words


def test_groups_of_a_few_children_are_not_for_a_young_adviser(
    latest: ProjectionRun, young_adviser: Person, signed_in: SignedIn
) -> None:
    client, run = signed_in(young_adviser), f"{PAGE}runs/{latest.pk}/"
    for path in (run, f"{run}projection.json", f"{PAGE}runs/", f"{PAGE}strategy.json"):
        assert client.get(path).status_code == 403
    assert client.get(f"/336/charts/{latest.charts['fan']}-wide.svg").status_code == 200
    assert client.get(f"/336/charts/{latest.charts['age']}-wide.svg").status_code == 403


def test_without_a_return_the_page_says_what_will_be_there(
    authority: Authority, analyst: Person, leader: Person, young_adviser: Person, signed_in: SignedIn
) -> None:
    assert "Bring the first return" in told(signed_in(analyst).get(PAGE))
    assert "No return is accepted yet, so nothing can be projected." in told(signed_in(leader).get(PAGE))
    assert "There is no guess about the years ahead yet." in told(signed_in(young_adviser).get(PAGE))
    assert signed_in(analyst).get(f"{PAGE}new/").status_code == 409
    assert signed_in(analyst).get(f"{PAGE}strategy.json").status_code == 404


def test_a_projection_stays_when_every_row_behind_it_has_been_cleared(
    latest: ProjectionRun, analyst: Person, now: datetime, signed_in: SignedIn
) -> None:
    returns.clear_child_rows(authority=latest.authority, by=None, at=now + timedelta(days=366 * 90))
    client = signed_in(analyst)
    words = told(client.get(PAGE))
    assert "On 31 March 2025 between" in words
    assert "have changed" not in words, "nothing can be made again"
    assert "No accepted return has rows to project from." in told(client.get(f"{PAGE}new/"))


def test_while_it_is_being_made_the_page_says_how_far(accepted: Authority, leader: Person, signed_in: SignedIn) -> None:
    client = signed_in(leader)
    assert "The projection is being made from the accepted returns." in told(client.get(PAGE))
    run = ProjectionRun.objects.get()
    assert client.get(f"{PAGE}runs/{run.pk}/progress.json").json()["finished"] is False
    assert client.get(f"{PAGE}runs/{run.pk}/projection.json").status_code == 404
    assert "Waiting to start" in told(client.get(f"{PAGE}runs/"))


def test_when_it_could_not_be_made_it_says_why_and_can_be_tried_again(
    accepted: Authority, analyst: Person, now: datetime, signed_in: SignedIn
) -> None:
    Work.objects.filter(kind="projections.run").update(
        state=WorkState.FAILED, finished_at=now, message="The disk is full."
    )
    client = signed_in(analyst)
    assert "The projection could not be made: see why" in told(client.get("/336/"))
    assert "The disk is full." in told(client.get(PAGE))
    client.post(f"{PAGE}renew/")
    work.run_waiting(*OWN)
    assert "four times in five; the middle is" in told(client.get(PAGE))
