"""What this room says on the home page: what the scenarios compared last would change."""

from __future__ import annotations

from collections.abc import Iterable

from suffice.analyse.scenarios import declarations
from suffice.analyse.scenarios.queries import comparisons
from suffice.core.pages.addresses import here
from suffice.core.pages.home import Line, Want, knows, wants
from suffice.core.policies import Standing


@knows
def what_would_change(place: Standing) -> Iterable[Line]:
    """Say what the last comparison says, to those who may read it."""
    found = comparisons.latest(place.authority) if place.may(declarations.READ.code) else None
    if found is not None:
        address = here(place.authority, "scenarios:comparison", pk=found.pk)
        yield Line(found.answer, address, order=30)


@wants
def what_waits(place: Standing) -> Iterable[Want]:
    """Tell those who compare scenarios when the last comparison is older than the returns."""
    if not place.may(declarations.MAKE.code):
        return
    found = comparisons.latest(place.authority)
    if found is not None and not comparisons.holds(found):
        words = "The last comparison of scenarios is older than the accepted returns: make it again"
        yield Want(words, here(place.authority, "scenarios:comparison", pk=found.pk))
