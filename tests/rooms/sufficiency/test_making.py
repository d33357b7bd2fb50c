"""Need is held against places when returns, places, prices or scenarios change, and the same gives the same."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest

from suffice.analyse.market import operations as market
from suffice.analyse.market.models import Price
from suffice.analyse.projections.models import RunPurpose
from suffice.analyse.projections.queries import runs
from suffice.analyse.returns import operations as returns
from suffice.analyse.scenarios import operations as scenarios
from suffice.analyse.sufficiency import operations
from suffice.analyse.sufficiency.models import SufficiencyResult
from suffice.analyse.sufficiency.queries import results
from suffice.core.models import Authority, Event, Person, Work
from suffice.core.models.work import WorkState
from suffice.engine.episodes import PlacementState
from tests.rooms.sufficiency.conftest import add_price, do_waiting, made

Commits = Callable[..., Any]


def test_accepted_returns_lead_to_an_answer_without_anybody_asking(result: SufficiencyResult) -> None:
    assert result.made_by is None
    run = runs.latest(result.authority, RunPurpose.LATEST)
    assert run is not None
    assert (result.origin, result.asked["seed"]) == (run.origin, run.seed)
    assert Event.objects.filter(kind="sufficiency.made").count() == 1


def test_need_is_that_of_the_projection_that_stands(result: SufficiencyResult) -> None:
    run = runs.latest(result.authority, RunPurpose.LATEST)
    assert run is not None
    horizons = {one.on: one for one in run.outcome.horizons}

    checked = [gap for gap in result.held.by_type if gap.on in horizons]

    assert len(checked) == 5 * 36
    for gap in checked:
        assert gap.need.mean == pytest.approx(horizons[gap.on].by_placement[gap.placement].mean, abs=0.01)


def test_only_recorded_types_have_a_gap(result: SufficiencyResult) -> None:
    assert set(result.held.recorded) == {PlacementState.IN_HOUSE_FOSTER, PlacementState.CHILDRENS_HOME}
    secure = result.held.of_type(PlacementState.SECURE)[-1]
    assert (secure.places, secure.gap, secure.chance) == (None, None, None)


def test_the_same_returns_and_market_give_the_same_answer_once(
    result: SufficiencyResult, analyst: Person, now: datetime
) -> None:
    operations.ask(authority=result.authority, by=analyst, at=now)

    assert made(result.authority).pk == result.pk
    assert results.holds(result)


def test_a_price_that_changes_has_the_cost_made_again(
    result: SufficiencyResult, contract_manager: Person, now: datetime, django_capture_on_commit_callbacks: Commits
) -> None:
    price = Price.objects.get(placement="in_house_foster")
    with django_capture_on_commit_callbacks(execute=True):
        market.change(price, by=contract_manager, at=now, weekly=Decimal(1040))
    assert not results.holds(result)

    again = made(result.authority)

    assert again.pk != result.pk
    before, after = (_of_foster_care(one) for one in (result, again))
    assert after == pytest.approx(2 * before, rel=1e-6)
    assert again.places == result.places


def _of_foster_care(result: SufficiencyResult) -> float:
    assert result.money is not None
    return float(sum(one.cost.mean for one in result.money.by_type if one.placement is PlacementState.IN_HOUSE_FOSTER))


def test_a_saved_scenario_is_costed_against_the_base_and_dropped_when_it_is_retired(
    result: SufficiencyResult, analyst: Person, now: datetime, django_capture_on_commit_callbacks: Commits
) -> None:
    lever = {"id": "homes", "kind": "places", "from": "2022-06-01", "placement": "childrens_home", "holding": "block"}
    levers = [{**lever, "places": 3}, {**lever, "id": "secure", "placement": "secure", "places": 1}]
    document = {"version": 1, "name": "A new home", "why": "", "levers": levers}
    with django_capture_on_commit_callbacks(execute=True):
        saved = scenarios.save(authority=result.authority, document=document, by=analyst, at=now)

    (told,) = made(result.authority).scenario_costs

    assert (told.name, told.version, told.trouble) == ("A new home", 1, "")
    assert told.difference[0].cost.mean != 0
    assert told.unmet.mean < told.base_unmet.mean
    assert any("secure homes (block contract), of which none is recorded" in one for one in told.findings)
    with django_capture_on_commit_callbacks(execute=True):
        scenarios.retire(scenario=saved, by=analyst, at=now)
    assert made(result.authority).scenario_costs == ()


def test_without_prices_there_are_places_and_no_cost(
    accepted: Authority, analyst: Person, now: datetime, django_capture_on_commit_callbacks: Commits
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        do_waiting(runs.KIND)

    found = made(accepted)

    assert found.cost is None
    assert found.held.recorded == ()


def test_before_a_projection_nothing_is_asked_for(authority: Authority, analyst: Person, now: datetime) -> None:
    assert operations.ask(authority=authority, by=analyst, at=now) is None
    assert not Work.objects.filter(kind=results.KIND).exists()


def test_what_waits_already_is_not_asked_for_twice(
    result: SufficiencyResult, contract_manager: Person, now: datetime, django_capture_on_commit_callbacks: Commits
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        for weekly in (6000, 6500):
            add_price(
                result.authority,
                "secure",
                weekly,
                begins=date(2020, 4, weekly // 500),
                by=contract_manager,
                at=now,
            )

    assert Work.objects.filter(kind=results.KIND, state=WorkState.QUEUED).count() == 1


def test_the_answer_stays_when_every_row_behind_it_has_been_cleared(result: SufficiencyResult, now: datetime) -> None:
    returns.clear_child_rows(authority=result.authority, by=None, at=now.replace(year=now.year + 90))

    assert results.holds(result)
    assert results.latest(result.authority) == result
