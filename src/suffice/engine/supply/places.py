"""Which places there are on each day, in groups that the same children may use."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

import numpy as np

from suffice.engine.episodes import AGE_BANDS, PlacementState
from suffice.engine.findings import Finding, note
from suffice.engine.projection.tables import Reals
from suffice.engine.supply.changes import changed
from suffice.engine.supply.groups import BANDS, FILLED, OVERFLOW, TYPES, UNRECORDED, Group, Lot, share_open, small
from suffice.engine.supply.model import CapacityChange, Holding, Provision


@dataclass(frozen=True, slots=True)
class Places:
    """Every place on every date.

    Attributes:
        groups: in the order in which they are filled, within each type.
        lots: who provides them.
        usable: [date, group]; infinite where nothing is recorded.
        places: [date, group]; nought where nothing is recorded.
        findings: what was supposed.
    """

    groups: tuple[Group, ...]
    lots: tuple[Lot, ...]
    usable: Reals
    places: Reals
    findings: tuple[Finding, ...]


def places_of(provisions: Sequence[Provision], changes: Sequence[CapacityChange], dates: Sequence[date]) -> Places:
    """Sort provisions into groups, and count their places on each date.

    Args:
        provisions: what the council can use; those that are no places (see `OVERFLOW`) are told and left out.
        changes: what a scenario gains or loses; a loss is shared out over the places of that type and holding.
        dates: rising.
    """
    held = [one for one in provisions if one.placement in OVERFLOW]
    told = [*_left_out(provisions), *_between_bands(held)]
    groups = _groups(held, changes)
    lots = [lot for at, group in enumerate(groups) for lot in _lots(at, group, held, dates)]
    lots, clipped = changed(lots, groups, changes, dates)
    usable = np.zeros((len(dates), len(groups)))
    places = np.zeros((len(dates), len(groups)))
    for lot in lots:
        usable[:, lot.group] += lot.usable
        places[:, lot.group] += lot.places
    usable[:, [at for at, group in enumerate(groups) if not group.recorded]] = np.inf
    return Places(tuple(groups), tuple(lots), usable, places, (*told, *clipped, *_without_record(groups)))


def bands_of(provision: Provision) -> tuple[int, int]:
    """Return the first and last age band that may use a provision: those of which it takes at least half the years.

    One that takes half of no band counts for the band of which it takes most.
    """
    covered = [
        max(0, min(provision.oldest + 1, after) - max(provision.youngest, first)) / (after - first)
        for _, first, after in AGE_BANDS
    ]
    taken = [at for at, share in enumerate(covered) if share >= 0.5] or [int(np.argmax(covered))]
    return taken[0], taken[-1]


def _groups(held: Sequence[Provision], changes: Sequence[CapacityChange]) -> list[Group]:
    found = {Group(one.placement, one.holding, *bands_of(one)) for one in held}
    recorded = {group.placement for group in found}
    known = {(group.placement, group.holding) for group in found}
    for change in changes:
        if change.places > 0 and change.placement in recorded and (change.placement, change.holding) not in known:
            found.add(Group(change.placement, change.holding, *_bands_of_type(change.placement)))
    for placement in TYPES:
        if placement not in recorded:
            holding = UNRECORDED.get(placement, Holding.SPOT)
            found.add(Group(placement, holding, 0, BANDS - 1, recorded=False))
    return sorted(
        found, key=lambda one: (TYPES.index(one.placement), FILLED.index(one.holding), one.last - one.first, one.first)
    )


def _bands_of_type(placement: PlacementState) -> tuple[int, int]:
    return (BANDS - 1 if placement is PlacementState.SUPPORTED_ACCOMMODATION else 0), BANDS - 1


def _lots(at: int, group: Group, held: Sequence[Provision], dates: Sequence[date]) -> list[Lot]:
    mine = [one for one in held if Group(one.placement, one.holding, *bands_of(one)) == group]
    by_provider: dict[str, list[Provision]] = {}
    for one in mine:
        by_provider.setdefault(one.provider, []).append(one)
    return [
        Lot(
            group=at,
            provider=provider,
            places=np.array([sum(one.places for one in ones if _open(one, on)) for on in dates], np.float64),
            usable=np.array([sum(one.places * one.usable for one in ones if _open(one, on)) for on in dates]),
            open_between=np.array(
                [
                    sum(one.places * share_open(one.opens, one.closes, after, on) for one in ones)
                    for after, on in pairwise(dates)
                ]
            ),
        )
        for provider, ones in sorted(by_provider.items())
    ]


def _open(provision: Provision, on: date) -> bool:
    return provision.opens <= on and (provision.closes is None or on < provision.closes)


def _left_out(provisions: Sequence[Provision]) -> list[Finding]:
    return [
        note(
            "provision-without-places",
            f"{one.name} is recorded with {one.places:,} places as {one.placement.label}, which is not a place that a "
            "council holds, so it is left out: remove it, or correct its type.",
        )
        for one in provisions
        if one.placement not in OVERFLOW
    ]


def _between_bands(held: Sequence[Provision]) -> list[Finding]:
    """Tell of homes whose ages begin or end inside an age band."""
    edges = {age for _, first, after in AGE_BANDS for age in (first, after)}
    inside = [one for one in held if one.youngest not in edges or one.oldest + 1 not in edges]
    if not inside:
        return []
    first, last = bands_of(inside[0])
    return [
        note(
            "ages-inside-a-band",
            f"Ages are followed in bands, so places count for a band when they take at least half of its years: "
            f"{inside[0].name}, for {inside[0].youngest} to {inside[0].oldest}, counts for "
            f"{_bands_in_words(first, last)}.",
            count=len(inside),
        )
    ]


def _bands_in_words(first: int, last: int) -> str:
    names = [label.replace("-", " to ") for label, _, _ in AGE_BANDS[first : last + 1]]
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def _without_record(groups: Sequence[Group]) -> list[Finding]:
    return [
        note(
            "no-capacity-recorded",
            f"No capacity is recorded for {small(group.placement)}, so every child who needs it is taken to find a "
            f"place ({group.holding.label.lower()}, without limit), and whether there are enough is not known: record "
            "the places to see the gap.",
            value=str(group.placement),
        )
        for group in groups
        if not group.recorded
    ]
