"""What this room says on the home page: what is overdue."""

from __future__ import annotations

from collections.abc import Iterable

from suffice.core import work
from suffice.core.pages.addresses import here
from suffice.core.pages.home import Line, Want, knows, wants
from suffice.core.policies import Standing
from suffice.core.roles import PracticeLead
from suffice.review.timeliness import declarations, sentences
from suffice.review.timeliness.figures import Figures
from suffice.review.timeliness.queries import results

_MOST = 3


@knows
def how_much(place: Standing) -> Iterable[Line]:
    """Say how much is overdue."""
    result = results.latest(place.authority) if place.may(declarations.SEE.code) else None
    if result is not None:
        yield Line(sentences.overall(Figures.of(result.figures)), here(place.authority, "timeliness:board"), order=40)


@wants
def what_waits(place: Standing) -> Iterable[Want]:
    """Tell the practice lead what is most overdue, and who may make figures when they could not be made."""
    if PracticeLead in place.roles:
        result = results.latest(place.authority)
        yield from _overdue(place, Figures.of(result.figures)) if result else ()
    if place.may(declarations.MAKE.code) and work.failed(results.KIND, place.authority):
        yield Want("Drift and delay could not be worked out: see why", here(place.authority, "timeliness:board"))


def _overdue(place: Standing, figures: Figures) -> Iterable[Want]:
    late = sorted((one for one in figures.by_rule if one.overdue), key=lambda one: -one.overdue)[:_MOST]
    for one in late:
        yield Want(sentences.wanted(figures, one), here(place.authority, "timeliness:rule", code=one.rule))
