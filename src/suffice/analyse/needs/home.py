"""What this room says on the home page: how many children are in care, first of all things."""

from __future__ import annotations

from collections.abc import Iterable

from suffice.analyse.needs import declarations, sentences
from suffice.analyse.needs.queries import results, trends
from suffice.core import work
from suffice.core.pages.addresses import here
from suffice.core.pages.home import Line, Want, knows, wants
from suffice.core.policies import Standing


@knows
def how_many(place: Standing) -> Iterable[Line]:
    """Say how many children are in care, in plain words to a young adviser."""
    result = results.latest(place.authority) if place.may(declarations.SEE.code) else None
    if result is None:
        return
    view = trends.view(result, None)
    groups = place.may(declarations.GROUPS.code)
    words = sentences.in_care(*view.told) if groups else " ".join(sentences.plainly(*view.told))
    yield Line(words, here(place.authority, "needs:trends"), order=10)


@wants
def what_waits(place: Standing) -> Iterable[Want]:
    """Tell the analyst when trends could not be made."""
    if place.may(declarations.MAKE.code) and work.failed(results.KIND, place.authority):
        yield Want("The local trends could not be made: see why", here(place.authority, "needs:trends"))
