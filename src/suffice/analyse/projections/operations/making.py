"""Making a projection that was asked for; it is kept whole, with its charts, or not at all."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from suffice.analyse.projections import declarations
from suffice.analyse.projections.drawing import draw
from suffice.analyse.projections.models import ProjectionRun
from suffice.analyse.projections.outcome import Outcome
from suffice.analyse.projections.queries import runs
from suffice.analyse.projections.queries.place import own_of, place_of
from suffice.analyse.projections.simulating import Progress, facts, simulated
from suffice.analyse.returns.queries.history import accepted_history
from suffice.core.digests import digest_of
from suffice.core.events import record as record_event
from suffice.core.pages.words import day


def make(*, run: ProjectionRun, at: datetime, progress: Progress) -> ProjectionRun:
    """Simulate the run from the returns accepted now, draw its charts and keep them."""
    inputs = runs.inputs(run)
    history = accepted_history(run.authority)
    held_against = {"place": place_of(run.authority), "own": own_of(run.authority, run.origin)}
    projection = simulated(history, progress=progress, **held_against, **run.asked)
    document, beside = projection.document(), facts(history, projection, progress)
    charts = draw(Outcome.of(document, beside), run, at=at, progress=progress)
    with transaction.atomic():
        run.document, run.facts, run.charts = document, beside, charts
        run.inputs, run.inputs_digest, run.made_at = inputs, digest_of(inputs), at
        run.save()
        record_event(
            declarations.MADE,
            by=run.asked_by,
            at=at,
            authority=run.authority,
            subject=run,
            origin=day(run.origin),
            years=run.years,
        )
    return run
