"""The time between two dates cut into pieces that each lie in one quarter of one financial year."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from suffice.engine.calendar import collection_year, months_after, year_start


@dataclass(frozen=True, slots=True)
class Period:
    """A financial year or one of its quarters, as far as it is costed.

    Attributes:
        year: named by its end: 2027 is 1 April 2026 to 31 March 2027.
        quarter: 1 to 4, the first from April; None for the year.
        first: its first day that is costed.
        last: its last day that is costed.
        whole: whether every day of it is.
    """

    year: int
    quarter: int | None
    first: date
    last: date
    whole: bool

    @property
    def label(self) -> str:
        """2026-27, or 2026-27 April to June."""
        name = f"{self.year - 1}-{self.year % 100:02d}"
        return name if self.quarter is None else f"{name} {_QUARTERS[self.quarter - 1]}"

    def document(self) -> dict[str, Any]:
        """Return the period as plain values."""
        return {
            "label": self.label,
            "year": self.year,
            "quarter": self.quarter,
            "first": self.first.isoformat(),
            "last": self.last.isoformat(),
            "whole": self.whole,
        }


_QUARTERS = ("April to June", "July to September", "October to December", "January to March")


@dataclass(frozen=True, slots=True)
class Piece:
    """Days in a row, within one interval between dates, one quarter and one set of prices.

    Attributes:
        interval: position of the interval.
        quarter: position of the quarter among those costed.
        first: the first day.
        last: the last day.
    """

    interval: int
    quarter: int
    first: date
    last: date

    @property
    def weeks(self) -> float:
        """How long it is."""
        return ((self.last - self.first).days + 1) / 7


def pieces(dates: Sequence[date], begins: Iterable[date]) -> tuple[tuple[Period, ...], tuple[Piece, ...]]:
    """Return the quarters that the dates span, and the time after the first date up to the last in pieces.

    Args:
        dates: rising; the days after the first are costed, up to the last.
        begins: days on which a price begins to hold, where pieces must part.
    """
    found = list(_pieces(dates, sorted(set(begins))))
    keys = list(dict.fromkeys(_quarter(one[1]) for one in found))
    quarters = tuple(_period(key, dates) for key in keys)
    return quarters, tuple(Piece(at, keys.index(_quarter(first)), first, last) for at, first, last in found)


def years(quarters: Sequence[Period], dates: Sequence[date]) -> tuple[Period, ...]:
    """Return the financial years of the quarters."""
    return tuple(_period((year, None), dates) for year in dict.fromkeys(one.year for one in quarters))


def _pieces(dates: Sequence[date], begins: Sequence[date]) -> Iterator[tuple[int, date, date]]:
    starts = sorted({*_quarter_days(dates[0], dates[-1]), *begins})
    for at, (after, until) in enumerate(pairwise(dates)):
        first = after + timedelta(days=1)
        cuts = [first, *(day for day in starts if first < day <= until), until + timedelta(days=1)]
        yield from ((at, one, following - timedelta(days=1)) for one, following in pairwise(cuts))


def _quarter_days(after: date, until: date) -> Iterator[date]:
    """Return the first days of the quarters from the year of one day to another."""
    day = year_start(collection_year(after))
    while day <= until:
        yield day
        day = months_after(day, 3)


def _quarter(day: date) -> tuple[int, int]:
    return collection_year(day), (day.month - 4) % 12 // 3 + 1


def _period(key: tuple[int, int | None], dates: Sequence[date]) -> Period:
    year, quarter = key
    begins = months_after(year_start(year), 3 * (quarter - 1) if quarter else 0)
    ends = months_after(begins, 3 if quarter else 12) - timedelta(days=1)
    first, last = max(begins, dates[0] + timedelta(days=1)), min(ends, dates[-1])
    return Period(year, quarter, first, last, whole=(first, last) == (begins, ends))
