"""The gate that every figure of a report goes through: what may be told of it under the report's rule."""

from __future__ import annotations

from suffice.engine.comparison.basis import Basis
from suffice.engine.disclosure import Rule, Shown, mean, rate, share
from suffice.engine.measures import Indicator, Tally, Unit
from suffice.review.performance.figures import Point


def protected(indicator: Indicator, point: Point, rule: Rule) -> Point:
    """Return a figure as it may be told: in full, or worked out anew from the numbers that may be shown.

    The interval would give away the count that it was made from, so it is worked out anew too.
    """
    if not rule.protects:
        return point
    shown = _shown(indicator, point, rule)
    if shown.value is None:
        return Point(None, None, shown.denominator or None, None, None, point.on)
    low, high = _interval(indicator, shown)
    return Point(shown.value, shown.numerator, shown.denominator, low, high, point.on)


def basis_of(indicator: Indicator) -> Basis:
    """Return what the figures of an indicator are made of."""
    if indicator.counted_as is Tally.RATE:
        return Basis.RATE
    return Basis.SHARE if indicator.counted_as is Tally.SHARE else Basis.PLAIN


def _shown(indicator: Indicator, point: Point, rule: Rule) -> Shown:
    alone = indicator.counted_as in (Tally.NUMBER, Tally.SUM)
    if alone and point.value is not None:
        number = rule.shown(round(point.value))
        return Shown(number, number, None)
    if point.value is None or point.numerator is None or point.denominator is None:
        return Shown(None, None, None)
    above, below = round(point.numerator), round(point.denominator)
    if indicator.unit not in (Unit.PERCENT, Unit.PER_10_000):
        return mean(point.value, below, rule)
    if indicator.counted_as is Tally.RATE:
        return rate(above, below, rule, scale=indicator.unit.scale)
    if above > below:  # things that are not part of each other, such as conferences for every hundred enquiries
        return rate(above, rule.shown(below) or 0, rule, scale=indicator.unit.scale)
    return share(above, below, rule, scale=indicator.unit.scale)


def _interval(indicator: Indicator, shown: Shown) -> tuple[float | None, float | None]:
    """Return the interval of the numbers as they are shown."""
    if shown.numerator is None or not shown.denominator:
        return None, None
    found = basis_of(indicator).estimate(min(shown.numerator, shown.denominator), shown.denominator)
    return (None, None) if found is None else found.interval
