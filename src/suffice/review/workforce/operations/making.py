"""Making the workforce figures: asked for when returns change, done in the background, kept whole or not at all."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from suffice.analyse.returns.queries import shelf
from suffice.analyse.returns.queries.register import runs
from suffice.core import work
from suffice.core.digests import digest_of
from suffice.core.events import record as record_event
from suffice.core.models import Authority, Person, Work
from suffice.core.policies import NotNow
from suffice.engine.measures import Scene
from suffice.review.workforce import declarations
from suffice.review.workforce.drawing import Progress, draw
from suffice.review.workforce.models import WorkforceResult
from suffice.review.workforce.queries import results
from suffice.review.workforce.working import DEFINITION, work_out

_NOTHING = (
    "No workforce census and no file of monthly figures is accepted, so there is nothing to work out. Accept one first."
)


def ask(*, authority: Authority, by: Person | None, at: datetime) -> Work | None:
    """Have the figures made in the background, unless that waits to begin already; None where nothing tells them."""
    if not results.returns_in_use(authority):
        return None
    return work.ask(results.KIND, words="Working out the workforce", authority=authority, by=by, at=at)


def make(*, authority: Authority, by: Person | None, at: datetime, progress: Progress) -> WorkforceResult:
    """Work out the workforce from the returns accepted now, draw its charts and keep it.

    The result that stands is returned untouched when it was made of the same returns.
    """
    standing, inputs = results.latest(authority), results.inputs(authority)
    if standing is not None and standing.is_made_of(inputs):
        return standing
    if not inputs["returns"]:
        raise NotNow(_NOTHING)

    def scene(on: date) -> Scene:
        return shelf.scene(authority, on)

    told = work_out(shelf.returns_of(authority), scene)
    charts = draw(told, authority=authority, at=at, progress=progress)
    with transaction.atomic():
        made = WorkforceResult.objects.create(
            authority=authority,
            made_by=by,
            made_at=at,
            definition=DEFINITION,
            inputs=inputs,
            inputs_digest=digest_of(inputs),
            figures=told.document(),
            charts=charts,
        )
        years = runs(sorted({one["year"] for one in inputs["returns"] if one["year"]}))
        record_event(declarations.MADE, by=by, at=at, authority=authority, subject=made, years=years)
    return made
