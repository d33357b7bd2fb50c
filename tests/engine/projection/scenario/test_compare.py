"""Scenarios are compared replicate by replicate with the same luck, and a waterfall says which lever did what."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

import numpy as np
import pytest

from suffice.engine.calendar import months_after
from suffice.engine.episodes import PlacementState
from suffice.engine.projection.basis import CannotProject, ensemble
from suffice.engine.projection.scenario.apply import parts
from suffice.engine.projection.scenario.compare import Comparison, compare
from suffice.engine.projection.scenario.explain import Waterfall, waterfall
from suffice.engine.projection.scenario.model import Lever, Places, Prevention, Reunification, Scenario, StepDown
from tests.engine.projection.scenario.worlds import ORIGIN, base, busy

FIRST = ORIGIN + timedelta(days=1)
PREVENT = Prevention(id="p", begins=months_after(FIRST, 3), entries_a_year=20, low=10, high=30, compared=True)
HOME = Reunification(id="h", begins=FIRST, percent=30)
DOWN = StepDown(id="d", begins=FIRST, children_a_quarter=2, to=PlacementState.IN_HOUSE_FOSTER)
PLACES = Places(id="o", begins=FIRST, places=3, placement=PlacementState.CHILDRENS_HOME)


def scenario(*levers: Lever, name: str = "A") -> Scenario:
    return Scenario(name, "", levers)


def compared(*scenarios: Scenario, replicates: int = 100, **asked: object) -> Comparison:
    return compare(busy(), scenarios, replicates=replicates, seed=3, **asked)  # type: ignore[arg-type]


def fell(*levers: Lever) -> Waterfall:
    return waterfall(busy(), scenario(*levers), replicates=100, seed=3)


def test_a_scenario_without_levers_differs_by_exactly_nothing() -> None:
    outcome = compared(scenario()).scenarios[0]
    assert outcome.difference is not None
    assert outcome.difference.at(-1)["total"] == {
        "mean": 0.0, "p10": 0.0, "p50": 0.0, "p90": 0.0, "below": 0.0, "above": 0.0,
    }  # fmt: skip


def test_the_difference_is_that_of_each_replicate() -> None:
    made = compared(scenario(PREVENT), replicates=400, keep=True)
    outcome = made.scenarios[0]
    assert outcome.ensemble is not None
    assert outcome.difference is not None
    apart = (outcome.ensemble.counts - base("busy").counts).sum(axis=(2, 3, 4))
    assert outcome.difference.total.mean == pytest.approx(apart.mean(axis=0))
    assert outcome.difference.at(-1)["total"]["below"] == pytest.approx((apart[:, -1] < 0).mean(), abs=1e-4)
    assert made.base.ensemble is not None
    assert (made.base.ensemble.counts == base("busy").counts).all()


def test_the_same_luck_narrows_the_difference_at_least_fivefold() -> None:
    changed = parts(scenario(replace(PREVENT, low=None, high=None)), busy(), base("busy")).parts
    totals = [
        ensemble(busy(), replicates=400, seed=seed, parts=changed).counts[:, -1].sum(axis=(1, 2, 3)) for seed in (3, 4)
    ]
    without = base("busy").counts[:, -1].sum(axis=(1, 2, 3))
    same, other = (np.var(total - without) for total in totals)
    assert other > 5 * same


def test_parts_of_every_figure_sum_to_the_total() -> None:
    outcome = compared(scenario(PREVENT, DOWN)).scenarios[0]
    for table in (outcome.figures, outcome.difference):
        assert table is not None
        for part in (table.by_placement, table.by_age, table.by_stream):
            assert sum(one.mean for one in part.values()) == pytest.approx(table.total.mean)


def test_factors_multiply_base_and_scenario_alike() -> None:
    twice = compared(scenario(PREVENT), factors=np.full((100, 24), 2.0))
    once = compared(scenario(PREVENT))
    for one, two in ((once.base, twice.base), (once.scenarios[0], twice.scenarios[0])):
        assert two.figures.total.mean == pytest.approx(2 * one.figures.total.mean)
    assert once.scenarios[0].difference is not None
    assert twice.scenarios[0].difference is not None
    assert twice.scenarios[0].difference.total.p90 == pytest.approx(2 * once.scenarios[0].difference.total.p90)


def test_a_base_that_is_there_is_used_and_progress_reaches_the_end() -> None:
    told: list[tuple[int, int]] = []
    ready = ensemble(busy(), replicates=100, seed=3)
    cases = (scenario(PREVENT), scenario(PLACES, name="B"))
    made = compared(*cases, base=ready, progress=lambda done, total, words: told.append((done, total)))
    assert made.document() == compared(*cases).document()
    assert told == sorted(told)
    assert told[0][1] == 300
    with ThreadPoolExecutor(1) as one:
        assert compared(*cases, executor=one).document() == made.document()


def test_more_than_six_are_refused() -> None:
    with pytest.raises(CannotProject, match="7 scenarios were given: compare up to 6 at once"):
        compared(*[scenario(name=str(number)) for number in range(7)])


def test_the_document_is_plain_and_says_what_was_done() -> None:
    document = compared(scenario(PREVENT, PLACES)).document()
    assert json.loads(json.dumps(document)) == document
    assert list(document) == ["origin", "in_care_at_origin", "replicates", "seed", "findings", "base", "scenarios"]
    told = document["scenarios"][0]
    assert list(told) == ["name", "scenario", "findings", "capacity_changes", "months", "years"]
    assert len(told["months"]) == 24
    assert set(told["months"][0]["difference"]["total"]) == {"mean", "p10", "p50", "p90", "below", "above"}
    assert [year["to"] for year in told["years"]] == ["2023-03-31", "2024-03-31"]


def test_steps_sum_exactly_to_the_whole_difference() -> None:
    made = fell(PREVENT, HOME, PLACES, DOWN)
    outcome = compare(busy(), [scenario(PREVENT, HOME, PLACES, DOWN)], replicates=100, seed=3).scenarios[0]
    assert outcome.difference is not None
    assert sum(step.added.total.mean for step in made.steps) == pytest.approx(made.whole.total.mean, abs=1e-9)
    assert made.whole.total.mean == pytest.approx(outcome.difference.total.mean, abs=1e-9)
    for month in range(24):
        for placement in (None, "childrens_home"):
            whole = made.whole.total if placement is None else made.whole.by_placement[placement]
            shown = [number for _, number in made.shown(month, placement=placement)]
            assert round(sum(shown), 1) == round(float(whole.mean[month]), 1)


def test_steps_come_in_the_order_of_their_first_days() -> None:
    assert [step.lever.id for step in fell(PREVENT, HOME, PLACES).steps] == ["h", "o", "p"]


def test_a_lever_that_changes_places_only_adds_nothing() -> None:
    step = fell(PLACES, HOME).steps[0]
    assert step.lever is PLACES
    assert not step.added.total.p90.any()
    assert not step.alone.total.p90.any()


def test_what_levers_do_together_is_said() -> None:
    made = fell(HOME, PREVENT)
    alone = sum(step.alone.total.mean for step in made.steps)
    assert made.together.total.mean == pytest.approx(made.whole.total.mean - alone)
    assert made.steps[0].alone.total.mean == pytest.approx(made.steps[0].added.total.mean)
    assert made.interaction(-1).startswith("Together the levers do")
    assert "levers switched on one after another" in made.document()["order"]
    assert json.loads(json.dumps(made.document())) == made.document()


def test_progress_of_a_waterfall_reaches_the_end() -> None:
    told: list[tuple[int, int, str]] = []
    waterfall(
        busy(), scenario(PLACES, HOME, DOWN), replicates=20, seed=3,
        progress=lambda done, total, words: told.append((done, total, words)),
    )  # fmt: skip
    assert told[-1][0] <= told[-1][1] == 140
    assert [done for done, _, _ in told] == sorted(done for done, _, _ in told)
