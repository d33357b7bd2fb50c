"""Making the local trends: asked for when returns or population change, done in the background, kept whole or not."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from django.db import transaction

from suffice.analyse.needs import declarations
from suffice.analyse.needs.drawing import draw
from suffice.analyse.needs.models import TrendsResult
from suffice.analyse.needs.queries import results
from suffice.analyse.needs.trends import DEFINITION, work_out
from suffice.analyse.returns.queries import history
from suffice.analyse.returns.queries.population import population_of
from suffice.analyse.returns.queries.register import runs
from suffice.core import work
from suffice.core.digests import digest_of
from suffice.core.events import record as record_event
from suffice.core.models import Authority, Person, Work
from suffice.core.policies import NotNow

Progress = Callable[[int, int, str], None]
_NOTHING = "No return is accepted, so there is nothing to work out local trends from. Accept a return first."


def ask(*, authority: Authority, by: Person | None, at: datetime) -> Work | None:
    """Have the trends made in the background, unless that waits to begin already; None without accepted returns."""
    if not history.in_use(authority):
        return None
    return work.ask(results.KIND, words="Working out local trends", authority=authority, by=by, at=at)


def make(*, authority: Authority, by: Person | None, at: datetime, progress: Progress) -> TrendsResult:
    """Work out the trends from the returns accepted now, draw their charts and keep them.

    The result that stands is returned untouched when it was made of the same returns and figures.
    """
    standing, inputs = results.latest(authority), results.inputs(authority)
    if standing is not None and standing.is_made_of(inputs):
        return standing
    known = history.accepted_history(authority)
    if known.first_day is None:
        raise NotNow(_NOTHING)
    trends = work_out(known, also=results.published_days(authority), progress=progress)
    charts = draw(trends, population_of(authority), authority=authority, at=at, progress=progress)
    with transaction.atomic():
        made = TrendsResult.objects.create(
            authority=authority,
            made_by=by,
            made_at=at,
            definition=DEFINITION,
            first_day=trends.first_day,
            last_day=trends.last_day,
            inputs=inputs,
            inputs_digest=digest_of(inputs),
            figures=trends.document(),
            charts=charts,
        )
        years = runs([one["year"] for one in inputs["returns"]])
        record_event(declarations.MADE, by=by, at=at, authority=authority, subject=made, years=years)
    return made
