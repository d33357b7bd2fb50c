"""Projections are made from what is accepted, the same to the bit each time, and say what they are made of."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from suffice.analyse.projections import operations
from suffice.analyse.projections.models import ProjectionRun, PublishedArithmetic, RunPurpose
from suffice.analyse.projections.queries import runs, strategy
from suffice.analyse.projections.queries.place import own_of, place_of
from suffice.analyse.returns import operations as returns
from suffice.analyse.returns.models import ReturnRecord, ReturnState
from suffice.analyse.returns.queries.history import accepted_history
from suffice.core import work
from suffice.core.models import Authority, Chart, Event, Person
from suffice.core.policies import NotNow
from suffice.engine.projection.project import project
from tests.rooms.projections.conftest import OWN, STRATEGY, in_care


def test_accepting_returns_makes_a_projection_from_the_last_day(latest: ProjectionRun) -> None:
    assert latest.origin == date(2022, 3, 31)
    assert latest.outcome.in_care == in_care(date(2022, 3, 31))
    assert len(latest.outcome.horizons) == 36
    assert latest.asked_by is None
    assert [one.kind for one in Event.objects.filter(kind__startswith="projections.").order_by("pk")] == [
        "projections.test_asked",
        "projections.asked",
        "projections.tested",
        "projections.made",
    ]


def test_a_run_is_the_engine_s_own_document(latest: ProjectionRun) -> None:
    history, authority = accepted_history(latest.authority), latest.authority
    place, own = place_of(authority), own_of(authority, latest.origin)
    assert own is not None
    engine = project(history, **latest.asked, place=place, own=own, monthly=True, split=True).document()
    assert json.loads(json.dumps(engine)) == latest.document


def test_what_the_returns_say_stands_beside_it(latest: ProjectionRun) -> None:
    actual = latest.outcome.actual
    for on in (date(2020, 6, 30), date(2021, 3, 31), date(2021, 12, 31)):
        assert actual[on] == in_care(on)
    assert max(actual) == date(2022, 3, 31)
    assert sum(latest.outcome.at_origin["placement"].values()) == latest.outcome.in_care


def test_made_again_it_is_the_same_to_the_bit(latest: ProjectionRun, analyst: Person, now: datetime) -> None:
    again = operations.ask_again(run=latest, by=analyst, at=now)
    work.run_waiting(*OWN)
    again.refresh_from_db()
    assert again.document == latest.document
    assert again.facts == latest.facts
    assert (again.again, again.asked_by, again.purpose) == (latest, analyst, RunPurpose.ASKED)


def test_another_seed_gives_other_figures(latest: ProjectionRun, analyst: Person, now: datetime) -> None:
    other = operations.ask(
        authority=latest.authority, origin=latest.origin, seed=2, replicates=latest.replicates, by=analyst, at=now
    )
    work.run_waiting(*OWN)
    other.refresh_from_db()
    assert other.document is not None
    assert latest.document is not None
    assert other.document["horizons"] != latest.document["horizons"]


def test_the_house_asks_once_for_the_same_returns(latest: ProjectionRun, analyst: Person, now: datetime) -> None:
    assert operations.ask_as_ever(authority=latest.authority, by=analyst, at=now) == []
    assert runs.holds(latest)


def test_a_return_that_goes_makes_it_old_and_has_it_made_anew(
    latest: ProjectionRun, analyst: Person, now: datetime, django_capture_on_commit_callbacks: Callable[..., Any]
) -> None:
    gone = ReturnRecord.objects.get(state=ReturnState.ACCEPTED, year=2022)
    with django_capture_on_commit_callbacks(execute=True):
        returns.withdraw(record=gone, by=analyst, at=now, reason="Brought by mistake")
    assert not runs.holds(latest)
    work.run_waiting(*OWN)
    anew = runs.latest(latest.authority, RunPurpose.LATEST)
    assert anew is not None
    assert anew.origin == date(2021, 3, 31)
    assert runs.holds(anew)


def test_a_day_that_is_not_covered_is_refused_with_a_sentence(
    latest: ProjectionRun, analyst: Person, now: datetime
) -> None:
    with pytest.raises(NotNow, match="cover 1 April 2020 to 31 March 2022, so a projection cannot start from 1 April"):
        operations.ask(authority=latest.authority, origin=date(2022, 4, 1), by=analyst, at=now)
    assert ProjectionRun.objects.count() == 1


def test_without_returns_nothing_is_asked(authority: Authority, analyst: Person, now: datetime) -> None:
    assert operations.ask_as_ever(authority=authority, by=analyst, at=now) == []
    with pytest.raises(NotNow, match="No accepted return has rows to project from"):
        operations.ask(authority=authority, origin=date(2022, 3, 31), by=analyst, at=now)


def test_what_the_engine_refuses_is_told_and_leaves_nothing_half_made(
    latest: ProjectionRun, analyst: Person, now: datetime
) -> None:
    run = operations.ask(authority=latest.authority, origin=date(2020, 4, 30), by=analyst, at=now)
    done = work.run_waiting("projections.run")
    assert [one.state for one in done] == ["failed"]
    assert "too short a time before 30 April 2020" in done[0].message
    run.refresh_from_db()
    assert run.made_at is None
    with pytest.raises(NotNow, match="has not been made yet"):
        operations.ask_again(run=run, by=analyst, at=now)


@pytest.mark.parametrize("wrong", [{"years": 0}, {"years": 11}, {"replicates": 99}, {"reference_months": 61}])
def test_the_database_refuses_what_is_out_of_bounds(
    wrong: dict[str, int], latest: ProjectionRun, analyst: Person, now: datetime
) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        operations.ask(authority=latest.authority, origin=latest.origin, by=analyst, at=now, **wrong)  # type: ignore[arg-type]


def test_the_strategy_s_cases_come_out_exactly(authority: Authority, commissioner: Person, now: datetime) -> None:
    published = {"start": 586, "tracked": 170, "worst": 15, "medium": 12, "best": 10, "covid": 18, "population": 55_200}
    written = operations.write_arithmetic(authority=authority, by=commissioner, at=now, **{**STRATEGY, **published})
    assert [case.end for case in strategy.worked(written).cases] == [602, 575, 557, 629]
    event = Event.objects.get(kind="projections.arithmetic")
    assert event.words == (
        "Wrote down the arithmetic of The strategy: 586 in care, 170 tracked, starters a month 15, 12, 10, 18."
    )
    assert event.by == commissioner


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"tracked": 21}, "21 children are tracked for leaving but only 20 are in care"),
        ({"ends": date(2021, 6, 30)}, "must end after it begins"),
    ],
)
def test_impossible_arithmetic_is_refused(
    wrong: dict[str, Any], sentence: str, authority: Authority, commissioner: Person, now: datetime
) -> None:
    with pytest.raises(NotNow, match=sentence):
        operations.write_arithmetic(authority=authority, by=commissioner, at=now, **{**STRATEGY, **wrong})
    assert not PublishedArithmetic.objects.exists()
    assert not Event.objects.filter(kind="projections.arithmetic").exists()


def test_a_projection_from_the_strategy_s_day_stands_beside_it(beside: ProjectionRun) -> None:
    assert beside.origin == STRATEGY["begins"]
    assert set(beside.charts) == {
        "fan",
        "placement",
        "age",
        "months-placement",
        "months-age",
        "cohorts",
        "split",
        "beside",
    }
    arithmetic = runs.arithmetic(beside.authority)
    assert arithmetic is not None
    sides = strategy.sides(arithmetic, beside.outcome, None)
    assert [(one.label, one.number) for one in sides[:4]] == [
        ("Strategy: Worst", 40),
        ("Strategy: Medium", 31),
        ("Strategy: Best", 22),
        ("Strategy: COVID-19", 49),
    ]
    assert sides[4].label == "Simulated"
    assert (sides[5].label, sides[5].number) == ("What happened", in_care(date(2022, 3, 31)))


def test_other_arithmetic_has_it_made_beside_it_again(
    beside: ProjectionRun, commissioner: Person, now: datetime
) -> None:
    operations.write_arithmetic(authority=beside.authority, by=commissioner, at=now, **{**STRATEGY, "worst": 5})
    assert not runs.holds(beside)
    work.run_waiting(*OWN)
    again = runs.latest(beside.authority, RunPurpose.BESIDE)
    assert again is not None
    assert again.document == beside.document
    assert again.charts["beside"] != beside.charts["beside"]


def test_no_rate_is_kept(beside: ProjectionRun) -> None:
    assert "rate" not in {*beside.facts, *(beside.document or {})}
    assert Chart.objects.filter(digest=beside.charts["beside"], title__contains="For 31 March 2022").exists()


def test_runs_belong_to_one_authority(latest: ProjectionRun, elsewhere: Authority) -> None:
    assert runs.latest(elsewhere, RunPurpose.LATEST) is None
    assert not runs.every_run(elsewhere).exists()
