"""Counting what every accepted return leaves out: done in the background with drift and delay."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from suffice.analyse.returns.queries import shelf
from suffice.core.digests import digest_of
from suffice.core.events import record as record_event
from suffice.core.models import Authority, Person
from suffice.core.pages.words import counted
from suffice.review.timeliness import declarations
from suffice.review.timeliness.drawing import draw_quality
from suffice.review.timeliness.models import QualityResult
from suffice.review.timeliness.quality import DEFINITION, Quality, work_out
from suffice.review.timeliness.queries import quality


def make_quality(*, authority: Authority, by: Person | None, at: datetime) -> QualityResult | None:
    """Count and keep it; the result that stands is returned when it was made of the same returns."""
    standing, inputs = quality.latest(authority), quality.inputs(authority)
    if standing is not None and standing.is_made_of(inputs):
        return standing
    if not inputs["returns"]:
        return None
    figures = work_out(shelf.returns_of(authority))
    charts = draw_quality(Quality.of(figures), authority=authority, at=at)
    with transaction.atomic():
        made = QualityResult.objects.create(
            authority=authority,
            made_by=by,
            made_at=at,
            definition=DEFINITION,
            inputs=inputs,
            inputs_digest=digest_of(inputs),
            figures=figures,
            charts=charts,
        )
        returns = counted(len(inputs["returns"]), "return")
        record_event(declarations.QUALITY_MADE, by=by, at=at, authority=authority, subject=made, returns=returns)
    return made
