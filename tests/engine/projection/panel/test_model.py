"""The model learns from the past alone, finds what was put in, and says nothing where it knows nothing."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from suffice.engine.projection.panel.features import carried, region_gap, stacked
from suffice.engine.projection.panel.learning import DRIFT, learn
from suffice.engine.projection.panel.methods import MEMBERS, REGION, SIZE, model
from suffice.engine.projection.panel.model import ARRAYS, Panel
from suffice.engine.projection.panel.rolling import roll

from .panels import made

AT = np.array([0.025, 0.1, 0.5, 0.9, 0.975])


def altered_after(panel: Panel, year: int) -> Panel:
    later = np.array(panel.years) > year
    arrays = {name: np.where(later, getattr(panel, name) * 3 + 7, getattr(panel, name)) for name in ARRAYS}
    return replace(panel, **arrays)


@pytest.mark.parametrize("origin", [2017, 2020])
def test_nothing_dated_after_the_origin_changes_a_projection_by_a_bit(origin: int) -> None:
    panel = made()
    other = altered_after(panel, origin)
    for ahead in (1, 2):
        here, there = (model(one.until(origin), ahead, AT) for one in (panel, other))
        assert here is not None
        assert there is not None
        assert here.tobytes() == there.tobytes()


def test_a_backtest_scores_an_origin_the_same_whatever_happened_after_its_outcome() -> None:
    panel = made()
    ahead = 2
    (before,), (after,) = (roll(one, years_ahead=[ahead]) for one in (panel, altered_after(panel, 2020)))
    kept = before.origin + ahead <= 2020
    for name in before.scores:
        assert before.scores[name].crps[kept].tobytes() == after.scores[name].crps[kept].tobytes()
    assert before.scores["model"].crps[~kept].tobytes() != after.scores["model"].crps[~kept].tobytes()


def test_the_drift_towards_the_region_that_was_put_in_is_found() -> None:
    panel = made(authorities=60, years=15, reversion=0.12, gaps=False)
    learnt = learn(panel.log, stacked([region_gap], panel), 1)
    assert learnt is not None
    assert learnt.slopes[0] == pytest.approx(-0.12, abs=0.03)
    assert learnt.floor + learnt.by_size / 500 == pytest.approx(0.08**2, rel=0.25)


def test_the_range_has_no_lean_and_holds_what_it_says() -> None:
    panel = made(authorities=60, years=15, gaps=False)
    told = model(panel, 1, AT)
    assert told is not None
    assert told[:, 2] - told[:, 1] == pytest.approx(told[:, 3] - told[:, 2])
    (cases,) = roll(panel, years_ahead=[1])
    assert cases.scores["model"].within80.mean() == pytest.approx(0.8, abs=0.05)
    assert cases.scores["model"].crps.mean() < cases.scores["naive_symmetric"].crps.mean()


def test_a_small_authority_has_the_wider_range() -> None:
    random = np.random.default_rng(1)
    panel = made(authorities=60, years=15, gaps=False)
    panel = replace(panel, number=np.maximum(1.0, random.poisson(np.nan_to_num(panel.number / 5)).astype(float)))
    told = SIZE(panel, 1, AT)
    assert told is not None
    width = told[:, 3] - told[:, 1]
    order = np.argsort(panel.number[:, -1])
    assert np.all(np.diff(width[order]) <= 1e-12)
    assert width[order[0]] > 1.2 * width[order[-1]]


def test_an_authority_without_a_number_that_day_gets_no_range() -> None:
    panel = made()
    told = model(panel, 1, AT)
    assert told is not None
    assert np.isnan(told[3]).all()
    assert np.isfinite(np.delete(told, 3, axis=0)).all()


def test_without_a_population_only_size_speaks() -> None:
    panel = made()
    bare = replace(panel, population=np.full_like(panel.population, np.nan))
    assert [one.name for one in MEMBERS if one.fits(bare)] == ["size"]
    told, size = model(bare, 1, AT), SIZE(bare, 1, AT)
    assert told is not None
    assert size is not None
    assert told == pytest.approx(size, nan_ok=True)


def test_an_authority_whose_share_is_not_published_sits_at_the_middle_of_the_others() -> None:
    panel = made(gaps=False)
    nobody = np.full_like(panel.older, np.nan)
    without = replace(panel, older=nobody, unaccompanied=nobody)
    features = stacked(MEMBERS[2].features, without)
    assert np.all(features[1:] == 0)
    assert np.any(features[0] != 0)


def test_too_few_changes_teach_nothing() -> None:
    panel = made(authorities=6, years=4, gaps=False)
    assert learn(panel.log, stacked([], panel), 1) is None
    assert model(panel.until(panel.years[0]), 1, AT) is None
    assert roll(panel) == ()


def test_a_quarter_of_the_national_drift_is_expected_to_go_on() -> None:
    panel = made(gaps=False)
    rising = replace(panel, number=panel.number * 1.05 ** np.arange(len(panel.years)))
    flat, risen = (learn(one.log, stacked([], one), 1) for one in (panel, rising))
    assert flat is not None
    assert risen is not None
    moved = risen.centre(np.zeros(1), np.zeros((0, 1))) - flat.centre(np.zeros(1), np.zeros((0, 1)))
    assert moved[0] == pytest.approx(DRIFT * np.log(1.05))


def test_neighbours_stand_for_the_region_where_there_are_three() -> None:
    from suffice.engine.projection.panel.features import log_rate, neighbour_gap

    panel = made(gaps=False)
    close = ((1, 2, 3), (0, 2), *(() for _ in panel.codes[2:]))
    panel = replace(panel, neighbours=close)
    rate = log_rate(panel)
    assert neighbour_gap(panel)[0] == pytest.approx(rate[0] - rate[[1, 2, 3]].mean(axis=0))
    assert neighbour_gap(panel)[1:] == pytest.approx(region_gap(panel)[1:])
    assert REGION.fits(panel)


@given(st.lists(st.lists(st.one_of(st.none(), st.integers(0, 9)), min_size=5, max_size=5), min_size=1, max_size=4))
def test_a_figure_is_carried_forward_and_never_back(rows: list[list[int | None]]) -> None:
    values = np.array([[np.nan if one is None else float(one) for one in row] for row in rows])
    expected = []
    for row in rows:
        last: int | None = None
        kept = []
        for one in row:
            last = one if one is not None else last
            kept.append(np.nan if last is None else float(last))
        expected.append(kept)
    assert carried(values) == pytest.approx(np.array(expected), nan_ok=True)
