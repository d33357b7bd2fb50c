"""What people wrote beside measures: targets, new beginnings, commentaries, and saved views."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from suffice.core.models import Authority, Person
from suffice.review.performance.models import Choice, Commentary, Rebase, SavedView, Target


def targets(authority: Authority, code: str | None = None) -> QuerySet[Target]:
    """Return the targets that stand, of one measure or of all, by their first day."""
    found = Target.objects.filter(authority=authority, withdrawn_at__isnull=True).select_related("set_by")
    return found if code is None else found.filter(code=code)


def rebases(authority: Authority, code: str) -> QuerySet[Rebase]:
    """Return where the run chart of a measure begins anew, by the day."""
    found = Rebase.objects.filter(authority=authority, code=code, withdrawn_at__isnull=True)
    return found.select_related("set_by")


def choices(authority: Authority) -> QuerySet[Choice]:
    """Return what is chosen where definitions are not settled, and stands."""
    return Choice.objects.filter(authority=authority, withdrawn_at__isnull=True).select_related("set_by")


def commentaries(authority: Authority, code: str | None = None) -> QuerySet[Commentary]:
    """Return what was written on one measure, or on all, the latest first."""
    found = Commentary.objects.filter(authority=authority).select_related("written_by", "signed_by")
    return found if code is None else found.filter(code=code)


def unsigned(authority: Authority) -> QuerySet[Commentary]:
    """Return the commentaries that wait for a leader."""
    return commentaries(authority).filter(signed_at__isnull=True)


def views(authority: Authority, person: Person) -> QuerySet[SavedView]:
    """Return the views that a person may open: their own, and those that others share."""
    found = SavedView.objects.filter(authority=authority).select_related("owner")
    return found.filter(Q(owner=person) | Q(shared=True))
