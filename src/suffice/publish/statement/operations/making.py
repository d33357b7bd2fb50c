"""Making a statement that was asked for; it is kept whole, as Word and as PDF, or not at all."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from suffice.core.digests import digest_of
from suffice.core.events import record as record_event
from suffice.core.pages.words import day
from suffice.engine.disclosure import COUNCIL, PUBLICATION
from suffice.publish.statement import declarations, storage
from suffice.publish.statement.composing import statement as compose
from suffice.publish.statement.gathering import Asked, Progress, gather
from suffice.publish.statement.models import Audience, Statement
from suffice.publish.statement.queries import material


def make(*, statement: Statement, at: datetime, progress: Progress) -> Statement:
    """Work the statement out from what is accepted and registered now, write it as Word and PDF, and keep it."""
    inputs = material.inputs(statement)
    gathered = gather(
        material.material(statement.authority),
        Asked(
            origin=statement.origin,
            years=statement.years,
            rule=PUBLICATION if statement.audience == Audience.PUBLIC else COUNCIL,
        ),
        made_on=timezone.localdate(at),
        progress=progress,
    )
    paper = compose(gathered)
    kept = storage.keep(paper)
    with transaction.atomic():
        statement.document, statement.digest = paper.document(), kept
        statement.inputs, statement.inputs_digest, statement.made_at = inputs, digest_of(inputs), at
        statement.save()
        record_event(
            declarations.MADE,
            by=statement.asked_by,
            at=at,
            authority=statement.authority,
            subject=statement,
            origin=day(statement.origin),
            audience=statement.get_audience_display().lower(),
            digest=kept[:12],
        )
    return statement
