"""Dates as the returns count them: collection years, year ends, birthdays, ages. Half-open everywhere."""

from __future__ import annotations

from calendar import monthrange
from datetime import date


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


def months_after(day: date, months: int) -> date:
    """Return the same day `months` later, or earlier when negative; the month's last day where it has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
