"""Places gained and lost from a day on, as scenarios suppose, applied to the places that there are."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import pairwise

import numpy as np

from suffice.engine.findings import Finding, note
from suffice.engine.projection.tables import Reals
from suffice.engine.supply.groups import OVERFLOW, Group, Lot, share_open, small
from suffice.engine.supply.model import CapacityChange


def changed(
    lots: list[Lot], groups: Sequence[Group], changes: Sequence[CapacityChange], dates: Sequence[date]
) -> tuple[list[Lot], list[Finding]]:
    """Apply every change in the order of its day."""
    told: list[Finding] = []
    for change in sorted(changes, key=lambda one: (one.on, one.name)):
        of = [at for at, g in enumerate(groups) if (g.placement, g.holding) == (change.placement, change.holding)]
        if change.placement not in OVERFLOW or not any(groups[at].recorded for at in of):
            told.append(_without_effect(change))
        elif change.places > 0:
            lots = [*lots, *_gained(lots, of, change, dates)]
        else:
            lots, lost = _lost(lots, of, change, dates)
            told += lost
    return lots, told


def _gained(lots: Sequence[Lot], of: Sequence[int], change: CapacityChange, dates: Sequence[date]) -> list[Lot]:
    """Add places to the groups of the type in proportion to the places that they have at most."""
    before = np.array([max(_most(lots, at), 0.0) for at in of])
    shares = before / before.sum() if before.sum() else np.full(len(of), 1 / len(of))
    usable = _usable_share(lots, of)
    here = np.array([1.0 if change.on <= on else 0.0 for on in dates])
    between = np.array([share_open(change.on, None, after, on) for after, on in pairwise(dates)])
    return [
        Lot(
            at,
            None,
            change.places * share * here,
            change.places * share * usable * here,
            change.places * share * between,
        )
        for at, share in zip(of, shares, strict=True)
        if share
    ]


def _most(lots: Sequence[Lot], group: int) -> float:
    return float(sum((lot.places.max(initial=0.0) for lot in lots if lot.group == group), 0.0))


def _usable_share(lots: Sequence[Lot], of: Sequence[int]) -> float:
    places = sum(float(lot.places.sum()) for lot in lots if lot.group in of)
    return sum(float(lot.usable.sum()) for lot in lots if lot.group in of) / places if places else 1.0


def _lost(
    lots: Sequence[Lot], of: Sequence[int], change: CapacityChange, dates: Sequence[date]
) -> tuple[list[Lot], list[Finding]]:
    """Take places from all lots of the type and holding in proportion, as far as there are any."""
    here = np.array([change.on <= on for on in dates])
    there = sum((lot.places for lot in lots if lot.group in of), np.zeros(len(dates)))
    between = np.array([share_open(change.on, None, after, on) for after, on in pairwise(dates)])
    open_then = sum((lot.open_between for lot in lots if lot.group in of), np.zeros(len(dates) - 1))
    keep = np.where(here, _kept(there, -change.places), 1.0)
    keep_between = 1 - between * (1 - _kept(open_then, -change.places))
    made = [
        Lot(lot.group, lot.provider, lot.places * keep, lot.usable * keep, lot.open_between * keep_between)
        if lot.group in of
        else lot
        for lot in lots
    ]
    short = bool(np.any(here & (there < -change.places)))
    return made, [_more_than_there_are(change)] if short else []


def _kept(there: Reals, lost: int) -> Reals:
    """Return the share of places that is left."""
    return np.asarray(np.clip(1 - lost / np.maximum(there, 1e-300), 0.0, 1.0))


def _without_effect(change: CapacityChange) -> Finding:
    return note(
        "change-of-unrecorded-places",
        f"{_named(change)} changes places of {small(change.placement)} ({change.holding.label.lower()}), of which "
        "none is recorded, so it has no effect on the gap: record the places first.",
        value=change.name,
    )


def _more_than_there_are(change: CapacityChange) -> Finding:
    return note(
        "fewer-places-than-lost",
        f"{_named(change)} takes away {-change.places:,} places of {small(change.placement)} "
        f"({change.holding.label.lower()}), more than there are: all of them are taken away.",
        value=change.name,
    )


def _named(change: CapacityChange) -> str:
    return f"The change called {change.name}" if change.name else "A change"
