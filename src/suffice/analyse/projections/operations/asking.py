"""Asking for a projection: by a person, again, or by the house when the returns change."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from suffice.analyse.projections import declarations, policies
from suffice.analyse.projections.models import YEARS as BOUNDS
from suffice.analyse.projections.models import ProjectionRun, PublishedArithmetic, RunPurpose
from suffice.analyse.projections.queries import runs
from suffice.core import work
from suffice.core.digests import digest_of
from suffice.core.events import record as record_event
from suffice.core.models import Authority, Person
from suffice.core.pages.words import day
from suffice.core.policies import NotNow

YEARS, REPLICATES, SEED, MONTHS = 3, 1000, 1, 24
"""What is asked for where a person does not say: years ahead, futures, seed, and months that rates are learnt from."""


@transaction.atomic
def ask(
    *,
    authority: Authority,
    origin: date,
    by: Person | None,
    at: datetime,
    years: int = YEARS,
    replicates: int = REPLICATES,
    seed: int = SEED,
    reference_months: int = MONTHS,
    purpose: RunPurpose = RunPurpose.ASKED,
    again: ProjectionRun | None = None,
) -> ProjectionRun:
    """Have a projection made in the background."""
    policies.check_origin(authority, origin)
    run = ProjectionRun(
        authority=authority,
        purpose=purpose,
        origin=origin,
        years=years,
        replicates=replicates,
        seed=seed,
        reference_months=reference_months,
        asked_by=by,
        asked_at=at,
        again=again,
    )
    run.save()
    run.work = work.start(
        runs.KIND, words=f"Projecting from {day(origin)}", inputs={"run": run.pk}, authority=authority, by=by, at=at
    )
    run.save(update_fields=["work"])
    asked = {**run.asked, "origin": day(origin)}
    record_event(declarations.ASKED, by=by, at=at, authority=authority, subject=run, **asked)
    return run


def ask_again(*, run: ProjectionRun, by: Person, at: datetime) -> ProjectionRun:
    """Have a run made again as it was asked for; of the same returns it gives the same figures to the bit."""
    if run.made_at is None:
        raise NotNow("That projection has not been made yet, so there is nothing to make again.")
    return ask(authority=run.authority, by=by, at=at, again=run, **run.asked)


@transaction.atomic
def ask_as_ever(*, authority: Authority, by: Person | None, at: datetime) -> Sequence[ProjectionRun]:
    """Have the house's own projections made where they no longer hold: from the last day, and beside the strategy."""
    covered = runs.covered(authority)
    if covered is None:
        return []
    first, last = covered
    wanted = [(RunPurpose.LATEST, last, YEARS)]
    arithmetic = runs.arithmetic(authority)
    if arithmetic is not None and first <= arithmetic.begins <= last:
        wanted.append((RunPurpose.BESIDE, arithmetic.begins, max(YEARS, _years_to_end(arithmetic))))
    return [
        ask(authority=authority, origin=origin, years=years, by=by, at=at, purpose=purpose)
        for purpose, origin, years in wanted
        if not _is_there(authority, purpose, origin)
    ]


def _years_to_end(arithmetic: PublishedArithmetic) -> int:
    """Return the years ahead in which the strategy's own day lies, as far as a projection goes."""
    return min(BOUNDS[1], arithmetic.ends.year - arithmetic.begins.year + 1)


def _is_there(authority: Authority, purpose: RunPurpose, origin: date) -> bool:
    """Say whether such a run waits to be made, or was made of the same."""
    last = runs.every_run(authority).filter(purpose=purpose).first()
    if last is None or last.origin != origin:
        return False
    if last.made_at is None:
        return last.work is not None and last.work.state == last.work.State.QUEUED
    return last.inputs_digest == digest_of(runs.inputs(last))
