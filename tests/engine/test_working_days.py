"""Working days: weekends and England's bank holidays are left out, the day itself is day nought."""

from __future__ import annotations

from datetime import date, timedelta

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from suffice.engine.calendar import add_working_days, bank_holidays, working_days, working_days_between

DAYS = st.dates(date(2008, 1, 1), date(2028, 6, 30))

SPANS = [
    (date(2024, 7, 1), date(2024, 7, 1), 0),
    (date(2024, 7, 1), date(2024, 7, 2), 1),
    (date(2024, 7, 5), date(2024, 7, 8), 1),  # over a weekend
    (date(2024, 7, 6), date(2024, 7, 8), 1),  # from a Saturday
    (date(2024, 3, 28), date(2024, 4, 2), 1),  # over Easter
    (date(2022, 6, 1), date(2022, 6, 6), 1),  # the jubilee: Thursday and Friday
    (date(2022, 5, 27), date(2022, 5, 30), 1),  # the spring holiday of that year had been moved
    (date(2022, 9, 16), date(2022, 9, 20), 1),  # the funeral
    (date(2021, 12, 24), date(2021, 12, 29), 1),  # substitutes for Christmas and Boxing Day
    (date(2024, 7, 8), date(2024, 7, 5), -1),
]


@pytest.mark.parametrize(("first", "last", "expected"), SPANS)
def test_working_days_are_counted_after_the_first_day(first: date, last: date, expected: int) -> None:
    assert working_days_between(first, last) == expected


@given(DAYS, st.integers(-200, 200))
def test_the_count_is_the_one_of_going_day_by_day(first: date, span: int) -> None:
    last = first + timedelta(days=span)
    low, high = min(first, last), max(first, last)
    days = [low + timedelta(days=one) for one in range(1, (high - low).days + 1)]
    by_hand = sum(day.weekday() < 5 and day not in bank_holidays() for day in days)
    assert working_days_between(first, last) == (by_hand if span >= 0 else -by_hand)
    frame = pl.DataFrame({"a": [first, None], "b": [last, last]}, schema={"a": pl.Date, "b": pl.Date})
    told = frame.select(working_days(pl.col("a"), pl.col("b"))).to_series().to_list()
    assert told == [by_hand if span >= 0 else -by_hand, None]


@given(DAYS, st.integers(1, 100))
def test_adding_working_days_gives_the_first_day_that_is_so_many_away(day: date, count: int) -> None:
    reached = add_working_days(day, count)
    assert working_days_between(day, reached) == count
    assert working_days_between(day, reached - timedelta(days=1)) == count - 1


def test_adding_none_is_the_day_itself_and_none_can_be_taken_away() -> None:
    assert add_working_days(date(2024, 7, 6), 0) == date(2024, 7, 6)
    with pytest.raises(ValueError, match="not taken away"):
        add_working_days(date(2024, 7, 6), -1)


def test_every_year_has_eight_bank_holidays_and_those_that_were_added() -> None:
    by_year = {year: sum(day.year == year for day in bank_holidays()) for year in range(2008, 2029)}
    assert {year: number for year, number in by_year.items() if number != 8} == {2011: 9, 2012: 9, 2022: 10, 2023: 9}
    assert all(day.weekday() < 5 for day in bank_holidays())
