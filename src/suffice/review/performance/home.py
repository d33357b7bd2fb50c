"""What this room says on the home page and finds: which targets are missed, what waits to be signed, measures."""

from __future__ import annotations

from collections.abc import Iterable

from suffice.core import work
from suffice.core.pages import search
from suffice.core.pages.addresses import here
from suffice.core.pages.home import Line, Want, knows, wants
from suffice.core.pages.search import Hit
from suffice.core.pages.words import counted, day
from suffice.core.policies import Standing
from suffice.engine.measures import INDICATORS
from suffice.review.performance import declarations
from suffice.review.performance.queries import board, keeping, results


@knows
def how_it_stands(place: Standing) -> Iterable[Line]:
    """Say how many measures have a figure, and how many of those with a target miss it."""
    result = results.latest(place.authority) if place.may(declarations.SEE.code) else None
    if result is not None:
        words = f"Up to {day(result.last_day)}, {board.brief(result)}"
        yield Line(words, here(place.authority, "performance:board"), order=30)


@wants
def what_waits(place: Standing) -> Iterable[Want]:
    """Tell the leader what waits for a signature, and the analyst when measures could not be made."""
    if place.may(declarations.SIGN.code) and (waiting := keeping.unsigned(place.authority).count()):
        words = f"{counted(waiting, 'commentary', 'commentaries')} on measures to sign"
        yield Want(words, here(place.authority, "performance:commentaries"))
    if place.may(declarations.MAKE.code) and work.failed(results.MAKE, place.authority):
        yield Want("The measures could not be made: see why", here(place.authority, "performance:board"))


@search.register
def find_measures(place: Standing, words: str) -> Iterable[Hit]:
    """Find measures by words of their title, for those who may read them."""
    if not place.may(declarations.SEE.code):
        return
    for code, one in INDICATORS.items():
        if words in one.title.casefold():
            yield Hit("Measure", one.title, here(place.authority, "performance:measure", code=code), str(one.area))
