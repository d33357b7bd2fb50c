"""How good a range was, once it is known what happened: scores, and how sure one can be of them.

Every projection here is scored by the same functions, whether its range is a set of simulated futures or a set of
quantiles. Numbers are children unless said otherwise; a score is in the unit of the number that it judges.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

Reals = NDArray[np.float64]

_RESAMPLES = 2000


def crps(members: ArrayLike, actual: ArrayLike) -> Reals:
    """Return the continuous ranked probability score of each set of simulated futures; 0 is perfect.

    Reads the futures as the whole distribution (not as a sample of it): mean |x - y| - mean |x - x'| / 2, the second
    term worked from the sorted futures as sum (2i - n - 1) x_(i) / n^2. Of one future it is the absolute error.

    Args:
        members: [..., n] futures, in any order.
        actual: [...] what happened.
    """
    futures = np.sort(np.asarray(members, np.float64), axis=-1)
    size = futures.shape[-1]
    apart = np.abs(futures - np.asarray(actual, np.float64)[..., None]).mean(axis=-1)
    ranks = 2.0 * np.arange(1, size + 1) - size - 1.0
    return _reals(apart - (futures * ranks).sum(axis=-1) / size**2)


def crps_of_quantiles(probabilities: ArrayLike, quantiles: ArrayLike, actual: ArrayLike) -> Reals:
    """Return the continuous ranked probability score of each distribution that is told by its quantiles.

    It is twice the pinball loss, averaged over probability: each probability stands for the stretch that reaches half
    way to its neighbours, the first from 0 and the last to 1. Give a dense grid; with `midpoints` the result is the
    `crps` of the quantiles taken as futures.

    Args:
        probabilities: [p], rising, between 0 and 1.
        quantiles: [..., p], the number at each probability.
        actual: [...] what happened.
    """
    at = np.asarray(probabilities, np.float64)
    edges = np.concatenate([[0.0], (at[1:] + at[:-1]) / 2.0, [1.0]])
    losses = pinball(at, quantiles, np.asarray(actual, np.float64)[..., None])
    return _reals(2.0 * (losses * np.diff(edges)).sum(axis=-1))


def midpoints(size: int) -> Reals:
    """Return `size` probabilities, each in the middle of an equal share of 0 to 1."""
    return (np.arange(size) + 0.5) / size


def pinball(probability: ArrayLike, quantile: ArrayLike, actual: ArrayLike) -> Reals:
    """Return the pinball loss of a quantile: p (y - q) where it was too low, (1 - p) (q - y) where it was too high.

    Args:
        probability: the chance that was given to a number at or below the quantile.
        quantile: the number given.
        actual: what happened. The three broadcast against each other.
    """
    short = np.asarray(actual, np.float64) - np.asarray(quantile, np.float64)
    chance = np.asarray(probability, np.float64)
    return _reals(np.maximum(chance * short, (chance - 1.0) * short))


def bias(forecast: ArrayLike, actual: ArrayLike) -> float:
    """Return the mean error in per cent of what happened; above 0 where the forecast was too high.

    Args:
        forecast: [n] the middle of each range.
        actual: [n] what happened, above 0.
    """
    return float(np.mean(_relative(forecast, actual)) * 100.0)


def mape(forecast: ArrayLike, actual: ArrayLike) -> float:
    """Return the mean absolute error in per cent of what happened.

    Args:
        forecast: [n] the middle of each range.
        actual: [n] what happened, above 0.
    """
    return float(np.mean(np.abs(_relative(forecast, actual))) * 100.0)


def by_cluster(
    values: ArrayLike, clusters: ArrayLike, seed: int, *, against: ArrayLike | None = None, level: float = 0.95
) -> tuple[float, float]:
    """Return the interval of a mean, or of a ratio of means, when values of one cluster go together.

    Whole clusters (authorities) are drawn with replacement, 2,000 times; the middle `level` of the results is given.

    Args:
        values: [n] scores, or 0 and 1 for a share.
        clusters: [n] the cluster of each value.
        seed: the same seed gives the same interval to the bit.
        against: [n] when given, the mean of `values` over the mean of these.
        level: how much of the results the interval holds.

    Raises:
        ValueError: there are no values.
    """
    top = np.asarray(values, np.float64)
    if not top.size:
        raise ValueError("There are no values to give an interval of.")
    _, place = np.unique(np.asarray(clusters), return_inverse=True)
    bottom = np.ones_like(top) if against is None else np.asarray(against, np.float64)
    sums = np.stack([np.bincount(place, weights=one) for one in (top, bottom)])
    size = sums.shape[1]
    drawn = np.random.default_rng(seed).integers(size, size=(_RESAMPLES, size))
    above, below = sums[:, drawn].sum(axis=-1)
    low, high = np.quantile(above / below, [(1.0 - level) / 2.0, (1.0 + level) / 2.0])
    return float(low), float(high)


def _relative(forecast: ArrayLike, actual: ArrayLike) -> Reals:
    happened = np.asarray(actual, np.float64)
    return (np.asarray(forecast, np.float64) - happened) / happened


def _reals(value: Any) -> Reals:
    return np.asarray(value, np.float64)
