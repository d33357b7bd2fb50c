"""Places that a council can use, and what a week in them costs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from suffice.engine.episodes import PlacementState


class Holding(StrEnum):
    """How the council holds a place."""

    OWN = "own"
    BLOCK = "block"
    FRAMEWORK = "framework"
    SPOT = "spot"

    @property
    def label(self) -> str:
        """The words a page uses."""
        return _LABELS[self]


_LABELS = {
    Holding.OWN: "The council's own",
    Holding.BLOCK: "Block contract",
    Holding.FRAMEWORK: "Framework",
    Holding.SPOT: "Spot purchase",
}


@dataclass(frozen=True, slots=True)
class Provision:
    """Places of one kind in one home, or with one service or group of carers.

    Attributes:
        name: the home, service or group of carers.
        provider: the organisation that runs it; the council's own name where it does.
        placement: what kind of placement its places are.
        holding: how the council holds them.
        places: how many, at most.
        opens: the first day that they can be used.
        closes: the first day that they cannot any more; None while no end is known.
        usable: the share that can be used in the ordinary run of things (matching, gender, notice), 0 to 1.
        youngest: the youngest age in whole years that may live there.
        oldest: the oldest age in whole years.
        urn: the inspectorate's number, where it has one.
    """

    name: str
    provider: str
    placement: PlacementState
    holding: Holding
    places: int
    opens: date
    closes: date | None = None
    usable: float = 1.0
    youngest: int = 0
    oldest: int = 17
    urn: str | None = None


@dataclass(frozen=True, slots=True)
class Price:
    """What a place costs a week.

    Attributes:
        placement: the kind of placement.
        weekly: pounds a week for one child, or for one place under a block contract.
        begins: the day from which the price holds, before any uplift.
        holding: how the place is held; None where the price is the same however it is.
        provider: whose price it is; None where it is what the kind costs in general.
        need: the level of need that it is for; "" where one price holds for all.
        uplift: expected rise each 1 April, as a share: 0.05 is five per cent.
        uplift_spread: standard deviation of that rise from year to year, as a share.
        per_place: True where each place is paid for whether a child lives there or not; always so under a block
            contract.
    """

    placement: PlacementState
    weekly: Decimal
    begins: date
    holding: Holding | None = None
    provider: str | None = None
    need: str = ""
    uplift: float = 0.0
    uplift_spread: float = 0.0
    per_place: bool = False


@dataclass(frozen=True, slots=True)
class CapacityChange:
    """Places gained or lost from a day on, as a scenario supposes.

    Attributes:
        placement: the kind of placement.
        holding: how the council holds the places.
        places: how many more; fewer where negative.
        on: the first day of the change.
        name: what is said of it, such as the lever's name.
    """

    placement: PlacementState
    holding: Holding
    places: int
    on: date
    name: str = ""
