"""Scenarios are compared once for the same inputs, in the versions that they then had, and the same to the bit."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from suffice.analyse.projections import operations as projections
from suffice.analyse.projections.queries import runs
from suffice.analyse.projections.queries.place import place_of
from suffice.analyse.returns import operations as returns
from suffice.analyse.returns.models import ReturnRecord, ReturnState
from suffice.analyse.returns.queries.history import accepted_history
from suffice.analyse.scenarios import beside, operations, starts
from suffice.analyse.scenarios.documents import understood
from suffice.analyse.scenarios.models import Compared, Comparison, Scenario
from suffice.analyse.scenarios.queries import comparisons, waterfalls
from suffice.core.models import Authority, Event, Person
from suffice.core.policies import NotNow
from suffice.engine.projection.basis import ensemble, prepare
from suffice.engine.projection.project import one_total, project
from suffice.engine.projection.published import strategy
from suffice.engine.projection.scenario.compare import compare
from tests.rooms.projections.conftest import STRATEGY, in_care
from tests.rooms.scenarios.conftest import ASKED, HOME, made, written

EARLY = {**ASKED, "origin": date(2020, 4, 30)}


def test_a_comparison_is_the_engine_s_own_document(compared: Comparison) -> None:
    basis = prepare(accepted_history(compared.authority), origin=ASKED["origin"], years=ASKED["years"])
    base = ensemble(basis, replicates=100, seed=7)
    factors = one_total(basis, base, place=place_of(compared.authority)).factors
    scenarios = [understood(one.document) for one in comparisons.versions_of(compared)]
    engine = compare(basis, scenarios, replicates=100, seed=7, factors=factors).document()
    kept = compared.document or {}
    for plain in kept["scenarios"]:
        del plain["waterfall"]
    for part in ("origin", "in_care_at_origin", "base", "scenarios"):
        assert kept[part] == json.loads(json.dumps(engine[part])), part
    assert compared.outcome.in_care == in_care(date(2022, 3, 31))


def test_the_base_is_the_projection_itself(compared: Comparison) -> None:
    projected = project(
        accepted_history(compared.authority), **compared.asked, monthly=True, place=place_of(compared.authority)
    )
    for moment, horizon in zip(compared.outcome.base.moments, projected.horizons, strict=True):
        assert moment.on == horizon.on
        assert moment.number().mean == pytest.approx(horizon.total.mean, abs=1e-5)


def test_the_waterfall_leads_from_the_base_to_the_scenario(compared: Comparison) -> None:
    outcome = compared.outcome
    for future in outcome.scenarios:
        rows = waterfalls.rows(outcome, future)
        assert rows[0].running == outcome.base.last.number().mean
        assert rows[-2].running == pytest.approx(future.last.number().mean, abs=1e-3)
        assert rows[-1].running == future.last.number().mean
    assert [row.label for row in rows] == ["If nothing changes", "Lever 1", "Lever 2", "With the scenario"]


def test_the_lever_that_both_hold_does_the_same_in_both(compared: Comparison) -> None:
    alone, together = compared.outcome.scenarios
    assert alone.last.difference() == together.steps[0].alone


def test_the_same_is_compared_once(compared: Comparison, service: Scenario, both: Scenario, analyst: Person) -> None:
    for scenarios in ([service, both], [both, service]):
        assert operations.compare(scenarios=scenarios, by=analyst, at=compared.asked_at, **ASKED) == compared
    assert Comparison.objects.count() == 1


def test_what_is_being_compared_is_not_asked_for_twice(service: Scenario, analyst: Person, now: datetime) -> None:
    first = operations.compare(scenarios=[service], by=analyst, at=now, **ASKED)
    assert operations.compare(scenarios=[service], by=analyst, at=now, **ASKED) == first


@pytest.mark.parametrize("other", [{"seed": 8}, {"years": 2}, {"origin": date(2021, 12, 31)}])
def test_another_question_is_another_comparison(
    other: dict[str, Any], service: Scenario, analyst: Person, now: datetime
) -> None:
    asked = operations.compare(scenarios=[service], by=analyst, at=now, **ASKED)
    assert operations.compare(scenarios=[service], by=analyst, at=now, **{**ASKED, **other}) != asked


def test_a_new_version_is_compared_anew_and_the_old_result_stays(
    compared: Comparison, service: Scenario, both: Scenario, analyst: Person, now: datetime
) -> None:
    before = compared.document
    changed = operations.change(
        scenario=service, document=written("Edge of care", HOME), seen=1, by=analyst, at=now, words="other levers"
    )
    anew = operations.compare(scenarios=[changed, both], by=analyst, at=now, **ASKED)
    assert anew != compared
    assert [one.version.number for one in anew.places.all()] == [2, 1]
    compared.refresh_from_db()
    assert compared.document == before
    assert [one.version.number for one in compared.places.all()] == [1, 1]
    assert comparisons.holds(compared), "it is still what comes of the versions that it is of"


def test_made_again_it_is_the_same_to_the_bit(compared: Comparison, analyst: Person, now: datetime) -> None:
    again = made(operations.compare_again(comparison=compared, by=analyst, at=now))
    assert again != compared
    assert again.document == compared.document
    assert again.charts == compared.charts
    assert (again.again, again.asked_by) == (compared, analyst)


def test_every_write_is_told(compared: Comparison) -> None:
    words = [
        one.words for one in Event.objects.filter(kind__in=["scenarios.asked", "scenarios.compared"]).order_by("pk")
    ]
    names = "“Edge of care” (version 1) and “Service and going home” (version 1)"
    assert words == [
        f"Asked to compare {names} from 31 March 2022: 1 years, 100 futures, seed 7.",
        f"Compared {names} from 31 March 2022, 1 years ahead.",
    ]


def test_none_too_many_or_one_twice_is_refused(service: Scenario, analyst: Person, now: datetime) -> None:
    for scenarios, sentence in (([], "at least one"), ([service] * 7, "6 can stand"), ([service] * 2, "with itself")):
        with pytest.raises(NotNow, match=sentence):
            operations.compare(scenarios=scenarios, by=analyst, at=now, **ASKED)
    assert not Comparison.objects.exists()


def test_a_day_that_is_not_covered_is_refused(service: Scenario, analyst: Person, now: datetime) -> None:
    with pytest.raises(NotNow, match="cannot start from 1 April 2022"):
        operations.compare(scenarios=[service], by=analyst, at=now, **{**ASKED, "origin": date(2022, 4, 1)})


def test_what_the_engine_refuses_is_told_and_leaves_nothing_half_made(
    service: Scenario, analyst: Person, now: datetime
) -> None:
    asked = made(operations.compare(scenarios=[service], by=analyst, at=now, **EARLY))
    assert asked.work is not None
    assert asked.work.state == "failed"
    assert "too short a time before 30 April 2020" in asked.work.message
    assert asked.made_at is None
    with pytest.raises(NotNow, match="has not been made yet"):
        operations.compare_again(comparison=asked, by=analyst, at=now)


def test_one_that_failed_is_asked_for_again(service: Scenario, analyst: Person, now: datetime) -> None:
    failed = made(operations.compare(scenarios=[service], by=analyst, at=now, **EARLY))
    assert operations.compare(scenarios=[service], by=analyst, at=now, **EARLY) != failed


def test_a_return_that_goes_makes_it_old(
    compared: Comparison, analyst: Person, now: datetime, django_capture_on_commit_callbacks: Callable[..., Any]
) -> None:
    assert comparisons.holds(compared)
    gone = ReturnRecord.objects.get(state=ReturnState.ACCEPTED, year=2022)
    with django_capture_on_commit_callbacks(execute=True):
        returns.withdraw(record=gone, by=analyst, at=now, reason="Brought by mistake")
    assert not comparisons.holds(compared)
    with pytest.raises(NotNow, match="cannot start from 31 March 2022"):
        operations.compare_again(comparison=compared, by=analyst, at=now)


def test_comparisons_belong_to_one_authority(compared: Comparison, elsewhere: Authority) -> None:
    assert comparisons.latest(elsewhere) is None
    assert not comparisons.every_comparison(elsewhere).exists()


@pytest.mark.parametrize("wrong", [{"years": 0}, {"replicates": 99}, {"inputs_digest": ""}, {"document": None}])
def test_the_database_refuses_what_is_out_of_bounds(wrong: dict[str, Any], compared: Comparison) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Comparison.objects.filter(pk=compared.pk).update(**wrong)


def test_the_database_refuses_a_seventh_place_and_the_same_twice(compared: Comparison) -> None:
    first = compared.places.first()
    assert first is not None
    for place, version in ((7, first.version), (3, first.version)):
        with pytest.raises(IntegrityError), transaction.atomic():
            Compared.objects.create(comparison=compared, place=place, version=version)


def test_the_strategy_s_cases_are_offered_and_stand_beside_what_they_give(
    accepted: Authority, commissioner: Person, now: datetime
) -> None:
    projections.write_arithmetic(authority=accepted, by=commissioner, at=now, **STRATEGY)
    offered = {one.code: one for one in starts.offered(accepted)}
    assert {"nothing", "strategy-worst", "strategy-medium", "strategy-best", "strategy-covid"} <= set(offered)
    assert len(offered["strategy-covid"].scenario.levers) == 2
    saved = [
        operations.save(
            authority=accepted, document=offered[f"strategy-{case}"].scenario.document(), by=commissioner, at=now
        )
        for case in ("medium", "covid")
    ]
    asked = made(operations.compare(scenarios=saved, by=commissioner, at=now, **ASKED | {"origin": STRATEGY["begins"]}))
    arithmetic = runs.arithmetic(accepted)
    assert arithmetic is not None
    (side,) = beside.sides(arithmetic, asked.outcome)
    assert (side.case.name, side.case.end, side.future.name) == ("medium", 31, "Strategy: Medium")
    assert side.future.moments[side.month].on == date(2022, 3, 31)
    assert "the strategy's medium case gives 31 children in care" in side.answer
    why = " ".join(beside.why(arithmetic, side, asked.outcome))
    assert "The strategy begins with 20 children" in why
    assert "turn 18" not in why, "the engine explains the published strategy alone"


def test_the_published_strategy_is_explained_by_who_stays_and_who_leaves(
    accepted: Authority, commissioner: Person, now: datetime
) -> None:
    printed = {pair.name: pair.starters for pair in strategy().pairs}
    projections.write_arithmetic(authority=accepted, by=commissioner, at=now, **STRATEGY | printed)
    (medium,) = [one for one in starts.offered(accepted) if one.code == "strategy-medium"]
    saved = operations.save(authority=accepted, document=medium.scenario.document(), by=commissioner, at=now)
    asked = made(
        operations.compare(scenarios=[saved], by=commissioner, at=now, **ASKED | {"origin": STRATEGY["begins"]})
    )
    arithmetic = runs.arithmetic(accepted)
    assert arithmetic is not None
    explained = asked.outcome.strategy["medium"]
    assert explained["starters"] == 12 * printed["medium"]
    parted = explained["simulated"]["mean"] - explained["published"]
    assert sum(explained["difference"].values()) == pytest.approx(parted, abs=0.51)
    why = " ".join(beside.why(arithmetic, *beside.sides(arithmetic, asked.outcome), asked.outcome))
    assert "Of the 144 children who start in the year, the strategy has 108 still in care at its end" in why
    assert "the strategy has 7 leave" in why


def test_without_the_strategy_s_day_there_is_nothing_beside(compared: Comparison) -> None:
    assert beside.sides(None, compared.outcome) == []
