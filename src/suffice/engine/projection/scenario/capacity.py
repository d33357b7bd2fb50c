"""What the levers of a scenario do to the places that a council can use, as dated records."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

import numpy as np

from suffice.engine.episodes import PlacementState
from suffice.engine.projection.scenario import timing
from suffice.engine.projection.scenario.model import AgencyToInHouse, FosterHomes, Lever, Places
from suffice.engine.projection.scenario.pulls import Pulled
from suffice.engine.projection.tables import Reals
from suffice.engine.supply.model import CapacityChange, Holding


def capacity_changes(made: Sequence[Pulled], dates: Sequence[date]) -> tuple[CapacityChange, ...]:
    """Return every gain and loss of places, by day. Places are whole: a part of one waits until it has become one.

    Args:
        made: the levers of a scenario and how many children each moves.
        dates: the origin, then the last day of each month ahead.
    """
    changes = [change for one in made for change in _changes(one, dates)]
    return tuple(sorted(changes, key=lambda change: change.on))


def _changes(one: Pulled, dates: Sequence[date]) -> Iterator[CapacityChange]:
    match one.lever:
        case FosterHomes() as lever:
            homes = np.cumsum(timing.phase(lever, dates) * lever.homes_a_month) * lever.children_a_home
            yield from _steps(lever, homes, dates, PlacementState.IN_HOUSE_FOSTER, Holding.OWN)
        case AgencyToInHouse(carers_come_too=True) as lever:
            moved = np.cumsum(one.got)
            yield from _steps(lever, moved, dates, PlacementState.IN_HOUSE_FOSTER, Holding.OWN)
            yield from _steps(lever, -moved, dates, PlacementState.AGENCY_FOSTER, Holding.FRAMEWORK)
        case Places() as lever:
            yield from _places(lever, dates)


def _places(lever: Places, dates: Sequence[date]) -> Iterator[CapacityChange]:
    if lever.build_up_months == 0 and dates[0] < lever.begins <= dates[-1]:
        yield _change(lever, lever.places, lever.begins, lever.placement, lever.holding)
    elif lever.build_up_months > 0:
        grown = np.maximum.accumulate(timing.phase(lever, dates)) * lever.places
        yield from _steps(lever, grown, dates, lever.placement, lever.holding)
    if lever.until is not None and dates[0] <= lever.until < dates[-1] and lever.begins > dates[0]:
        yield _change(lever, -lever.places, lever.until + timedelta(days=1), lever.placement, lever.holding)


def _steps(
    lever: Lever, level: Reals, dates: Sequence[date], placement: PlacementState, holding: Holding
) -> Iterator[CapacityChange]:
    """The whole places of a level that grows or falls month by month, each from the end of its month."""
    whole = np.trunc(level + np.sign(level) * 1e-9).astype(np.int64)
    for month, step in enumerate(np.diff(whole, prepend=0)):
        if step:
            yield _change(lever, int(step), dates[month + 1], placement, holding)


def _change(lever: Lever, places: int, on: date, placement: PlacementState, holding: Holding) -> CapacityChange:
    return CapacityChange(placement=placement, holding=holding, places=places, on=on, name=lever.id)
