"""A scenario: dated levers in people's units, and why somebody would pull them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from enum import StrEnum
from typing import Any, ClassVar

from suffice.engine.episodes import PlacementState
from suffice.engine.supply.model import Holding

VERSION = 1
MOST_SCENARIOS = 6
MOST_LEVERS = 30


class Kind(StrEnum):
    """What a lever moves."""

    STARTERS = "starters"
    PREVENTION = "prevention"
    FOSTER_HOMES = "foster_homes"
    STEP_DOWN = "step_down"
    PLACES = "places"
    REUNIFICATION = "reunification"
    AGENCY_TO_IN_HOUSE = "agency_to_in_house"
    SHOCK = "shock"

    @property
    def label(self) -> str:
        """The words a page uses."""
        return _LABELS[self]


_LABELS = {
    Kind.STARTERS: "Children starting care",
    Kind.PREVENTION: "Entries prevented",
    Kind.FOSTER_HOMES: "In-house foster homes",
    Kind.STEP_DOWN: "Stepping down from children's homes",
    Kind.PLACES: "Places opened or closed",
    Kind.REUNIFICATION: "Going home",
    Kind.AGENCY_TO_IN_HOUSE: "From agency to in-house fostering",
    Kind.SHOCK: "A shock",
}


class Who(StrEnum):
    """Which children a lever is about."""

    ALL = "all"
    OTHERS = "others"
    UNACCOMPANIED = "unaccompanied"

    @property
    def label(self) -> str:
        """The words a page uses."""
        return _WHO[self]


_WHO = {
    Who.ALL: "All children",
    Who.OTHERS: "All but unaccompanied children",
    Who.UNACCOMPANIED: "Unaccompanied children seeking asylum",
}


class Shape(StrEnum):
    """A shock with a name; `shapes.py` holds what each does, and where it was read."""

    COVID_19 = "covid-19"

    @property
    def label(self) -> str:
        """The words a page uses."""
        return "COVID-19, as the 2021-24 strategy reads it"


@dataclass(frozen=True, slots=True)
class Point:
    """One corner of a shock; between two corners its work changes evenly, and before the first and after the last it
    does nothing.

    Attributes:
        month: months since the shock began.
        entries_percent: change of the entries there: -20 is a fifth fewer.
        leaving_percent: change of the children leaving before they are 18.
    """

    month: float
    entries_percent: float = 0.0
    leaving_percent: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Lever:
    """What all levers have.

    Attributes:
        id: the lever's own name within the scenario; two scenarios that hold the same lever keep it.
        begins: the first day on which it works.
        until: the last day on which it works; None where it goes on.
        build_up_months: months in which it grows evenly from nothing to all it does.
        low: one in ten below this, in the unit of `amount`; None where it does exactly as it says.
        high: one in ten above this.
        note: where the number comes from.
    """

    kind: ClassVar[Kind]

    id: str
    begins: date
    until: date | None = None
    build_up_months: int = 0
    low: float | None = None
    high: float | None = None
    note: str = ""

    @property
    def amount(self) -> float:
        """How much it does, in its own unit: what `low` and `high` lie about."""
        raise NotImplementedError

    def document(self) -> dict[str, Any]:
        """Return the lever as plain values, ready for JSON; what is as it would be anyway is left out."""
        told = {
            field.name: _plain(value)
            for field in sorted(fields(self), key=lambda field: field.name in _OF_ALL)
            if (value := getattr(self, field.name)) != field.default
        }
        return {"id": told.pop("id"), "kind": str(self.kind), "from": told.pop("begins"), **told}


_OF_ALL = frozenset(field.name for field in fields(Lever))


@dataclass(frozen=True, slots=True, kw_only=True)
class Starters(Lever):
    """So many children start care a month, for the first time or again.

    Attributes:
        children_a_month: how many.
        who: of which children.
    """

    kind = Kind.STARTERS

    children_a_month: float
    who: Who = Who.ALL

    @property
    def amount(self) -> float:
        """Children a month."""
        return self.children_a_month


@dataclass(frozen=True, slots=True, kw_only=True)
class Prevention(Lever):
    """A service at the edge of care, after which so many fewer children enter a year.

    Attributes:
        entries_a_year: how many entries it prevents, at its full size.
        compared: the number was found by comparison with children like them who had no such help.
        ages: age bands of the children; empty for all.
        who: of which children.
    """

    kind = Kind.PREVENTION

    entries_a_year: float
    compared: bool = False
    ages: tuple[str, ...] = ()
    who: Who = Who.OTHERS

    @property
    def amount(self) -> float:
        """Entries a year."""
        return self.entries_a_year


@dataclass(frozen=True, slots=True, kw_only=True)
class FosterHomes(Lever):
    """In-house foster homes gained (or lost, below zero) a month, new ones less those that close.

    Attributes:
        homes_a_month: how many.
        children_a_home: children that a home has room for, on average.
    """

    kind = Kind.FOSTER_HOMES

    homes_a_month: float
    children_a_home: float

    @property
    def amount(self) -> float:
        """Homes a month."""
        return self.homes_a_month


@dataclass(frozen=True, slots=True, kw_only=True)
class StepDown(Lever):
    """So many children a quarter move from children's homes to another kind of placement, beside those who do already.

    Attributes:
        children_a_quarter: how many.
        to: where to.
        ages: age bands of the children; empty for all.
    """

    kind = Kind.STEP_DOWN

    children_a_quarter: float
    to: PlacementState
    ages: tuple[str, ...] = ()

    @property
    def amount(self) -> float:
        """Children a quarter."""
        return self.children_a_quarter


@dataclass(frozen=True, slots=True, kw_only=True)
class Places(Lever):
    """Places that open (or close, below zero) on a date.

    Attributes:
        places: how many.
        placement: of which kind.
        holding: how the council holds them.
    """

    kind = Kind.PLACES

    places: int
    placement: PlacementState
    holding: Holding = Holding.OWN

    @property
    def amount(self) -> float:
        """Places."""
        return float(self.places)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reunification(Lever):
    """More children go home to their families: by a percentage, or by so many a month. One of the two is given.

    Attributes:
        percent: how much more often than in the reference months.
        children_a_month: how many more.
        ages: age bands of the children; empty for all.
    """

    kind = Kind.REUNIFICATION

    percent: float | None = None
    children_a_month: float | None = None
    ages: tuple[str, ...] = ()

    @property
    def amount(self) -> float:
        """Per cent, or children a month."""
        return self.percent if self.percent is not None else float(self.children_a_month or 0.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class AgencyToInHouse(Lever):
    """So many children a month move from agency to in-house foster care, beside those who do already.

    Attributes:
        children_a_month: how many.
        carers_come_too: their carers change over with them, so the place moves as well.
    """

    kind = Kind.AGENCY_TO_IN_HOUSE

    children_a_month: float
    carers_come_too: bool = False

    @property
    def amount(self) -> float:
        """Children a month."""
        return self.children_a_month


@dataclass(frozen=True, slots=True, kw_only=True)
class Shock(Lever):
    """Entries and leaving change for a while, with a shape. Either `shape` or `points` is given.

    Attributes:
        shape: a shock with a name.
        points: its corners, by months since it began.
        strength_percent: how strong it is: 100 is as drawn, 50 half of it.
    """

    kind = Kind.SHOCK

    shape: Shape | None = None
    points: tuple[Point, ...] = ()
    strength_percent: float = 100.0

    @property
    def amount(self) -> float:
        """Per cent of the shock as drawn."""
        return self.strength_percent


LEVERS: Mapping[Kind, type[Lever]] = {
    one.kind: one
    for one in (Starters, Prevention, FosterHomes, StepDown, Places, Reunification, AgencyToInHouse, Shock)
}


@dataclass(frozen=True, slots=True)
class Scenario:
    """A future that somebody wants to look at.

    Attributes:
        name: what it is called.
        why: what it is for, in a sentence or two.
        levers: what is done, in the order in which it was written down.
    """

    name: str
    why: str = ""
    levers: tuple[Lever, ...] = ()

    def document(self) -> dict[str, Any]:
        """Return the scenario in the shape of `scenario.schema.json`."""
        return {
            "version": VERSION,
            "name": self.name,
            "why": self.why,
            "levers": [lever.document() for lever in self.levers],
        }


def _plain(value: Any) -> Any:
    match value:
        case date():
            return value.isoformat()
        case StrEnum():
            return str(value)
        case Point():
            return {field.name: getattr(value, field.name) for field in fields(value)}
        case tuple():
            return [_plain(one) for one in value]
    return value
