"""Making the needs assessment: asked for when returns change, done in the background, kept whole or not at all."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from django.db import transaction

from suffice.analyse.needs.assessment import declarations
from suffice.analyse.needs.assessment.drawing import draw
from suffice.analyse.needs.assessment.figures import DEFINITION
from suffice.analyse.needs.assessment.queries import results
from suffice.analyse.needs.assessment.working import Progress, days_of, work_out
from suffice.analyse.needs.models import AssessmentResult
from suffice.analyse.needs.queries.results import published_days
from suffice.analyse.returns.queries import shelf, small_areas
from suffice.analyse.returns.queries.population import population_of
from suffice.core import work
from suffice.core.digests import digest_of
from suffice.core.events import record as record_event
from suffice.core.models import Authority, Person, Work
from suffice.core.pages.words import day
from suffice.core.policies import NotNow

_NOTHING = (
    "No return that tells of children is accepted, so there is no needs assessment to make. Accept an SSDA903 return, "
    "a children in need census or an Annex A workbook first."
)


def ask(*, authority: Authority, by: Person | None, at: datetime) -> Work | None:
    """Have the assessment made in the background, unless that waits to begin already; None without returns."""
    if not results.possible(authority):
        return None
    return work.ask(results.KIND, words="Working out the needs assessment", authority=authority, by=by, at=at)


def make(*, authority: Authority, by: Person | None, at: datetime, progress: Progress) -> AssessmentResult:
    """Work out the assessment from the returns accepted now, draw its charts and keep it.

    The result that stands is returned untouched when it was made of the same returns and figures.
    """
    standing, inputs = results.latest(authority), results.inputs(authority)
    if standing is not None and standing.is_made_of(inputs):
        return standing
    latest = results.latest_days(authority)
    if not latest:
        raise NotNow(_NOTHING)
    days = days_of(shelf.scene(authority, max(latest)), latest)
    found = work_out(
        lambda on: shelf.scene(authority, on),
        days=days,
        also=published_days(authority),
        people_on=lambda on: small_areas.people_on(authority, on),
        progress=progress,
    )
    found = replace(found, ahead=small_areas.projected(authority))
    charts = draw(found, population_of(authority), authority=authority, at=at, progress=progress)
    with transaction.atomic():
        made = AssessmentResult.objects.create(
            authority=authority,
            made_by=by,
            made_at=at,
            definition=DEFINITION,
            first_day=days[0],
            last_day=days[-1],
            inputs=inputs,
            inputs_digest=digest_of(inputs),
            figures=found.document(),
            charts=charts,
        )
        record_event(declarations.MADE, by=by, at=at, authority=authority, subject=made, on=day(days[-1]))
    return made
