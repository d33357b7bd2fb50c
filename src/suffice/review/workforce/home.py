"""What this room says on the home page: how many cases a social worker holds, and who could not be replaced."""

from __future__ import annotations

from collections.abc import Iterable

from suffice.core import work
from suffice.core.pages.addresses import here
from suffice.core.pages.home import Line, Want, knows, wants
from suffice.core.policies import Standing
from suffice.review.workforce import declarations, sentences
from suffice.review.workforce.queries import results


@knows
def workforce(place: Standing) -> Iterable[Line]:
    """Say how many cases a social worker holds and how many posts are vacant."""
    result = results.latest(place.authority) if place.may(declarations.SEE.code) else None
    told = result.told if result else None
    census = told.at(None) if told else None
    if told is not None and census is not None:
        words = sentences.answer(census, told.before(census))
        yield Line(words, here(place.authority, "workforce:board"), order=60)


@wants
def what_waits(place: Standing) -> Iterable[Want]:
    """Tell the analyst when the figures could not be made."""
    if place.may(declarations.MAKE.code) and work.failed(results.KIND, place.authority):
        yield Want("The workforce figures could not be made: see why", here(place.authority, "workforce:board"))
