"""The types that are places, where a full type sends children, and how places are sorted into groups."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from suffice.engine.episodes import AGE_BANDS, PlacementState
from suffice.engine.projection.tables import Reals
from suffice.engine.supply.model import Holding

OVERFLOW: Mapping[PlacementState, tuple[PlacementState, ...]] = {
    PlacementState.IN_HOUSE_FOSTER: (PlacementState.AGENCY_FOSTER, PlacementState.CHILDRENS_HOME),
    PlacementState.AGENCY_FOSTER: (PlacementState.IN_HOUSE_FOSTER, PlacementState.CHILDRENS_HOME),
    PlacementState.CHILDRENS_HOME: (),
    PlacementState.SECURE: (PlacementState.CHILDRENS_HOME,),
    PlacementState.SUPPORTED_ACCOMMODATION: (PlacementState.CHILDRENS_HOME,),
}
"""The types that are places to be held, and where a child goes, in order, when the type that is needed is full. A child
who finds no place there either is unmet need. The other states (friends and family, parents, adoption, other) are not
places: whoever needs them is there."""

TYPES = tuple(OVERFLOW)
"""The types that are places, in the order of the arrays."""

LAST_RESORT = PlacementState.CHILDRENS_HOME
"""The type whose spot price is paid for a child who finds no place: it is the last that is tried for every child."""

FILLED = (Holding.OWN, Holding.BLOCK, Holding.FRAMEWORK, Holding.SPOT)
"""The order in which places of a type are filled: what is paid for anyway first."""

UNRECORDED = {PlacementState.IN_HOUSE_FOSTER: Holding.OWN}
"""How places are taken to be held where none is recorded: spot purchase, but in-house foster care is the council's."""

BANDS = len(AGE_BANDS)


@dataclass(frozen=True, slots=True)
class Group:
    """Places of one type that are held alike and open to the same ages.

    Attributes:
        placement: the type.
        holding: how they are held.
        first: position in `AGE_BANDS` of the youngest band that may use them.
        last: of the oldest.
        recorded: False for a type without any record, whose places are taken to be without limit.
    """

    placement: PlacementState
    holding: Holding
    first: int
    last: int
    recorded: bool = True


@dataclass(frozen=True, slots=True)
class Lot:
    """The places of one provider within a group.

    Attributes:
        group: position of the group.
        provider: who; None for places that a scenario gains, and where nothing is recorded.
        places: [date], all places.
        usable: [date], those that can be used.
        open_between: [interval between dates], mean number of places open.
    """

    group: int
    provider: str | None
    places: Reals
    usable: Reals
    open_between: Reals


def share_open(opens: date, closes: date | None, after: date, until: date) -> float:
    """Return the share of the days after one date, up to another, that lie between opening and closing."""
    first, last = max(opens.toordinal(), after.toordinal() + 1), until.toordinal()
    if closes is not None:
        last = min(last, closes.toordinal() - 1)
    return max(0, last - first + 1) / (until - after).days


def small(placement: PlacementState) -> str:
    """Return the words for the places of a type as they stand inside a sentence."""
    return _PLURAL.get(placement, placement.label[0].lower() + placement.label[1:])


_PLURAL = {
    PlacementState.CHILDRENS_HOME: "children's homes",
    PlacementState.SECURE: "secure homes",
    PlacementState.WITH_PARENTS: "placements with parents",
    PlacementState.PLACED_FOR_ADOPTION: "placements for adoption",
    PlacementState.OTHER: "other placements",
}
