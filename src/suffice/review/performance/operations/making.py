"""Making the measures: asked for when returns or population change, done in the background, kept whole or not."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime

from django.db import transaction

from suffice.analyse.returns.queries import shelf
from suffice.core import work
from suffice.core.digests import digest_of
from suffice.core.events import record as record_event
from suffice.core.models import Authority, Person, Work
from suffice.core.policies import NotNow
from suffice.engine.measures import INDICATORS
from suffice.review.performance import declarations
from suffice.review.performance.figures import DEFINITION, Told
from suffice.review.performance.models import DayFigures, MeasureFigures, MeasuresResult
from suffice.review.performance.operations.drawing import ask_to_draw
from suffice.review.performance.operations.viewing import ask_days
from suffice.review.performance.queries import results
from suffice.review.performance.summary import summary
from suffice.review.performance.working_out import work_out

Progress = Callable[[int, int, str], None]
_NOTHING = "No return is accepted, so there is nothing to work out measures from. Accept a return first."


def ask(*, authority: Authority, by: Person | None, at: datetime) -> Work | None:
    """Have the measures made in the background, unless that waits to begin already; None without accepted returns."""
    if not shelf.in_use(authority):
        return None
    return work.ask(results.MAKE, words="Working out every measure", authority=authority, by=by, at=at)


def make(*, authority: Authority, by: Person | None, at: datetime, progress: Progress) -> MeasuresResult:
    """Work out every measure from the returns accepted now and keep them; their pictures are drawn after that.

    The result that stands is returned untouched when it was made of the same returns and figures.
    """
    standing, inputs = results.latest(authority), results.inputs(authority)
    if standing is not None and standing.is_made_of(inputs):
        return standing
    last = shelf.latest_day(authority)
    if last is None:
        raise NotNow(_NOTHING)
    told = work_out(results.scene(authority, last), indicators=INDICATORS, progress=progress)
    return _keep(told | _cleared(told, standing), authority=authority, inputs=inputs, by=by, at=at)


def _cleared(told: Mapping[str, Told], standing: MeasuresResult | None) -> dict[str, Told]:
    """Return what was told before of measures that have no figure now because every row of a return was cleared."""
    gone = shelf.cleared_kinds(standing.authority) if standing is not None else frozenset()
    lost = [
        code
        for code, one in told.items()
        if not one.points and gone.intersection(source.partition(":")[0] for source in INDICATORS[code].source)
    ]
    before = MeasureFigures.objects.filter(result=standing, code__in=lost) if gone else ()
    return {row.code: row.told for row in before if row.told.points}


@transaction.atomic
def _keep(
    told: Mapping[str, Told], *, authority: Authority, inputs: dict[str, object], by: Person | None, at: datetime
) -> MeasuresResult:
    days = sorted({point.on for one in told.values() for point in one.points})
    if not days:
        raise NotNow("The accepted returns tell no measure. Bring the SSDA903 return, a census or a workbook.")
    made = MeasuresResult.objects.create(
        authority=authority,
        made_by=by,
        made_at=at,
        definition=DEFINITION,
        first_day=days[0],
        last_day=days[-1],
        inputs=inputs,
        inputs_digest=digest_of(inputs),
    )
    MeasureFigures.objects.filter(result__authority=authority).delete()
    MeasureFigures.objects.bulk_create(
        MeasureFigures(result=made, code=code, document=one.document(), summary=summary(one, {}))
        for code, one in told.items()
    )
    counted = sum(1 for one in told.values() if one.points)
    record_event(declarations.MADE, by=by, at=at, authority=authority, subject=made, measures=counted, days=len(days))
    ask_to_draw(authority=authority, codes=(), at=at)
    if DayFigures.objects.filter(authority=authority).exists():
        ask_days(authority=authority, by=None, at=at)
    return made
