"""Targets and new beginnings of run charts: set with a reason, withdrawn, never changed; the picture is drawn again."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from suffice.core.events import Kind
from suffice.core.events import record as record_event
from suffice.core.models import Authority, Person
from suffice.core.policies import NotNow
from suffice.engine.measures import INDICATORS
from suffice.review.performance import declarations, policies, sentences
from suffice.review.performance.models import Rebase, Target
from suffice.review.performance.operations.drawing import ask_to_draw
from suffice.review.performance.queries import figures, keeping


@transaction.atomic
def set_target(
    *,
    authority: Authority,
    code: str,
    value: float,
    first_day: date,
    last_day: date | None,
    why: str,
    by: Person | None,
    at: datetime,
) -> Target:
    """Set what a measure aims at for a time; where targets overlap, the one that begins later holds."""
    policies.check_period(first_day, last_day)
    policies.check_value(INDICATORS[code], value)
    made = Target.objects.create(
        authority=authority,
        code=code,
        value=value,
        first_day=first_day,
        last_day=last_day,
        why=why,
        set_by=by,
        set_at=at,
    )
    _of_target(declarations.TARGET_SET, made, by=by, at=at, why=why)
    return made


@transaction.atomic
def withdraw_target(*, target: Target, by: Person, at: datetime) -> Target:
    """Take a target back; the record keeps it."""
    held = Target.objects.select_for_update().get(pk=target.pk)
    policies.check_standing(held)
    held.withdrawn_by, held.withdrawn_at = by, at
    held.save(update_fields=["withdrawn_by", "withdrawn_at"])
    _of_target(declarations.TARGET_WITHDRAWN, held, by=by, at=at)
    return held


@transaction.atomic
def rebase(*, authority: Authority, code: str, on: date, reason: str, by: Person | None, at: datetime) -> Rebase:
    """Have the run chart of a measure begin anew in a month, and say what changed."""
    result = figures.latest(authority)
    if result is None:
        raise NotNow("No measure has been worked out yet, so there is no run chart to begin anew.")
    Authority.objects.select_for_update().get(pk=authority.pk)
    standing = [(one.on, one.reason) for one in keeping.rebases(authority, code)]
    if on in dict(standing):
        raise NotNow("The run chart begins anew in that month already. Nothing was changed.")
    policies.check_can_begin_anew(INDICATORS[code], figures.told(result, code), [*standing, (on, reason)])
    made = Rebase.objects.create(authority=authority, code=code, on=on, reason=reason, set_by=by, set_at=at)
    _of_rebase(declarations.REBASED, made, by=by, at=at, reason=reason)
    return made


@transaction.atomic
def withdraw_rebase(*, rebase: Rebase, by: Person, at: datetime) -> Rebase:
    """Take a new beginning back; the record keeps it."""
    held = Rebase.objects.select_for_update().get(pk=rebase.pk)
    policies.check_standing(held)
    held.withdrawn_by, held.withdrawn_at = by, at
    held.save(update_fields=["withdrawn_by", "withdrawn_at"])
    _of_rebase(declarations.REBASE_WITHDRAWN, held, by=by, at=at)
    return held


def _of_target(kind: Kind, target: Target, *, by: Person | None, at: datetime, **more: str) -> None:
    indicator = INDICATORS[target.code]
    told = {"value": sentences.value_words(indicator, target.value)}
    told["period"] = sentences.period(target.first_day, target.last_day)
    record_event(kind, by=by, at=at, authority=target.authority, subject=target, title=indicator.title, **told, **more)
    ask_to_draw(authority=target.authority, codes=(target.code,), at=at)


def _of_rebase(kind: Kind, rebase: Rebase, *, by: Person | None, at: datetime, **more: str) -> None:
    title, when = INDICATORS[rebase.code].title, f"{rebase.on:%B %Y}"
    record_event(kind, by=by, at=at, authority=rebase.authority, subject=rebase, title=title, when=when, **more)
    ask_to_draw(authority=rebase.authority, codes=(rebase.code,), at=at)
