"""What this room says on the home page: reports that are late or due, drafts that wait for a leader."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from django.utils import timezone

from suffice.core.pages.addresses import here
from suffice.core.pages.home import Line, Want, knows, wants
from suffice.core.pages.words import day
from suffice.core.policies import Standing
from suffice.review.reports import declarations
from suffice.review.reports.queries import questions, sets

_AHEAD = timedelta(days=14)


@wants
def reports_due(place: Standing) -> Iterable[Want]:
    """Tell those who make reports which are late or due within two weeks."""
    if not place.may(declarations.MAKE.code):
        return
    today = timezone.localdate()
    for one in sets.late(place.authority, today + _AHEAD)[:5]:
        late = "Late: " if one.late(today) else ""
        yield Want(
            f"{late}{one.title} for {one.board}", here(place.authority, "reports:report", pk=one.pk), one.next_due
        )


@wants
def reports_to_sign(place: Standing) -> Iterable[Want]:
    """Tell leaders which reports wait for them."""
    if not place.may(declarations.SIGN.code):
        return
    drafts = sets.every_edition(place.authority).filter(made_at__isnull=False, signed_at__isnull=True)
    for one in drafts.defer("document", "book", "inputs")[:5]:
        words = f"{one.report_set.title} for {one.report_set.board} waits to be signed off"
        yield Want(words, here(place.authority, "reports:edition", pk=one.pk), one.due)


@knows
def how_we_are_doing(place: Standing) -> Iterable[Line]:
    """Lead to the latest report that is written for children and young people."""
    latest = sets.in_plain_words(place.authority).first() if place.may(declarations.PLAIN.code) else None
    if latest is not None:
        words = f"{latest.report_set.title}: what the council tells children and young people, up to {day(latest.on)}."
        yield Line(words, here(place.authority, "reports:plain_report", pk=latest.pk), order=40)


@wants
def questions_to_answer(place: Standing) -> Iterable[Want]:
    """Tell those who answer what has been asked of reports."""
    if not place.may(declarations.ANSWER.code):
        return
    for one in questions.unanswered(place.authority)[:5]:
        words = f"{one.asked_by.name} asks about {one.edition.report_set.title}"
        yield Want(words, here(place.authority, "reports:question", pk=one.pk))
