"""Making the figures of over-representation: asked for when returns or children by group change, kept whole or not."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from suffice.analyse.needs.equality import declarations
from suffice.analyse.needs.equality.drawing import draw
from suffice.analyse.needs.equality.queries import results
from suffice.analyse.needs.equality.working import DEFINITION, Progress, days_of, work_out
from suffice.analyse.needs.models import EqualityResult
from suffice.analyse.returns.queries import shelf
from suffice.analyse.returns.queries.history import accepted_history
from suffice.core import work
from suffice.core.digests import digest_of
from suffice.core.events import record as record_event
from suffice.core.models import Authority, Person, Work
from suffice.core.pages.words import day
from suffice.core.policies import NotNow
from suffice.engine.measures import Scene

_NOTHING = "No return about children is accepted, so nobody can be counted by group. Accept one first."


def ask(*, authority: Authority, by: Person | None, at: datetime) -> Work | None:
    """Have them made in the background, unless that waits to begin already; None without a return of children."""
    if not shelf.kept(authority, results.READ).exists():
        return None
    return work.ask(results.KIND, words="Working out who is over-represented", authority=authority, by=by, at=at)


def make(*, authority: Authority, by: Person | None, at: datetime, progress: Progress) -> EqualityResult:
    """Work out who is over-represented from what is accepted now, draw the charts and keep it.

    The result that stands is returned untouched when it was made of the same.
    """
    standing, inputs = results.latest(authority), results.inputs(authority)
    if standing is not None and standing.is_made_of(inputs):
        return standing
    scenes = _scenes(authority)
    told = work_out(scenes, results.living(authority), progress=progress)
    charts = draw(told, authority=authority, at=at, progress=progress)
    with transaction.atomic():
        made = EqualityResult.objects.create(
            authority=authority,
            made_by=by,
            made_at=at,
            definition=DEFINITION,
            inputs=inputs,
            inputs_digest=digest_of(inputs),
            figures=told.document(),
            charts=charts,
        )
        record_event(declarations.MADE, by=by, at=at, authority=authority, subject=made, on=day(told.days[0].on))
    return made


def _scenes(authority: Authority) -> dict[date, Scene]:
    latest = shelf.latest_day(authority)
    if latest is None:
        raise NotNow(_NOTHING)
    return {on: shelf.scene(authority, on) for on in days_of(accepted_history(authority).first_day, latest)}
