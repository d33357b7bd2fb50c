"""The day that a workbook tells of: nothing in it says so, but its ages and its latest dates do."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date, timedelta

import polars as pl

from suffice.engine.returns.annex_a.layouts import lists

_YEAR = 365.25  # what case systems divide the days since birth by
_TOGETHER = timedelta(days=31)
_FEWEST = 3


def found(tables: Mapping[str, pl.DataFrame]) -> tuple[date, str] | None:
    """Return the day that the lists tell of and what gives it, in words; None when no list holds a date.

    Ages with decimals give it to the day: the birth and the age together. Where there are none, it is the latest date
    of anything that happened, if two more lie in the month before it: one wrong date alone moves nothing.
    """
    by_age = _by_ages(tables)
    if by_age is not None:
        return by_age, "the ages in it give that day"
    latest = _by_dates(tables)
    return None if latest is None else (latest, "its latest dates give that day")


def _by_ages(tables: Mapping[str, pl.DataFrame]) -> date | None:
    age, born = pl.col("age_of_child_years"), pl.col("date_of_birth")
    days: Counter[date] = Counter()
    for frame in tables.values():
        if "age_of_child_years" not in frame.columns:
            continue
        known = frame.filter(born.is_not_null() & (age != age.round(0))).select(born, age)
        for day, years in known.iter_rows():
            lived = years * _YEAR
            if abs(lived - round(lived)) < 0.02:
                days[day + timedelta(days=round(lived))] += 1
    if not days:
        return None
    (likeliest, rows), *_ = days.most_common(1)
    return likeliest if rows >= _FEWEST and 2 * rows > days.total() else None


def _by_dates(tables: Mapping[str, pl.DataFrame]) -> date | None:
    days = sorted((day for name, frame in tables.items() for day in _events(name, frame)), reverse=True)
    for at, day in enumerate(days[: -(_FEWEST - 1)]):
        if day - days[at + _FEWEST - 1] <= _TOGETHER:
            return day
    return days[0] if days else None


def _events(name: str, frame: pl.DataFrame) -> list[date]:
    dated = [column.field for column in lists()[name].columns if column.kind == "date"]
    return [day for field in dated for day in frame[field].drop_nulls().to_list()]
