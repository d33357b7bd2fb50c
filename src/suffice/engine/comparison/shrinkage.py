"""What a figure is likely to be, when a small authority's luck is told apart from its difference.

The figures of all authorities say how far they truly differ (by moments, without iteration); each is drawn towards the
mean of all by as much as its own luck is larger than that. Rates: Gamma and Poisson. Shares: Beta and binomial
(Kleinman 1973). A shrunken figure is for ranking and planning; the one to report is what was counted.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from suffice.engine.comparison.basis import Basis
from suffice.engine.comparison.intervals import Estimate, Interval
from suffice.engine.comparison.quantiles import beta_quantile, gamma_quantile

_ENDS = (0.025, 0.975)


@dataclass(frozen=True, slots=True)
class Prior:
    """How authorities differ, as if so many had been counted out of so many before.

    Attributes:
        basis: RATE or SHARE.
        count: the first shape: what is added to a numerator.
        size: what is added to a denominator.
        differ: whether authorities differ by more than luck; where not, `count` and `size` are those of all together.
    """

    basis: Basis
    count: float
    size: float
    differ: bool

    def shrunken(self, numerator: float, denominator: float) -> Estimate:
        """Return the likely figure of an authority, in its unit, with the range that holds it in 95 of 100."""
        count = self.count + (numerator if self.differ else 0.0)
        size = self.size + (denominator if self.differ else 0.0)
        if self.basis is Basis.RATE:
            low, high = (gamma_quantile(one, count) / size for one in _ENDS)
        else:
            low, high = (beta_quantile(one, count, size - count) for one in _ENDS)
        return Estimate(count * self.basis.scale / size, Interval(low, high).times(self.basis.scale))


def prior(numerators: Sequence[float], denominators: Sequence[float], *, basis: Basis) -> Prior:
    """Return how authorities differ, from the counts of all of them.

    Args:
        numerators: [authority] counts.
        denominators: [authority] populations, or children out of whom the share is; above 0.
        basis: RATE or SHARE.

    Raises:
        ValueError: nobody or everybody was counted, or there are fewer than two authorities.
    """
    counts, sizes = np.asarray(numerators, np.float64), np.asarray(denominators, np.float64)
    whole, others = float(sizes.sum()), len(counts) - 1
    mean = float(counts.sum()) / whole if whole else 0.0
    if others < 1 or not mean or (basis is Basis.SHARE and mean >= 1):
        raise ValueError("Authorities can be told apart only where there are two or more with some who were counted.")
    apart = float((sizes * (counts / sizes - mean) ** 2).sum())
    room = whole - float((sizes**2).sum()) / whole
    if basis is Basis.RATE:
        variance = (apart - others * mean) / room
        size = mean / variance if variance > 0 else 0.0
    else:
        alike = (apart / (mean * (1 - mean)) - others) / (room - others) if room > others else 0.0
        size = 1 / alike - 1 if alike > 0 else 0.0
    return Prior(basis, mean * size, size, True) if size > 0 else Prior(basis, mean * whole, whole, False)
