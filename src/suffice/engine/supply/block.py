"""Block against spot for every type that has both prices, from the need of a projected year."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np

from suffice.engine.calendar import collection_year
from suffice.engine.episodes import PlacementState
from suffice.engine.projection.tables import Reals
from suffice.engine.supply.breakeven import BreakEven, break_even
from suffice.engine.supply.gap import ROWS, Sufficiency, needed
from suffice.engine.supply.groups import TYPES
from suffice.engine.supply.model import Holding, Price
from suffice.engine.supply.pricing import Rises, Tariff, tariff
from suffice.engine.supply.spread import Spread, exact, spreads


@dataclass(frozen=True, slots=True)
class BlockCase:
    """Block against spot for one type in one financial year.

    Attributes:
        placement: the type.
        year: the financial year, named by its end.
        first: the first month end of it.
        last: the last.
        demand: children who need the type beyond the council's own usable places, over futures and months.
        own: the council's own usable places, on average over the months.
        now: block places in the year, on average.
        compared: what each number of block places would cost, and which is best.
    """

    placement: PlacementState
    year: int
    first: date
    last: date
    demand: Spread
    own: float
    now: float
    compared: BreakEven

    def document(self) -> dict[str, Any]:
        """Return the case as plain values."""
        return {
            "placement": str(self.placement),
            "year": self.year,
            "first": self.first.isoformat(),
            "last": self.last.isoformat(),
            "demand": self.demand.document(),
            "own": round(self.own, 6),
            "now": round(self.now, 6),
            **self.compared.document(),
        }


def block_cases(
    counts: Any, held: Sufficiency, prices: Sequence[Price], *, factors: Reals | None = None
) -> tuple[BlockCase, ...]:
    """Weigh block against spot for each type of place with a price of both, in the first whole year ahead.

    Args:
        counts: what `held` was made of, with the same dates.
        held: need against places.
        prices: what a week costs; the expected uplift to the year's first month is in it.
        factors: [replicate, date], as `sufficiency` takes them.
    """
    months = _first_year(held.dates)
    if not months:
        return ()
    need = needed(counts, factors)[:, months]
    return tuple(_cases(need, held, prices, [held.dates[at] for at in months]))


def _cases(need: Reals, held: Sufficiency, prices: Sequence[Price], dates: Sequence[date]) -> Iterator[BlockCase]:
    for at, placement in enumerate(TYPES):
        block, spot = (_weekly(prices, placement, one, dates[0]) for one in (Holding.BLOCK, Holding.SPOT))
        if block is None or spot is None:
            continue
        own = _usable(held, placement, Holding.OWN, dates)
        demand = np.maximum(need[:, :, ROWS[at]].sum(axis=2) - own, 0.0)
        there = [one for one in held.by_holding if (one.placement, one.holding) == (placement, Holding.BLOCK)]
        now = [one for one in there if one.on in dates]
        places = sum(one.places for one in now)
        yield BlockCase(
            placement=placement,
            year=collection_year(dates[-1]),
            first=dates[0],
            last=dates[-1],
            demand=spreads(demand.reshape(-1, 1))[0],
            own=float(own.mean()),
            now=places / len(dates),
            compared=break_even(
                demand,
                block=exact(block),
                spot=exact(spot),
                usable=sum(one.usable for one in now) / places if places else 1.0,
            ),
        )


def _first_year(dates: Sequence[date]) -> list[int]:
    """Return the positions of twelve month ends in one financial year; of fewer where no year has twelve."""
    by_year: dict[int, list[int]] = {}
    for at, on in enumerate(dates[1:], start=1):
        by_year.setdefault(collection_year(on), []).append(at)
    whole = [found for found in by_year.values() if len(found) == 12]
    return next(iter(whole or by_year.values()), [])


def _weekly(prices: Sequence[Price], placement: PlacementState, holding: Holding, on: date) -> float | None:
    """Return the expected pounds a week of a holding that has a price of its own; the mean where providers differ."""
    of_holding = [one for one in prices if one.placement is placement and one.holding is holding]
    found: Tariff | None = tariff(of_holding, placement, holding=holding, provider=None)
    return None if found is None else float(found.weekly(on, Rises(replicates=1, seed=0, certain=True))[0])


def _usable(held: Sufficiency, placement: PlacementState, holding: Holding, dates: Sequence[date]) -> Reals:
    found = {one.on: one.usable for one in held.by_holding if (one.placement, one.holding) == (placement, holding)}
    return np.array([found.get(on, 0.0) for on in dates])
