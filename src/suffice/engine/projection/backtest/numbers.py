"""The numbers that a projection is tested on: the total, each placement, each age, unaccompanied children."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from suffice.engine.calendar import months_after
from suffice.engine.episodes import History, stock_on
from suffice.engine.projection.cells import AGES, STATES, STREAMS
from suffice.engine.projection.tables import Reals

TOTAL, UNACCOMPANIED = "total", STREAMS[1]
NUMBERS: tuple[str, ...] = (TOTAL, *STATES, *AGES, UNACCOMPANIED)
"""What is tested, by name, in the order of every array of numbers."""


def told(counts: NDArray[np.generic]) -> Reals:
    """Return the numbers of a simulated count.

    Args:
        counts: [..., stream, state, age], children.

    Returns:
        [..., number], in the order of `NUMBERS`.
    """
    parts = (
        counts.sum(axis=(-3, -2, -1))[..., None],
        counts.sum(axis=(-3, -1)),
        counts.sum(axis=(-3, -2)),
        counts[..., 1, :, :].sum(axis=(-2, -1))[..., None],
    )
    return np.concatenate(parts, axis=-1).astype(np.float64)


def counted(history: History, days: Iterable[date]) -> dict[date, Reals]:
    """Return the numbers that the returns give on each day, each as [number]."""
    return {day: _counted_on(history, day) for day in sorted(set(days))}


def _counted_on(history: History, day: date) -> Reals:
    children = stock_on(history, day).children
    by_name: Counter[str] = Counter()
    for column in ("state", "age_band"):
        by_name.update(children.get_column(column).to_list())
    by_name[TOTAL] = children.height
    by_name[UNACCOMPANIED] = int(children.get_column("uasc").sum() or 0)
    return np.array([by_name[name] for name in NUMBERS], np.float64)


def step(day: date, months: int) -> date:
    """Return the day so many months on, or back: from the last day of a month, the last day of another."""
    tomorrow = day + timedelta(days=1)
    if tomorrow.day == 1:
        return months_after(tomorrow, months) - timedelta(days=1)
    return months_after(day, months)
