"""What this room says on the home page: how many there may be, and that a projection has grown old."""

from __future__ import annotations

from collections.abc import Iterable

from suffice.analyse.projections import declarations, sentences
from suffice.analyse.projections.models import RunPurpose
from suffice.analyse.projections.queries import runs
from suffice.core.pages.addresses import here
from suffice.core.pages.home import Line, Want, knows, wants
from suffice.core.policies import Standing


@knows
def how_many_ahead(place: Standing) -> Iterable[Line]:
    """Say how many children there may be in care, in plain words to a young adviser."""
    run = runs.latest(place.authority, RunPurpose.LATEST) if place.may(declarations.SEE.code) else None
    if run is None:
        return
    outcome = run.outcome
    words = sentences.ahead(outcome.last) if place.may(declarations.GROUPS.code) else sentences.guess(outcome)
    yield Line(words, here(place.authority, "projections:projections"), order=20)


@wants
def what_waits(place: Standing) -> Iterable[Want]:
    """Tell those who make projections when the one that stands is older than the returns, or could not be made."""
    if not place.may(declarations.MAKE.code):
        return
    address = here(place.authority, "projections:projections")
    pending = runs.under_way(place.authority, RunPurpose.LATEST)
    if pending is not None:
        if pending.work is not None and pending.work.state == pending.work.State.FAILED:
            yield Want("The projection could not be made: see why", address)
        return
    run = runs.latest(place.authority, RunPurpose.LATEST)
    if run is not None and not runs.holds(run):
        yield Want("The projection is older than the accepted returns: make it anew", address)
