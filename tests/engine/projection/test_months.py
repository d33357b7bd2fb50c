"""Horizons fall on the same day of later months, or on the last day of a month too short for it."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from suffice.engine.calendar import months_after
from suffice.engine.projection.basis import month_ends


@pytest.mark.parametrize(
    ("day", "months", "then"),
    [
        (date(2022, 3, 31), 1, date(2022, 4, 30)),
        (date(2022, 3, 31), 12, date(2023, 3, 31)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2024, 2, 29), 48, date(2028, 2, 29)),
        (date(2022, 3, 31), -24, date(2020, 3, 31)),
        (date(2022, 3, 31), -1, date(2022, 2, 28)),
        (date(2021, 12, 15), 1, date(2022, 1, 15)),
    ],
)
def test_months_after(day: date, months: int, then: date) -> None:
    assert months_after(day, months) == then


@given(st.dates(date(1990, 1, 1), date(2050, 1, 1)), st.integers(-300, 300))
def test_so_many_months_is_always_that_many_months(day: date, months: int) -> None:
    then = months_after(day, months)
    assert (then.year - day.year) * 12 + then.month - day.month == months
    assert then.day <= day.day


def test_horizons_after_a_month_end_are_monthmonth_ends() -> None:
    assert month_ends(date(2020, 6, 30), 9)[-1] == date(2021, 3, 31)
    assert month_ends(date(2020, 2, 29), 12)[::6] == [date(2020, 2, 29), date(2020, 8, 31), date(2021, 2, 28)]
    assert month_ends(date(2020, 6, 29), 9)[-1] == date(2021, 3, 29)
