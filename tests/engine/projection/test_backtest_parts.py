"""The parts of a backtest: which days, which baselines, which scores, each against what a person can work out."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from suffice.engine.episodes import stock_on
from suffice.engine.projection.backtest.baselines import Baseline, baselines
from suffice.engine.projection.backtest.numbers import NUMBERS, counted, step, told
from suffice.engine.projection.backtest.origins import Every, effective, past_days
from suffice.engine.projection.backtest.scoring import accuracy, quantiles
from suffice.engine.projection.cells import AGES, STATES, STREAMS
from tests.engine.projection.histories import Stay, history

YEARS = history([Stay("a", date(2010, 5, 1), date(2016, 6, 1))], first_day=date(2016, 4, 1), last_day=date(2020, 3, 31))


def test_a_past_day_has_a_year_before_it_and_an_outcome_after_it() -> None:
    assert past_days(YEARS, Every.YEAR, shortest=12) == (date(2017, 3, 31), date(2018, 3, 31), date(2019, 3, 31))
    months = past_days(YEARS, Every.MONTH, shortest=3)
    assert (months[0], months[-1], len(months)) == (date(2017, 3, 31), date(2019, 12, 31), 34)
    assert past_days(YEARS, Every.YEAR, shortest=60) == ()


@pytest.mark.parametrize(
    ("day", "months", "then"),
    [
        (date(2020, 2, 29), 12, date(2021, 2, 28)),
        (date(2021, 2, 28), -12, date(2020, 2, 29)),
        (date(2020, 3, 31), 3, date(2020, 6, 30)),
        (date(2020, 6, 15), -1, date(2020, 5, 15)),
    ],
)
def test_month_ends_lead_to_month_ends(day: date, months: int, then: date) -> None:
    assert step(day, months) == then


def test_days_that_look_at_other_months_each_count_in_full() -> None:
    yearly = [date(year, 3, 31) for year in range(2017, 2022)]
    assert effective(yearly, 12) == pytest.approx(5, abs=0.02)
    assert effective(yearly[:1], 60) == 1


def test_days_that_look_at_the_same_months_count_for_little_more_than_one() -> None:
    twelve = [step(date(2018, 3, 31), month) for month in range(12)]
    worth = effective(twelve, 12)
    assert 1 < worth < 2
    assert effective(twelve, 60) < worth


LINE = np.arange(100, 148, dtype=np.float64)[:, None]


def test_the_trend_of_a_straight_line_is_the_line_and_has_no_doubt() -> None:
    assert baselines(LINE, 12)[Baseline.TREND5] == pytest.approx(159)


def test_the_last_number_brings_its_own_past_changes() -> None:
    made = baselines(LINE, 12)
    assert made[Baseline.NAIVE_CONFORMAL] == pytest.approx(159)
    assert set(made[Baseline.NAIVE_SYMMETRIC].ravel()) == {135.0, 159.0}


def test_too_short_a_past_is_stretched_by_the_square_root_of_time() -> None:
    zigzag = np.array([10.0, 11.0] * 6)[:, None]
    made = baselines(zigzag, 24)[Baseline.NAIVE_CONFORMAL]
    over = 5
    assert np.abs(made - 11) == pytest.approx((24 / over) ** 0.5)


@given(st.lists(st.integers(0, 30), min_size=2, max_size=90), st.sampled_from([1, 3, 12, 60]))
def test_baselines_are_finite_and_never_below_nobody(series: list[int], ahead: int) -> None:
    for futures in baselines(np.array(series, np.float64)[:, None], ahead).values():
        assert futures.size
        assert np.all(np.isfinite(futures))
        assert np.all(futures >= 0)


def test_what_is_counted_is_the_stock() -> None:
    found = history(
        [
            Stay("a", date(2010, 5, 1), date(2016, 6, 1)),
            Stay("b", date(2003, 5, 1), date(2018, 6, 1), place="K2"),
            Stay("c", date(2018, 5, 1), date(2018, 6, 1), date(2019, 1, 1)),
        ],
        last_day=date(2020, 3, 31),
    )
    days = [date(2018, 12, 31), date(2019, 1, 1), date(2020, 3, 31)]
    numbers = counted(found, days)
    for day in days:
        by_name = dict(zip(NUMBERS, numbers[day], strict=True))
        assert by_name["total"] == stock_on(found, day).total
        assert by_name["total"] == sum(by_name[state] for state in STATES) == sum(by_name[age] for age in AGES)
        assert by_name["childrens_home"] == 1
    assert numbers[days[0]][NUMBERS.index("0")] == 1


def test_simulated_counts_are_told_in_the_same_order() -> None:
    counts = np.random.default_rng(3).integers(0, 9, (4, 2, len(STREAMS), len(STATES), len(AGES)))
    numbers = told(counts)
    assert numbers.shape == (4, 2, len(NUMBERS))
    at = {name: position for position, name in enumerate(NUMBERS)}
    np.testing.assert_array_equal(numbers[..., at["total"]], counts.sum(axis=(2, 3, 4)))
    np.testing.assert_array_equal(numbers[..., at["secure"]], counts[:, :, :, STATES.index("secure")].sum(axis=(2, 3)))
    np.testing.assert_array_equal(numbers[..., at["10-15"]], counts[..., AGES.index("10-15")].sum(axis=(2, 3)))
    np.testing.assert_array_equal(numbers[..., at["unaccompanied"]], counts[:, :, 1].sum(axis=(2, 3)))


def test_scores_are_those_of_the_range_that_is_shown() -> None:
    futures = [np.arange(1.0, 101.0)] * 4
    assert list(quantiles(futures[0])) == [3, 10, 50, 90, 98]
    scored = accuracy(futures, np.array([10.0, 90.0, 91.0, 1.0]), months=12, worth=4)
    assert (scored.cover80.hits, scored.cover95.hits) == (2, 3)
    assert scored.cover80.low < 0.5 < scored.cover80.high
    assert scored.n_percent == 2
    assert scored.bias == pytest.approx(np.mean([40, -40, -41, 49]))
    assert scored.bias_pct == pytest.approx(np.mean([-40 / 90, -41 / 91]) * 100)
    assert scored.pit == (2, 0, 0, 0, 0, 0, 0, 0, 1, 1)


def test_overlap_widens_the_doubt_about_how_often_it_held() -> None:
    futures, actual = [np.arange(100.0)] * 20, np.full(20, 50.0)
    apart, together = (accuracy(futures, actual, months=12, worth=worth) for worth in (20.0, 2.5))
    assert apart.cover80.share == together.cover80.share == 1
    assert together.cover80.low < apart.cover80.low
