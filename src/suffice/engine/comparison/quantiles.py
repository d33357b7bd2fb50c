"""Quantiles of the gamma and beta distributions, from which exact intervals are made.

Both by halving: the incomplete functions are worked out to 14 figures (series and continued fraction, as in Abramowitz
and Stegun 6.5 and 26.5), and the quantile is where they reach the probability.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from math import exp, lgamma, log, log1p, sqrt

_TINY = 1e-300
_CLOSE = 1e-15
_TERMS = 100_000
_HALVINGS = 200


def gamma_quantile(probability: float, shape: float) -> float:
    """Return the quantile of a gamma distribution of scale 1.

    Args:
        probability: from 0 to below 1.
        shape: above 0.

    Raises:
        ValueError: either is outside those.
    """
    if not 0 <= probability < 1 or shape <= 0:
        raise ValueError(f"A gamma distribution of shape {shape} has no quantile at {probability}.")
    most = shape + 1.0
    while gamma_below(most, shape) < probability:
        most *= 2.0
    return _halved(lambda x: gamma_below(x, shape), probability, most)


def beta_quantile(probability: float, first: float, second: float) -> float:
    """Return the quantile of a beta distribution.

    Args:
        probability: from 0 to 1.
        first: the first shape, above 0.
        second: the second shape, above 0.

    Raises:
        ValueError: any is outside those.
    """
    if not 0 <= probability <= 1 or min(first, second) <= 0:
        raise ValueError(f"A beta distribution of {first} and {second} has no quantile at {probability}.")
    return _halved(lambda x: beta_below(x, first, second), probability, 1.0)


@cache
def student(free: int) -> float:
    """Return the quantile of Student's t that leaves 2.5% above it: of t squared over t squared plus `free`, beta."""
    share = beta_quantile(0.95, 0.5, free / 2)
    return sqrt(free * share / (1 - share))


def gamma_below(x: float, shape: float) -> float:
    """Return the chance that a gamma of scale 1 is below `x`."""
    if x <= 0:
        return 0.0
    scale = exp(shape * log(x) - x - lgamma(shape))
    if x >= shape + 1:
        return 1.0 - scale / _continued(lambda n: n * (shape - n), lambda n: x + 1 - shape + 2 * n)
    term = total = 1.0 / shape
    for n in range(1, _TERMS):
        term *= x / (shape + n)
        total += term
        if term < total * _CLOSE:
            break
    return scale * total


def beta_below(x: float, first: float, second: float) -> float:
    """Return the chance that a beta is below `x`."""
    if x <= 0 or x >= 1:
        return float(x >= 1)
    if x > (first + 1) / (first + second + 2):
        return 1.0 - beta_below(1 - x, second, first)
    whole = lgamma(first + second) - lgamma(first) - lgamma(second) + first * log(x) + second * log1p(-x)

    def above(n: int) -> float:
        m, odd = divmod(n, 2)
        if odd:
            return -(first + m) * (first + second + m) * x / ((first + 2 * m) * (first + 2 * m + 1))
        return m * (second - m) * x / ((first + 2 * m - 1) * (first + 2 * m))

    return exp(whole) / (first * _continued(above, lambda n: 1.0))


def _continued(above: Callable[[int], float], below: Callable[[int], float]) -> float:
    """Return b0 + a1 / (b1 + a2 / (b2 + ...)), by Lentz."""
    value = below(0) or _TINY
    top, bottom = value, 0.0
    for n in range(1, _TERMS):
        bottom = 1.0 / ((below(n) + above(n) * bottom) or _TINY)
        top = (below(n) + above(n) / top) or _TINY
        value *= top * bottom
        if abs(top * bottom - 1.0) < _CLOSE:
            break
    return value


def _halved(below: Callable[[float], float], probability: float, most: float) -> float:
    """Return where a rising function reaches a probability, between 0 and `most`."""
    least = 0.0
    for _ in range(_HALVINGS):
        middle = (least + most) / 2
        if middle in (least, most):
            break
        least, most = (middle, most) if below(middle) < probability else (least, middle)
    return (least + most) / 2
