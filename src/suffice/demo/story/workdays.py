"""Working days, looked up in a table: a story of thousands of children asks for them often."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from datetime import date, timedelta
from functools import cache

from suffice.demo.returns.chance import Chance
from suffice.engine.calendar import bank_holidays

_FIRST, _LAST = date(1996, 1, 1), date(2024, 12, 31)
_FRIDAY = 4


@cache
def _days() -> list[date]:
    closed = frozenset(bank_holidays())
    every = (_FIRST + timedelta(days=number) for number in range((_LAST - _FIRST).days + 1))
    return [day for day in every if day.weekday() <= _FRIDAY and day not in closed]


def between(first: date, last: date) -> int:
    """Return how many working days come after `first`, up to and with `last`."""
    return bisect_right(_days(), last) - bisect_right(_days(), first)


def after(day: date, count: int) -> date:
    """Return the `count`-th working day after `day`; `day` itself for nought."""
    return _days()[bisect_right(_days(), day) + count - 1] if count else day


def before(day: date, count: int) -> date:
    """Return the last day from which `count` working days fit up to and with `day`."""
    return _days()[bisect_right(_days(), day) - 1 - count]


def pick(chance: Chance, first: date, last: date) -> date:
    """Return a working day from `first` to `last`; `first` where there is none."""
    low, high = bisect_left(_days(), first), bisect_right(_days(), last) - 1
    return _days()[chance.whole(low, high)] if low <= high else first
