"""Setting the council's own length of a local rule, and putting the usual one back; none is ever changed."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from suffice.core.events import record as record_event
from suffice.core.models import Authority, Person
from suffice.core.pages.words import day
from suffice.engine.timeliness import Length, Own
from suffice.review.timeliness import declarations, policies
from suffice.review.timeliness.models import OwnLength
from suffice.review.timeliness.operations.making import ask
from suffice.review.timeliness.queries import lengths, results


@transaction.atomic
def set_length(
    *,
    authority: Authority,
    rule: str,
    since: date,
    first: Length | None,
    again: Length | None,
    why: str,
    by: Person,
    at: datetime,
) -> OwnLength:
    """Give another length under a local rule from a day on, and have what it changes worked out again.

    Args:
        authority: whose.
        rule: its code.
        since: the first day on which it holds.
        first: how long after the start; None where the rule has none, and to put the usual length back.
        again: how long after the latest one; None likewise.
        why: a line about the service, never about a child.
        by: who sets it.
        at: when.

    Raises:
        NotNow: a law sets the length, it holds already, or the reason holds the reference of a child.
    """
    shipped, own = lengths.shipped(rule), Own(rule, since, first, again)
    policies.check_local(shipped)
    policies.check_length(shipped, own, lengths.standing(authority, rule, since), at=at)
    for told in results.told_of(authority)[-1:]:
        policies.check_no_child(authority, told, why)
    made = OwnLength.objects.create(
        authority=authority,
        rule=rule,
        since=since,
        first=first.words if first else "",
        again=again.words if again else "",
        why=why.strip(),
        set_by=by,
        set_at=at,
    )
    kind = declarations.LENGTH_PUT_BACK if own.put_back else declarations.LENGTH_SET
    words = shipped.words if own.put_back else own.words
    said = {"rule": shipped.title, "length": words, "day": day(since), "why": made.why}
    record_event(kind, by=by, at=at, authority=authority, subject=made, **said)
    ask(authority=authority, by=by, at=at)
    return made
