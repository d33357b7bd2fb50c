"""Run charts (XmR, the charts of individual values) by the rules of the NHS programme Making Data Count.

Limits are the mean and 2.66 times the mean moving range on either side. Moving ranges of 3.267 times their mean or
more are left out, once, and the limits made again; the mean keeps every point.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

import numpy as np
from numpy.typing import ArrayLike, NDArray

from suffice.engine.comparison.charts import Chart, Stretch, drawn
from suffice.engine.measures.model import Polarity
from suffice.engine.words import counted, listed

Reals = NDArray[np.float64]

WIDE = 2.66
SCREEN = 3.267
FEWEST = 12
"""Points below which limits still move too much to be believed."""
BETTER = 20
FALSE_ALARMS: Mapping[int, float] = {7: 0.026, 12: 0.073, 24: 0.186, 36: 0.295, 48: 0.384, 60: 0.469}
"""How often a steady series of so many points shows a sign (simulated, see docs/method/comparison.md)."""


class Series(StrEnum):
    """What a series of figures is of."""

    FLOW = "flow"
    RATE = "rate"
    SHARE = "share"
    MEAN = "mean"
    RESIDUAL = "residual"
    STOCK = "stock"


class NotForARunChart(ValueError):
    """The series does not allow a run chart; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Rebase:
    """A new beginning of mean and limits.

    Attributes:
        label: the first point that belongs to it.
        reason: what changed, as a person wrote it.
    """

    label: str
    reason: str


def false_alarm(points: int) -> float:
    """Return about how often a steady series of so many points shows at least one sign."""
    return float(np.interp(points, list(FALSE_ALARMS), list(FALSE_ALARMS.values())))


def limits(values: ArrayLike, baseline: int | None = None) -> tuple[Reals, Reals, Reals]:
    """Return mean, lower and upper limit of a stretch, or of many at once.

    Args:
        values: [..., point] figures, at least two.
        baseline: how many points the limits are made of; all, without one.
    """
    used = np.asarray(values, np.float64)[..., :baseline]
    ranges = np.abs(np.diff(used, axis=-1))
    usual = ranges.mean(axis=-1, keepdims=True)
    kept = (ranges < SCREEN * usual) | (usual == 0)
    reach = WIDE * (ranges * kept).sum(axis=-1, keepdims=True) / kept.sum(axis=-1, keepdims=True)
    mean = used.mean(axis=-1, keepdims=True)
    return mean, mean - reach, mean + reach


def xmr(
    values: Sequence[float | None],
    labels: Sequence[str],
    *,
    series: Series,
    polarity: Polarity = Polarity.CONTEXT,
    baseline: int | None = None,
    rebases: Sequence[Rebase] = (),
    target: float | None = None,
) -> Chart:
    """Return the run chart of a series.

    Args:
        values: [point] figures in order of time, none missing.
        labels: when each is of, each different.
        series: what they are of; a stock is refused.
        polarity: which way is better.
        baseline: how many points, from the beginning of each stretch, the limits are made of; all, without one.
        rebases: where mean and limits begin anew, each with a reason.
        target: what is aimed at.

    Raises:
        NotForARunChart: it is a stock, a figure is missing, points are too few, or a rebase has no reason or no room.
    """
    told = _insist(values, labels, series)
    edges = [0, *_beginnings(labels, rebases), len(labels)]
    stretches = []
    for first, after in pairwise(edges):
        part = told[first:after]
        at = (np.broadcast_to(one, part.shape) for one in limits(part, baseline))
        stretches.append(Stretch(part, labels[first:after], *at))
    notes = _notes(stretches, baseline, rebases)
    return drawn("XmR", stretches, polarity=polarity, target=target, notes=notes)


STOCK = (
    "This is a stock, such as the number in care at each month's end: most of the children counted are those of the "
    "month before, so the points hang together, and a run chart finds a sign of change in 98 of 100 stocks that "
    "nothing has happened to. Chart who starts and who ceases, or how far the stock is from its projection."
)


def _insist(values: Sequence[float | None], labels: Sequence[str], series: Series) -> Reals:
    if series is Series.STOCK:
        raise NotForARunChart(STOCK)
    if len(values) != len(labels) or len(set(labels)) != len(labels):
        raise NotForARunChart("Every point of a run chart needs a label of its own: give as many as there are figures.")
    if len(values) < 2:
        raise NotForARunChart("A run chart needs at least two points: bring more months.")
    told = np.array([np.nan if one is None else one for one in values], np.float64)
    gaps = [label for label, known in zip(labels, np.isfinite(told), strict=True) if not known]
    if gaps:
        raise NotForARunChart(f"There is no figure for {listed(gaps)}. Begin the chart after the gap, or fill it.")
    return told


def _beginnings(labels: Sequence[str], rebases: Sequence[Rebase]) -> list[int]:
    """Return at which points mean and limits begin anew, in order; refuse one without a reason or without room."""
    for one in rebases:
        if not one.reason.strip():
            raise NotForARunChart(f"Say why mean and limits begin anew in {one.label}: a rebase needs a reason.")
        if one.label not in labels[2:-1]:
            raise NotForARunChart(
                f"Mean and limits cannot begin anew in {one.label}: a rebase needs two points before it and two after."
            )
    found = sorted({labels.index(one.label) for one in rebases})
    close = [labels[after] for first, after in pairwise(found) if after - first < 2]
    if close:
        raise NotForARunChart(f"Mean and limits begin anew twice within two points at {close[0]}: choose one.")
    return found


def _notes(stretches: Sequence[Stretch], baseline: int | None, rebases: Sequence[Rebase]) -> list[str]:
    notes = [f"Mean and limits begin anew in {one.label}: {one.reason.strip()}" for one in rebases]
    if baseline is not None:
        notes.append(
            f"Mean and limits are those of the first {counted(baseline, 'point')}; the rest is held against them."
        )
    points = max(len(one.labels) for one in stretches)
    if points >= FEWEST:
        share = round(100 * false_alarm(points))
        notes.append(f"Of 100 charts of {points} points on which nothing has changed, some {share} show a sign.")
    fewest = min(len(one.labels[:baseline]) for one in stretches)
    if fewest < FEWEST:
        notes.append(
            f"The limits are made of {counted(fewest, 'point')}. With fewer than {FEWEST} they are not to be "
            f"relied on, and {BETTER} are better."
        )
    return notes
