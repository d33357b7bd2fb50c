"""How good is it?: tested when the returns change, told in words, and read by those who may."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest
import vl_convert
from django.db import IntegrityError, transaction
from django.test import Client

from suffice.analyse.projections import operations
from suffice.analyse.projections.how_good import panel, sentences
from suffice.analyse.projections.how_good.charts import drawings
from suffice.analyse.projections.models import BacktestRun, ProjectionRun
from suffice.analyse.projections.queries import backtests, runs
from suffice.analyse.projections.queries.place import own_of, place_of
from suffice.analyse.projections.tested import LAST, TREND, Path, Point, Score
from suffice.analyse.projections.tested import Tested as Found
from suffice.analyse.returns import operations as returns
from suffice.analyse.returns.models import ReturnRecord, ReturnState
from suffice.analyse.returns.queries.history import accepted_history
from suffice.core import work
from suffice.core.models import Authority, Event, Person
from suffice.core.models.chart import WIDTHS
from suffice.core.policies import NotNow
from suffice.engine.projection.backtest.run import backtest
from tests.rooms.projections.conftest import OWN, in_care

SignedIn = Callable[[Person], Client]
PAGE = "/336/projections/how-good/"


def score(**changed: Any) -> Score:
    """Four of five tests held, a year ahead."""
    plain = Score(
        months=12,
        n=5,
        worth=5.0,
        n_percent=5,
        mape=4.4,
        bias_pct=3.8,
        bias=20.0,
        crps=12.0,
        hits=4,
        low=0.38,
        high=0.96,
        hits95=5,
        pit=(1, 0, 1, 1, 1, 0, 0, 0, 0, 1),
        skill={LAST: 0.13, TREND: -0.07},
    )
    return replace(plain, **changed)


def found(**changed: Any) -> Found:
    later = score(months=36, n=3, worth=1.4, hits=1, low=0.03, high=0.7, mape=16.0)
    plain = Found(
        origins=(date(2019, 3, 31), date(2020, 3, 31)),
        method="The projection run again.",
        horizons=(score(), later),
        cells={"childrens_home": (score(hits=5),), "10-15": (score(hits=3),), "unaccompanied": (score(mape=None),)},
        baselines={LAST: (score(mape=5.0), score(months=36, mape=15.0)), TREND: (score(mape=6.0), later)},
        paths=(Path(date(2019, 3, 31), 500, (Point(12, 480, 505, 540, 471), Point(36, 400, 500, 600, 450))),),
        actual={date(2019, 3, 31): 500, date(2020, 3, 31): 471},
        findings=(),
    )
    return replace(plain, **changed)


def test_how_often_the_range_held_is_told_with_its_count_and_its_doubt() -> None:
    assert sentences.held(found()) == (
        "A year ahead, the number of children in care was inside the range in 4 of 5 tests against the past (80%). It "
        "should be 80%, four times in five."
    )
    assert sentences.doubt(score()) == "5 tests are few: over many more it could come to anything from 38% to 96%."
    overlapping = sentences.doubt(score(n=49, worth=4.4))
    assert overlapping.startswith("From 49 tests, over many more it could")
    assert overlapping.endswith("they tell no more than 4.4 would that do not.")


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({}, "The middle of the range was 4.4% off on average, and 3.8% too high on balance."),
        ({"bias_pct": -4.4}, "The middle of the range was 4.4% off on average, every time too low."),
        ({"bias_pct": 0.01}, "The middle of the range was 4.4% off on average, as often too high as too low."),
        ({"mape": None, "bias_pct": None, "bias": -1.2}, "The middle was 1.2 children too low on average."),
    ],
)
def test_how_far_off_the_middle_was_is_told(changed: dict[str, Any], words: str) -> None:
    assert sentences.off(score(**changed)) == words


def test_it_says_where_it_is_better_and_where_worse_than_what_needs_no_model() -> None:
    assert "it came 13% closer to what happened than as many as now" in sentences.against(score(), LAST)
    assert "it came 7% further from what happened than the line through" in sentences.against(score(), TREND)
    assert sentences.against(score(skill={LAST: -0.01}), LAST).startswith("It came as close to")
    assert sentences.against(score(skill={LAST: None}), LAST) == ""


def test_a_range_that_did_not_hold_is_said_not_to_have_held() -> None:
    assert sentences.cover(found()).startswith("The range did not hold four times in five 3 years ahead")
    assert sentences.cover(found(horizons=(score(),))).startswith("At every distance ahead, the tests fit")
    assert sentences.cover(found(horizons=(score(low=0.9, high=1.0),))).startswith("At no distance ahead")
    assert "8 times of" not in sentences.groups(found())
    assert "held 12 times of 15 (80%)" in sentences.groups(found())


def test_a_young_adviser_reads_it_in_plain_words() -> None:
    told = " ".join(sentences.plainly(found()))
    assert "We checked our guesses 5 times. The real number was where we said it would be 4 times." in told
    assert "off by about 4 in every hundred children" in told


@pytest.mark.parametrize("width", WIDTHS)
def test_every_chart_is_drawn_with_its_numbers(width: str) -> None:
    svgs = {name: vl_convert.vegalite_to_svg(make(width).to_dict()) for name, make in drawings(found()).items()}
    assert set(svgs) == {"past", "cover", "errors"}
    assert ">4 of 5<" in svgs["cover"]
    assert (">This projection 16.0%<" if width == "wide" else ">This projection<") in svgs["errors"]
    few = found(horizons=(score(mape=None),), baselines={LAST: (), TREND: ()})
    assert "errors" not in drawings(few)
    assert sentences.errors(few).startswith("There were too few children")


def test_the_kept_results_of_many_councils_are_told_with_their_counts() -> None:
    kept = panel.published()
    assert [row.years for row in kept.rows] == [1, 2, 3, 5]
    assert all(0 < row.held < row.projections for row in kept.rows)
    assert f"{kept.rows[0].held} of {kept.rows[0].projections}" in kept.sentence


def test_returns_that_change_have_the_projection_tested(latest: ProjectionRun) -> None:
    run = backtests.latest(latest.authority)
    assert run is not None
    assert backtests.holds(run)
    assert run.tested.origins == (date(2021, 3, 31),)
    assert run.tested.actual[date(2021, 12, 31)] == in_care(date(2021, 12, 31))
    assert set(run.charts) >= {"past", "cover"}
    event = Event.objects.get(kind="projections.tested")
    assert event.words.startswith("Tested the projection from 1 past days: the range held in ")


def test_a_test_is_the_engine_s_own_document(latest: ProjectionRun) -> None:
    run = backtests.latest(latest.authority)
    assert run is not None
    engine = backtest(accepted_history(run.authority), **run.asked, place=place_of(run.authority)).document()
    assert json.loads(json.dumps(engine)) == run.document


def test_the_width_of_a_projection_learns_only_from_tests_known_on_its_day(latest: ProjectionRun) -> None:
    own = own_of(latest.authority, latest.origin)
    assert own is not None
    assert set(own.squared) == {3, 6, 12}
    before = own_of(latest.authority, date(2021, 6, 30))
    assert before is not None
    assert set(before.squared) == {3}


def test_the_house_tests_once_for_the_same_returns_and_again_for_others(
    latest: ProjectionRun, analyst: Person, now: datetime, django_capture_on_commit_callbacks: Callable[..., Any]
) -> None:
    authority = latest.authority
    assert operations.ask_test_as_ever(authority=authority, by=analyst, at=now) is None
    returns.give_population(authority=authority, mid_year=2021, number=400, source="A count", by=analyst, at=now)
    tested_run = backtests.latest(authority)
    assert tested_run is not None
    assert not backtests.holds(tested_run)
    assert not runs.holds(latest)
    gone = ReturnRecord.objects.get(state=ReturnState.ACCEPTED, year=2022)
    with django_capture_on_commit_callbacks(execute=True):
        returns.withdraw(record=gone, by=analyst, at=now, reason="Brought by mistake")
    work.run_waiting(*OWN)
    assert not backtests.possible(authority)
    with pytest.raises(NotNow, match="two years of returns at least"):
        operations.ask_test(authority=authority, by=analyst, at=now)


def test_the_database_refuses_a_test_half_made(latest: ProjectionRun) -> None:
    run = backtests.latest(latest.authority)
    assert run is not None
    for wrong in ({"document": None}, {"inputs_digest": ""}, {"replicates": 5}, {"reference_months": 3}):
        with pytest.raises(IntegrityError), transaction.atomic():
            BacktestRun.objects.filter(pk=run.pk).update(**wrong)


def said(page: Any) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", page.content.decode()).replace("&#39;", "'").split())


def test_a_leader_reads_how_good_it_is_and_takes_it_away(
    latest: ProjectionRun, leader: Person, signed_in: SignedIn
) -> None:
    client = signed_in(leader)
    words = said(client.get(PAGE))
    run = backtests.latest(latest.authority)
    assert run is not None
    assert sentences.held(run.tested) in words
    assert "On many councils' published numbers" in words
    assert "455 of 567" in words
    assert "Test it anew" not in words
    rows = list(csv.DictReader(io.StringIO(client.get(PAGE, {"days-download": "csv"}).content.decode("utf-8-sig"))))
    assert [row["Of"] for row in rows] == ["2021-06-30", "2021-09-30", "2022-03-31"]
    assert rows[-1]["What happened"] == str(in_care(date(2022, 3, 31)))
    for name in ("held", "groups", "councils"):
        assert client.get(PAGE, {f"{name}-download": "xlsx"}).content[:2] == b"PK"
    assert json.loads(client.get(f"{PAGE}backtest.json").content) == run.document
    assert client.post(f"{PAGE}renew/").status_code == 403
    assert "How good is it?" in said(client.get("/336/projections/"))


def test_an_analyst_has_it_tested_anew_and_waits(
    latest: ProjectionRun, analyst: Person, now: datetime, signed_in: SignedIn
) -> None:
    client = signed_in(analyst)
    assert "as new as the accepted returns" in said(client.post(f"{PAGE}renew/", follow=True))
    returns.give_population(authority=latest.authority, mid_year=2021, number=400, source="A count", by=analyst, at=now)
    assert "Test it anew" in said(client.get(PAGE))
    assert "You may leave this page" in said(client.post(f"{PAGE}renew/", follow=True))
    assert client.get(f"{PAGE}progress.json").json()["finished"] is False
    work.run_waiting(*OWN)
    assert "Test it anew" not in said(client.get(PAGE))
    assert client.get(f"{PAGE}progress.json").json()["finished"] is True


def test_a_young_adviser_reads_the_plain_page(
    latest: ProjectionRun, young_adviser: Person, signed_in: SignedIn
) -> None:
    client = signed_in(young_adviser)
    words = said(client.get(PAGE))
    assert "To check a guess, we took an old day" in words
    assert "CRPS" not in words
    assert client.get(f"{PAGE}backtest.json").status_code == 403


def test_others_are_refused(latest: ProjectionRun, provider: Person, stranger: Person, signed_in: SignedIn) -> None:
    for person in (provider, stranger):
        for path in (PAGE, f"{PAGE}backtest.json", f"{PAGE}progress.json"):
            assert signed_in(person).get(path).status_code == 403
    assert "no past to test on" in said(signed_in(stranger).get("/332/projections/how-good/"))
    assert signed_in(stranger).get("/332/projections/how-good/backtest.json").status_code == 404


def test_an_empty_room_says_what_will_be_there(
    authority: Authority, analyst: Person, young_adviser: Person, signed_in: SignedIn
) -> None:
    assert "When two years of returns are accepted" in said(signed_in(analyst).get(PAGE))
    assert "Nobody has checked the guesses yet." in said(signed_in(young_adviser).get(PAGE))
