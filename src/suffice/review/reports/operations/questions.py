"""Asking about a report or one of its figures, and answering; what is promised in the answer goes to the action log."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from suffice.core.events import record as record_event
from suffice.core.models import Person
from suffice.review.reports import declarations, policies
from suffice.review.reports.models import Edition, Question
from suffice.review.reports.queries import questions


@transaction.atomic
def question(*, edition: Edition, words: str, by: Person, at: datetime, code: str = "") -> Question:
    """Ask something of a report that is signed off.

    Args:
        edition: the report.
        words: what is asked.
        by: who asks.
        at: when.
        code: the measure that it is about; "" for the whole report.
    """
    policies.check_askable(edition, code)
    told = questions.figures(edition).get(code, "")
    authority = edition.report_set.authority
    made = Question.objects.create(
        authority=authority, edition=edition, code=code, told=told, words=words, asked_by=by, asked_at=at
    )
    report = str(edition)
    record_event(declarations.QUESTIONED, by=by, at=at, authority=authority, subject=made, report=report, words=words)
    return made


@transaction.atomic
def answer(*, question: Question, words: str, by: Person, at: datetime) -> Question:
    """Answer a question, once."""
    held = Question.objects.select_for_update(of=("self",)).select_related("edition__report_set").get(pk=question.pk)
    policies.check_unanswered(held)
    held.answer, held.answered_by, held.answered_at = words, by, at
    held.save(update_fields=["answer", "answered_by", "answered_at"])
    told = {"report": str(held.edition), "words": held.words}
    record_event(declarations.ANSWERED, by=by, at=at, authority=held.authority, subject=held, **told)
    return held
