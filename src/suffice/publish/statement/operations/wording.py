"""Writing the council's own part of a statement; the latest stands, and none is ever changed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from suffice.core.events import record as record_event
from suffice.core.models import Authority, Person
from suffice.core.pages.words import listed
from suffice.publish.statement import declarations
from suffice.publish.statement.inputs import Promise
from suffice.publish.statement.models import Wording

_PARTS = {
    "partners": "partners",
    "help": "help at the edge of care",
    "children": "what children say",
    "promises": "actions",
    "monitoring": "who watches",
}


@transaction.atomic
def write(
    *,
    authority: Authority,
    partners: str,
    help: str,
    children: str,
    promises: Sequence[Promise],
    monitoring: str,
    by: Person | None,
    at: datetime,
) -> Wording:
    """Write down what the council says itself; statements made from now on carry it."""
    made = Wording.objects.create(
        authority=authority,
        partners=partners,
        help=help,
        children=children,
        promises=[[one.what, one.lead, one.when] for one in promises],
        monitoring=monitoring,
        written_by=by,
        written_at=at,
    )
    parts = listed([words for name, words in _PARTS.items() if getattr(made, name)]) or "nothing"
    record_event(declarations.WORDED, by=by, at=at, authority=authority, subject=made, parts=parts)
    return made
