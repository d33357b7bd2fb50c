"""When a lever works, month by month: not yet, building up, in full, no more."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from suffice.engine.calendar import months_after
from suffice.engine.projection.cells import DAYS_A_MONTH
from suffice.engine.projection.scenario.model import Lever, Point
from suffice.engine.projection.tables import Reals
from suffice.engine.words import prose

Whole = NDArray[np.int64]


def phase(lever: Lever, dates: Sequence[date]) -> Reals:
    """Return how much of a lever works in each month, 0 to 1: the mean over the days of the month.

    Args:
        lever: what works.
        dates: the origin, then the last day of each month ahead.
    """
    since = _days_since(lever.begins, dates)
    building = (months_after(lever.begins, lever.build_up_months) - lever.begins).days
    grown = np.clip((since + 0.5) / building, 0.0, 1.0) if building else np.ones(since.size)
    return _by_month(np.where(_working(lever, since), grown, 0.0), dates)


def shape(lever: Lever, points: Sequence[Point], dates: Sequence[date]) -> tuple[Reals, Reals]:
    """Return the change of entries and of leaving in each month, as shares, of a shock with these corners."""
    since = _days_since(lever.begins, dates)
    months, at = (since + 0.5) / DAYS_A_MONTH, [point.month for point in points]
    working = _working(lever, since)
    entries, leaving = (
        np.interp(months, at, [getattr(point, name) for point in points], left=0.0, right=0.0) / 100.0
        for name in ("entries_percent", "leaving_percent")
    )
    return tuple(_by_month(np.where(working, one, 0.0), dates) for one in (entries, leaving))  # type: ignore[return-value]


def in_words(months: NDArray[np.bool_], dates: Sequence[date]) -> str:
    """Return the first and the last of these months in words: "from 1 May 2026 to 31 March 2027"."""
    which = np.flatnonzero(months)
    first, last = dates[which[0]] + timedelta(days=1), dates[which[-1] + 1]
    return f"from {prose(first)} to {prose(last)}"


def _days_since(begins: date, dates: Sequence[date]) -> Whole:
    """Days since the lever began, of every day that is projected."""
    first = dates[0] + timedelta(days=1)
    return np.arange((dates[-1] - dates[0]).days, dtype=np.int64) + (first - begins).days


def _working(lever: Lever, since: Whole) -> NDArray[np.bool_]:
    last = np.inf if lever.until is None else (lever.until - lever.begins).days
    return (since >= 0) & (since <= last)


def _by_month(daily: Reals, dates: Sequence[date]) -> Reals:
    starts = np.array([(day - dates[0]).days for day in dates])
    return np.asarray(np.add.reduceat(daily, starts[:-1]) / np.diff(starts), np.float64)
