"""What the levers of a scenario say against one another, and what a reader of its results should know."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from suffice.engine.calendar import months_after
from suffice.engine.findings import Example, Finding, Severity, note
from suffice.engine.projection.scenario.fields import amount_key
from suffice.engine.projection.scenario.model import (
    AgencyToInHouse,
    FosterHomes,
    Lever,
    Places,
    Prevention,
    Reunification,
    Scenario,
    Starters,
    Who,
)
from suffice.engine.projection.scenario.troubles import Trouble
from suffice.engine.words import prose

_UNEVEN = 0.2
_LATEST = date.max


def contradictions(levers: Sequence[Lever]) -> Iterator[Trouble]:
    """Yield what cannot be meant: within a lever, and between two."""
    for number, lever in enumerate(levers, start=1):
        for trouble in _within(lever):
            yield trouble.at(number)
        for earlier, other in enumerate(levers[: number - 1], start=1):
            for trouble in _between(lever, other, earlier):
                yield trouble.at(number)


def remarks(scenario: Scenario) -> Iterator[Finding]:
    """Yield what a reader should know of a scenario that can be used."""
    if not scenario.levers:
        yield note("scenario-without-levers", f"{scenario.name} has no lever, so it is the same as the base.")
    for number, lever in enumerate(scenario.levers, start=1):
        yield from _remarks(lever, f"Lever {number} ({lever.id})")


def dates_apart(scenario: Scenario, *, origin: date, last: date) -> Iterator[Finding]:
    """Yield what is outside the time that a projection covers.

    Args:
        scenario: to be looked at.
        origin: the last day that is known.
        last: the last day that is projected.
    """
    for number, lever in enumerate(scenario.levers, start=1):
        place = f"Lever {number} ({lever.id})"
        if lever.begins > last:
            yield _query(
                "lever-after-the-projection",
                f"{place}, `from`: {prose(lever.begins)} is after the projection ends on {prose(last)}, so it does "
                "nothing: project more years, or begin it earlier.",
            )
        elif lever.until is not None and lever.until <= origin:
            yield _query(
                "lever-before-the-projection",
                f"{place}, `until`: {prose(lever.until)} is before the projection begins after {prose(origin)}, so "
                "it does nothing: begin the projection earlier, or take the lever out.",
            )
        elif lever.begins <= origin:
            yield note(
                "lever-already-works",
                f"{place}, `from`: {prose(lever.begins)} is before the projection begins after {prose(origin)}. What "
                "it did until then is in the rates already, so some of its work may be counted twice.",
            )


def _within(lever: Lever) -> Iterator[Trouble]:
    if lever.until is not None and lever.until < lever.begins:
        yield Trouble(
            f"{prose(lever.until)} is before it begins on {prose(lever.begins)}: put the days in order", key="until"
        )
    elif lever.until is not None and months_after(lever.begins, lever.build_up_months) > lever.until + timedelta(1):
        yield Trouble(
            f"it would still be building up after {lever.build_up_months} months when it ends on "
            f"{prose(lever.until)}: shorten it, or end the lever later",
            key="build_up_months",
        )
    if (lever.low is None) != (lever.high is None):
        yield Trouble("give both ends of the range, or neither", key="low" if lever.low is None else "high")
    elif lever.low is not None and lever.high is not None:
        yield from _range(lever, lever.low, lever.high)


def _range(lever: Lever, low: float, high: float) -> Iterator[Trouble]:
    if not low <= lever.amount <= high:
        yield Trouble(
            f"the range {low:g} to {high:g} does not hold the number itself, {lever.amount:g}: correct one of them",
            key="low" if lever.amount < low else "high",
        )
    elif min(low, high) < 0 < max(low, high):
        yield Trouble(
            "the range lies on both sides of zero, so nobody could say which way the lever works: narrow it, or take "
            "the lever out",
            key="low",
        )


def _between(lever: Lever, other: Lever, number: int) -> Iterator[Trouble]:
    if lever.id == other.id:
        yield Trouble(f"lever {number} is called {lever.id} too: give each its own", key="id")
    if isinstance(lever, Starters) and isinstance(other, Starters) and _meet(lever, other):
        yield Trouble(
            f"lever {number} says already how many children start care at that time: end one before the other "
            "begins, or keep one",
            key="from",
        )


def _meet(one: Starters, other: Starters) -> bool:
    """Whether both speak of some child on some day."""
    if one.who != other.who and Who.ALL not in (one.who, other.who):
        return False
    return one.begins <= (other.until or _LATEST) and other.begins <= (one.until or _LATEST)


def _remarks(lever: Lever, place: str) -> Iterator[Finding]:
    if isinstance(lever, Prevention) and not lever.compared:
        yield _query(
            "prevented-entries-not-compared",
            f"{place}: a service's own count of children who did not enter care is no count of entries prevented, "
            "since many of them would not have entered anyway. Without a comparison read it as the most it may do.",
        )
    if isinstance(lever, Reunification) and lever.percent is not None and lever.percent < 1:
        yield _query(
            "percent-below-one",
            f"{place}, `percent`: {lever.percent:g} is less than one in a hundred; if {lever.percent:.0%} was meant, "
            f"write {100 * lever.percent:g}.",
        )
    if isinstance(lever, FosterHomes | Places):
        yield note(
            "lever-moves-places-only",
            f"{place} changes how many places there are, and not where children live: what it does is told by capacity "
            "against need.",
        )
    if isinstance(lever, FosterHomes | Places) and lever.low is not None:
        yield note(
            "range-of-places-not-used",
            f"{place}: {lever.low:g} to {lever.high:g} is kept with the lever, but the places open as the "
            "number itself says. To see the ends, copy the scenario and give each its own number.",
        )
    if isinstance(lever, AgencyToInHouse) and not lever.carers_come_too:
        yield note(
            "places-to-be-found",
            f"{place} takes it that there are in-house homes for these children; capacity against need tells whether.",
        )
    yield from _range_remarks(lever, place)


def _range_remarks(lever: Lever, place: str) -> Iterator[Finding]:
    if lever.low is None or lever.high is None or lever.high == lever.low:
        return
    off = abs(lever.amount - (lever.low + lever.high) / 2) / (lever.high - lever.low)
    if off > _UNEVEN:
        yield note(
            "range-not-even",
            f"{place}: {lever.low:g} to {lever.high:g} does not lie evenly about {lever.amount:g} "
            f"(`{amount_key(lever.kind)}`). The range is taken as wide as it is, and even about that number.",
        )


def _query(code: str, sentence: str) -> Finding:
    return Finding(code, Severity.QUERY, 1, (Example("", None, None, None, sentence),))
