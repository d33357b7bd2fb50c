"""How a measure counts where its official definition is not settled: chosen with a reason, put back, never changed."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from suffice.analyse.returns.queries import shelf
from suffice.core.events import Kind
from suffice.core.events import record as record_event
from suffice.core.models import Authority, Person
from suffice.engine.measures import INDICATORS, Option
from suffice.engine.words import listed
from suffice.review.performance import declarations, policies
from suffice.review.performance.models import Choice
from suffice.review.performance.operations.making import ask
from suffice.review.performance.queries import choices, keeping


@transaction.atomic
def choose(
    *, authority: Authority, code: str, option: Option, choice: str, reason: str, by: Person, at: datetime
) -> Choice:
    """Have a measure, and those that leave the same open, count in one of the ways left; their figures are made again.

    Args:
        authority: whose figures.
        code: the measure on whose page it is chosen.
        option: what its definition leaves open.
        choice: by which of the option's ways it shall count.
        reason: why.
        by: who chooses.
        at: when.
    """
    Authority.objects.select_for_update().get(pk=authority.pk)
    standing = keeping.choices(authority).select_for_update(of=("self",)).filter(option=option.name).first()
    policies.check_can_choose(INDICATORS[code], option, choice, standing.choice if standing else option.default)
    policies.check_can_be_made(cleared=shelf.is_cleared(authority))
    if standing is not None:
        _withdraw(standing, by=by, at=at)
    made = Choice.objects.create(
        authority=authority, option=option.name, choice=choice, reason=reason, set_by=by, set_at=at
    )
    _tell(declarations.CHOSEN, made, option, choice, by=by, at=at, reason=reason)
    return made


@transaction.atomic
def put_back(*, choice: Choice, by: Person, at: datetime) -> Choice:
    """Have measures count again as published figures do; the record keeps what was chosen."""
    held = Choice.objects.select_for_update().get(pk=choice.pk)
    policies.check_standing(held)
    policies.check_can_be_made(cleared=shelf.is_cleared(held.authority))
    option = choices.options()[held.option]
    _withdraw(held, by=by, at=at)
    _tell(declarations.PUT_BACK, held, option, option.default, by=by, at=at)
    return held


def _withdraw(held: Choice, *, by: Person, at: datetime) -> None:
    held.withdrawn_by, held.withdrawn_at = by, at
    held.save(update_fields=["withdrawn_by", "withdrawn_at"])


def _tell(kind: Kind, held: Choice, option: Option, choice: str, *, by: Person, at: datetime, **more: str) -> None:
    title = listed([one.title for one in choices.sharing(option)])
    what = option.choices[choice]
    record_event(kind, by=by, at=at, authority=held.authority, subject=held, title=title, what=what, **more)
    ask(authority=held.authority, by=by, at=at)
