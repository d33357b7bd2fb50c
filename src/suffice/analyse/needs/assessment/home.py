"""What the needs assessment says on the home page: how many children are known, and whether it could be made."""

from __future__ import annotations

from collections.abc import Iterable

from suffice.analyse.needs import declarations
from suffice.analyse.needs.assessment import sentences
from suffice.analyse.needs.assessment.queries import reading, results
from suffice.core import work
from suffice.core.pages.addresses import here
from suffice.core.pages.home import Line, Want, knows, wants
from suffice.core.policies import Standing


@knows
def how_many_are_known(place: Standing) -> Iterable[Line]:
    """Say how many children are known at which tier, to those who read totals by group."""
    result = results.latest(place.authority) if place.may(declarations.GROUPS.code) else None
    if result is not None:
        words = sentences.known(reading.view(result, None))
        yield Line(words, here(place.authority, "needs:assessment"), order=12)


@wants
def what_waits(place: Standing) -> Iterable[Want]:
    """Tell the analyst when the assessment could not be made."""
    if place.may(declarations.MAKE.code) and work.failed(results.KIND, place.authority):
        yield Want("The needs assessment could not be made: see why", here(place.authority, "needs:assessment"))
