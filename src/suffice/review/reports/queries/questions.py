"""What readers asked of reports, and which figures of a report they can ask about."""

from __future__ import annotations

from collections.abc import Mapping

from django.db.models import QuerySet

from suffice.core.models import Authority
from suffice.engine.measures import INDICATORS
from suffice.review.reports.models import Edition, Question


def every(authority: Authority) -> QuerySet[Question]:
    """Return every question, the latest first."""
    found = Question.objects.filter(authority=authority)
    return found.select_related("authority", "edition__report_set", "asked_by", "answered_by")


def of(edition: Edition) -> QuerySet[Question]:
    """Return what was asked of one report."""
    return every(edition.report_set.authority).filter(edition=edition)


def unanswered(authority: Authority) -> QuerySet[Question]:
    """Return what nobody has answered yet, the longest waiting first."""
    return every(authority).filter(answered_at__isnull=True).order_by("asked_at", "pk")


def figures(edition: Edition) -> Mapping[str, str]:
    """Return each measure of a report by its code, with the words in which the report tells it."""
    sheet = next((one for one in edition.book if one["title"] == "At a glance"), None)
    told = {row[0]: row[-1] for row in sheet["rows"]} if sheet else {}
    titles = {code: INDICATORS[code].title for one in edition.inputs.get("headings", ()) for code in one["codes"]}
    return {code: f"{title}: {told[title]}" for code, title in titles.items() if title in told}
