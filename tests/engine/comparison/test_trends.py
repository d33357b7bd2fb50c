"""Trends and representation, worked by hand and from printed tables."""

from __future__ import annotations

import numpy as np
import pytest

from suffice.engine.comparison.intervals import of_rate, of_share, ratio_of_rates, wilson
from suffice.engine.comparison.quantiles import student
from suffice.engine.comparison.representation import Representation, representation
from suffice.engine.comparison.trends import slope, trend

# Student's t, 2.5% above, as printed in every table.
STUDENT = [(1, 12.706), (2, 4.303), (3, 3.182), (5, 2.571), (10, 2.228), (30, 2.042)]


@pytest.mark.parametrize(("free", "printed"), STUDENT)
def test_students_t_is_the_printed_one(free: int, printed: float) -> None:
    assert student(free) == pytest.approx(printed, abs=6e-4)


def test_a_line_is_that_of_least_squares() -> None:
    years, values = [2019, 2020, 2021, 2022, 2023], [50.0, 53.0, 51.0, 58.0, 60.0]
    told = slope(years, values)
    rise, start = np.polyfit(years, values, 1)
    left = np.array(values) - (rise * np.array(years) + start)
    error = np.sqrt(left @ left / 3 / 10)
    assert told.value == pytest.approx(2.5)
    assert told.interval.high == pytest.approx(2.5 + 3.1824 * error, abs=1e-3)


def test_a_steady_rise_is_a_trend_and_ups_and_downs_are_not() -> None:
    years = list(range(2019, 2026))
    rising = trend(years, [50.0, 52, 55, 56, 59, 61, 64], [None] * 7, unit="per 10,000")
    assert rising.run == 6
    assert "It has gone up 6 years running." in rising.sentence
    assert "From 2019 to 2025 it has risen by 2.3 per 10,000 a year on average" in rising.sentence
    wavering = trend(years, [50.0, 60, 49, 61, 50, 60, 51], [None] * 7, unit="%")
    assert wavering.run == -1
    assert wavering.sentence.startswith("It is down 9.0 percentage points on the year before.")
    assert "too much to call it a trend" in wavering.sentence


@pytest.mark.parametrize(("before", "says"), [(100, "no more than chance"), (60, "more than chance")])
def test_a_change_is_held_against_chance(before: int, says: str) -> None:
    told = trend([2024, 2025], [0, 0], [of_rate(before, 10_000), of_rate(110, 10_000)], unit="per 10,000")
    assert says in told.sentence
    assert told.a_year is None


def test_a_year_that_is_missing_is_no_year_before() -> None:
    told = trend([2022, 2025], [10.0, 12.0], [None, None], unit="%")
    assert told.change is None
    assert told.sentence == "There is no figure of the year before."
    assert told.document()["change"] is None
    with pytest.raises(ValueError, match="no years"):
        trend([], [], [], unit="%")


def test_a_change_that_rounds_to_nothing_is_none() -> None:
    assert trend([2024, 2025], [10.0, 10.01], [None, None], unit="%").sentence == "It is what it was the year before."


def test_an_index_is_a_share_over_a_share_with_its_interval() -> None:
    told = representation(
        {"White": 300, "Black": 90, "Mixed": 110, "not known": 12},
        {"White": 40_000, "Black": 5_000, "Mixed": 5_000, "Roma": 0},
        among="children in care",
        compared_with="White",
    )
    white, black, _, roma = told
    assert black.of == 500  # not known left out
    assert black.index is not None
    assert black.index.value == pytest.approx((90 / 500) / 0.1)
    low, high = wilson(90, 500)
    assert black.index.interval == pytest.approx((low / 0.1, high / 0.1))
    assert black.against == ratio_of_rates(90, 5_000, 300, 40_000)
    assert [one.verdict for one in told[:2]] == [Representation.UNDER, Representation.OVER]
    assert black.share == of_share(90, 500)
    assert black.sentence == (
        "Black: 18.0% of children in care (90 of 500) and 10.0% of the population: 1.8 times their share (1.5 to 2.2). "
        "Over-represented."
    )
    assert white.against is None
    assert roma.index is None
    assert "none live here" in roma.sentence
    assert roma.document()["index"] is None


def test_a_small_group_near_its_share_is_neither_over_nor_under() -> None:
    (told, _) = representation({"Other": 3, "White": 97}, {"Other": 40, "White": 960}, among="children in care")
    assert told.verdict is Representation.EVEN
    with pytest.raises(ValueError, match="at least one child"):
        representation({"not known": 4}, {"White": 10}, among="children in care")
