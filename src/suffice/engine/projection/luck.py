"""Random numbers by counter, compiled: each is a pure function of what it is for.

mix(seed, replicate, child) is a key; a counter inside it says which number. So results are the same to the bit for any
number of threads and any way of sharing out replicates, and a child that two runs have in common meets the same luck in
both.

The compiler's cache on disk is renewed when the file that holds a function changes, and not when a file that it calls
does. These few functions are settled, and stand apart; whoever changes them empties the cache (``__pycache__``).
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any, TypeVar, cast

import numba
import numpy as np

_F = TypeVar("_F", bound=Callable[..., Any])


def compiled(function: _F) -> _F:
    """Compile a function that holds no lock while it runs, and keep the result on disk."""
    return cast(_F, numba.njit(nogil=True, cache=True, error_model="numpy")(function))


def inlined(function: _F) -> _F:
    """Compile into the caller: a call would pass every array by value, some hundred words each time."""
    return cast(_F, numba.njit(nogil=True, cache=True, error_model="numpy", inline="always")(function))


@compiled
def mix(number: np.uint64) -> np.uint64:
    """Return 64 well mixed bits of `number` (the finaliser of splitmix64)."""
    bits = (number ^ (number >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    bits = (bits ^ (bits >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return bits ^ (bits >> np.uint64(31))


@compiled
def stream(key: np.uint64, part: int) -> np.uint64:
    """Return the key of the stream that `part` has inside the stream `key`."""
    return mix(mix(key + np.uint64(0x9E3779B97F4A7C15)) ^ (np.uint64(part) * np.uint64(0xD1342543DE82EF95)))


@compiled
def uniform(key: np.uint64, counter: int) -> float:
    """Return the `counter`-th number of stream `key`, in [0, 1)."""
    bits = mix(key + np.uint64(counter) * np.uint64(0x9E3779B97F4A7C15))
    return float(bits >> np.uint64(11)) * (1.0 / 9007199254740992.0)


@compiled
def exponential(key: np.uint64, counter: int) -> float:
    """Return the `counter`-th number of stream `key`, exponential of mean 1."""
    return -math.log(1.0 - uniform(key, counter))


@compiled
def normal(key: np.uint64, counter: int) -> float:
    """Return the `counter`-th number of stream `key`, Normal of mean 0 and variance 1 (Box and Muller 1958)."""
    radius = math.sqrt(2.0 * exponential(key, 2 * counter))
    return radius * math.cos(2.0 * math.pi * uniform(key, 2 * counter + 1))


@compiled
def gamma(key: np.uint64, shape: float) -> float:
    """Return a Gamma number of that shape and scale 1 (Marsaglia and Tsang 2000), from stream `key`."""
    boosted = shape if shape >= 1.0 else shape + 1.0
    d = boosted - 1.0 / 3.0
    c = 1.0 / math.sqrt(9.0 * d)
    counter = 1
    while True:
        radius = math.sqrt(-2.0 * math.log(1.0 - uniform(key, counter)))
        x = radius * math.cos(2.0 * math.pi * uniform(key, counter + 1))
        v = (1.0 + c * x) ** 3
        u = 1.0 - uniform(key, counter + 2)
        if v > 0.0 and math.log(u) < 0.5 * x * x + d * (1.0 - v + math.log(v)):
            break
        counter += 3
    if shape >= 1.0:
        return d * v
    return d * v * math.pow(1.0 - uniform(key, 0), 1.0 / shape)
