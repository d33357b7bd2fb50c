"""Testing the projection against the past: asked for by the house when the returns change, made in the background."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from suffice.analyse.projections import declarations
from suffice.analyse.projections.how_good.drawing import draw
from suffice.analyse.projections.models import BacktestRun
from suffice.analyse.projections.operations.asking import MONTHS, SEED
from suffice.analyse.projections.queries import backtests
from suffice.analyse.projections.queries.place import place_of
from suffice.analyse.projections.simulating import Progress, backtested
from suffice.analyse.projections.tested import Tested
from suffice.analyse.returns.queries.history import accepted_history
from suffice.core import work
from suffice.core.digests import digest_of
from suffice.core.events import record as record_event
from suffice.core.models import Authority, Person
from suffice.core.policies import NotNow

REPLICATES = 400
"""Futures of each past day: enough to score a range, and few enough to be done in seconds."""


@transaction.atomic
def ask_test(*, authority: Authority, by: Person | None, at: datetime) -> BacktestRun:
    """Have the projection tested in the background."""
    if not backtests.possible(authority):
        raise NotNow(
            "A test needs two years of returns at least: one to learn from and one to compare with. "
            "Bring an earlier return, and accept it."
        )
    run = BacktestRun(
        authority=authority, replicates=REPLICATES, seed=SEED, reference_months=MONTHS, asked_by=by, asked_at=at
    )
    run.save()
    run.work = work.start(
        backtests.KIND,
        words="Testing the projection against the past",
        inputs={"run": run.pk},
        authority=authority,
        by=by,
        at=at,
    )
    run.save(update_fields=["work"])
    record_event(declarations.TEST_ASKED, by=by, at=at, authority=authority, subject=run, **run.asked)
    return run


@transaction.atomic
def ask_test_as_ever(*, authority: Authority, by: Person | None, at: datetime) -> BacktestRun | None:
    """Have the projection tested again where the test that stands no longer holds."""
    if not backtests.possible(authority) or _is_there(authority):
        return None
    return ask_test(authority=authority, by=by, at=at)


def make_test(*, run: BacktestRun, at: datetime, progress: Progress) -> BacktestRun:
    """Run the projection from past days of the returns accepted now, draw its charts and keep them."""
    inputs = backtests.inputs(run)
    history = accepted_history(run.authority)
    document, facts = backtested(history, place=place_of(run.authority), progress=progress, **run.asked)
    tested = Tested.of(document, facts)
    charts = draw(tested, run.authority, at=at, progress=progress)
    with transaction.atomic():
        run.document, run.facts, run.charts = document, facts, charts
        run.inputs, run.inputs_digest, run.made_at = inputs, digest_of(inputs), at
        run.save()
        told = {"days": len(tested.origins), "hits": tested.told.hits, "of": tested.told.n}
        record_event(declarations.TESTED, by=run.asked_by, at=at, authority=run.authority, subject=run, **told)
    return run


def _is_there(authority: Authority) -> bool:
    """Say whether a test waits to be made, or was made of the same."""
    last = backtests.every_test(authority).first()
    if last is None:
        return False
    if last.made_at is None:
        return last.work is not None and last.work.state == last.work.State.QUEUED
    return last.inputs_digest == digest_of(backtests.inputs(last))
