"""Making an edition: asked for, done in the background, its figures frozen with their day, its inputs and its rule."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from suffice.core import work
from suffice.core.digests import digest_of
from suffice.core.events import record as record_event
from suffice.core.models import Person
from suffice.core.pages.words import day
from suffice.core.papers import keeping
from suffice.core.papers.model import Paper
from suffice.review.reports import book, declarations, plain, policies
from suffice.review.reports.composing import report
from suffice.review.reports.models import Edition, ReportSet
from suffice.review.reports.queries import material, sets

FOLDER = "reports"
Progress = Callable[[int, int, str], None]


@transaction.atomic
def ask(
    *, report_set: ReportSet, on: date, protection: str, by: Person | None, at: datetime, due: date | None = None
) -> Edition:
    """Have an edition made in the background, of the figures as they stand when it is made.

    Args:
        report_set: which report.
        on: the day of the figures.
        protection: how small numbers are protected in this edition, a `Protection`.
        by: who asks.
        at: when.
        due: the day for which it is made; the next that the report is due on unless another is given.
    """
    policies.check_makeable(report_set, on)
    policies.check_plain(plain=report_set.plain, protection=protection, codes=report_set.codes)
    made = Edition(report_set=report_set, on=on, due=due or report_set.next_due, protection=protection)
    made.plain, made.asked_by, made.asked_at = report_set.plain, by, at
    made.save()
    made.work = work.start(
        sets.KIND,
        words=f"Making the report {report_set.title} with figures to {day(on)}",
        inputs={"edition": made.pk},
        authority=report_set.authority,
        by=by,
        at=at,
    )
    made.save(update_fields=["work"])
    record_event(declarations.ASKED, by=by, at=at, authority=report_set.authority, subject=made, **_told(made))
    return made


def make(*, edition: Edition, at: datetime, progress: Progress) -> Edition:
    """Make the edition as Word, PDF and workbook, and keep all three or nothing."""
    progress(0, 3, "Putting the figures together")
    inputs = material.made_of(edition)
    given = material.inputs(edition, made_on=timezone.localdate(at))
    progress(1, 3, "Drawing the charts")
    paper, sheets = (plain.report if edition.plain else report)(given), book.sheets(given)
    progress(2, 3, "Writing the documents")
    kept = keep(edition, paper, sheets)
    with transaction.atomic():
        edition.document, edition.book, edition.digest = paper.document(), sheets, kept
        edition.inputs, edition.inputs_digest, edition.made_at = inputs, digest_of(inputs), at
        edition.withheld = [one.document() for one in given.withheld]
        edition.save()
        told = {**_told(edition), "digest": kept[:12]}
        authority = edition.report_set.authority
        record_event(declarations.MADE, by=edition.asked_by, at=at, authority=authority, subject=edition, **told)
    return edition


def keep(edition: Edition, paper: Paper, sheets: Sequence[dict[str, Any]]) -> str:
    """Write an edition as Word, as PDF and, but for children and young people, as a workbook; return its hash."""
    if edition.plain:
        return keeping.keep(FOLDER, paper)
    return keeping.keep(FOLDER, paper, also={"xlsx": lambda: book.made(paper, sheets)}, saying=sheets)


def _told(edition: Edition) -> dict[str, str]:
    return {
        "title": edition.report_set.title,
        "board": edition.report_set.board,
        "on": day(edition.on),
        "protection": edition.get_protection_display().lower(),
    }
