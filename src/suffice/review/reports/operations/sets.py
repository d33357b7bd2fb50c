"""Saying which report goes to which board."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction

from suffice.core.events import record as record_event
from suffice.core.models import Authority, Person
from suffice.core.pages.words import listed
from suffice.core.policies import NotNow
from suffice.engine.disclosure import Protection
from suffice.review.reports import declarations, policies
from suffice.review.reports.models import ReportSet
from suffice.review.reports.schedule import Frequency

_NAMES = {
    "title": "its title",
    "board": "its board",
    "readers": "its readers",
    "owner": "who answers for it",
    "frequency": "how often it goes out",
    "next_due": "when it is due next",
    "protection": "how small numbers are protected",
    "headings": "its indicators",
    "plain": "whether it is in plain words",
}


@transaction.atomic
def add(
    *,
    authority: Authority,
    title: str,
    board: str,
    owner: str,
    frequency: str,
    next_due: date | None,
    by: Person | None,
    at: datetime,
    readers: str = "",
    protection: str = Protection.SUPPRESS.value,
    headings: Sequence[dict[str, Any]] = (),
    plain: bool = False,
) -> ReportSet:
    """Add a report to a board.

    Args:
        authority: whose it is.
        title: what it is called.
        board: where it goes.
        owner: the role that answers for it.
        frequency: how often, a `Frequency`.
        next_due: the day on which it is due next; None for one that is sent whenever there is one.
        by: who adds it.
        at: when.
        readers: for whom it is written.
        protection: how small numbers are protected, a `Protection`.
        headings: indicators under their headings: ``[{"heading": ..., "codes": [...]}]``.
        plain: whether it is for children and young people, in plain words; such a report is rounded.
    """
    policies.check_due(frequency, next_due, on=at.date())
    policies.check_plain(plain=plain, protection=protection, codes=[code for one in headings for code in one["codes"]])
    _check_new(authority, title, board)
    made = ReportSet.objects.create(
        authority=authority,
        title=title,
        board=board,
        readers=readers,
        owner=owner,
        frequency=frequency,
        next_due=next_due,
        protection=protection,
        headings=list(headings),
        plain=plain,
        made_by=by,
        made_at=at,
    )
    told = {"title": title, "board": board, "frequency": Frequency(frequency).label.lower()}
    record_event(declarations.ADDED, by=by, at=at, authority=authority, subject=made, **told)
    return made


@transaction.atomic
def change(*, report_set: ReportSet, by: Person, at: datetime, **told: Any) -> ReportSet:
    """Change what a report is; editions made already stay as they were."""
    held = ReportSet.objects.select_for_update(of=("self",)).select_related("authority").get(pk=report_set.pk)
    policies.check_standing(held)
    policies.check_due(told.get("frequency", held.frequency), told.get("next_due", held.next_due), on=at.date())
    changed = [name for name, value in told.items() if getattr(held, name) != value]
    if not changed:
        raise NotNow("That is how the report stands already. Nothing was changed.")
    for name in changed:
        setattr(held, name, told[name])
    policies.check_plain(plain=held.plain, protection=held.protection, codes=held.codes)
    if {"title", "board"} & set(changed):
        _check_new(held.authority, held.title, held.board, but=held.pk)
    held.save(update_fields=changed)
    what = listed([_NAMES[name] for name in changed])
    told_now = {"title": held.title, "board": held.board, "what": what}
    record_event(declarations.CHANGED, by=by, at=at, authority=held.authority, subject=held, **told_now)
    return held


@transaction.atomic
def retire(*, report_set: ReportSet, by: Person, at: datetime) -> ReportSet:
    """Say that a report goes out no more; its editions are kept."""
    held = ReportSet.objects.select_for_update(of=("self",)).select_related("authority").get(pk=report_set.pk)
    policies.check_standing(held)
    held.retired_by, held.retired_at = by, at
    held.save(update_fields=["retired_by", "retired_at"])
    told = {"title": held.title, "board": held.board}
    record_event(declarations.RETIRED, by=by, at=at, authority=held.authority, subject=held, **told)
    return held


def _check_new(authority: Authority, title: str, board: str, but: int | None = None) -> None:
    Authority.objects.select_for_update().get(pk=authority.pk)
    same = ReportSet.objects.filter(authority=authority, title=title, board=board, retired_at__isnull=True)
    if (same if but is None else same.exclude(pk=but)).exists():
        raise NotNow(f"{board} gets a report called {title} already. Change that one, or give this another title.")
