"""A chart of figures over time: limits, and the signs in it that something changed, in words.

The rules are those of the NHS programme Making Data Count: a point outside the limits; seven or more in a row on one
side of the mean; seven in a row that rise, or fall; two of three in the outer third on the same side.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby
from typing import Any

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from suffice.engine.measures.model import Polarity
from suffice.engine.words import figure

Reals = NDArray[np.float64]
Marks = NDArray[np.bool_]

RUN = 7
"""Points in a row that make a run or a trend."""
OUTER = 2 / 3
"""From where, of the way from the mean to a limit, a point is near that limit."""


class Rule(StrEnum):
    """A sign that something changed."""

    OUTSIDE = "outside"
    RUN = "run"
    TREND = "trend"
    NEAR = "near"

    @property
    def label(self) -> str:
        """The words a page uses."""
        return {
            "outside": "Outside the limits",
            "run": "Seven or more in a row on one side of the mean",
            "trend": "Seven in a row rising or falling",
            "near": "Two of three near the same limit",
        }[self.value]


class Meaning(StrEnum):
    """What a sign is a sign of, where one way is better."""

    IMPROVEMENT = "improvement"
    CONCERN = "concern"
    HIGHER = "higher"
    LOWER = "lower"
    NONE = "none"

    @property
    def label(self) -> str:
        """The words a page uses."""
        return {
            "improvement": "A change for the better",
            "concern": "A change for the worse",
            "higher": "A change upwards",
            "lower": "A change downwards",
            "none": "No change: the ups and downs that are always there",
        }[self.value]


class Assurance(StrEnum):
    """What can be expected of a target, if nothing changes."""

    MET = "met"
    MISSED = "missed"
    EITHER = "either"

    @property
    def label(self) -> str:
        """The words a page uses."""
        return {
            "met": "The target will be met every time, unless something changes",
            "missed": "The target will be missed every time, unless something changes",
            "either": "The target will be met in some months and missed in others, by chance",
        }[self.value]


@dataclass(frozen=True, slots=True)
class Point:
    """A figure on a chart.

    Attributes:
        label: when, in words.
        value: the figure.
        mean: of its stretch.
        low: lower limit.
        high: upper limit.
        rules: the signs it is part of.
        meaning: of those.
    """

    label: str
    value: float
    mean: float
    low: float
    high: float
    rules: tuple[Rule, ...]
    meaning: Meaning


@dataclass(frozen=True, slots=True)
class Signal:
    """A sign, from its first point to its last.

    Attributes:
        rule: which.
        first: label of the first point.
        last: label of the last point.
        points: how many belong to it.
        meaning: what it is a sign of.
        sentence: the sign in words.
    """

    rule: Rule
    first: str
    last: str
    points: int
    meaning: Meaning
    sentence: str


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart with its limits and signs.

    Attributes:
        kind: how the limits were made.
        points: in order of time.
        signals: in order of time, the latest last.
        variation: the meaning of the latest point.
        assurance: what can be expected of the target; None without one.
        target: what is aimed at.
        notes: what a reader has to know: why it was begun anew, how few points there are.
    """

    kind: str
    points: tuple[Point, ...]
    signals: tuple[Signal, ...]
    variation: Meaning
    assurance: Assurance | None
    target: float | None
    notes: tuple[str, ...]

    def document(self) -> dict[str, Any]:
        """Return the chart as a JSON document."""
        return {
            "kind": self.kind,
            "points": [
                {
                    "label": one.label,
                    "value": one.value,
                    "mean": round(one.mean, 6),
                    "low": round(one.low, 6),
                    "high": round(one.high, 6),
                    "rules": [str(rule) for rule in one.rules],
                    "meaning": str(one.meaning),
                }
                for one in self.points
            ],
            "signals": [
                {"rule": str(one.rule), "first": one.first, "last": one.last, "points": one.points}
                | {"meaning": str(one.meaning), "sentence": one.sentence}
                for one in self.signals
            ],
            "variation": str(self.variation),
            "assurance": None if self.assurance is None else str(self.assurance),
            "target": self.target,
            "notes": list(self.notes),
        }


def marks(values: Reals, mean: Reals, low: Reals, high: Reals) -> dict[Rule, Marks]:
    """Return which points are part of which sign.

    Args:
        values: [..., point] figures of one stretch.
        mean: the mean, of a shape that fits the values.
        low: lower limit, likewise.
        high: upper limit, likewise.
    """
    outside = (values > high) | (values < low)
    side = np.sign(values - mean)
    beyond = (values > mean + (high - mean) * OUTER) | (values < mean - (mean - low) * OUTER)
    near = beyond & ~outside
    steps = np.sign(np.diff(values, axis=-1))
    pairs = _windows(near, 3).sum(axis=-1) >= 2
    alike = np.abs(_windows(side, 3).sum(axis=-1)) == 3
    return {
        Rule.OUTSIDE: outside,
        Rule.RUN: _part_of(np.abs(_windows(side, RUN).sum(axis=-1)) == RUN, RUN, values.shape),
        Rule.TREND: _part_of(np.abs(_windows(steps, RUN - 1).sum(axis=-1)) == RUN - 1, RUN, values.shape),
        Rule.NEAR: _part_of(pairs & alike, 3, values.shape) & near,
    }


def _windows(values: NDArray[Any], width: int) -> NDArray[Any]:
    """Return every run of so many points that follow one another; none where there are fewer."""
    if values.shape[-1] < width:
        return np.zeros((*values.shape[:-1], 0, width), values.dtype)
    return sliding_window_view(values, width, axis=-1)


def _part_of(found: Marks, width: int, shape: tuple[int, ...]) -> Marks:
    """Return which points lie in a window that was found; windows start where they are told."""
    told = np.zeros(shape, np.bool_)
    for step in range(width if found.shape[-1] else 0):
        told[..., step : step + found.shape[-1]] |= found
    return told


@dataclass(frozen=True, slots=True, eq=False)
class Stretch:
    """Points that share a mean.

    Attributes:
        values: [point] figures.
        labels: when, in words.
        mean: [point].
        low: [point] lower limit.
        high: [point] upper limit.
    """

    values: Reals
    labels: Sequence[str]
    mean: Reals
    low: Reals
    high: Reals


def drawn(
    kind: str,
    stretches: Sequence[Stretch],
    *,
    polarity: Polarity,
    target: float | None = None,
    notes: Sequence[str] = (),
    scale: Callable[[Reals], Reals] | None = None,
) -> Chart:
    """Return the chart of stretches that follow one another; no sign reaches from one into the next.

    Args:
        kind: how the limits were made.
        stretches: in order of time.
        polarity: which way is better.
        target: what is aimed at.
        notes: what a reader has to know.
        scale: on which the limits lie evenly around the mean; signs are looked for there.
    """
    points: list[Point] = []
    signals: list[Signal] = []
    for one in stretches:
        lines = (one.values, one.mean, one.low, one.high)
        found = marks(*(lines if scale is None else map(scale, lines)))
        points += _points(one, found, polarity)
        signals += [told for rule in Rule for told in _signals(one, rule, found[rule], polarity)]
    at = {one.label: place for place, one in enumerate(points)}
    signals.sort(key=lambda one: (at[one.last], at[one.first]))
    last = points[-1]
    assured = _assurance(last, target, polarity)
    return Chart(kind, tuple(points), tuple(signals), last.meaning, assured, target, tuple(notes))


def _points(one: Stretch, found: dict[Rule, Marks], polarity: Polarity) -> list[Point]:
    told = []
    for at, label in enumerate(one.labels):
        rules = tuple(rule for rule in Rule if found[rule][at])
        meaning = _meaning(float(one.values[at] - one.mean[at]), polarity) if rules else Meaning.NONE
        limits = float(one.mean[at]), float(one.low[at]), float(one.high[at])
        told.append(Point(label, float(one.values[at]), *limits, rules, meaning))
    return told


def _meaning(above: float, polarity: Polarity) -> Meaning:
    if polarity is Polarity.CONTEXT:
        return Meaning.HIGHER if above > 0 else Meaning.LOWER
    return Meaning.IMPROVEMENT if (above > 0) is (polarity is Polarity.HIGH) else Meaning.CONCERN


def _assurance(last: Point, target: float | None, polarity: Polarity) -> Assurance | None:
    if target is None or polarity is Polarity.CONTEXT:
        return None
    if last.low <= target <= last.high:
        return Assurance.EITHER
    return Assurance.MISSED if (target > last.high) is (polarity is Polarity.HIGH) else Assurance.MET


def _signals(one: Stretch, rule: Rule, found: Marks, polarity: Polarity) -> list[Signal]:
    """Return the signs of one rule, each from its first point to its last."""
    spans = _trends(one) if rule is Rule.TREND else _beside(one, found, reach=2 if rule is Rule.NEAR else 1)
    told = []
    for first, last, up in spans:
        size = int(found[first : last + 1].sum())
        sentence = _SENTENCES[rule](one, first, last, up)
        meaning = _meaning(1.0 if up else -1.0, polarity)
        told.append(Signal(rule, one.labels[first], one.labels[last], size, meaning, sentence))
    return told


def _beside(one: Stretch, found: Marks, *, reach: int) -> list[tuple[int, int, bool]]:
    """Return stretches of marked points on one side of the mean, no more than `reach` apart."""
    spans: list[tuple[int, int, bool]] = []
    for at in np.flatnonzero(found).tolist():
        up = bool(one.values[at] > one.mean[at])
        if spans and at - spans[-1][1] <= reach and spans[-1][2] is up:
            spans[-1] = (spans[-1][0], at, up)
        else:
            spans.append((at, at, up))
    return spans


def _trends(one: Stretch) -> list[tuple[int, int, bool]]:
    """Return the stretches in which each point lies further one way, first and last point and whether upwards."""
    spans, start = [], 0
    for step, group in groupby(np.sign(np.diff(one.values)).tolist()):
        size = len(list(group))
        if step and size >= RUN - 1:
            spans.append((start, start + size, step > 0))
        start += size
    return spans


def _outside(one: Stretch, first: int, last: int, up: bool) -> str:
    limit, words = (one.high, "above the upper") if up else (one.low, "below the lower")
    return " ".join(
        f"{figure(float(one.values[at]))} in {one.labels[at]} is {words} limit of {figure(float(limit[at]))}."
        for at in range(first, last + 1)
    )


def _run(one: Stretch, first: int, last: int, up: bool) -> str:
    side = "above" if up else "below"
    return f"{last - first + 1} in a row, {one.labels[first]} to {one.labels[last]}, are {side} the mean."


def _trend(one: Stretch, first: int, last: int, up: bool) -> str:
    way = "each above the one before" if up else "each below the one before"
    return f"{last - first + 1} in a row, {one.labels[first]} to {one.labels[last]}: {way}."


def _near(one: Stretch, first: int, last: int, up: bool) -> str:
    limit = "upper" if up else "lower"
    return f"{one.labels[first]} to {one.labels[last]}: at least two of three in a row are near the {limit} limit."


_SENTENCES: Mapping[Rule, Callable[[Stretch, int, int, bool], str]] = {
    Rule.OUTSIDE: _outside,
    Rule.RUN: _run,
    Rule.TREND: _trend,
    Rule.NEAR: _near,
}
