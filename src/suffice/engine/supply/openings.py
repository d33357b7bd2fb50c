"""When a gap opens, and how many places would close it."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np

from suffice.engine.episodes import PlacementState
from suffice.engine.projection.cells import AGES
from suffice.engine.projection.tables import Reals
from suffice.engine.supply.groups import TYPES
from suffice.engine.supply.places import Places
from suffice.engine.supply.spread import quantile

_NONE = 1e-6  # a gap smaller than this is rounding


@dataclass(frozen=True, slots=True)
class Opening:
    """When one gap opens and what would close it.

    Attributes:
        placement: the type.
        age: the band; None for all ages.
        even: the first date on which somebody is short in at least half of the replicates; None where there is none.
        likely: the first on which somebody is in at least four of five.
        chance: of a gap on at least one of the dates: the share of replicates with one.
        worst: the date on which most places are wanted for four chances in five of enough.
        places80: places more, on that date, for four chances in five that nobody is short.
        places90: places more, on the worst date for it, for nine chances in ten.
    """

    placement: PlacementState
    age: str | None
    even: date | None
    likely: date | None
    chance: float
    worst: date
    places80: int
    places90: int

    def document(self) -> dict[str, Any]:
        """Return the opening as plain values."""
        return {
            "placement": str(self.placement),
            "age": self.age,
            "opens_even": self.even.isoformat() if self.even else None,
            "opens_likely": self.likely.isoformat() if self.likely else None,
            "chance_ever": self.chance,
            "worst": self.worst.isoformat(),
            "places_80": self.places80,
            "places_90": self.places90,
        }


def openings(dates: Sequence[date], places: Places, short: Reals) -> tuple[Opening, ...]:
    """Return when the gap of each recorded type opens, and of each of its age bands.

    Args:
        dates: rising.
        places: what there is.
        short: [replicate, date, type, age], children who find no place of the type that they need.
    """
    return tuple(_openings(dates, places, np.maximum(short, 0.0)))


def _openings(dates: Sequence[date], places: Places, short: Reals) -> Iterator[Opening]:
    for at, placement in enumerate(TYPES):
        of = [g for g, group in enumerate(places.groups) if group.placement is placement]
        if not all(places.groups[g].recorded for g in of):
            continue
        there = float(places.places[:, of].sum())
        usable = float(places.usable[:, of].sum()) / there if there else 1.0
        yield _opening(dates, placement, None, short[:, :, at].sum(axis=2), usable or 1.0)
        for band, label in enumerate(AGES):
            yield _opening(dates, placement, label, short[:, :, at, band], usable or 1.0)


def _opening(dates: Sequence[date], placement: PlacementState, age: str | None, short: Reals, usable: float) -> Opening:
    chances = (short > _NONE).mean(axis=0)
    ordered = np.sort(short, axis=0)
    wanted80, wanted90 = (_places(quantile(ordered, share), usable) for share in (0.8, 0.9))
    return Opening(
        placement=placement,
        age=age,
        even=_first(dates, chances, 0.5),
        likely=_first(dates, chances, 0.8),
        chance=float((short > _NONE).any(axis=1).mean()),
        worst=dates[int(np.argmax(wanted80))],
        places80=max(wanted80),
        places90=max(wanted90),
    )


def _first(dates: Sequence[date], chances: Reals, least: float) -> date | None:
    return next((on for on, chance in zip(dates, chances, strict=True) if chance >= least), None)


def _places(children: Reals, usable: float) -> list[int]:
    """Return how many places hold so many children more, as not every place can be used."""
    return [math.ceil(round(float(one) / usable, 6)) for one in children]
