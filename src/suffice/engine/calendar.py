"""Dates as the returns count them: collection years, year ends, birthdays, ages. Half-open everywhere.

Working days leave out Saturdays, Sundays and the bank holidays of England, which `bank_holidays.toml` holds for 2008 to
2028; before and after those years only weekends are left out.
"""

from __future__ import annotations

import tomllib
from calendar import monthrange
from datetime import date, timedelta
from functools import cache
from pathlib import Path

import numpy as np
import polars as pl


def collection_year(day: date) -> int:
    """Return the collection year that holds `day`: 2022 is 1 April 2021 to 31 March 2022."""
    return day.year + 1 if (day.month, day.day) >= (4, 1) else day.year


def year_of_ceasing(day: date) -> int:
    """Return the collection year of an end date: the first day *not* in care, so 1 April belongs to the year before."""
    return collection_year(day) - 1 if (day.month, day.day) == (4, 1) else collection_year(day)


def year_start(year: int) -> date:
    """Return 1 April, the first day of collection year `year`."""
    return date(year - 1, 4, 1)


def year_end(year: int) -> date:
    """Return 31 March, the last day of collection year `year`."""
    return date(year, 3, 31)


def birthday(born: date, age: int) -> date:
    """Return the day on which someone `born` then turns `age`; born 29 February: 1 March in a common year."""
    try:
        return born.replace(year=born.year + age)
    except ValueError:
        return date(born.year + age, 3, 1)


def age_on(born: date, day: date) -> int:
    """Return the age in whole years on `day`."""
    years = day.year - born.year
    return years if birthday(born, years) <= day else years - 1


def years_after(day: date, years: int) -> date:
    """Return the same day `years` later (29 February becomes 28 February in a common year)."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


def first_of_years(day: date, years: int = 1) -> date:
    """Return the first day of the years that end on `day`: of the year to 28 February 2021, 1 March 2020."""
    return birthday(day + timedelta(days=1), -years)


def months_after(day: date, months: int) -> date:
    """Return the same day `months` later, or earlier when negative; the month's last day where it has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


@cache
def bank_holidays() -> tuple[date, ...]:
    """Return the bank holidays of England, in order."""
    declared = tomllib.loads((Path(__file__).parent / "bank_holidays.toml").read_text(encoding="utf-8"))
    return tuple(day for days in declared["england"].values() for day in days)


def working_days_between(first: date, last: date) -> int:
    """Return how many working days come after `first`, up to and with `last`: the day itself is day nought.

    Negative when `last` lies before `first`.
    """
    if last < first:
        return -working_days_between(last, first)
    after = timedelta(days=1)
    return int(np.busday_count(first + after, last + after, holidays=list(bank_holidays())))


def add_working_days(day: date, count: int) -> date:
    """Return the `count`-th working day after `day`: the last day on which something is still in time.

    Raises:
        ValueError: `count` is below nought.
    """
    if count < 0:
        raise ValueError(f"Working days are added, not taken away: {count} is below nought.")
    if count == 0:
        return day
    on = np.busday_offset(day, count, roll="preceding", holidays=list(bank_holidays()))
    return date.fromisoformat(str(on))


def working_days(first: pl.Expr, last: pl.Expr) -> pl.Expr:
    """Return `working_days_between` of two columns of dates, as Int32; null where either is."""
    count = pl.business_day_count
    later = count(first.dt.offset_by("1d"), last.dt.offset_by("1d"), holidays=bank_holidays())
    earlier = count(last.dt.offset_by("1d"), first.dt.offset_by("1d"), holidays=bank_holidays())
    return pl.when(last < first).then(-earlier).otherwise(later)
