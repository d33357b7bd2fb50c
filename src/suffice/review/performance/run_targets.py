"""A target on the scale of a run chart: that of a year among its months, that of a month among quarters."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from suffice.engine.measures import Indicator, Tally
from suffice.engine.measures.monthly import FLOWS
from suffice.review.performance.figures import Point

_MONTHS_A_YEAR, _MONTHS_A_QUARTER = 12, 3
_DRAWN = (
    "The target is for the {whole}, and is drawn as {part} it: what {of} comes to on average when the target is met. "
    "Single points may lie on either side of it."
)
_NOT_DRAWN = (
    "The target is a rate of a year. No population is known for some of these months, so it cannot be drawn among "
    "numbers of children."
)


@dataclass(frozen=True, slots=True)
class Aimed:
    """A target as a run chart shows it.

    Attributes:
        targets: [point] on the scale of the points; empty where none is drawn.
        sentence: how it is drawn, or why it is not; "" where it stands in its own unit, or there is none.
        own: the target itself, where points stand in its unit, so that what can be expected of it can be told.
    """

    targets: tuple[float, ...] = ()
    sentence: str = ""
    own: float | None = None


def aimed(indicator: Indicator, target: float | None, points: Sequence[Point], *, quarters: bool) -> Aimed:
    """Return a target on the scale of points: numbers of months or of quarters, or shares."""
    if target is None:
        return Aimed()
    numbers = indicator.counted_as in (Tally.RATE, Tally.NUMBER, Tally.SUM)
    of_a_year = numbers and indicator.code in FLOWS
    if not of_a_year and not (numbers and quarters):
        return Aimed((target,) * len(points), own=target)
    of = "a quarter" if quarters else "a month"
    if not of_a_year:
        drawn = (target * _MONTHS_A_QUARTER,) * len(points)
        return Aimed(drawn, _DRAWN.format(whole="month", part="three times", of=of))
    if indicator.counted_as is Tally.RATE and not all(one.denominator for one in points):
        return Aimed(sentence=_NOT_DRAWN)
    part = "a quarter of" if quarters else "a twelfth of"
    targets = tuple(_of_a_year(indicator, target, one, quarters=quarters) for one in points)
    return Aimed(targets, _DRAWN.format(whole="year", part=part, of=of))


def _of_a_year(indicator: Indicator, target: float, point: Point, *, quarters: bool) -> float:
    """Return what a point comes to when a year's target is met; a quarter's denominator is that of its months added."""
    if indicator.counted_as is Tally.RATE:
        return target * (point.denominator or 0) / indicator.unit.scale / _MONTHS_A_YEAR
    return target * (_MONTHS_A_QUARTER if quarters else 1) / _MONTHS_A_YEAR
