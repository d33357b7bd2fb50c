"""Which past days a method is tested from, and how much they tell when what they look at overlaps."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from enum import StrEnum

import numpy as np

from suffice.engine.calendar import year_end
from suffice.engine.episodes import History
from suffice.engine.projection.backtest.numbers import step
from suffice.engine.projection.cells import DAYS_A_MONTH

LEAST_MONTHS = 12
"""Months of returns that an origin needs before it."""

GOOD_MONTHS = 36
"""Months of returns that an origin should have before it."""

HORIZONS: tuple[int, ...] = (3, 6, 12, 24, 36, 60)
"""Months ahead that are looked at, as far as the returns go."""


class Every(StrEnum):
    """How often an origin is taken."""

    YEAR = "year"
    MONTH = "month"


def past_days(history: History, every: Every, *, shortest: int) -> tuple[date, ...]:
    """Return every 31 March, or month end, with 12 months of returns before it and an outcome to hold it against.

    Args:
        history: what `assemble` returned.
        every: year or month.
        shortest: the fewest months ahead that are looked at.
    """
    if history.first_day is None or history.last_day is None:
        return ()
    begins = step(history.first_day - timedelta(days=1), LEAST_MONTHS)
    ends = [year_end(year) for year in range(begins.year, history.last_day.year + 1)]
    if every is Every.MONTH:
        months = 12 * (history.last_day.year - begins.year) + 12
        ends = [step(year_end(begins.year), month) for month in range(-3, months)]
    return tuple(day for day in ends if begins <= day and step(day, shortest) <= history.last_day)


def effective(origins: Sequence[date], ahead: int) -> float:
    """Return how many origins these are worth, when the months that they look ahead overlap.

    Two forecasts over the same months err together. If the number moves by steps that do not hang together, the errors
    of two origins correlate as the share of months that they have in common; the mean over such origins is as sure as
    that over `n x n / (sum of correlations)` origins that have none in common.

    Args:
        origins: the days.
        ahead: months ahead, above 0.
    """
    months = np.array([origin.toordinal() for origin in origins]) / DAYS_A_MONTH
    shared = np.maximum(0.0, 1.0 - np.abs(months[:, None] - months[None, :]) / ahead)
    return float(len(origins) ** 2 / shared.sum()) if origins else 0.0
