"""Holding need against places: asked for when returns, market or scenarios change, made in the background."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from suffice.analyse.projections.queries.place import own_of, place_of
from suffice.analyse.returns.queries.history import accepted_history
from suffice.analyse.sufficiency import declarations
from suffice.analyse.sufficiency.drawing import draw
from suffice.analyse.sufficiency.models import SufficiencyResult
from suffice.analyse.sufficiency.queries import results
from suffice.analyse.sufficiency.working import Progress, work_out
from suffice.core import work
from suffice.core.digests import digest_of
from suffice.core.events import record as record_event
from suffice.core.models import Authority, Person, Work
from suffice.core.pages.words import day
from suffice.core.policies import NotNow

_NOTHING = "No projection has been made, so there is no need to hold against places. Make one first."


def ask(*, authority: Authority, by: Person | None, at: datetime) -> Work | None:
    """Have the result made in the background, unless that waits to begin already; None without a projection."""
    if results.projection(authority) is None:
        return None
    return work.ask(results.KIND, words="Holding need against places", authority=authority, by=by, at=at)


def make(*, authority: Authority, by: Person | None, at: datetime, progress: Progress) -> SufficiencyResult:
    """Hold the latest projection against the market that stands, draw the charts and keep the result.

    The result that stands is returned untouched when it was made of the same.
    """
    run = results.projection(authority)
    if run is None:
        raise NotNow(_NOTHING)
    standing, inputs = results.latest(authority), results.inputs(run)
    if standing is not None and standing.is_made_of(inputs):
        return standing
    told = work_out(
        accepted_history(authority),
        results.market(authority),
        results.saved(authority),
        asked=run.asked,
        place=place_of(authority),
        own=own_of(authority, run.origin),
        progress=progress,
    )
    result = SufficiencyResult(
        authority=authority,
        made_by=by,
        made_at=at,
        origin=run.origin,
        inputs=inputs,
        inputs_digest=digest_of(inputs),
        places=told.places,
        ages=told.ages,
        cost=told.cost,
        block=told.block,
        scenarios=told.scenarios,
    )
    result.charts = draw(result, at=at, progress=progress)
    with transaction.atomic():
        result.save()
        record_event(declarations.MADE, by=by, at=at, authority=authority, subject=result, origin=day(run.origin))
    return result
