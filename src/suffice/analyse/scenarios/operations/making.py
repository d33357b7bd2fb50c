"""Making a comparison that was asked for; it is kept whole, with its charts, or not at all."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from suffice.analyse.projections.queries import runs
from suffice.analyse.projections.queries.place import own_of, place_of
from suffice.analyse.returns.queries.history import accepted_history
from suffice.analyse.scenarios import beside, declarations, sentences
from suffice.analyse.scenarios.documents import understood
from suffice.analyse.scenarios.drawing import draw
from suffice.analyse.scenarios.models import Comparison
from suffice.analyse.scenarios.queries import comparisons
from suffice.analyse.scenarios.simulating import Progress, simulated
from suffice.core.digests import digest_of
from suffice.core.events import record as record_event
from suffice.core.pages.words import day


def make(*, comparison: Comparison, at: datetime, progress: Progress) -> Comparison:
    """Simulate the base and the scenarios from the returns accepted now, draw the charts and keep them."""
    versions = comparisons.versions_of(comparison)
    inputs = comparisons.inputs(comparison, versions)
    scenarios = [understood(one.document) for one in versions]
    comparison.document = simulated(
        accepted_history(comparison.authority),
        scenarios,
        place=place_of(comparison.authority),
        own=own_of(comparison.authority, comparison.origin),
        tracked=beside.to_be_explained(runs.arithmetic(comparison.authority), comparison.origin, scenarios),
        progress=progress,
        **comparison.asked,
    )
    comparison.facts = {
        "actual": comparisons.month_ends(comparison.authority),
        "answer": sentences.answer(comparison.outcome),
    }
    comparison.charts = draw(comparison.outcome, comparison, at=at, progress=progress)
    with transaction.atomic():
        comparison.inputs, comparison.inputs_digest, comparison.made_at = inputs, digest_of(inputs), at
        comparison.save()
        record_event(
            declarations.COMPARED,
            by=comparison.asked_by,
            at=at,
            authority=comparison.authority,
            subject=comparison,
            scenarios=comparisons.named(versions),
            origin=day(comparison.origin),
            years=comparison.years,
        )
    return comparison
