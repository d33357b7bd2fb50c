"""A lever in a sentence, and a number of children in words."""

from __future__ import annotations

from suffice.engine.episodes.remarks import prose
from suffice.engine.projection.scenario.model import (
    AgencyToInHouse,
    FosterHomes,
    Lever,
    Places,
    Prevention,
    Reunification,
    Shock,
    Starters,
    StepDown,
    Who,
)


def described(lever: Lever) -> str:
    """Return what a lever does, from when and until when: "12 children start care a month, from 1 April 2026"."""
    until = "" if lever.until is None else f" to {prose(lever.until)}"
    grown = "" if lever.build_up_months == 0 else f", built up over {_counted(lever.build_up_months, 'month')}"
    return f"{_does(lever)}, from {prose(lever.begins)}{until}{grown}"


def ranged(lever: Lever) -> str:
    """Return the range of a lever in its own unit; nothing where it does exactly as it says."""
    if lever.low is None or lever.high is None:
        return ""
    return f"between {lever.low:g} and {lever.high:g}, four times in five"


def _does(lever: Lever) -> str:
    match lever:
        case Starters():
            return f"{_counted(lever.children_a_month, _child(lever.who))} start care a month"
        case Prevention():
            return f"{_counted(lever.entries_a_year, 'entry', 'entries')} prevented a year{_ages(lever.ages)}"
        case FosterHomes():
            way = "more" if lever.homes_a_month > 0 else "fewer"
            return f"{_counted(abs(lever.homes_a_month), f'{way} in-house foster home')} a month"
        case StepDown():
            to = lever.to.label.lower()
            return f"{_more(lever.children_a_quarter)} a quarter step down to {to}{_ages(lever.ages)}"
        case Places():
            way, kind = ("open" if lever.places > 0 else "close"), lever.placement.label.lower()
            return f"{_counted(abs(lever.places), 'place')} {way} ({kind}, {lever.holding.label.lower()})"
    return _does_otherwise(lever)


def _does_otherwise(lever: Lever) -> str:
    match lever:
        case AgencyToInHouse():
            return f"{_more(lever.children_a_month)} a month move from agency to in-house foster care"
        case Reunification(percent=None):
            return f"{_more(lever.amount)} a month go home{_ages(lever.ages)}"
        case Reunification():
            return f"children go home {lever.amount:g}% more often{_ages(lever.ages)}"
        case Shock(shape=None):
            name = "a shock of its own shape"
        case Shock(shape=shape):
            name = "" if shape is None else shape.label
        case _:
            raise TypeError(lever.kind)
    return name if lever.amount == 100 else f"{name}, at {lever.amount:g}% of its strength"


def _child(who: Who) -> str:
    return "unaccompanied child" if who is Who.UNACCOMPANIED else "child"


def _more(number: float) -> str:
    return _counted(number, "more child")


def _counted(number: float, one: str, many: str | None = None) -> str:
    plural = many or (f"{one}ren" if one.endswith("child") else f"{one}s")
    return f"{number:g} {one if number == 1 else plural}"


def _ages(labels: tuple[str, ...]) -> str:
    if not labels:
        return ""
    told = ["under 1" if label == "0" else label.replace("-", " to ") for label in labels]
    return f", aged {' and '.join([', '.join(told[:-1]), told[-1]] if len(told) > 1 else told)}"
