"""Asking for a statement; it is made in the background."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from suffice.core import work
from suffice.core.events import record as record_event
from suffice.core.models import Authority, Person
from suffice.core.pages.words import day
from suffice.publish.statement import declarations, policies
from suffice.publish.statement.gathering import YEARS
from suffice.publish.statement.models import Audience, Statement
from suffice.publish.statement.queries import statements


@transaction.atomic
def ask(
    *,
    authority: Authority,
    origin: date,
    by: Person | None,
    at: datetime,
    years: int = YEARS,
    audience: str = Audience.PUBLIC,
) -> Statement:
    """Have a statement made in the background, from the returns and registers as they stand when it is made."""
    policies.check_origin(authority, origin)
    made = Statement(authority=authority, origin=origin, years=years, audience=audience, asked_by=by, asked_at=at)
    made.save()
    made.work = work.start(
        statements.KIND,
        words=f"Writing the sufficiency statement from {day(origin)}",
        inputs={"statement": made.pk},
        authority=authority,
        by=by,
        at=at,
    )
    made.save(update_fields=["work"])
    told = {"origin": day(origin), "audience": made.get_audience_display().lower()}
    record_event(declarations.ASKED, by=by, at=at, authority=authority, subject=made, **told)
    return made
