"""Figures of one authority over the years: the change on the year before, and which way it has gone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import sqrt
from typing import Any

import numpy as np

from suffice.engine.comparison.intervals import Estimate, Interval, difference
from suffice.engine.comparison.quantiles import student
from suffice.engine.words import number

FEWEST = 4
"""Years below which no line is drawn."""

_SHOWN = 0.05  # a change that rounds to nothing is none


@dataclass(frozen=True, slots=True)
class Trend:
    """What the years say.

    Attributes:
        first: the first year.
        last: the last year.
        change: on the year before, with its interval where both years have one.
        run: how many years it has gone one way, up to the last; below 0 where down.
        a_year: the mean change a year along a straight line, with its interval; None with fewer than 4 years.
        sentence: in words.
    """

    first: int
    last: int
    change: Estimate | None
    run: int
    a_year: Estimate | None
    sentence: str

    def document(self) -> dict[str, Any]:
        """Return the trend as JSON."""
        return {
            "from": self.first,
            "to": self.last,
            "change": _told(self.change),
            "years_one_way": self.run,
            "a_year": _told(self.a_year),
            "sentence": self.sentence,
        }


def trend(years: Sequence[int], values: Sequence[float], estimates: Sequence[Estimate | None], *, unit: str) -> Trend:
    """Return the trend of figures.

    Args:
        years: rising.
        values: [year] figures.
        estimates: [year] the same with intervals, where they are known.
        unit: of the figures, for the sentence.

    Raises:
        ValueError: there are no years.
    """
    if not years:
        raise ValueError("There are no years to tell a trend of.")
    change = _change(years, values, estimates)
    run = _run(values)
    line = slope(years, values) if len(years) >= FEWEST else None
    sentences = [_of_change(change, unit), _of_run(run), _of_line(line, years, unit)]
    return Trend(years[0], years[-1], change, run, line, " ".join(filter(None, sentences)))


def slope(years: Sequence[int], values: Sequence[float]) -> Estimate:
    """Return the change a year along the line of least squares, with its 95% interval (Student's t).

    Args:
        years: at least three.
        values: [year] figures.
    """
    at, told = np.asarray(years, np.float64), np.asarray(values, np.float64)
    away = at - at.mean()
    rise = float(away @ told / (away @ away))
    left = told - told.mean() - rise * away
    free = len(at) - 2
    half = student(free) * sqrt(float(left @ left) / free / float(away @ away))
    return Estimate(rise, Interval(rise - half, rise + half))


def _change(years: Sequence[int], values: Sequence[float], estimates: Sequence[Estimate | None]) -> Estimate | None:
    if len(years) < 2 or years[-1] - years[-2] != 1:
        return None
    after, before = estimates[-1], estimates[-2]
    if after is None or before is None:
        apart = values[-1] - values[-2]
        return Estimate(apart, Interval(float("nan"), float("nan")))
    return difference(after, before)


def _run(values: Sequence[float]) -> int:
    """Return how many steps, up to the last, go one way; below 0 where down."""
    steps = [(after > before) - (after < before) for before, after in pairwise(values)]
    run = 0
    for step in reversed(steps):
        if not step or (run and (step > 0) is not (run > 0)):
            break
        run += step
    return run


def _of_change(change: Estimate | None, unit: str) -> str:
    if change is None:
        return "There is no figure of the year before."
    if abs(change.value) < _SHOWN:
        return "It is what it was the year before."
    told = f"It is {'up' if change.value > 0 else 'down'} {_by(change.value, unit)} on the year before"
    if np.isnan(change.interval.low):
        return f"{told}."
    chance = change.interval.low <= 0 <= change.interval.high
    return f"{told}, {'no more than' if chance else 'more than'} chance would have it."


def _of_run(run: int) -> str:
    return f"It has gone {'up' if run > 0 else 'down'} {abs(run)} years running." if abs(run) >= 2 else ""


def _of_line(line: Estimate | None, years: Sequence[int], unit: str) -> str:
    if line is None:
        return ""
    since = f"From {years[0]} to {years[-1]} it has"
    if line.interval.low <= 0 <= line.interval.high:
        return f"{since} gone up and down too much to call it a trend."
    low, high = (number(end, 1) for end in sorted(abs(end) for end in line.interval))
    way = "risen" if line.value > 0 else "fallen"
    return f"{since} {way} by {_by(line.value, unit)} a year on average ({low} to {high})."


def _by(value: float, unit: str) -> str:
    return f"{number(abs(value), 1)} {'percentage points' if unit == '%' else unit}".strip()


def _told(one: Estimate | None) -> dict[str, float | None] | None:
    if one is None:
        return None
    low, high = (None if np.isnan(end) else round(end, 6) for end in one.interval)
    return {"value": round(one.value, 6), "low": low, "high": high}
