"""Block against spot: how many places to contract for, when demand is a range and not a number."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import numpy as np

from suffice.engine.projection.tables import Reals
from suffice.engine.supply.spread import Money, exact, monies, quantile

TARGET = 0.85
_FURTHER = 1.25  # the curve goes on so far past the most that demand comes to
_MOST_POINTS = 400


class CannotCompare(ValueError):
    """Block and spot cannot be held against each other; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Point:
    """What so many block places would cost and do.

    Attributes:
        places: block places.
        weekly: pounds a week for them and for spot places for whoever finds none in them.
        occupancy: mean share of the block places that are lived in; None for no places.
        spot: mean children in spot places.
    """

    places: int
    weekly: Money
    occupancy: float | None
    spot: float

    def document(self) -> dict[str, Any]:
        """Return the point as plain values."""
        return {
            "places": self.places,
            "weekly": self.weekly.document(),
            "occupancy": None if self.occupancy is None else round(self.occupancy, 4),
            "spot": round(self.spot, 3),
        }


@dataclass(frozen=True, slots=True)
class BreakEven:
    """Block against spot for one kind of place.

    Attributes:
        block: pounds a week for one block place, filled or not.
        spot: pounds a week for one child in a spot place.
        usable: the share of block places that can be used.
        ratio: share of the time that demand may stay within the block places when their number is best.
        occupancy: the occupancy above which a block place is cheaper than spot: block over spot.
        best: the number of block places with the least expected cost; nought where block is never cheaper.
        target: the occupancy that is wished for.
        at_target: the greatest number of block places whose mean occupancy is at least the target.
        saving: mean pounds a week that the best number saves against spot alone.
        curve: cost by number of block places, from none on.
    """

    block: Decimal
    spot: Decimal
    usable: float
    ratio: float
    occupancy: float
    best: int
    target: float
    at_target: int
    saving: Decimal
    curve: tuple[Point, ...]

    def document(self) -> dict[str, Any]:
        """Return the comparison as plain values."""
        return {
            "block": float(self.block),
            "spot": float(self.spot),
            "usable": self.usable,
            "ratio": round(self.ratio, 6),
            "break_even_occupancy": round(self.occupancy, 6),
            "best": self.best,
            "target": self.target,
            "at_target": self.at_target,
            "saving": float(self.saving),
            "curve": [one.document() for one in self.curve],
        }


def break_even(
    demand: Reals, *, block: Decimal, spot: Decimal, usable: float = 1.0, target: float = TARGET
) -> BreakEven:
    """Weigh block places, paid for filled or not, against spot places, paid for as they are used.

    The expected weekly cost of Q block places is ``block Q + spot E[(D - usable Q)+]``. It is least at the smallest Q
    with ``P(D <= usable Q) >= 1 - block / (usable spot)``, which for places that can all be used is the newsvendor's
    ``F_D(Q) >= (spot - block) / spot``; where that is no whole number, at the one below or above.

    Args:
        demand: children who need a place, in each replicate and month; any shape, all equally likely.
        block: pounds a week for one block place.
        spot: pounds a week for one child in a spot place.
        usable: share of block places that can be used, above 0 and at most 1.
        target: occupancy that is wished for, 0 to 1.

    Raises:
        CannotCompare: a price is nought or less, or there is no demand to weigh.
    """
    if block <= 0 or spot <= 0:
        raise CannotCompare("A price of nought or less cannot be compared: give what a week costs.")
    if demand.size == 0 or not 0 < usable <= 1 or not 0 < target <= 1:
        raise CannotCompare("There is no demand to weigh, or no part of the places can be used: check both.")
    wanted = np.sort(np.maximum(demand.reshape(-1), 0.0))
    ratio = max(0.0, 1 - float(block) / (usable * float(spot)))
    most = math.ceil(_FURTHER * float(wanted[-1]) / usable) + 1
    numbers = np.unique(np.linspace(0, most, min(most + 1, _MOST_POINTS)).astype(int))
    at_ratio = float(quantile(wanted, ratio)) / usable if ratio > 0 else 0.0
    whole = (math.floor(round(at_ratio, 9)), math.ceil(round(at_ratio, 9)))
    costs = {places: float(_weekly(places, wanted, block, spot, usable).mean()) for places in (0, *whole)}
    best = min(whole, key=lambda places: costs[places])
    return BreakEven(
        block=block,
        spot=spot,
        usable=usable,
        ratio=ratio,
        occupancy=float(block / spot),
        best=best,
        target=target,
        at_target=_at_target(wanted, usable, target),
        saving=exact(costs[0] - costs[best]),
        curve=tuple(_points(sorted({*map(int, numbers), best}), wanted, block, spot, usable)),
    )


def _points(numbers: Sequence[int], wanted: Reals, block: Decimal, spot: Decimal, usable: float) -> Iterator[Point]:
    for places in numbers:
        lived = np.minimum(wanted, usable * places)
        weekly = monies(_weekly(places, wanted, block, spot, usable)[:, None])[0]
        occupancy = float(lived.mean()) / places if places else None
        yield Point(places, weekly, occupancy, float((wanted - lived).mean()))


def _weekly(places: int, wanted: Reals, block: Decimal, spot: Decimal, usable: float) -> Reals:
    over = np.maximum(wanted - usable * places, 0.0)
    return np.asarray(float(block) * places + float(spot) * over)


def _at_target(wanted: Reals, usable: float, target: float) -> int:
    """Return the greatest number of places whose mean occupancy is at least the target; occupancy falls with places."""
    low, high = 0, int(float(wanted.mean()) / target) + 1
    while low < high:
        middle = (low + high + 1) // 2
        if np.minimum(wanted, usable * middle).mean() / middle >= target - 1e-12:
            low = middle
        else:
            high = middle - 1
    return low
