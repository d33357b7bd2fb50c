"""Scores are what their definitions say, worked here one number at a time."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from suffice.engine.projection import scores

numbers = st.lists(st.floats(-1000, 1000), min_size=1, max_size=30)


@given(numbers, st.floats(-1000, 1000))
def test_crps_is_the_mean_distance_less_half_the_mean_distance_between_futures(
    futures: list[float], actual: float
) -> None:
    n = len(futures)
    to_actual = sum(abs(one - actual) for one in futures) / n
    among = sum(abs(one - other) for one in futures for other in futures) / n**2
    assert scores.crps(futures, actual) == pytest.approx(to_actual - among / 2, abs=1e-6)


@given(numbers, st.floats(-1000, 1000))
def test_quantiles_at_midpoints_score_as_the_futures_that_they_are(futures: list[float], actual: float) -> None:
    told = scores.crps_of_quantiles(scores.midpoints(len(futures)), sorted(futures), actual)
    assert told == pytest.approx(float(scores.crps(futures, actual)), abs=1e-6)


def test_crps_of_a_normal_range_is_its_closed_form() -> None:
    from statistics import NormalDist

    normal, at = NormalDist(), scores.midpoints(5000)
    quantiles = [normal.inv_cdf(p) for p in at]
    for actual in (-1.3, 0.0, 2.0):
        exact = actual * (2 * normal.cdf(actual) - 1) + 2 * normal.pdf(actual) - np.pi**-0.5
        assert scores.crps_of_quantiles(at, quantiles, actual) == pytest.approx(exact, abs=1e-3)


def test_many_ranges_are_scored_at_once_each_against_its_own_outcome() -> None:
    futures = np.arange(24.0).reshape(2, 3, 4)
    actual = np.array([[1.0, 6.0, 7.0], [0.0, 17.0, 22.5]])
    together = scores.crps(futures, actual)
    assert together.shape == (2, 3)
    alone = [[float(scores.crps(futures[i, j], actual[i, j])) for j in range(3)] for i in range(2)]
    assert together == pytest.approx(np.array(alone))


def test_pinball_charges_each_side_by_its_own_chance() -> None:
    assert scores.pinball(0.9, 100, 110) == pytest.approx(9.0)
    assert scores.pinball(0.9, 100, 90) == pytest.approx(1.0)
    assert scores.pinball([0.1, 0.5], [100, 100], 110).tolist() == pytest.approx([1.0, 5.0])


def test_bias_keeps_its_sign_and_the_mean_error_does_not() -> None:
    assert scores.bias([110, 95], [100, 100]) == pytest.approx(2.5)
    assert scores.mape([110, 95], [100, 100]) == pytest.approx(7.5)


def test_an_interval_by_cluster_is_wide_where_clusters_differ_and_closed_where_they_do_not() -> None:
    clusters = np.repeat(np.arange(10), 20)
    alike = np.tile([0.0, 1.0], 100)
    apart = (clusters < 5).astype(float)
    assert scores.by_cluster(alike, clusters, 1) == pytest.approx((0.5, 0.5))
    low, high = scores.by_cluster(apart, clusters, 1)
    assert low < 0.3
    assert high > 0.7
    assert scores.by_cluster(apart, clusters, 1) == (low, high)
    assert scores.by_cluster(2 * apart, clusters, 1, against=apart + 1e-12) == pytest.approx((2.0, 2.0))
    with pytest.raises(ValueError, match="no values"):
        scores.by_cluster([], [], 1)
