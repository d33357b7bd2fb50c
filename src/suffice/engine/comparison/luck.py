"""How far chance could have moved an authority's own figure: the interval that fits how it was counted."""

from __future__ import annotations

from suffice.engine.comparison.averages import mean_interval
from suffice.engine.comparison.intervals import Interval, of_rate, of_share
from suffice.engine.measures.model import Count, Indicator, Tally, Unit

_FEW_HAVE_MOST = frozenset({"sw_sick_days"})
"""Means of what most have none of and few have most of: no interval of theirs would hold what it says."""


def interval_of(indicator: Indicator, counted: Count) -> Interval | None:
    """Return the 95% interval of a figure, in its unit; None where its luck is not known.

    A rate has Byar's (below 10 the exact one), a share Wilson's, also where it is of full-time equivalents; a mean has
    Student's where there are values enough for how lopsided they lie. A plain number has none: it is what it is.

    Args:
        indicator: the definition.
        counted: what was counted.
    """
    above, below = counted.above, counted.below
    if above is None or not below or below < 0 or above < 0:
        return None
    if indicator.counted_as is Tally.RATE:
        return of_rate(above, below, indicator.unit.scale).interval
    if is_mean(indicator):
        return None if counted.scatter is None else mean_interval(above / below, counted.scatter, below)
    if _is_share(indicator, counted) and above <= below:
        return of_share(above, below, indicator.unit.scale).interval
    return None


def is_mean(indicator: Indicator) -> bool:
    """Say whether a figure is a mean over children or workers, each with a value of their own."""
    return indicator.unit in (Unit.DAYS, Unit.MEAN) and indicator.code not in _FEW_HAVE_MOST


def _is_share(indicator: Indicator, counted: Count) -> bool:
    """Say whether some were counted out of all: brought percentages of whole numbers are, sums of days are not."""
    if indicator.counted_as is Tally.SHARE:
        return True
    brought = indicator.counted_as is Tally.RATIO and all(one.startswith("figures") for one in indicator.source)
    return brought and float(counted.above or 0).is_integer() and float(counted.below or 0).is_integer()
