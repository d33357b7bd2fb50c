"""Drift is as wide as its theory says, leaves means alone, and is learnt from the years of the returns."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from suffice.engine.projection import draws
from suffice.engine.projection.simulate import Seeds, simulate
from suffice.engine.projection.spells import day_number, spells
from suffice.engine.projection.uncertainty import (
    ENTERING,
    LEAVING,
    Variants,
    Wander,
    about_window,
    blended,
    drift,
    usual_gap,
    wandering,
    years_before,
)
from tests.engine.projection.histories import Stay, history
from tests.engine.projection.test_simulate import assert_mean, totals
from tests.engine.projection.toys import children, tables, toy

NONE = Wander(0.0, 1.0, 0.0)


def test_the_yearly_change_is_that_of_the_means_of_two_years() -> None:
    # the process by thirtieths of a month, so that the means of a year are those of theory
    fine = Wander(0.2, 3.0 * 30, 0.0)
    covariance = wandering(fine, 0, 24 * 30)
    weights = np.repeat([-1.0, 1.0], 360) / 360
    assert weights @ covariance @ weights == pytest.approx(Wander(0.2, 3.0, 0.0).yearly(), rel=1e-3)
    assert Wander(0.0, 3.0, 0.1).yearly() == pytest.approx(2 * 0.01)


def test_a_long_memory_is_the_random_walk_known_by_the_mean_of_its_window() -> None:
    # sd w a year for ever: variance of the origin about the mean of T years before it is w2 T / 3, and it grows by w2
    years, w, memory = 4, 0.1, 4000.0
    spread = w * np.sqrt(memory / 2)
    variance = np.diag(about_window(Wander(spread, memory, 0.0), 12 * years, 120))
    assert variance[0] == pytest.approx(w**2 * years / 3, rel=0.05)
    assert variance[108] - variance[48] == pytest.approx(5 * w**2, rel=0.02)


def test_what_passes_is_measured_against_the_years_of_the_window() -> None:
    covariance = about_window(Wander(0.0, 1.0, 0.1), 24, 24)
    assert covariance[0, 0] == pytest.approx(0.01 * (1 + 1 / 2))
    assert covariance[0, 11] == pytest.approx(covariance[0, 0])
    assert covariance[0, 12] == pytest.approx(0.01 / 2)


def test_multipliers_are_lognormal_with_mean_one_and_the_variance_of_theory() -> None:
    wander = Wander(0.3, 2.0, 0.1)
    made = drift((wander, NONE, wander, NONE), before=24, months=36)
    paths = draws.paths(made, np.uint64(5), 0, 40_000)
    for month in (0, 11, 35):
        sample, variance = paths[:, 2, month], made.variance[2, month]
        assert sample.mean() == pytest.approx(1, abs=4 * sample.std() / 200)
        assert np.log(sample).var() == pytest.approx(variance, rel=0.03)
    assert np.corrcoef(paths[:, 0, 5], paths[:, 2, 5])[0, 1] == pytest.approx(0, abs=0.02)
    assert (paths[:, [1, 3]] == 1).all()
    both = np.log(paths[:, 2])
    expected = about_window(wander, 24, 36)
    assert np.cov(both[:, 0], both[:, 35])[0, 1] == pytest.approx(expected[0, 35], abs=0.004)


def test_the_population_strays_as_it_has_elsewhere() -> None:
    made = drift((NONE,) * 4, before=24, months=60)
    assert np.sqrt(made.variance[0, [5, 11, 35, 59]]) == pytest.approx([0.0045, 0.009, 0.023, 0.033], abs=0.0005)
    assert (made.variance[1:] == 0).all()


def test_entries_that_drift_have_the_variance_of_a_lognormal_poisson() -> None:
    wander, enter = Wander(0.4, 3.0, 0.0), 30.0
    made = drift((wander, NONE, NONE, NONE), before=24, months=1, population=Variants(np.ones((1, 1)), np.ones(1)))
    counted = totals(simulate(toy(tables(enter=enter), children(0), months=1, replicates=20_000, drift=made)))[:, 0]
    assert_mean(counted, enter)
    variance = enter + enter**2 * np.expm1(made.variance[0, 0])
    assert counted.var() == pytest.approx(variance, rel=0.06)


def test_one_path_of_the_population_is_drawn_by_its_weight_and_only_the_first_stream_follows_it() -> None:
    variants = Variants(np.array([[1.2, 1.4], [0.8, 0.8]]), np.array([3.0, 1.0]))
    paths = draws.paths(drift((NONE,) * 4, before=24, months=36, population=variants), np.uint64(1), 0, 4000)
    assert (paths[:, 1:] == 1).all()
    grows = paths[:, 0, 30] > 1
    assert grows.mean() == pytest.approx(0.75, abs=0.03)
    # the middle of the sixth month is 5.5 months on: 0.2 x 5.5 / 12 above where it was
    assert paths[grows][0, 0, 5] == pytest.approx(1 + 0.2 * 5.5 / 12)
    assert set(np.round(paths[:, 0, 35], 6)) == {1.4, 0.8}


def test_drift_is_the_same_to_the_bit_for_any_sharing_out_and_hangs_on_its_own_seed() -> None:
    made = drift((ENTERING, ENTERING, LEAVING, LEAVING), before=24, months=24)
    whole = draws.paths(made, np.uint64(3), 0, 20)
    assert (draws.paths(made, np.uint64(3), 7, 5) == whole[7:12]).all()
    run = toy(tables(leave=0.05, enter=5.0), children(50), replicates=30, drift=made)
    other = simulate(replace(run, seeds=Seeds(1, 1, 2)))
    assert (other.counts != simulate(run).counts).any()
    assert (simulate(run, chunk=7).counts == simulate(run).counts).all()


def test_blending_goes_from_the_national_figure_to_the_own_one_as_years_grow() -> None:
    chance = np.random.default_rng(1)
    for own_sd in (0.0, 0.5):
        scales = []
        for years in (2, 6, 60):
            levels = np.exp(own_sd * chance.standard_normal(years))
            events = chance.poisson(4000 * levels).astype(float)
            scales.append(blended(LEAVING, events, np.ones(years), 1.0).yearly() / LEAVING.yearly())
        assert abs(scales[0] - 1) < abs(scales[2] - 1)
        assert scales[2] < 0.25 if own_sd == 0.0 else scales[2] > 10


@settings(max_examples=100, deadline=None)
@given(st.lists(st.integers(0, 500), max_size=12), st.floats(1, 3))
def test_whatever_the_years_drift_stays_possible(events: list[int], inflation: float) -> None:
    one = blended(ENTERING, np.array(events, float), np.ones(len(events)), inflation)
    assert 0.25 * ENTERING.spread < one.spread < 4
    assert one.memory == ENTERING.memory
    covariance = about_window(one, 24, 36)
    assert np.linalg.eigvalsh(covariance).min() > -1e-9


def test_few_children_tell_little_of_drift() -> None:
    steady = np.full(8, 12.0)
    many = np.full(8, 1200.0)
    few, lots = (blended(ENTERING, number, np.ones(8), 1.8).spread for number in (steady, many))
    assert lots < few < ENTERING.spread
    assert few > 0.97 * ENTERING.spread


def test_years_before_the_origin_are_whole_years_that_the_returns_cover() -> None:
    stays = [
        Stay("a", date(2010, 1, 1), date(2019, 6, 1), date(2020, 6, 1)),
        Stay("b", date(2010, 1, 1), date(2021, 5, 1), None),
        Stay("c", date(2010, 1, 1), date(2021, 6, 1), date(2021, 9, 1)),
    ]
    found = spells(history(stays, first_day=date(2019, 1, 1), last_day=date(2022, 3, 31)))
    years = years_before(found, day_number(date(2019, 1, 1)), day_number(date(2022, 3, 31)))[0]
    assert [(one.entered, one.left, one.in_care) for one in years] == [(1, 0, 0.5), (0, 1, 0.5), (2, 1, 0.5)]


def test_the_gap_between_two_years_is_the_yearly_change() -> None:
    assert usual_gap(12, 12) == pytest.approx(ENTERING.yearly(), rel=0.05)
    assert usual_gap(12, 12) < usual_gap(24, 24) < 2 * ENTERING.spread**2
