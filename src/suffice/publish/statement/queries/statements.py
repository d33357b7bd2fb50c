"""The statements of an authority, and whether the latest still holds."""

from __future__ import annotations

from django.db.models import QuerySet

from suffice.core.models import Authority
from suffice.publish.statement.inputs import Promise, Written
from suffice.publish.statement.models import Statement, Wording

KIND = "statement.make"
"""The kind of work that makes a statement."""


def every_statement(authority: Authority) -> QuerySet[Statement]:
    """Return every statement, latest first."""
    found = Statement.objects.filter(authority=authority).select_related(
        "authority", "asked_by", "published_by", "work"
    )
    return found.order_by("-asked_at", "-pk")


def listing(authority: Authority) -> QuerySet[Statement]:
    """Return every statement for a list, without the papers themselves."""
    return every_statement(authority).defer("document", "inputs")


def latest(authority: Authority) -> Statement | None:
    """Return the statement made last; None without one."""
    return every_statement(authority).filter(made_at__isnull=False).order_by("-made_at", "-pk").first()


def wording(authority: Authority) -> Wording | None:
    """Return what the council wrote last; None where it has written nothing."""
    return Wording.objects.filter(authority=authority).order_by("-written_at", "-pk").first()


def written(authority: Authority) -> Written:
    """Return what the council wrote, as a statement takes it."""
    standing = wording(authority)
    if standing is None:
        return Written()
    return Written(
        partners=standing.partners,
        help=standing.help,
        children=standing.children,
        promises=tuple(Promise(*one) for one in standing.promises),
        monitoring=standing.monitoring,
    )
