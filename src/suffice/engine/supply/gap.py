"""Need against places: who finds a place, who is short of one, when, how surely, and how many places would do."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np

from suffice.engine.episodes import PlacementState
from suffice.engine.findings import Example, Finding, Severity, merged
from suffice.engine.projection.cells import AGES, STATES
from suffice.engine.projection.tables import Reals
from suffice.engine.supply.flow import Filled, fill
from suffice.engine.supply.groups import OVERFLOW, TYPES, Group, Lot, small
from suffice.engine.supply.model import CapacityChange, Holding, Provision
from suffice.engine.supply.openings import Opening, openings
from suffice.engine.supply.places import Places, places_of
from suffice.engine.supply.spread import Spread, spreads

_NONE = 1e-6  # a gap smaller than this is rounding
ROWS = [STATES.index(str(one)) for one in TYPES]


@dataclass(frozen=True, slots=True)
class Placed:
    """Where children would live, replicate by replicate: what cost is made of.

    Attributes:
        groups: groups of places, as `held` has them.
        lots: who provides the places of each group.
        held: [replicate, date, group], children.
        elsewhere: [replicate, date, state], children in states that are not places; nought in the others.
        unmet: [replicate, date], children who find no place.
    """

    groups: tuple[Group, ...]
    lots: tuple[Lot, ...]
    held: Reals
    elsewhere: Reals
    unmet: Reals


@dataclass(frozen=True, slots=True)
class Gap:
    """Need against places of one type on one date, for all ages or one age band.

    Attributes:
        on: the date.
        placement: the type that children need.
        age: the band; None for all ages.
        places: how many there are (open to that age); None where none is recorded.
        usable: how many of them can be used.
        need: children who need the type.
        gap: need less usable places, negative where there are more; of an age band, the children of `short`, as places
            are shared with other ages; None where nothing is recorded.
        short: children who find no place of that type; they go to the next, or nowhere.
        unmet: those of them who find no place at all.
        chance: share of replicates in which anybody is short; None where nothing is recorded.
    """

    on: date
    placement: PlacementState
    age: str | None
    places: float | None
    usable: float | None
    need: Spread
    gap: Spread | None
    short: Spread
    unmet: Spread
    chance: float | None

    def document(self) -> dict[str, Any]:
        """Return the gap as plain values."""
        return {
            "date": self.on.isoformat(),
            "placement": str(self.placement),
            "age": self.age,
            "places": _tidy(self.places),
            "usable": _tidy(self.usable),
            "need": self.need.document(),
            "gap": self.gap.document() if self.gap else None,
            "short": self.short.document(),
            "unmet": self.unmet.document(),
            "chance": self.chance,
        }


@dataclass(frozen=True, slots=True)
class Occupancy:
    """Places of one type and holding on one date, and how full they will be.

    Attributes:
        on: the date.
        placement: the type.
        holding: how they are held.
        places: how many there are.
        usable: how many can be used.
        children: who would live in them, those included who need another type and find it full.
        occupancy: mean children over places; None where there are no places.
    """

    on: date
    placement: PlacementState
    holding: Holding
    places: float
    usable: float
    children: Spread
    occupancy: float | None

    def document(self) -> dict[str, Any]:
        """Return the figures as plain values."""
        return {
            "date": self.on.isoformat(),
            "placement": str(self.placement),
            "holding": str(self.holding),
            "places": _tidy(self.places),
            "usable": _tidy(self.usable),
            "children": self.children.document(),
            "occupancy": None if self.occupancy is None else round(self.occupancy, 4),
        }


@dataclass(frozen=True, slots=True)
class Unmet:
    """Children for whom there is no place of any type that would do, on one date."""

    on: date
    children: Spread
    chance: float

    def document(self) -> dict[str, Any]:
        """Return the figures as plain values."""
        return {"date": self.on.isoformat(), "children": self.children.document(), "chance": self.chance}


@dataclass(frozen=True, slots=True)
class Sufficiency:
    """Whether there are enough places.

    Attributes:
        dates: the dates asked about, rising.
        replicates: how many simulated futures.
        by_type: need against places, by date and type.
        by_age: the same by age band.
        by_holding: places by date, type and holding, and how full.
        openings: when each gap opens, by type and by type and age, and how many places would close it.
        unmet: children for whom there is no place at all, by date.
        placed: where children would live, replicate by replicate.
        findings: what was supposed, and what could not be told.
    """

    dates: tuple[date, ...]
    replicates: int
    by_type: tuple[Gap, ...]
    by_age: tuple[Gap, ...]
    by_holding: tuple[Occupancy, ...]
    openings: tuple[Opening, ...]
    unmet: tuple[Unmet, ...]
    placed: Placed
    findings: tuple[Finding, ...]

    def document(self) -> dict[str, Any]:
        """Return the shape that ``suffice project --capacity --json`` promises under ``sufficiency``."""
        return {
            "replicates": self.replicates,
            "overflow": {str(one): [str(next_) for next_ in after] for one, after in OVERFLOW.items()},
            **{
                name: [one.document() for one in getattr(self, name)]
                for name in ("by_type", "by_age", "by_holding", "openings", "unmet", "findings")
            },
        }


def sufficiency(
    counts: Any,
    dates: Sequence[date],
    provisions: Sequence[Provision],
    *,
    changes: Sequence[CapacityChange] = (),
    factors: Reals | None = None,
) -> Sufficiency:
    """Hold the need of an ensemble against the places that a council can use.

    Args:
        counts: [replicate, date, stream, state, age] or [replicate, date, state, age], children in care.
        dates: of the second axis, rising.
        provisions: the places. A type without any is taken to have no limit, and a finding says so.
        changes: places that a scenario gains or loses.
        factors: [replicate, date], what every count is multiplied by (reconciliation); 1 where not given.

    Source of the method: `docs/method/supply.md`.
    """
    need = needed(counts, factors)
    places = places_of(provisions, changes, dates)
    filled = fill(need[:, :, ROWS], places.usable, places.groups)
    elsewhere = need.sum(axis=3)
    elsewhere[:, :, ROWS] = 0.0
    without = filled.unmet.sum(axis=(2, 3))
    by_type = tuple(_by_type(dates, places, need, filled))
    return Sufficiency(
        dates=tuple(dates),
        replicates=need.shape[0],
        by_type=by_type,
        by_age=tuple(_by_age(dates, places, need, filled)),
        by_holding=tuple(_by_holding(dates, places, filled)),
        openings=openings(dates, places, need[:, :, ROWS] - filled.found),
        unmet=tuple(
            Unmet(on, one, _chance(without[:, at]))
            for at, (on, one) in enumerate(zip(dates, spreads(without), strict=True))
        ),
        placed=Placed(places.groups, places.lots, filled.held, elsewhere, without),
        findings=merged([*places.findings, *_more_than_places(dates[0], by_type, need)]),
    )


def needed(counts: Any, factors: Reals | None = None) -> Reals:
    """Return [replicate, date, state, age], children who need each type, from the counts of an ensemble."""
    whole = np.asarray(counts, np.float64)
    need = whole.sum(axis=2) if whole.ndim == 5 else whole.copy()
    return need if factors is None else need * np.asarray(factors)[:, :, None, None]


def _by_type(dates: Sequence[date], places: Places, need: Reals, filled: Filled) -> Iterator[Gap]:
    for at, placement in enumerate(TYPES):
        wanted, found, unmet = (
            one.sum(axis=2) for one in (need[:, :, ROWS[at]], filled.found[:, :, at], filled.unmet[:, :, at])
        )
        yield from _gaps(dates, places, placement, None, figures=(wanted, found, unmet))


def _by_age(dates: Sequence[date], places: Places, need: Reals, filled: Filled) -> Iterator[Gap]:
    for at, placement in enumerate(TYPES):
        for band in range(len(AGES)):
            figures = (need[:, :, ROWS[at], band], filled.found[:, :, at, band], filled.unmet[:, :, at, band])
            yield from _gaps(dates, places, placement, band, figures=figures)


def _gaps(
    dates: Sequence[date],
    places: Places,
    placement: PlacementState,
    band: int | None,
    *,
    figures: tuple[Reals, Reals, Reals],
) -> Iterator[Gap]:
    wanted, found, unmet = figures
    there, usable = _places(places, placement, band)
    short = np.maximum(wanted - found, 0.0)
    gap = None if usable is None else spreads(short if band is not None else wanted - usable)
    told = zip(dates, spreads(wanted), spreads(short), spreads(unmet), strict=True)
    for at, (on, needs, lacks, without) in enumerate(told):
        yield Gap(
            on=on,
            placement=placement,
            age=None if band is None else AGES[band],
            places=None if there is None else float(there[at]),
            usable=None if usable is None else float(usable[at]),
            need=needs,
            gap=None if gap is None else gap[at],
            short=lacks,
            unmet=without,
            chance=None if usable is None else _chance(short[:, at]),
        )


def _places(places: Places, placement: PlacementState, band: int | None) -> tuple[Reals | None, Reals | None]:
    """Return [date], all and usable places of a type that an age may use; None where nothing is recorded."""
    of = [at for at, group in enumerate(places.groups) if group.placement is placement]
    if not all(places.groups[at].recorded for at in of):
        return None, None
    open_to = [at for at in of if band is None or places.groups[at].first <= band <= places.groups[at].last]
    return places.places[:, open_to].sum(axis=1), places.usable[:, open_to].sum(axis=1)


def _by_holding(dates: Sequence[date], places: Places, filled: Filled) -> Iterator[Occupancy]:
    kinds = dict.fromkeys((group.placement, group.holding) for group in places.groups if group.recorded)
    for placement, holding in kinds:
        of = [at for at, one in enumerate(places.groups) if (one.placement, one.holding) == (placement, holding)]
        there, usable = places.places[:, of].sum(axis=1), places.usable[:, of].sum(axis=1)
        for at, (on, children) in enumerate(zip(dates, spreads(filled.held[:, :, of].sum(axis=2)), strict=True)):
            yield Occupancy(
                on=on,
                placement=placement,
                holding=holding,
                places=float(there[at]),
                usable=float(usable[at]),
                children=children,
                occupancy=children.mean / float(there[at]) if there[at] > 0 else None,
            )


def _more_than_places(on: date, by_type: Sequence[Gap], need: Reals) -> Iterator[Finding]:
    """Tell where more children live today than the record has places for, if the first date is a day that is known."""
    if not (need[:, 0] == need[:1, 0]).all():
        return
    for gap in (one for one in by_type if one.on == on and one.usable is not None):
        if gap.usable is not None and gap.need.mean > gap.usable + _NONE:
            sentence = (
                f"On {on.day} {on:%B %Y} {gap.need.mean:,.0f} children live in {small(gap.placement)}, and "
                f"{gap.usable:,.1f} places that can be used are recorded ({gap.places:,.0f} in all): record the places "
                "that are missing, or a greater share that can be used; until then the gap is overstated."
            )
            yield Finding("more-children-than-places", Severity.QUERY, 1, (Example("", None, None, None, sentence),))


def _chance(short: Reals) -> float:
    return float((short > _NONE).mean())


def _tidy(places: float | None) -> float | None:
    return None if places is None else round(places, 6)
