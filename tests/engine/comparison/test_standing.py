"""Funnels, places and shrunken rates: worked by hand, by closed forms, and by chance that is known."""

from __future__ import annotations

from fractions import Fraction
from math import asin, sqrt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from suffice.engine.comparison.basis import Basis
from suffice.engine.comparison.funnel import LIMITS, Standing, funnel
from suffice.engine.comparison.quantiles import beta_below
from suffice.engine.comparison.ranks import drawn_places, places, quarter, rank
from suffice.engine.comparison.shrinkage import prior
from suffice.engine.measures.model import Polarity


def test_a_funnel_of_five_is_worked_by_hand() -> None:
    counts, sizes = [4, 9, 16, 25, 46], [100, 100, 100, 100, 100]  # 100 of 500: 20 expected everywhere
    told = funnel(counts, sizes, basis=Basis.RATE)
    plain = [2 * (sqrt(count) - sqrt(20)) for count in counts]
    assert told.centre == 0.2
    assert told.plain == pytest.approx(plain)
    # type 7 quantiles of five: 0.4 of the way from the outermost to the next
    low, high = plain[0] + 0.4 * (plain[1] - plain[0]), plain[4] - 0.4 * (plain[4] - plain[3])
    phi = (low**2 + plain[1] ** 2 + plain[2] ** 2 + plain[3] ** 2 + high**2) / 5
    assert told.dispersion == pytest.approx(phi)
    assert told.between**2 == pytest.approx((5 * phi - 4) / (400 - 80))  # weights are 4E = 80 each
    assert told.adjusted == pytest.approx(np.array(plain) / sqrt(80) / sqrt(1 / 80 + told.between**2))


def test_a_funnel_of_shares_is_on_the_arcsine_scale() -> None:
    told = funnel([10, 20, 30, 40, 25], [100, 100, 100, 100, 100], basis=Basis.SHARE)
    assert told.plain[3] == pytest.approx(20 * (asin(sqrt(0.4)) - asin(sqrt(0.25))))


@pytest.mark.parametrize("basis", [Basis.RATE, Basis.SHARE])
def test_limits_flag_as_many_as_they_should_by_luck_alone_and_leave_no_room_for_more(basis: Basis) -> None:
    luck = np.random.default_rng(4)
    sizes = luck.integers(2_000, 9_000, 4_000)
    counts = luck.poisson(sizes * 0.02) if basis is Basis.RATE else luck.binomial(sizes, 0.02)
    told = funnel(counts, sizes, basis=basis)
    assert told.flagged(95.0, adjusted=False) / 4_000 == pytest.approx(0.05, abs=0.01)
    assert told.between < 0.02
    low, high = told.limits(sizes, 95.0)
    assert ((counts / sizes < low) | (counts / sizes > high)).sum() == told.flagged(95.0)


def test_where_authorities_differ_only_those_who_stand_out_are_flagged() -> None:
    luck = np.random.default_rng(7)
    sizes = luck.integers(20_000, 90_000, 150)
    rates = 0.006 * np.exp(luck.normal(0, 0.3, 150))
    counts = luck.poisson(rates * sizes)
    counts[0] = sizes[0] * 0.03
    told = funnel(counts, sizes, basis=Basis.RATE)
    assert told.flagged(adjusted=False) > 75
    assert told.flagged() <= 5
    assert told.standings()[0] is Standing.FAR_ABOVE
    # half of the spread of the log, times what winsorising a normal leaves of its spread
    assert told.between == pytest.approx(0.15 * sqrt(0.66), abs=0.02)
    assert "make room" in told.sentence()


def test_a_funnel_says_why_it_cannot_be() -> None:
    for counts, sizes, basis, why in (
        ([1, 2], [10, 10], Basis.RATE, "at least 5 authorities"),
        ([1] * 5, [10] * 5, Basis.PLAIN, "no such counts"),
        ([1] * 5, [10, 10, 10, 10, 0], Basis.RATE, "above 0"),
        ([0] * 5, [10] * 5, Basis.RATE, "some who were counted"),
        ([10] * 5, [10] * 5, Basis.SHARE, "some who were not"),
    ):
        with pytest.raises(ValueError, match=why):
            funnel(counts, sizes, basis=basis)
    assert LIMITS[99.8] > LIMITS[95.0]


def test_equal_figures_share_the_better_place_and_the_next_is_passed_over() -> None:
    assert places([20, 10, 20, 30], lowest_first=True).tolist() == [2, 1, 2, 4]
    assert places([20, 10, 20, 30], lowest_first=False).tolist() == [2, 4, 2, 1]
    assert places([[1, 2], [2, 1]], lowest_first=True).tolist() == [[1, 2], [2, 1]]


@given(st.lists(st.integers(0, 20), min_size=1, max_size=40))
def test_a_place_is_one_more_than_how_many_are_better(values: list[int]) -> None:
    told = places(values, lowest_first=True)
    assert told.tolist() == [1 + sum(other < one for other in values) for one in values]


def test_the_chance_of_coming_first_is_the_closed_form_of_two_rates() -> None:
    drawn = drawn_places([(30, 1_000), (40, 1_100)], [300.0, 364.0], basis=Basis.RATE, lowest_first=True)
    # X / (X + Y) of two gammas is beta: P(X / 1000 < Y / 1100) = P(beta < 1000 / 2100)
    chance = beta_below(1_000 / 2_100, 30.5, 40.5)
    assert (drawn[:, 0] == 1).mean() == pytest.approx(chance, abs=0.03)


def test_places_that_chance_cannot_move_have_no_room_and_others_have() -> None:
    polarity = Polarity.LOW
    far = rank(
        1, [1.0, 10.0, 20.0], polarity=polarity, counts=[(100, 100), (1_000, 100), (2_000, 100)], basis=Basis.RATE
    )
    assert (far.place, far.interval, far.quarter) == (2, (2, 2), 2)
    near = rank(
        0, [2.0, 2.1, 2.2], polarity=polarity, counts=[(n, 1_000) for n in (20, 21, 22)], basis=Basis.SHARE, left_out=2
    )
    assert near.interval == (1, 3)
    assert near.sentence() == (
        "Place 1 of 3, where 1 is the best (lowest): the best quarter. Chance alone could put it anywhere from 1 to 3. "
        "2 authorities without a figure left out."
    )
    again = rank(
        0, [2.0, 2.1, 2.2], polarity=polarity, counts=[(n, 1_000) for n in (20, 21, 22)], basis=Basis.SHARE, left_out=2
    )
    assert again == near


def test_a_place_without_counts_says_nothing_of_luck() -> None:
    told = rank(2, [5.0, 4.0, 5.0, 1.0], polarity=Polarity.CONTEXT)
    assert told.interval is None
    assert told.sentence() == "Place 1 of 4, level with 1 other, where 1 is the highest: the highest quarter."


def test_quarters_go_by_polarity_and_an_edge_is_on_the_better_side() -> None:
    values = [1, 2, 3, 4, 5]  # quartiles 2, 3 and 4
    assert [quarter(one, values, polarity=Polarity.LOW) for one in values] == [1, 1, 2, 3, 4]
    assert [quarter(one, values, polarity=Polarity.HIGH) for one in values] == [4, 3, 2, 1, 1]
    assert [quarter(one, values, polarity=Polarity.CONTEXT) for one in values] == [4, 3, 2, 1, 1]


def test_how_rates_differ_is_worked_by_hand() -> None:
    counts, sizes = [2, 8, 30], [100, 200, 300]
    mean = Fraction(40, 600)
    apart = sum(size * (Fraction(count, size) - mean) ** 2 for count, size in zip(counts, sizes, strict=True))
    variance = (apart - 2 * mean) / (600 - Fraction(100**2 + 200**2 + 300**2, 600))
    told = prior(counts, sizes, basis=Basis.RATE)
    assert told.size == pytest.approx(float(mean / variance))
    assert told.count == pytest.approx(float(mean**2 / variance))
    weight = 100 / (100 + told.size)
    assert told.shrunken(2, 100).value == pytest.approx(10_000 * (weight * 0.02 + (1 - weight) * float(mean)))


@pytest.mark.parametrize(("basis", "first", "size"), [(Basis.RATE, 12.0, 1_800.0), (Basis.SHARE, 12.0, 60.0)])
def test_how_authorities_differ_is_found_again(basis: Basis, first: float, size: float) -> None:
    luck = np.random.default_rng(11)
    sizes = luck.integers(50, 400, 5_000) * (100 if basis is Basis.RATE else 1)
    if basis is Basis.RATE:
        counts = luck.poisson(luck.gamma(first, 1 / size, 5_000) * sizes)
    else:
        counts = luck.binomial(sizes, luck.beta(first, size - first, 5_000))
    told = prior(counts.tolist(), sizes.tolist(), basis=basis)
    assert told.size == pytest.approx(size, rel=0.08)
    assert told.count == pytest.approx(first, rel=0.08)


def test_a_shrunken_range_holds_what_is_so_in_95_of_100() -> None:
    luck = np.random.default_rng(3)
    sizes = luck.integers(40, 120, 300)
    shares = luck.beta(6, 24, 300)
    counts = luck.binomial(sizes, shares)
    told = prior(counts.tolist(), sizes.tolist(), basis=Basis.SHARE)
    ranges = [told.shrunken(count, size).interval for count, size in zip(counts, sizes, strict=True)]
    held = np.mean([one.low <= 100 * share <= one.high for one, share in zip(ranges, shares, strict=True)])
    assert held == pytest.approx(0.95, abs=0.025)


def test_where_luck_explains_all_everyone_gets_the_same_figure() -> None:
    told = prior([10, 10, 10], [100, 100, 100], basis=Basis.RATE)
    assert not told.differ
    assert told.shrunken(10, 100) == told.shrunken(0, 5)
    assert told.shrunken(0, 5).value == pytest.approx(1_000)
    with pytest.raises(ValueError, match="told apart"):
        prior([0, 0], [10, 10], basis=Basis.SHARE)
