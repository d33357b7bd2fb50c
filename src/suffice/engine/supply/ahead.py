"""From an ensemble to places and money: the origin first, then every month that was kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np

from suffice.engine.projection.tables import Reals
from suffice.engine.supply.block import BlockCase, block_cases
from suffice.engine.supply.cost import Cost, cost
from suffice.engine.supply.gap import Sufficiency, sufficiency
from suffice.engine.supply.model import CapacityChange, Price, Provision


@dataclass(frozen=True, slots=True)
class Ahead:
    """Places and money of one future.

    Attributes:
        sufficiency: need against places.
        cost: what it costs; None where no price is known.
        block: block against spot, for each type that has both prices.
    """

    sufficiency: Sufficiency
    cost: Cost | None
    block: tuple[BlockCase, ...]


def ahead(
    counts: Any,
    stock: Any,
    dates: Sequence[date],
    *,
    provisions: Sequence[Provision],
    prices: Sequence[Price] = (),
    changes: Sequence[CapacityChange] = (),
    factors: Reals | None = None,
    seed: int = 1,
) -> Ahead:
    """Hold an ensemble against the places there are, and cost it, from its origin on.

    Args:
        counts: [replicate, kept, stream, state, age], as an `Ensemble` has them.
        stock: [stream, state, age], children in care on the origin, as a `Basis` has it.
        dates: the origin, then the date of each kept month.
        provisions: the places; a type without any is taken to have no limit.
        prices: what a week costs.
        changes: places that a scenario gains or loses.
        factors: [replicate, kept], what every count is multiplied by; the origin is known and stays as it is.
        seed: of the rises of prices; a scenario and its base must share it.
    """
    origin = np.broadcast_to(np.asarray(stock, np.float64), (counts.shape[0], 1, *counts.shape[2:]))
    every = np.concatenate([origin, np.asarray(counts, np.float64)], axis=1)
    if factors is not None:
        factors = np.concatenate([np.ones((factors.shape[0], 1)), factors], axis=1)
    held = sufficiency(every, dates, provisions, changes=changes, factors=factors)
    priced = cost(held.placed, dates, prices, seed=seed) if prices else None
    return Ahead(held, priced, block_cases(every, held, prices, factors=factors))
