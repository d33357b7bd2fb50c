"""Small futures and places, written by hand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import numpy as np

from suffice.engine.calendar import months_after
from suffice.engine.episodes import PlacementState
from suffice.engine.projection.cells import AGES, STATES
from suffice.engine.supply.model import Holding, Price, Provision

P, H = PlacementState, Holding
LONG_AGO = date(2000, 1, 1)


def month_ends(first: date, months: int) -> list[date]:
    """Return a last day of a month, and those of the months after it."""
    return [months_after(first + timedelta(days=1), month) - timedelta(days=1) for month in range(months + 1)]


def futures(replicates: Sequence[Mapping[tuple[P, str], Sequence[float]]], dates: int) -> Any:
    """Return [replicate, date, state, age] out of the children of each state and age on each date."""
    counts = np.zeros((len(replicates), dates, len(STATES), len(AGES)))
    for at, one in enumerate(replicates):
        for (state, age), children in one.items():
            counts[at, :, STATES.index(str(state)), AGES.index(age)] = children
    return counts


def places(placement: P, holding: H, number: int, **also: Any) -> Provision:
    """Return a provision that has been open for long."""
    given = {"name": f"{placement} {holding}", "provider": "Elm", "opens": LONG_AGO, **also}
    return Provision(placement=placement, holding=holding, places=number, **given)


def price(placement: P, weekly: str, **also: Any) -> Price:
    """Return a price that has held for long."""
    return Price(placement=placement, weekly=Decimal(weekly), **{"begins": LONG_AGO, **also})
