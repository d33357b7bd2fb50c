"""Working out drift and delay: asked for when returns change or for a day, done in the background, kept day by day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from django.db import transaction

from suffice.analyse.returns.queries import shelf
from suffice.core import work
from suffice.core.digests import digest_of
from suffice.core.events import record as record_event
from suffice.core.models import Authority, Person, Work
from suffice.core.pages.words import counted, day
from suffice.review.timeliness import declarations, policies
from suffice.review.timeliness.drawing import draw
from suffice.review.timeliness.figures import DEFINITION, Figures, work_out
from suffice.review.timeliness.models import DriftResult
from suffice.review.timeliness.queries import lengths, results

Progress = Callable[[int, int, str], None]


def ask(*, authority: Authority, by: Person | None, at: datetime, on: date | None = None) -> Work | None:
    """Have drift and delay worked out in the background, unless that waits already; None without accepted returns.

    Args:
        authority: whose.
        by: who asks; None for the house.
        at: when.
        on: a further day to work it out as at.
    """
    if not results.told_of(authority):
        return None
    if on is not None:
        policies.check_day(on, known=results.told_of(authority), at=at)
    inputs = {"authority": authority.pk, "on": on.isoformat() if on else None}
    words = f"Working out drift and delay as at {day(on)}" if on else "Working out drift and delay"
    return work.ask(results.KIND, words=words, inputs=inputs, authority=authority, by=by, at=at)


def make(
    *, authority: Authority, on: date | None, by: Person | None, at: datetime, progress: Progress
) -> list[DriftResult]:
    """Work out every day that returns tell of or a person asked for, and `on`; return those that were made.

    A day whose result was made of the same returns is left untouched.
    """
    wanted = results.wanted(authority)
    if on is not None:
        wanted.setdefault(on, True)
    standing = {one.on: one.inputs_digest for one in results.newest(authority)}
    inputs = {one: results.inputs(authority, one) for one in sorted(wanted)}
    behind = [one for one, of_it in inputs.items() if standing.get(one) != digest_of(of_it)]
    made = []
    for done, one in enumerate(behind):
        progress(done, len(behind), f"Working out what was overdue on {day(one)}")
        made.append(_make_one(authority, one, asked=wanted[one], inputs=inputs[one], by=by, at=at))
    return made


def _make_one(
    authority: Authority, on: date, *, asked: bool, inputs: dict[str, Any], by: Person | None, at: datetime
) -> DriftResult:
    figures, workers = work_out(shelf.scene(authority, on), own=lengths.every(authority))
    before = [Figures.of(one.figures) for one in results.newest(authority) if one.on < on]
    charts = draw(Figures.of(figures), before, authority=authority, at=at)
    with transaction.atomic():
        made = DriftResult.objects.create(
            authority=authority,
            on=on,
            asked=asked,
            made_by=by,
            made_at=at,
            definition=DEFINITION,
            inputs=inputs,
            inputs_digest=digest_of(inputs),
            figures=figures,
            workers=workers,
            charts=charts,
        )
        returns = counted(len(inputs["returns"]), "return")
        record_event(declarations.MADE, by=by, at=at, authority=authority, subject=made, day=day(on), returns=returns)
    return made
