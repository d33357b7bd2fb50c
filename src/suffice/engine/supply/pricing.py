"""Which price holds for which place on which day, and how prices may rise each April."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from suffice.engine.episodes import PlacementState
from suffice.engine.projection.tables import Reals
from suffice.engine.supply.model import Holding, Price

_STREAM = 903
_LEAST_RISE = 0.5  # however unlucky the draw, a price keeps half of itself


@dataclass(frozen=True, slots=True)
class Tariff:
    """What places of one kind cost from the first price known of them on.

    Attributes:
        series: prices that hold side by side (levels of need, or providers); each in order of the day it begins. A week
            costs their mean.
        borrowed: True where the prices are of others: another holding of the same kind, or other providers.
    """

    series: tuple[tuple[Price, ...], ...]
    borrowed: bool

    @property
    def begins(self) -> date:
        """The first day for which a price is known."""
        return min(one[0].begins for one in self.series)

    @property
    def per_place(self) -> bool:
        """Whether places are paid for that nobody lives in."""
        return any(price.per_place for one in self.series for price in one)

    def weekly(self, on: date, rises: Rises) -> Reals:
        """Return [replicate], pounds for a week on a day."""
        costs = [
            float(price.weekly) * rises.since(price, on) for price in (_holding_on(one, on) for one in self.series)
        ]
        return np.asarray(np.mean(costs, axis=0))


class Rises:
    """How prices rise each 1 April, replicate by replicate; all prices share the luck of the year.

    The same seed gives the same rises, whatever is priced, so that a scenario and its base meet the same ones. Where
    they are `certain`, every year brings the expected rise.
    """

    def __init__(self, *, replicates: int, seed: int, certain: bool = False) -> None:
        self._replicates, self._seed, self._certain = replicates, seed, certain
        self._luck: dict[int, Reals] = {}
        self._known: dict[tuple[float, float, int, int], Reals] = {}

    def since(self, price: Price, on: date) -> Reals:
        """Return [replicate], by what factor a price has risen since it began: once for each 1 April after that day."""
        first, last = _next_april(price.begins), _last_april(on)
        key = (price.uplift, price.uplift_spread, first, last)
        if key not in self._known:
            factor = np.ones(self._replicates)
            for year in range(first, last + 1):
                factor *= np.maximum(1 + price.uplift + price.uplift_spread * self._of(year), _LEAST_RISE)
            self._known[key] = factor
        return self._known[key]

    def _of(self, year: int) -> Reals:
        if year not in self._luck:
            chance = np.random.default_rng([self._seed, _STREAM, year])
            drawn = np.zeros(self._replicates) if self._certain else chance.standard_normal(self._replicates)
            self._luck[year] = drawn
        return self._luck[year]


def tariff(
    prices: Sequence[Price], placement: PlacementState, *, holding: Holding | None, provider: str | None
) -> Tariff | None:
    """Return what a place costs: the provider's own price first, then that of the holding, then that of the kind.

    Where none of these is known, the mean of what is known of other providers with the same holding, then of the same
    kind however held, is borrowed; None where nothing at all is known of the kind.
    """
    of_kind = [price for price in prices if price.placement is placement]
    known = ((holding, provider), (None, provider), (holding, None), (None, None))
    for its_holding, its_provider in dict.fromkeys(known):
        found = [one for one in of_kind if one.holding == its_holding and one.provider == its_provider]
        if found:
            return Tariff(_series(found), borrowed=False)
    for found in ([one for one in of_kind if one.holding == holding], of_kind):
        if found:
            return Tariff(_series(found), borrowed=True)
    return None


def _series(prices: Iterable[Price]) -> tuple[tuple[Price, ...], ...]:
    """Sort prices into those that follow each other in time; the price for all levels of need stands for the levels."""
    by_what: dict[tuple[object, ...], list[Price]] = {}
    for price in prices:
        by_what.setdefault((price.provider, price.holding, price.need), []).append(price)
    general = {key[:2] for key in by_what if not key[2]}
    kept = [found for key, found in sorted(by_what.items(), key=repr) if not key[2] or key[:2] not in general]
    return tuple(tuple(sorted(found, key=lambda one: one.begins)) for found in kept)


def _holding_on(series: Sequence[Price], on: date) -> Price:
    """Return the price that holds on a day; the first one for days before it."""
    return next((price for price in reversed(series) if price.begins <= on), series[0])


def _next_april(day: date) -> int:
    """Return the year of the first 1 April after a day."""
    return day.year if day < date(day.year, 4, 1) else day.year + 1


def _last_april(day: date) -> int:
    """Return the year of the last 1 April up to a day."""
    return day.year if day >= date(day.year, 4, 1) else day.year - 1
