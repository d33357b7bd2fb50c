"""The columns that the tables of the needs assessment share: words, counts, shares, and figures with their interval."""

from __future__ import annotations

from collections.abc import Callable
from operator import attrgetter
from typing import Any

from suffice.core.pages.register import Column
from suffice.core.pages.words import NONE, number, per_cent
from suffice.engine.comparison.intervals import Estimate

Read = Callable[[Any], Any]


def words(key: str, heading: str, read: Read | None = None, *, sortable: bool = True) -> Column:
    """Return a column of words; of the row's own `key` when nothing is read."""
    return Column(key=key, heading=heading, value=read or attrgetter(key), sort="" if sortable else None)


def count(key: str, heading: str, read: Read | None = None) -> Column:
    """Return a column of whole numbers; of the row's own `key` when nothing is read."""
    return Column(key=key, heading=heading, value=read or attrgetter(key), sort="", numeric=True)


def share(key: str, heading: str, read: Read, shown: Callable[[Any], str] | None = None) -> Column:
    """Return a column of shares from nought to one, shown in per cent; `shown` says otherwise how."""

    def value(row: Any) -> float | None:
        found = read(row)
        return None if found is None else round(found, 4)

    return Column(
        key=key, heading=heading, value=value, shown=shown or (lambda one: per_cent(read(one))), sort="", numeric=True
    )


def estimate(key: str, heading: str, read: Callable[[Any], Estimate | None], *, places: int = 1) -> Column:
    """Return a column of figures with their 95% interval; the value taken away is the figure."""

    def value(row: Any) -> float | None:
        found = read(row)
        return None if found is None else round(found.value, places)

    def shown(row: Any) -> str:
        found = read(row)
        return NONE if found is None else with_interval(found, places)

    return Column(key=key, heading=f"{heading} (95% interval)", value=value, shown=shown, sort="", numeric=True)


def with_interval(found: Estimate, places: int = 1) -> str:
    """43.8 (38.7 to 49.3)."""
    low, high = found.interval
    return f"{number(found.value, places)} ({number(low, places)} to {number(high, places)})"
