"""The report sets of an authority, their editions, and what each line of the line of sight says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, QuerySet

from suffice.core.models import Authority
from suffice.review.reports.models import Edition, ReportSet

KIND = "reports.make"
"""The kind of work that makes an edition."""


def standing(authority: Authority) -> QuerySet[ReportSet]:
    """Return the reports that stand, with their editions."""
    sent = Edition.objects.defer("document", "book", "inputs").order_by("-asked_at", "-pk")
    found = ReportSet.objects.filter(authority=authority, retired_at__isnull=True).select_related("authority")
    return found.prefetch_related(Prefetch("editions", queryset=sent)).order_by("next_due", "title", "board")


def every(authority: Authority) -> QuerySet[ReportSet]:
    """Return every report, retired ones too."""
    return ReportSet.objects.filter(authority=authority).select_related("authority", "made_by", "retired_by")


def editions(report_set: ReportSet) -> QuerySet[Edition]:
    """Return the editions of a report for a list, the latest first, without the papers themselves."""
    return every_edition(report_set.authority).filter(report_set=report_set).defer("document", "book", "inputs")


def every_edition(authority: Authority) -> QuerySet[Edition]:
    """Return every edition, the latest first."""
    found = Edition.objects.filter(report_set__authority=authority)
    linked = found.select_related("report_set__authority", "asked_by", "signed_by", "sent_by", "work")
    return linked.order_by("-asked_at", "-pk")


@dataclass(frozen=True, slots=True)
class Sight:
    """A line of the line of sight: a report, and the edition that was made and the one that was sent last."""

    report_set: ReportSet
    made: Edition | None
    sent: Edition | None
    late: bool


def sights(authority: Authority, on: date) -> Sequence[Sight]:
    """Return a line for each report that stands."""
    return [_sight(one, on) for one in standing(authority)]


def late(authority: Authority, on: date) -> QuerySet[ReportSet]:
    """Return the reports that should have gone out before a day, the longest late first."""
    found = ReportSet.objects.filter(authority=authority, retired_at__isnull=True, next_due__lt=on)
    return found.order_by("next_due", "title")


def _sight(one: ReportSet, on: date) -> Sight:
    kept = list(one.editions.all())
    made = next((each for each in kept if each.made_at or each.elsewhere), None)
    sent = next((each for each in kept if each.sent_at), None)
    return Sight(one, made, sent, one.late(on))


def in_plain_words(authority: Authority) -> QuerySet[Edition]:
    """Return what is written for children and young people and signed off, the latest figures first."""
    found = every_edition(authority).filter(plain=True, signed_at__isnull=False)
    return found.defer("book", "inputs").order_by("-on", "-signed_at")
