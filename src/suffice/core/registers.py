"""The house's own registers: who is in it, what was done, and who looked."""

from __future__ import annotations

from datetime import datetime, time
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.dateparse import parse_date

from suffice.core import events, roles
from suffice.core.models import Grant
from suffice.core.pages.addresses import here
from suffice.core.pages.register import Column, Filter, Register

Rows = QuerySet[Any]


def _since(rows: Rows, day: str) -> Rows:
    start = _moment(day, time.min)
    return rows.filter(at__gte=start) if start else rows


def _until(rows: Rows, day: str) -> Rows:
    end = _moment(day, time.max)
    return rows.filter(at__lte=end) if end else rows


def _moment(day: str, at: time) -> datetime | None:
    """Return a moment of a day as typed; None when it is no day."""
    try:
        found = parse_date(day)
    except ValueError:
        found = None
    return timezone.make_aware(datetime.combine(found, at)) if found else None


def _standing(rows: QuerySet[Grant], state: str) -> QuerySet[Grant]:
    return rows.filter(ended_at__isnull=state == "standing")


def _event_kinds() -> list[tuple[str, str]]:
    return [(kind.code, kind.label) for kind in events.kinds()]


GRANTS = Register(
    name="people",
    caption="People and their roles",
    noun=("role", "roles"),
    order="name",
    columns=(
        Column(
            key="name",
            heading="Name",
            value=lambda one: one.person.name,
            sort="person__name",
            link=lambda one: here(one.authority, "core:person", pk=one.person_id),
        ),
        Column(key="email", heading="E-mail", value=lambda one: one.person.email, sort="person__email"),
        Column(key="role", heading="Role", value=lambda one: one.get_role_display(), sort="role"),
        Column(key="from", heading="From", value=lambda one: one.granted_at, sort="granted_at"),
        Column(key="until", heading="Until", value=lambda one: one.ended_at, sort="ended_at"),
        Column(
            key="sign_in",
            heading="Can sign in",
            value=lambda one: one.person.is_active,
            sort="person__is_active",
        ),
    ),
    filters=(
        Filter(key="role", label="Role", apply=lambda rows, role: rows.filter(role=role), choices=roles.choices),
        Filter(
            key="state",
            label="Standing or ended",
            apply=_standing,
            choices=(("standing", "Standing"), ("ended", "Ended")),
        ),
    ),
)

_WHO = Filter(key="who", label="Who", apply=lambda rows, words: rows.filter(by__name__icontains=words))
_FROM = Filter(key="from", label="From", apply=_since, kind="date")
_TO = Filter(key="to", label="To", apply=_until, kind="date")

EVENTS = Register(
    name="events",
    caption="The record of events",
    noun=("event", "events"),
    order="-at",
    columns=(
        Column(key="at", heading="When", value=lambda one: one.at, sort="at"),
        Column(key="who", heading="Who", value=lambda one: one.by_name, sort="by__name"),
        Column(key="kind", heading="What", value=lambda one: events.label(one.kind), sort="kind"),
        Column(key="words", heading="In words", value=lambda one: one.words),
    ),
    filters=(
        Filter(key="kind", label="What", apply=lambda rows, kind: rows.filter(kind=kind), choices=_event_kinds),
        _WHO,
        _FROM,
        _TO,
    ),
)

LOOKS = Register(
    name="looks",
    caption="Looks at children's rows",
    noun=("look", "looks"),
    order="-at",
    empty="Nobody has looked at rows about single children. When somebody does, it is written down here.",
    columns=(
        Column(key="at", heading="When", value=lambda one: one.at, sort="at"),
        Column(key="who", heading="Who", value=lambda one: one.by.name, sort="by__name"),
        Column(key="what", heading="What", value=lambda one: one.what, sort="what"),
        Column(key="why", heading="Why", value=lambda one: one.why),
        Column(key="children", heading="Children", value=lambda one: one.children, sort="children", numeric=True),
        Column(key="until", heading="Kept until", value=lambda one: one.keep_until, sort="keep_until"),
    ),
    filters=(
        Filter(
            key="what",
            label="What or why",
            apply=lambda rows, words: rows.filter(Q(what__icontains=words) | Q(why__icontains=words)),
        ),
        _WHO,
        _FROM,
        _TO,
    ),
)
