"""How far chance could have moved a mean or a median.

A mean has Student's interval, a mean a post (so many cases to a full-time worker) that of a ratio of two sums, with
the deviations from the ratio (Cochran 1977, section 6.4); both only where enough values are there for how lopsided
they lie (the same, section 2.15). A median lies between two of the values in order, which two the binomial
distribution says (Conover 1999, section 3.2), whatever the values are like.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import comb, sqrt

from suffice.engine.comparison.intervals import Interval
from suffice.engine.comparison.quantiles import student
from suffice.engine.measures.model import Scatter

FEWEST = 30
"""Values below which how lopsided they are cannot be seen, so that a mean of them has no interval."""
LOPSIDED = 25.0
"""A mean has an interval where there are more values than this times their squared skewness (Cochran's rule)."""
_TAIL = 0.025


def mean_interval(mean: float, scatter: Scatter, weight: float) -> Interval | None:
    """Return the 95% interval of a mean; None where the values are too few for how lopsided they lie.

    Args:
        mean: the sum of the values over that of their weights.
        scatter: of the values around it.
        weight: the sum of the weights, above 0; the number of values where each weighs 1.
    """
    n = scatter.values
    if n < FEWEST or n <= LOPSIDED * scatter.skewness**2:
        return None
    reach = student(n - 1) * sqrt(n / (n - 1) * scatter.squares) / weight
    return Interval(mean - reach, mean + reach)


def median_interval(values: Sequence[float]) -> Interval | None:
    """Return an interval that holds the median at least 95 times in 100; None for fewer than six values.

    Args:
        values: in any order.
    """
    ordered, n = sorted(values), len(values)
    below, passed = 0.0, 0
    while passed < n // 2 and (below := below + comb(n, passed) / 2**n) <= _TAIL:
        passed += 1
    return Interval(ordered[passed - 1], ordered[n - passed]) if passed else None
