"""How far a rate, a share or a difference may be from what was counted.

Byar's interval is for counts of 10 or more, the exact one (chi-square) below; Wilson's is for shares. These are the
methods of the Association of Public Health Observatories, Technical Briefing 3 (2008).
"""

from __future__ import annotations

from dataclasses import dataclass
from math import inf, sqrt
from typing import NamedTuple

from suffice.engine.comparison.quantiles import beta_quantile, gamma_quantile

Z = 1.959964
"""The standard normal quantile that leaves 2.5% above it."""
FEW = 10
"""Counts below it get the exact interval."""

_TAIL = 0.025


class Interval(NamedTuple):
    """The 95% interval of a figure, in the figure's unit."""

    low: float
    high: float

    def times(self, scale: float) -> Interval:
        """Return the interval in another unit."""
        return Interval(self.low * scale, self.high * scale)


@dataclass(frozen=True, slots=True)
class Estimate:
    """A figure with its interval.

    Attributes:
        value: the figure.
        interval: of 95%.
    """

    value: float
    interval: Interval


def byar(count: float, population: float, per: float = 10_000, *, z: float = Z) -> Interval:
    """Return Byar's interval of a rate.

    Args:
        count: how many were counted.
        population: out of how many, above 0.
        per: what the rate is for.
        z: the standard normal quantile; the default gives 95%.

    Raises:
        ValueError: the count is below 0 or the population is not above 0.
    """
    _insist(count, population)
    low = count * (1 - 1 / (9 * count) - z / (3 * sqrt(count))) ** 3 if count else 0.0
    more = count + 1
    high = more * (1 - 1 / (9 * more) + z / (3 * sqrt(more))) ** 3
    return Interval(max(low, 0.0), high).times(per / population)


def exact(count: float, population: float, per: float = 10_000) -> Interval:
    """Return the exact 95% interval of a rate: half of the chi-square quantiles with 2O and 2O + 2 degrees of freedom.

    Args:
        count: how many were counted.
        population: out of how many, above 0.
        per: what the rate is for.

    Raises:
        ValueError: the count is below 0 or the population is not above 0.
    """
    _insist(count, population)
    low = gamma_quantile(_TAIL, count) if count else 0.0
    return Interval(low, gamma_quantile(1 - _TAIL, count + 1)).times(per / population)


def of_rate(count: float, population: float, per: float = 10_000) -> Estimate:
    """Return a rate with its interval: exact below a count of 10, Byar's from there on.

    Raises:
        ValueError: the count is below 0 or the population is not above 0.
    """
    interval = (exact if count < FEW else byar)(count, population, per)
    return Estimate(count * per / population, interval)


def wilson(hits: float, n: float, *, z: float = Z) -> Interval:
    """Return Wilson's interval of a share, as shares from 0 to 1.

    It takes the `n` trials as independent; where they come from the same few authorities, prefer
    `projection.scores.by_cluster`.

    Args:
        hits: how many held.
        n: out of how many.
        z: the standard normal quantile; the default gives 95%.

    Raises:
        ValueError: there are no trials, or more hits than trials.
    """
    if not 0 <= hits <= n or n == 0:
        raise ValueError(f"{hits} out of {n} is no share.")
    share, slack = hits / n, z * z / n
    middle = share + slack / 2.0
    half = z * sqrt(share * (1.0 - share) / n + slack / (4.0 * n))
    low, high = (middle - half) / (1.0 + slack), (middle + half) / (1.0 + slack)
    return Interval(0.0 if hits == 0 else max(0.0, low), 1.0 if hits == n else min(1.0, high))


def of_share(hits: float, n: float, per: float = 100) -> Estimate:
    """Return a share, in per cent unless `per` says otherwise, with Wilson's interval.

    Raises:
        ValueError: there are no trials, or more hits than trials.
    """
    interval = wilson(hits, n).times(per)
    return Estimate(hits * per / n, interval)


def difference(first: Estimate, second: Estimate) -> Estimate:
    """Return `first` less `second`, its interval made of theirs.

    Squares of the distances to the limits add up: Newcombe's method 10 for shares, Zou and Donner (2008) for any two
    independent estimates.
    """
    apart = first.value - second.value
    below = sqrt((first.value - first.interval.low) ** 2 + (second.interval.high - second.value) ** 2)
    above = sqrt((first.interval.high - first.value) ** 2 + (second.value - second.interval.low) ** 2)
    return Estimate(apart, Interval(apart - below, apart + above))


def ratio_of_rates(count: float, population: float, other: float, other_population: float) -> Estimate:
    """Return one rate over another, with its exact interval given how many there are in both together.

    Given the sum of two Poisson counts, the first is binomial; its Clopper-Pearson interval is turned into a ratio.

    Args:
        count: of the first.
        population: of the first, above 0.
        other: count of the second.
        other_population: of the second, above 0.

    Raises:
        ValueError: a count is below 0, a population is not above 0, or nobody was counted at all.
    """
    _insist(count, population)
    _insist(other, other_population)
    if not count + other:
        raise ValueError("Nobody was counted on either side, so there is no ratio.")
    scale = other_population / population
    low = beta_quantile(_TAIL, count, other + 1) if count else 0.0
    high = beta_quantile(1 - _TAIL, count + 1, other) if other else 1.0
    return Estimate(_odds(count / (count + other)) * scale, Interval(_odds(low), _odds(high)).times(scale))


def _odds(share: float) -> float:
    return share / (1 - share) if share < 1 else inf


def _insist(count: float, population: float) -> None:
    if count < 0:
        raise ValueError(f"{count} is no count: give 0 or more.")
    if population <= 0:
        raise ValueError(f"A rate cannot be worked out for a population of {population}: give one above 0.")
