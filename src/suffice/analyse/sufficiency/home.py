"""What this room says on the home page: the greatest gap ahead, and that the answer has grown old."""

from __future__ import annotations

from collections.abc import Iterable

from suffice.analyse.sufficiency import declarations, sentences
from suffice.analyse.sufficiency.queries import results
from suffice.core import work
from suffice.core.pages.addresses import here
from suffice.core.pages.home import Line, Want, knows, wants
from suffice.core.policies import Standing


@knows
def enough_places(place: Standing) -> Iterable[Line]:
    """Tell the greatest gap ahead, in plain words to a young adviser; nothing before places are recorded."""
    result = results.latest(place.authority) if place.may(declarations.SEE.code) else None
    if result is None or not result.held.recorded:
        return
    detailed = place.may(declarations.PLACES.code)
    words = sentences.answer(result.held) if detailed else sentences.plainly(result.held)[0]
    yield Line(words, here(place.authority, "sufficiency:board"), order=22)


@wants
def what_waits(place: Standing) -> Iterable[Want]:
    """Tell those who may make it again that the answer could not be made."""
    if place.may(declarations.MAKE.code) and work.failed(results.KIND, place.authority):
        yield Want("Need could not be held against places: see why", here(place.authority, "sufficiency:board"))
