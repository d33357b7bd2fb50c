"""What the home page says, filled by the rooms: what the house knows, and what wants this person."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from suffice.core.policies import Standing


@dataclass(frozen=True, slots=True)
class Line:
    """Something that the house knows, as a sentence; the lowest `order` is how the children are doing."""

    words: str
    address: str = ""
    order: int = 50


@dataclass(frozen=True, slots=True)
class Want:
    """Something that waits for this person: the sentence is the link; `due` puts it in order."""

    words: str
    address: str
    due: date | None = None


Knower = Callable[[Standing], Iterable[Line]]
Wanter = Callable[[Standing], Iterable[Want]]
_KNOWERS: list[Knower] = []
_WANTERS: list[Wanter] = []


def knows(function: Knower) -> Knower:
    """Register a room's function that says what the house knows."""
    if function not in _KNOWERS:
        _KNOWERS.append(function)
    return function


def wants(function: Wanter) -> Wanter:
    """Register a room's function that says what waits for a person."""
    if function not in _WANTERS:
        _WANTERS.append(function)
    return function


def lines(place: Standing) -> Sequence[Line]:
    """Return what the house knows, for this person."""
    return sorted((line for knower in _KNOWERS for line in knower(place)), key=lambda line: line.order)


def waiting(place: Standing) -> Sequence[Want]:
    """Return what waits for this person, the soonest due first."""
    found = [want for wanter in _WANTERS for want in wanter(place)]
    return sorted(found, key=lambda want: (want.due is None, want.due or date.max))
