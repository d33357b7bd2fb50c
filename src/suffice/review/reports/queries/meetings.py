"""Meetings, the actions that they gave rise to, and the agenda that figures bring forward."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from django.db.models import QuerySet

from suffice.core.actions import queries as actions
from suffice.core.events import subject_of
from suffice.core.models import Authority
from suffice.core.models.action import Actions
from suffice.core.pages.words import day
from suffice.engine.measures import INDICATORS
from suffice.review.performance import sentences
from suffice.review.performance.models import MeasuresResult
from suffice.review.performance.queries import board, figures
from suffice.review.performance.queries.board import Attention, Row
from suffice.review.reports.models import Edition, Meeting, ReportSet
from suffice.review.reports.queries import sets
from suffice.review.timeliness import sentences as drift
from suffice.review.timeliness.queries import board as drifting

_ASKS = (Attention.MISSED, Attention.WORSE)
_NOTHING = "Nothing here asks for attention."


def every_meeting(authority: Authority) -> QuerySet[Meeting]:
    """Return every meeting, the latest first."""
    found = Meeting.objects.filter(authority=authority).select_related(
        "authority", "report_set", "closed_by", "edition"
    )
    return found.prefetch_related("notes__by")


def carried(report_set: ReportSet) -> Actions:
    """Return the actions of all meetings on a report, the soonest due first."""
    subjects = [subject_of(one) for one in Meeting.objects.filter(report_set=report_set)]
    return actions.actions(report_set.authority).filter(subject__in=subjects)


def latest_edition(report_set: ReportSet) -> Edition | None:
    """Return the edition that a meeting called now would read."""
    return sets.editions(report_set).filter(made_at__isnull=False).first()


def agenda(report_set: ReportSet) -> list[dict[str, Any]]:
    """Return the agenda of a meeting on a report, as plain values: what is open, what asks for attention, its parts."""
    return [{"title": title, "lines": list(lines)} for title, lines in _items(report_set)]


def _items(report_set: ReportSet) -> Iterator[tuple[str, Sequence[str]]]:
    open_ = carried(report_set).open()
    yield "Actions carried over", [f"{one.title}: {one.owner}, by {day(one.due)}" for one in open_] or ["None is open."]
    result = figures.latest(report_set.authority)
    rows = {row.indicator.code: row for row in board.rows(result, report_set.codes)} if result else {}
    yield "What asks for attention", [_attention(row) for row in rows.values() if row.attention in _ASKS] or [_NOTHING]
    yield "Overdue or soon due", _overdue(report_set.authority)
    for part in report_set.headings:
        yield part["heading"], [_told(code, rows.get(code), result) for code in part["codes"] if code in INDICATORS]
    yield "Decisions, and who does what by when", []


def _attention(row: Row) -> str:
    return f"{row.indicator.title}: {row.attention.label.lower()}. {_finding(row)}"


def _told(code: str, row: Row | None, result: MeasuresResult | None) -> str:
    title = INDICATORS[code].title
    if row is None or result is None:
        return f"{title}: not worked out yet."
    return f"{title}: {_finding(row)}"


def _finding(row: Row) -> str:
    if row.now is None:
        return row.lacking or "No figure can be told of it."
    return sentences.answer(row.indicator, row.now, row.before)


def _overdue(authority: Authority) -> Sequence[str]:
    view = drifting.view(authority, None)
    if view is None:
        return ["No accepted return tells what is overdue."]
    return [one for one in (drift.overall(view.figures), drift.worst(view.figures)) if one]
