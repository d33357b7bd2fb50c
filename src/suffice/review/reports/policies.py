"""What may be made, signed and sent, and what may be changed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from suffice.core.pages.words import day, listed
from suffice.core.policies import NotForYou, NotNow, Standing
from suffice.engine.disclosure import Protection
from suffice.engine.measures import INDICATORS
from suffice.review.performance.queries import figures
from suffice.review.reports import declarations
from suffice.review.reports import plain as words
from suffice.review.reports.models import Edition, Meeting, Question, ReportSet
from suffice.review.reports.queries import leaving, questions
from suffice.review.reports.schedule import dated

_FAR = 25  # years from now within which a report can be due


def check_standing(report_set: ReportSet) -> None:
    """Refuse to change or make what is retired."""
    if report_set.retired_at is not None:
        raise NotNow("That report is retired. Add another, and make that.")


def check_due(frequency: str, next_due: date | None, *, on: date) -> None:
    """Refuse a regular report without its next day, and a day whose year nobody can have meant."""
    if dated(frequency) and next_due is None:
        raise NotNow("A report that goes out regularly needs the day on which it is due next.")
    if next_due is not None and abs(next_due.year - on.year) > _FAR:
        raise NotNow(
            f"{day(next_due)} lies more than {_FAR} years away. Check the year of the day that it is due next."
        )


def check_plain(*, plain: bool, protection: str, codes: Sequence[str]) -> None:
    """Refuse a report for children and young people that is not rounded, or that has measures without plain words."""
    if not plain:
        return
    if protection != Protection.ROUND.value:
        raise NotNow("A report for children and young people has its numbers rounded to five. Choose that rule.")
    if unknown := words.without_words(codes):
        raise NotNow(f"Nobody has put this into plain words: {listed(unknown[:3])}. Leave it out of this report.")


def check_makeable(report_set: ReportSet, on: date) -> None:
    """Refuse a report that no figures can be told in."""
    check_standing(report_set)
    if not report_set.headings:
        raise NotNow(
            "That report has no indicators, so there is nothing to make it of. Choose its indicators, or write down "
            "that it went out."
        )
    result = figures.latest(report_set.authority)
    if result is None:
        raise NotNow("No measures have been worked out yet. Bring a return and accept it first.")
    if not result.first_day <= on <= result.last_day:
        raise NotNow(
            f"The measures cover {day(result.first_day)} to {day(result.last_day)}. Choose a day between them, or "
            "bring the missing return."
        )


def check_signable(edition: Edition) -> None:
    """Refuse to sign what is not made, or signed already."""
    if edition.made_at is None:
        raise NotNow("That report has not been made yet, so there is nothing to sign off.")
    if edition.signed_at is not None:
        raise NotNow("That report is signed off already.")


def check_beside(edition: Edition) -> None:
    """Refuse to sign what would give away a small number beside a report that was signed off in the meantime."""
    found = leaving.since_made(edition)
    if found:
        one = found[0]
        raise NotNow(
            f"Another report was signed off since this was made. {INDICATORS[one.code].title}, {day(one.on)}: "
            f"{one.why} Make the edition again: it then keeps that figure back. To show it, choose to have numbers "
            "rounded to five."
        )


def check_sendable(edition: Edition) -> None:
    """Refuse to send what nobody signed, or what is sent already."""
    if edition.sent_at is not None:
        raise NotNow("That report is written down as sent already.")
    if edition.signed_at is None:
        raise NotNow("A report goes to its board once a leader has signed it off. It is a draft still.")


def check_plain_readable(edition: Edition) -> None:
    """Refuse to show children and young people what is not signed off, or not written for them."""
    if not edition.plain or edition.signed_at is None:
        raise NotForYou("That report is not one for children and young people that has been signed off.")


def check_readable(place: Standing, edition: Edition) -> None:
    """Refuse a draft to those who only read what is signed off."""
    if edition.signed_at is None and not place.may(declarations.DRAFTS.code):
        raise NotForYou("That report is a draft. You can read it once a leader has signed it off.")


def check_askable(edition: Edition, code: str) -> None:
    """Refuse a question about what nobody has signed off, or about a measure that is not in the report."""
    if edition.made_at is None or edition.signed_at is None:
        raise NotNow("A question is asked of a report once it is signed off. Write to its owner about a draft.")
    if code and code not in questions.figures(edition):
        raise NotNow("That measure is not in this report. Choose one that is, or ask about the whole report.")


def check_unanswered(question: Question) -> None:
    """Refuse to answer twice."""
    if question.answered_at is not None:
        raise NotNow("That question is answered already. What it leads to can be promised as an action.")


def check_meeting_open(meeting: Meeting) -> None:
    """Refuse to write into the notes of a meeting that is closed."""
    if meeting.closed_at is not None:
        raise NotNow("The notes of that meeting are closed. Write it into the next one.")
