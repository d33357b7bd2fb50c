"""The one search box: each room says what it can find."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from suffice.core import guide
from suffice.core.pages import navigation
from suffice.core.policies import Standing


@dataclass(frozen=True, slots=True)
class Hit:
    """Something found: its kind ("Page"), what the link says, where it leads, and a line about it."""

    kind: str
    label: str
    address: str
    words: str = ""


Finder = Callable[[Standing, str], Iterable[Hit]]
_FINDERS: list[Finder] = []


def register(function: Finder) -> Finder:
    """Register a room's function that finds things by a person's words; it must heed what they may see."""
    if function not in _FINDERS:
        _FINDERS.append(function)
    return function


def search(place: Standing, words: str) -> Sequence[Hit]:
    """Return what this person's words find, by the order of the rooms."""
    wanted = words.strip().casefold()
    return [hit for finder in _FINDERS for hit in finder(place, wanted)] if wanted else []


@register
def find_doors(place: Standing, words: str) -> Iterable[Hit]:
    """Find pages of the navigation by their label or their sentence."""
    for door in navigation.doors(place):
        if words in f"{door.label} {door.words}".casefold():
            yield Hit("Page", door.label, door.address(place), door.words)


@register
def find_guide(place: Standing, words: str) -> Iterable[Hit]:
    """Find pages of the guide, of how figures are made and of what words mean, by any words in them."""
    for paper in guide.found(words):
        yield Hit("Guide", paper.title, paper.address, paper.first)
