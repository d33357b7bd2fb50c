"""Levers in sentences, each written from what the lever holds."""

from __future__ import annotations

from collections.abc import Sequence
from functools import singledispatch

from suffice.engine.episodes import PlacementState
from suffice.engine.projection.scenario.model import (
    AgencyToInHouse,
    FosterHomes,
    Lever,
    Places,
    Point,
    Prevention,
    Reunification,
    Scenario,
    Shock,
    Starters,
    StepDown,
    Who,
)
from suffice.engine.supply.model import Holding
from suffice.engine.words import counted, figure, listed, prose

_CHILD, _AS_BEFORE = ("child", "children"), "as before"
_HELD = {
    Holding.OWN: "run by the council itself",
    Holding.BLOCK: "under a block contract",
    Holding.FRAMEWORK: "under a framework",
    Holding.SPOT: "bought one by one",
}
_PLACES = {
    PlacementState.IN_HOUSE_FOSTER: "in-house foster care",
    PlacementState.AGENCY_FOSTER: "agency foster care",
    PlacementState.FRIENDS_AND_FAMILY: "foster care by friends or family",
    PlacementState.CHILDRENS_HOME: "children's homes",
    PlacementState.SECURE: "secure homes",
    PlacementState.SUPPORTED_ACCOMMODATION: "supported accommodation",
    PlacementState.WITH_PARENTS: "placements with parents",
    PlacementState.PLACED_FOR_ADOPTION: "placements for adoption",
    PlacementState.OTHER: "other placements",
}


def told(lever: Lever) -> str:
    """From 1 April 2027 a service at the edge of care prevents 24 entries a year (12 to 36, four times in five)."""
    when = f"{'On' if isinstance(lever, Places) else 'From'} {prose(lever.begins)}"
    tail = "".join(part for part in (_likely(lever), _until(lever), _build_up(lever)) if part)
    return f"{when} {_does(lever)}{tail}."


def in_short(scenario: Scenario) -> str:
    """The kinds of its levers, in a line."""
    kinds: dict[str, int] = {}
    for lever in scenario.levers:
        kinds[lever.kind.label] = kinds.get(lever.kind.label, 0) + 1
    words = [label if many == 1 else f"{label} ({many} times)" for label, many in kinds.items()]
    return ", ".join(words) or "Nothing yet"


def short(lever: Lever) -> str:
    """A lever's label for a chart or a table: its kind and its date."""
    return f"{lever.kind.label}, {'on' if isinstance(lever, Places) else 'from'} {prose(lever.begins)}"


@singledispatch
def _does(lever: Lever) -> str:
    """What the lever does, in the middle of a sentence."""
    raise NotImplementedError(lever.kind)


@_does.register
def _(lever: Starters) -> str:
    kind = ("unaccompanied child", "unaccompanied children") if lever.who is Who.UNACCOMPANIED else _CHILD
    aside = ", unaccompanied children aside" if lever.who is Who.OTHERS else ""
    verb = _verb(lever.children_a_month, "start")
    return f"{counted(lever.children_a_month, *kind)} {verb} care a month{aside}"


@_does.register
def _(lever: Prevention) -> str:
    entries = counted(lever.entries_a_year, "entry", "entries")
    whose = "unaccompanied children" if lever.who is Who.UNACCOMPANIED else "children" if lever.ages else ""
    into = f" of {whose}{_aged(lever.ages)}" if whose else ""
    return f"a service at the edge of care prevents {entries}{into} a year"


@_does.register
def _(lever: FosterHomes) -> str:
    room = f"each with room for {counted(lever.children_a_home, *_CHILD)}"
    verb = "shrinks" if lever.homes_a_month < 0 else "grows"
    return f"the number of in-house foster homes {verb} by {figure(abs(lever.homes_a_month))} a month, {room}"


@_does.register
def _(lever: StepDown) -> str:
    children = _more(lever.children_a_quarter, lever.ages)
    verb = _verb(lever.children_a_quarter, "step")
    return f"{children} a quarter {verb} down from children's homes to {_PLACES[lever.to]}"


@_does.register
def _(lever: Places) -> str:
    places = counted(abs(lever.places), "place", "places")
    verb = _verb(abs(lever.places), "open" if lever.places > 0 else "close")
    return f"{places} in {_PLACES[lever.placement]} {verb}, {_HELD[lever.holding]}"


@_does.register
def _(lever: Reunification) -> str:
    if lever.percent is not None:
        return f"children{_aged(lever.ages)} go home {figure(lever.percent)}% more often than they did"
    return f"{_more(lever.amount, lever.ages)} a month {_verb(lever.amount, 'go')} home"


@_does.register
def _(lever: AgencyToInHouse) -> str:
    carers = ", and their carers come with them" if lever.carers_come_too else ""
    verb = _verb(lever.children_a_month, "move")
    return f"{_more(lever.children_a_month)} a month {verb} from agency to in-house foster care{carers}"


@_does.register
def _(lever: Shock) -> str:
    strength = "" if lever.strength_percent == 100 else f", at {figure(lever.strength_percent)}% of its strength"
    if lever.shape is not None:
        return f"a shock: {lever.shape.label}{strength}"
    corners = [
        f"{changes} after {counted(one.month, 'month')}"
        for one in lever.points
        if (changes := _corner(one)) != _AS_BEFORE or one.month
    ]
    return f"a shock{strength}: {', then '.join(corners)}"


def _more(value: float, ages: Sequence[str] = ()) -> str:
    return counted(value, "more child", "more children") + _aged(ages)


def _verb(value: float, verb: str) -> str:
    if value != 1:
        return verb
    return f"{verb}es" if verb == "go" else f"{verb}s"


def _corner(point: Point) -> str:
    changes = (("enter", point.entries_percent), ("leave", point.leaving_percent))
    told = [f"{figure(abs(by))}% {'more' if by > 0 else 'fewer'} {verb}" for verb, by in changes if by]
    return listed(told) or _AS_BEFORE


def _aged(ages: Sequence[str]) -> str:
    told = ("under 1" if label == "0" else label.replace("-", " to ") for label in ages)
    return f" aged {' or '.join(told)}" if ages else ""


def _likely(lever: Lever) -> str:
    if lever.low is None or lever.high is None:
        return ""
    unit = "%" if isinstance(lever, Shock) or getattr(lever, "percent", None) is not None else ""
    return f" (between {figure(lever.low)}{unit} and {figure(lever.high)}{unit}, four times in five)"


def _until(lever: Lever) -> str:
    return f", until {prose(lever.until)}" if lever.until else ""


def _build_up(lever: Lever) -> str:
    return f"; it takes {counted(lever.build_up_months, 'month')} to build up" if lever.build_up_months else ""
