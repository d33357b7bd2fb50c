"""Holding returns of different kinds against each other; neither of two wins."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from django.db import transaction

from suffice.analyse.returns import declarations, storage
from suffice.analyse.returns.drawing import draw
from suffice.analyse.returns.models import AgreementResult
from suffice.analyse.returns.operations.clearing import forget_unreferenced
from suffice.analyse.returns.queries import agreement, shelf, small_areas
from suffice.core import work
from suffice.core.digests import digest_of
from suffice.core.events import record as record_event
from suffice.core.models import Authority, Person, Work
from suffice.core.pages.words import counted
from suffice.engine.findings import Severity
from suffice.engine.returns.agreement import Held, each_once, held_against

Progress = Callable[[int, int, str], None]
_SENTENCES = 3  # of one kind about files of places


def ask_agreement(*, authority: Authority, by: Person | None, at: datetime) -> Work | None:
    """Have the returns held against each other in the background, unless that waits to begin already."""
    standing = agreement.latest(authority)
    if standing is None and not agreement.any_two(authority):
        return None
    return work.ask(agreement.KIND, words="Holding the returns against each other", authority=authority, by=by, at=at)


def make_agreement(*, authority: Authority, by: Person | None, at: datetime, progress: Progress) -> AgreementResult:
    """Hold the accepted returns against each other and keep what differs; the result that stands, if it still holds."""
    standing, inputs = agreement.latest(authority), agreement.inputs(authority)
    if standing is not None and standing.is_made_of(inputs):
        return standing
    progress(0, 1, "Holding the returns against each other")
    held = held_against([one for one in shelf.returns_of(authority) if one.kind in agreement.AMONG])
    rows, counts = each_once(held), [_counted(one) for one in held if one.compared]
    made = AgreementResult(
        authority=authority,
        made_by=by,
        made_at=at,
        inputs=inputs,
        inputs_digest=digest_of(inputs),
        counts=counts,
        charts=draw(counts, authority=authority, at=at),
        differences=rows.height,
        children=rows["child"].n_unique(),
        rows=storage.keep_table(rows) if rows.height else "",
        remarks=_about_places(authority),
    )
    try:
        return _write_down(made)
    except BaseException:
        forget_unreferenced(tables=[made.rows] if made.rows else [])
        raise


@transaction.atomic
def _write_down(made: AgreementResult) -> AgreementResult:
    earlier = AgreementResult.objects.filter(authority=made.authority).exclude(rows="")
    let_go = set(earlier.values_list("rows", flat=True))
    earlier.update(rows="")
    made.save()
    told = f"{counted(made.differences, 'difference')} about {counted(made.children, 'child', 'children')}"
    record_event(
        declarations.HELD_AGAINST, by=made.made_by, at=made.made_at, authority=made.authority, subject=made, told=told
    )
    transaction.on_commit(lambda: forget_unreferenced(tables=let_go))
    return made


def _about_places(authority: Authority) -> list[str]:
    """Return what is to be said of the files of places together: codes of another year, areas in two localities."""
    places = shelf.places(authority)
    told = places.findings if places is not None else ()
    said = [place.sentence for one in told if one.severity != Severity.NOTE for place in one.examples[:_SENTENCES]]
    people = small_areas.people_on(authority, date.max)
    return [*said, *(people.notes if people is not None else ())]


def _counted(one: Held) -> dict[str, Any]:
    return {
        "what": one.what,
        "on": one.on.isoformat() if one.on else None,
        "one": one.one,
        "other": one.other,
        "compared": one.compared,
        "differ": one.differences.height,
    }
