"""Originals about single children are cleared with those of the returns, when their time is over."""

from __future__ import annotations

from datetime import datetime

from suffice.analyse.market import declarations
from suffice.analyse.market.models import BroughtFile, FileKind
from suffice.analyse.returns.operations.clearing import Elsewhere, also_clears
from suffice.core.events import record as record_event
from suffice.core.models import Authority, Person
from suffice.core.pages.words import counted, day


def _clear(authority: Authority, before: datetime, by: Person | None, at: datetime) -> set[str]:
    """Let go of the originals about single children whose time is over; what came of them stays."""
    of_children = [one for one in FileKind if one.of_children]
    over = BroughtFile.objects.filter(
        authority=authority, kind__in=of_children, brought_at__lt=before, cleared_at__isnull=True
    )
    hashes = set(over.values_list("sha256", flat=True))
    count = over.update(cleared_at=at, findings=[])
    if count:
        record_event(
            declarations.CLEARED,
            by=by,
            at=at,
            authority=authority,
            files=counted(count, "file"),
            before=day(before),
        )
    return hashes


def _wanted() -> set[str]:
    return set(BroughtFile.objects.filter(cleared_at__isnull=True).values_list("sha256", flat=True))


also_clears(Elsewhere(_clear, _wanted))
