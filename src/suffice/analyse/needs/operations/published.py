"""Figures that somebody published, written down beside ours, and withdrawn; none is ever changed."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from django.db import transaction

from suffice.analyse.needs import declarations, policies
from suffice.analyse.needs.assessment import operations as assessment
from suffice.analyse.needs.models import PublishedFigure
from suffice.analyse.needs.operations.making import ask
from suffice.core.events import Kind
from suffice.core.events import record as record_event
from suffice.core.models import Authority, Person
from suffice.core.policies import NotNow


@transaction.atomic
def record(
    *,
    authority: Authority,
    measure: str,
    on: date,
    whole_month: bool,
    number: Decimal | float,
    source: str,
    by: Person | None,
    at: datetime,
) -> PublishedFigure:
    """Write down a published figure; trends and assessment are made again so that ours stands beside it."""
    number = Decimal(str(number))
    policies.check_number(measure, number)
    Authority.objects.select_for_update().get(pk=authority.pk)
    same = PublishedFigure.objects.filter(authority=authority, withdrawn_at__isnull=True, measure=measure, on=on)
    if same.filter(number=number, source=source).exists():
        raise NotNow("That figure is written down already, from the same source. Nothing was changed.")
    made = PublishedFigure.objects.create(
        authority=authority,
        measure=measure,
        on=on,
        whole_month=whole_month,
        number=number,
        source=source,
        recorded_by=by,
        recorded_at=at,
    )
    _tell(declarations.RECORDED, made, by=by, at=at)
    ask(authority=authority, by=None, at=at)
    assessment.ask(authority=authority, by=None, at=at)
    return made


@transaction.atomic
def withdraw(*, figure: PublishedFigure, by: Person, at: datetime) -> PublishedFigure:
    """Take a published figure away from the page; the record keeps it."""
    held = PublishedFigure.objects.select_for_update().get(pk=figure.pk)
    if held.withdrawn_at is not None:
        raise NotNow("That figure was withdrawn already.")
    held.withdrawn_by, held.withdrawn_at = by, at
    held.save(update_fields=["withdrawn_by", "withdrawn_at"])
    _tell(declarations.WITHDRAWN, held, by=by, at=at)
    return held


def _tell(kind: Kind, figure: PublishedFigure, *, by: Person | None, at: datetime) -> None:
    record_event(
        kind,
        by=by,
        at=at,
        authority=figure.authority,
        subject=figure,
        number=figure.shown,
        when=figure.when,
        source=figure.source,
    )
