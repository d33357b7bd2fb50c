"""Charts of rare events: what happens less than about five times a month is charted by the gaps between.

g: how many good ones lie between two events, which is geometric (Benneyan 2001). t: how many days lie between, brought
to a near-normal scale by the power 1/3.6 (Nelson 1994), charted there as individual values, and brought back.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import pairwise

import numpy as np

from suffice.engine.comparison.charts import Chart, Stretch, drawn
from suffice.engine.comparison.xmr import NotForARunChart, limits
from suffice.engine.measures.model import Polarity
from suffice.engine.words import prose

POWER = 1 / 3.6
_REACH = 3.0
_NOTE = "A point is a gap between events: a high one means that they have become rarer."


def g_chart(between: Sequence[int], labels: Sequence[str], *, polarity: Polarity = Polarity.CONTEXT) -> Chart:
    """Return the g chart of how many lie between two events.

    Args:
        between: [gap] how many cases without the event lie between one and the next.
        labels: when each gap ended.
        polarity: whether long gaps are better (HIGH) or worse (LOW).

    Raises:
        NotForARunChart: there are fewer than two gaps, or one is below 0.
    """
    gaps = _insist(between)
    mean = gaps.mean()
    reach = _REACH * np.sqrt(mean * (mean + 1))
    flat = np.ones_like(gaps)
    stretch = Stretch(gaps, labels, mean * flat, max(mean - reach, 0.0) * flat, (mean + reach) * flat)
    return drawn("g", [stretch], polarity=polarity, notes=[_NOTE])


def t_chart(days: Sequence[date], *, polarity: Polarity = Polarity.CONTEXT) -> Chart:
    """Return the t chart of the days on which something happened.

    Args:
        days: [event] in any order.
        polarity: whether long gaps are better (HIGH) or worse (LOW).

    Raises:
        NotForARunChart: there are fewer than three events.
    """
    ordered = sorted(days)
    gaps = _insist([(after - before).days for before, after in pairwise(ordered)])
    mean, low, high = (np.broadcast_to(np.maximum(one, 0.0) ** (1 / POWER), gaps.shape) for one in limits(gaps**POWER))
    names = [f"{prose(day)}" for day in ordered[1:]]
    stretch = Stretch(gaps, _apart(names), mean, low, high)
    return drawn("t", [stretch], polarity=polarity, notes=[_NOTE])


def _insist(gaps: Sequence[int]) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    told = np.asarray(gaps, np.float64)
    if len(told) < 2:
        raise NotForARunChart("A chart of gaps needs at least three events: bring a longer time.")
    if (told < 0).any():
        raise NotForARunChart("A gap between events cannot be below 0: check the numbers.")
    return told


def _apart(names: Sequence[str]) -> list[str]:
    """Return the names, a second one of the same day marked as such."""
    seen: dict[str, int] = {}
    told = []
    for name in names:
        seen[name] = seen.get(name, 0) + 1
        told.append(name if seen[name] == 1 else f"{name} ({seen[name]})")
    return told
