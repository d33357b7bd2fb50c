"""Signing a report off, which makes it final, and writing down that it went to its board."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from suffice.core.events import record as record_event
from suffice.core.models import Person
from suffice.core.pages.words import day
from suffice.core.policies import NotNow
from suffice.review.reports import declarations, policies
from suffice.review.reports.models import Edition, ReportSet
from suffice.review.reports.operations.making import keep
from suffice.review.reports.schedule import next_after


@transaction.atomic
def sign(*, edition: Edition, by: Person, at: datetime) -> Edition:
    """Sign an edition off: its documents are written as final, and no longer say draft."""
    held = _held(edition)
    policies.check_signable(held)
    policies.check_beside(held)
    paper = held.paper.finished()
    held.document = paper.document()
    held.digest = keep(held, paper, held.book)
    held.signed_by, held.signed_at = by, at
    held.save(update_fields=["document", "digest", "signed_by", "signed_at"])
    told = {"title": held.report_set.title, "board": held.report_set.board, "digest": held.digest[:12]}
    record_event(
        declarations.SIGNED, by=by, at=at, authority=held.report_set.authority, subject=held, on=day(held.on), **told
    )
    return held


@transaction.atomic
def send(*, edition: Edition, to: str, by: Person, at: datetime) -> Edition:
    """Write down that a signed edition went to its board; the report is then due the next time."""
    held = _held(edition)
    policies.check_sendable(held)
    return _sent(held, to=to, by=by, at=at)


@transaction.atomic
def send_elsewhere(*, report_set: ReportSet, to: str, evidence: str, by: Person, at: datetime) -> Edition:
    """Write down that a report that is made elsewhere went to its board, and what shows it."""
    policies.check_standing(report_set)
    if not evidence.strip():
        raise NotNow("Say where the report that went out can be found, or what shows that it did.")
    made = Edition.objects.create(
        report_set=report_set,
        due=report_set.next_due,
        protection=report_set.protection,
        elsewhere=evidence,
        asked_by=by,
        asked_at=at,
    )
    return _sent(made, to=to, by=by, at=at)


def _sent(edition: Edition, *, to: str, by: Person, at: datetime) -> Edition:
    edition.sent_by, edition.sent_at, edition.sent_to = by, at, to
    edition.save(update_fields=["sent_by", "sent_at", "sent_to"])
    report_set = edition.report_set
    if edition.due is not None and report_set.next_due == edition.due:
        report_set.next_due = next_after(edition.due, report_set.frequency)
        report_set.save(update_fields=["next_due"])
    told = {
        "title": report_set.title,
        "to": to,
        "protection": edition.get_protection_display().lower(),
        "elsewhere": f"Made elsewhere: {edition.elsewhere}"
        if edition.elsewhere
        else f"Document {edition.digest[:12]}.",
    }
    record_event(declarations.SENT, by=by, at=at, authority=report_set.authority, subject=edition, **told)
    return edition


def _held(edition: Edition) -> Edition:
    found = Edition.objects.select_for_update(of=("self",)).select_related("report_set__authority")
    return found.get(pk=edition.pk)
