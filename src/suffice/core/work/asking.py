from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from suffice.core.models import Authority, Person, Work
from suffice.core.models.work import WorkState
from suffice.core.work.jobs import hurry, start


@transaction.atomic
def ask(
    kind: str,
    *,
    words: str,
    authority: Authority,
    by: Person | None,
    at: datetime,
    inputs: Mapping[str, Any] | None = None,
) -> Work:
    """Return the work of this kind and these inputs that waits to begin, or have it started, as `start`.

    What the house asked of itself and a person asks for too is that person's, and goes first.

    Args:
        kind: as registered by `job`.
        words: what is being done, for people.
        authority: whose work it is.
        by: who asks; None for the house.
        at: when.
        inputs: handed to the job by keyword; the authority's key unless given.
    """
    given = {"authority": authority.pk} if inputs is None else dict(inputs)
    queued = Work.objects.filter(authority=authority, kind=kind, state=WorkState.QUEUED)
    waiting = next((one for one in queued if one.inputs == given), None)
    if waiting is None:
        return start(kind, words=words, inputs=given, authority=authority, by=by, at=at)
    return waiting if by is None else hurry(waiting, by=by)


def latest(kind: str, authority: Authority) -> Work | None:
    """Return the latest work of a kind for the authority, finished or not."""
    return Work.objects.filter(authority=authority, kind=kind).order_by("-queued_at", "-pk").first()


def told(work: Work | None) -> dict[str, Any]:
    """Return how far work is, as the page that waits for it asks; no work is finished work."""
    if work is None:
        return {"finished": True, "message": "", "per_cent": None}
    message = work.message or work.get_state_display()
    return {"finished": work.finished, "message": message, "per_cent": work.per_cent}


def failed(kind: str, authority: Authority) -> bool:
    """Say whether the latest work of a kind did not come to its end."""
    last = latest(kind, authority)
    return last is not None and last.state == WorkState.FAILED
