"""What has left the council already, so that a new report is held against it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.db.models import QuerySet

from suffice.core.models import Authority
from suffice.engine.disclosure import Protection
from suffice.review.reports.guarding import Told, Withheld, figures, of_book, withheld
from suffice.review.reports.models import Edition


def left(authority: Authority) -> QuerySet[Edition]:
    """Return the editions that were signed off to be read outside, the latest first; those in full stay inside."""
    signed = Edition.objects.filter(report_set__authority=authority, signed_at__isnull=False)
    outside = signed.exclude(protection=Protection.FULL.value).select_related("report_set__authority")
    return outside.order_by("-signed_at", "-pk")


def told(editions: QuerySet[Edition]) -> Mapping[int, Sequence[Told]]:
    """Return what each of some editions tells, by its key."""
    return {one.pk: of_book(one.book, Protection(one.protection).rule) for one in editions.defer("document", "inputs")}


def since_made(edition: Edition) -> tuple[Withheld, ...]:
    """Return what an edition tells that may not stand beside a report that was signed off since it was made."""
    rule = Protection(edition.protection).rule
    later = left(edition.report_set.authority).filter(signed_at__gt=edition.made_at).exclude(pk=edition.pk)
    if not rule.protects or not later.exists():
        return ()
    return withheld(of_book(edition.book, rule), told(left(edition.report_set.authority).exclude(pk=edition.pk)), rule)


def beside(edition: Edition) -> list[Edition]:
    """Return the reports that have left which hide what an edition in full tells: nobody outside may hold both."""
    if edition.protection != Protection.FULL.value:
        return []
    codes = set(edition.report_set.codes)
    return [one for one in left(edition.report_set.authority).defer("document", "inputs") if _hides(one, codes)]


def _hides(edition: Edition, codes: set[str]) -> bool:
    return any(row[1] in codes for row in figures(edition.book))
