"""Seeded chance, and the few draws that an imaginary life needs."""

from __future__ import annotations

from collections.abc import Mapping, MutableSequence, Sequence
from datetime import date, timedelta
from typing import TypeVar
from zlib import crc32

import numpy as np

T = TypeVar("T")


def ordinary(day: date) -> date:
    """Return `day`, or the day after it when it is 1 April.

    A change on 1 April belongs to two collection years at once; the demonstration has none, so that its returns need
    no repair. The faults of `suffice.demo.faults` put that back.
    """
    return day + timedelta(days=1) if (day.month, day.day) == (4, 1) else day


class Chance:
    """A seeded generator; the same seed and stream give the same lives, and no stream changes another."""

    def __init__(self, seed: int, stream: str = "") -> None:
        self._rng = np.random.default_rng([seed, crc32(stream.encode())] if stream else seed)

    def yes(self, probability: float) -> bool:
        """Return True with `probability`."""
        return bool(self._rng.random() < probability)

    def pick(self, weights: Mapping[T, float]) -> T:
        """Return one key, as often as its weight says."""
        left = self._rng.random() * sum(weights.values())
        for one, weight in weights.items():
            left -= weight
            if left < 0:
                return one
        return max(weights, key=lambda one: weights[one])

    def one_of(self, choices: Sequence[T]) -> T:
        """Return one of `choices`, each as likely as another."""
        return choices[int(self._rng.integers(len(choices)))]

    def whole(self, low: int, high: int) -> int:
        """Return a whole number from `low` to `high`, both possible."""
        return int(self._rng.integers(low, high + 1))

    def wait(self, mean: float, *, least: int = 0) -> int:
        """Return a number of days: `least` and an exponential wait of `mean` days more."""
        return least + int(self._rng.exponential(mean))

    def around(self, mean: float, spread: float) -> float:
        """Return a number about `mean` with standard deviation `spread`."""
        return float(self._rng.normal(mean, spread))

    def between(self, first: date, last: date) -> date:
        """Return a day from `first` to `last`, both possible and 1 April left out."""
        return ordinary(first + timedelta(days=self.whole(0, max(0, (last - first).days))))

    def shuffle(self, choices: MutableSequence[T]) -> None:
        """Put `choices` in a chance order, in place."""
        order = self._rng.permutation(len(choices))
        choices[:] = [choices[position] for position in order]
