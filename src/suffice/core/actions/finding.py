"""Actions found by the search box."""

from __future__ import annotations

from collections.abc import Iterable

from suffice.core.actions import declarations, queries
from suffice.core.actions.registers import state_words
from suffice.core.pages import search
from suffice.core.pages.addresses import here
from suffice.core.pages.search import Hit
from suffice.core.pages.words import day
from suffice.core.policies import Standing

_MOST = 10


@search.register
def find_actions(place: Standing, words: str) -> Iterable[Hit]:
    """Find actions by a word of what will be done, for those who may read them."""
    if not place.may(declarations.SEE.code):
        return
    for one in queries.actions(place.authority).filter(title__icontains=words)[:_MOST]:
        told = f"{state_words(one)}: {one.owner}, by {day(one.due)}"
        yield Hit("Action", one.title, here(place.authority, "core:action", pk=one.pk), told)
