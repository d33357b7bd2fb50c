"""Charts of rare events: what happens less than about five times a month is charted by the gaps between.

g: how many good ones lie between two events. t: how many days lie between. Both are brought to a near-normal scale by
the power 1/3.6 (Nelson 1994), with a half added so that a gap of none has its place there too; they are charted there
as individual values, signs are looked for there, and the lines are brought back.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise

import numpy as np

from suffice.engine.comparison.charts import Chart, Reals, Stretch, drawn
from suffice.engine.comparison.xmr import NotForARunChart, limits
from suffice.engine.measures.model import Polarity
from suffice.engine.words import prose

POWER = 1 / 3.6
_HALF = 0.5
_NOTE = (
    "This happens too seldom for months or quarters to be charted. A point is a gap between one time and the next: a "
    "high one means that it has become rarer."
)


def g_chart(between: Sequence[int], labels: Sequence[str], *, polarity: Polarity = Polarity.CONTEXT) -> Chart:
    """Return the g chart of how many lie between two events.

    Args:
        between: [gap] how many cases without the event lie between one and the next.
        labels: when each gap ended.
        polarity: whether long gaps are better (HIGH) or worse (LOW).

    Raises:
        NotForARunChart: there are fewer than two gaps, or one is below 0.
    """
    return _charted("g", between, labels, polarity)


def t_chart(
    days: Sequence[date], labels: Sequence[str] | None = None, *, polarity: Polarity = Polarity.CONTEXT
) -> Chart:
    """Return the t chart of the days on which something happened.

    Args:
        days: [event] in any order; in order of time where labels are given.
        labels: [event] when each was, in words; its day, without them.
        polarity: whether long gaps are better (HIGH) or worse (LOW).

    Raises:
        NotForARunChart: there are fewer than three events.
    """
    ordered = sorted(days)
    gaps = [(after - before).days for before, after in pairwise(ordered)]
    return _charted("t", gaps, (labels or [prose(day) for day in ordered])[1:], polarity)


def _charted(kind: str, between: Sequence[int], labels: Sequence[str], polarity: Polarity) -> Chart:
    """Return the chart of individual values on Nelson's scale."""
    gaps = _insist(between)
    mean, low, high = (np.broadcast_to(_back(one), gaps.shape) for one in limits(_scaled(gaps)))
    stretch = Stretch(gaps, _apart(labels), mean, low, high)
    chart = drawn(kind, [stretch], polarity=polarity, notes=[_NOTE], scale=_scaled)
    return replace(chart, points=tuple(replace(one, low=max(one.low, 0.0)) for one in chart.points))


def _scaled(gaps: Reals) -> Reals:
    """Return gaps on Nelson's scale, on which they lie nearly evenly."""
    return np.asarray((gaps + _HALF) ** POWER, np.float64)


def _back(scaled: Reals) -> Reals:
    """Return what lies on Nelson's scale as a gap; a limit below all gaps is less than none."""
    back: Reals = np.maximum(scaled, 0.0) ** (1 / POWER) - _HALF
    return back


def _insist(gaps: Sequence[int]) -> Reals:
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
