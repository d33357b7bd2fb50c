"""A mean and a median have the interval that their textbooks print, and none where their values cannot carry one."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product
from math import sqrt

import numpy as np
import polars as pl
import pytest

from suffice.engine.comparison.averages import FEWEST, mean_interval, median_interval
from suffice.engine.comparison.luck import interval_of
from suffice.engine.measures import INDICATORS, Outcome
from suffice.engine.measures.model import Scatter
from suffice.engine.measures.tallying import tally, tally_groups


def _scatter(values: Sequence[float]) -> Scatter:
    away = np.asarray(values) - np.mean(values)
    return Scatter(len(values), float((away**2).sum()), float((away**3).sum()))


def test_a_mean_has_students_interval() -> None:
    values = [float(one % 7) for one in range(31)]
    told = mean_interval(float(np.mean(values)), _scatter(values), len(values))
    assert told is not None
    half = 2.0423 * np.std(values, ddof=1) / sqrt(31)  # Student's t with 30 degrees of freedom, as printed
    assert told.low == pytest.approx(np.mean(values) - half, abs=1e-4)
    assert told.high == pytest.approx(np.mean(values) + half, abs=1e-4)


def test_few_or_lopsided_values_give_no_interval() -> None:
    even = [10.0, 12.0, 14.0] * 20
    assert mean_interval(12.0, _scatter(even[: FEWEST - 1]), FEWEST - 1) is None
    assert mean_interval(12.0, _scatter(even), 60) is not None
    lopsided = [1.0] * 57 + [400.0] * 3
    assert _scatter(lopsided).skewness ** 2 * 25 > 60
    assert mean_interval(float(np.mean(lopsided)), _scatter(lopsided), 60) is None


def test_values_that_are_all_alike_leave_no_room() -> None:
    assert mean_interval(8.0, _scatter([8.0] * 40), 40) == (8.0, 8.0)


@pytest.mark.parametrize(
    ("n", "low", "high"), [(6, 1, 6), (8, 1, 8), (9, 2, 8), (15, 4, 12), (25, 8, 18), (50, 18, 33), (100, 40, 61)]
)
def test_a_median_lies_between_the_values_that_tables_of_the_sign_test_print(n: int, low: int, high: int) -> None:
    assert median_interval([float(one) for one in range(n, 0, -1)]) == (low, high)


def test_five_values_bound_no_median() -> None:
    assert median_interval([1.0, 2.0, 3.0, 4.0, 5.0]) is None
    assert median_interval([]) is None


def test_the_interval_of_a_median_holds_it_95_times_in_100_of_all_samples_there_are() -> None:
    """Each of ten values lies below or above the true median with a chance of a half: all 1,024 ways are counted."""
    held = 0
    for sides in product((-1.0, 1.0), repeat=10):
        told = median_interval([side * (at + 1) for at, side in enumerate(sides)])
        assert told is not None
        held += told.low <= 0 <= told.high
    assert 0.95 <= held / 1024 < 0.99


def _judgement(values: Sequence[float], weights: Sequence[float] | None = None) -> pl.DataFrame:
    weights = [1.0] * len(values) if weights is None else weights
    outcome = [str(Outcome.PASS)] * len(values)
    rows = {"authority": "", "child": "c", "item": "", "outcome": outcome, "value": values, "weight": weights}
    return pl.DataFrame({**rows, "half": [str(at % 2) for at in range(len(values))]})


def test_cases_to_a_full_time_worker_have_the_interval_of_a_ratio() -> None:
    caseload = INDICATORS["sw_caseload"]
    weights = [0.5, 1.0, 1.0, 0.8] * 15
    values = [float(round(15 * one + at % 5 - 2)) for at, one in enumerate(weights)]
    found = interval_of(caseload, tally(caseload, _judgement(values, weights), scene=None))
    ratio, n = sum(values) / sum(weights), len(values)
    away = [value - ratio * weight for value, weight in zip(values, weights, strict=True)]
    error = sqrt(n / (n - 1) * sum(one**2 for one in away)) / sum(weights)  # Cochran 1977, 6.4
    assert found is not None
    assert found.high - ratio == pytest.approx(2.0010 * error, rel=1e-4)  # Student's t with 59 degrees of freedom
    assert ratio - found.low == pytest.approx(found.high - ratio)


def test_each_group_has_the_interval_of_its_own_values() -> None:
    score = INDICATORS["sdq_average"]
    values = [10.0, 20.0, 14.0, 22.0] * 20
    groups = tally_groups(score, _judgement(values), "half")
    for half in (0, 1):
        alone = tally(score, _judgement(values[half::2]), scene=None)
        assert interval_of(score, groups[str(half)]) == pytest.approx(interval_of(score, alone))
    assert interval_of(score, groups["0"]) != interval_of(score, groups["1"])


def test_a_mean_of_what_most_have_none_of_has_no_interval() -> None:
    counted = tally(INDICATORS["sw_sick_days"], _judgement([3.0, 5.0, 4.0] * 40), scene=None)
    assert counted.scatter is not None
    assert interval_of(INDICATORS["sw_sick_days"], counted) is None
