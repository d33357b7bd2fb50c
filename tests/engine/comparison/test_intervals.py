"""Intervals are what their papers and exact sums say."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise
from math import comb, exp, factorial, inf

import pytest
from hypothesis import given
from hypothesis import strategies as st

from suffice.engine.comparison import intervals
from suffice.engine.comparison.intervals import Estimate, Interval
from suffice.engine.comparison.quantiles import beta_below, beta_quantile, gamma_below, gamma_quantile
from suffice.engine.measures import INDICATORS
from suffice.engine.measures.model import Count, figure
from suffice.engine.words import number


@pytest.mark.parametrize("of", [160, 200, 1000, 1920, 2000])
def test_a_share_that_lies_half_way_is_rounded_up_to_whatever_place(of: int) -> None:
    for hits in range(of + 1):
        told = figure(INDICATORS["outside_boundary"], Count(hits, of))
        for places in (0, 1, 2):
            half_up = (Fraction(100 * hits, of) * 10**places + Fraction(1, 2)) // 1
            for value in (told, intervals.of_share(hits, of).value, intervals.of_rate(hits, of, 100).value):
                assert value is not None
                assert int(number(value, places).replace(".", "").replace(",", "")) == half_up, (hits, of, places)


def poisson_below(most: int, mean: float) -> float:
    """The chance of `most` or fewer, summed one by one."""
    return sum(exp(-mean) * mean**n / factorial(n) for n in range(most + 1))


def binomial_from(least: int, n: int, chance: float) -> float:
    """The chance of `least` or more of `n`, summed one by one."""
    return sum(comb(n, k) * chance**k * (1 - chance) ** (n - k) for k in range(least, n + 1))


@given(st.integers(1, 60), st.floats(0.01, 90))
def test_a_gamma_of_whole_shape_is_a_sum_of_poisson_chances(shape: int, x: float) -> None:
    assert gamma_below(x, shape) == pytest.approx(1 - poisson_below(shape - 1, x), abs=1e-11)


@given(st.integers(1, 30), st.integers(1, 30), st.floats(0.001, 0.999))
def test_a_beta_of_whole_shapes_is_a_sum_of_binomial_chances(first: int, second: int, x: float) -> None:
    assert beta_below(x, first, second) == pytest.approx(binomial_from(first, first + second - 1, x), abs=1e-11)


@given(st.floats(0.5, 5000), st.floats(0.001, 0.999))
def test_a_quantile_is_where_the_chance_is_reached(shape: float, probability: float) -> None:
    assert gamma_below(gamma_quantile(probability, shape), shape) == pytest.approx(probability, abs=1e-9)
    assert beta_below(beta_quantile(probability, shape, 3.5), shape, 3.5) == pytest.approx(probability, abs=1e-9)


@pytest.mark.parametrize(("probability", "shape"), [(1.0, 2.0), (-0.1, 2.0), (0.5, 0.0)])
def test_no_quantile_is_given_where_there_is_none(probability: float, shape: float) -> None:
    with pytest.raises(ValueError, match="no quantile"):
        gamma_quantile(probability, shape)
    with pytest.raises(ValueError, match="no quantile"):
        beta_quantile(probability if probability < 1 else 1.1, shape, 1.0)


# Confidence limits for a Poisson count, as tabulated by Ulm (1990) and in every textbook of epidemiology.
TABULATED = [(0, 0.0, 3.689), (1, 0.025, 5.572), (2, 0.242, 7.225), (5, 1.623, 11.668), (9, 4.115, 17.085)]


@pytest.mark.parametrize(("count", "low", "high"), TABULATED)
def test_the_exact_interval_is_the_tabulated_one(count: int, low: float, high: float) -> None:
    assert intervals.exact(count, 1, per=1) == pytest.approx((low, high), abs=6e-4)
    assert intervals.of_rate(count, 10_000).interval == pytest.approx((low, high), abs=6e-4)


def test_each_end_of_the_exact_interval_leaves_a_fortieth() -> None:
    low, high = intervals.exact(7, 1, per=1)
    assert 1 - poisson_below(6, low) == pytest.approx(0.025, abs=1e-9)
    assert poisson_below(7, high) == pytest.approx(0.025, abs=1e-9)


def test_byar_is_worked_by_hand() -> None:
    # 65 events: 65 (1 - 1/585 - 1.959964 / 24.1868)^3 and 66 (1 - 1/594 + 1.959964 / 24.3721)^3
    assert intervals.byar(65, 1, per=1) == pytest.approx((50.164, 82.848), abs=2e-3)
    assert intervals.byar(65, 20_000) == pytest.approx((25.082, 41.424), abs=2e-3)
    assert intervals.byar(0, 1, per=1).low == 0.0


@given(st.integers(10, 3000))
def test_byar_is_near_the_exact_interval_from_ten_on(count: int) -> None:
    byar, exact = intervals.byar(count, 1, per=1), intervals.exact(count, 1, per=1)
    assert byar.low == pytest.approx(exact.low, abs=0.02)
    assert byar.high == pytest.approx(exact.high, abs=0.02)
    assert intervals.of_rate(count, 5_000).interval == intervals.byar(count, 5_000)


def test_a_rate_of_no_population_is_refused_in_words() -> None:
    for refused in (intervals.byar, intervals.exact, intervals.of_rate):
        with pytest.raises(ValueError, match="population of 0"):
            refused(3, 0)
    with pytest.raises(ValueError, match="-1 is no count"):
        intervals.byar(-1, 10)


def test_wilson_gives_the_figures_of_its_paper() -> None:
    assert intervals.wilson(81, 263) == pytest.approx((0.2553, 0.3662), abs=1e-4)
    assert intervals.wilson(15, 148) == pytest.approx((0.0624, 0.1605), abs=1e-4)
    assert intervals.wilson(0, 20) == pytest.approx((0.0, 0.1611), abs=1e-4)
    for hits, n in ((0, 0), (3, 2), (-1, 2)):
        with pytest.raises(ValueError, match="is no share"):
            intervals.wilson(hits, n)


@given(st.integers(1, 400), st.data())
def test_a_share_lies_in_its_interval_and_both_lie_from_none_to_all(n: int, data: st.DataObject) -> None:
    hits = data.draw(st.integers(0, n))
    told = intervals.of_share(hits, n)
    assert 0 <= told.interval.low <= told.value <= told.interval.high <= 100


def test_the_difference_of_two_shares_is_newcombes_example() -> None:
    # Newcombe (1998), Statistics in Medicine 17, table II, column (a): 56/70 - 48/80, method 10: 0.0524 to 0.3339.
    told = intervals.difference(intervals.of_share(56, 70, per=1), intervals.of_share(48, 80, per=1))
    assert told.value == pytest.approx(0.2)
    assert told.interval == pytest.approx((0.0524, 0.3339), abs=1e-4)


def test_a_difference_to_something_known_moves_the_interval() -> None:
    known = Estimate(60.0, Interval(60.0, 60.0))
    told = intervals.difference(intervals.of_rate(400, 50_000), known)
    alone = intervals.of_rate(400, 50_000).interval
    assert told.interval == pytest.approx((alone.low - 60, alone.high - 60))


def test_a_ratio_of_rates_leaves_a_fortieth_at_each_end() -> None:
    told = intervals.ratio_of_rates(12, 3_000, 20, 9_000)
    assert told.value == pytest.approx((12 / 3_000) / (20 / 9_000))
    shares = [ratio / 3 / (1 + ratio / 3) for ratio in told.interval]
    assert binomial_from(12, 32, shares[0]) == pytest.approx(0.025, abs=1e-9)
    assert 1 - binomial_from(13, 32, shares[1]) == pytest.approx(0.025, abs=1e-9)


def test_a_ratio_to_nobody_has_no_upper_end() -> None:
    assert intervals.ratio_of_rates(4, 100, 0, 100).interval.high == inf
    assert intervals.ratio_of_rates(0, 100, 4, 100).interval.low == 0
    with pytest.raises(ValueError, match="Nobody was counted"):
        intervals.ratio_of_rates(0, 100, 0, 100)


@given(st.integers(0, 2000), st.integers(1, 100_000))
def test_more_children_never_give_a_lower_interval(count: int, population: int) -> None:
    for one, other in pairwise(intervals.of_rate(n, population).interval for n in (count, count + 1)):
        assert one.low <= other.low or count + 1 == intervals.FEW
        assert one.high <= other.high or count + 1 == intervals.FEW
