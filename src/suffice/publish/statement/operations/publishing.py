"""Publishing a statement: it ceases to be a draft, and says so on every page no more."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from suffice.core.events import record as record_event
from suffice.core.models import Person
from suffice.core.pages.words import day
from suffice.publish.statement import declarations, policies, storage
from suffice.publish.statement.models import Statement


@transaction.atomic
def publish(*, statement: Statement, by: Person, at: datetime) -> Statement:
    """Publish a statement for which nothing has still to be written; its documents are written as final."""
    held = Statement.objects.select_for_update().get(pk=statement.pk)
    policies.check_publishable(held)
    paper = held.paper.finished()
    held.document, held.digest = paper.document(), storage.keep(paper)
    held.published_by, held.published_at = by, at
    held.save()
    told = {"origin": day(held.origin), "digest": held.digest[:12]}
    record_event(declarations.PUBLISHED, by=by, at=at, authority=held.authority, subject=held, **told)
    return held
