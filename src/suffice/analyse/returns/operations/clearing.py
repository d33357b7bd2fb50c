"""Clearing child-level rows whose time is over; what was cleared, and when, is an event."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Q

from suffice.analyse.returns import declarations, storage
from suffice.analyse.returns.kinds import PUBLISHED
from suffice.analyse.returns.models import (
    AgreementResult,
    FoundTable,
    Original,
    ParsedTable,
    PopulationEstimate,
    Upload,
)
from suffice.core.events import record as record_event
from suffice.core.models import Authority, Person
from suffice.core.pages.words import counted, day
from suffice.core.queries import settings_of
from suffice.engine.calendar import years_after


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """What a later room keeps of single children.

    Attributes:
        clear: called as ``clear(authority, before, by, at)`` inside the transaction; lets go of what was brought before
            that moment and returns the hashes of its originals.
        wanted: returns the hashes of the originals that the room still refers to.
    """

    clear: Callable[[Authority, datetime, Person | None, datetime], set[str]]
    wanted: Callable[[], set[str]]


_ELSEWHERE: list[Elsewhere] = []


def also_clears(elsewhere: Elsewhere) -> None:
    """Have a later room's originals about single children cleared with those of the returns."""
    if elsewhere not in _ELSEWHERE:
        _ELSEWHERE.append(elsewhere)


def clear_child_rows(*, authority: Authority, by: Person | None, at: datetime) -> int:
    """Delete tables, flags and originals brought longer ago than the authority keeps them; return of how many uploads.

    Originals about single children that later rooms keep go too, and count as one upload each.

    Counts, decisions and figures made before stay.
    """
    before = _cutoff(authority, at)
    with transaction.atomic():
        Authority.objects.select_for_update().get(pk=authority.pk)
        others = {one for room in _ELSEWHERE for one in room.clear(authority, before, by, at)}
        transaction.on_commit(lambda: forget_unreferenced(originals=others))
        over = _over(authority, before)
        if not over:
            return len(others)
        originals = set(Original.objects.filter(upload__in=over).values_list("sha256", flat=True))
        tables = tables_of(over) | _held_against(authority)
        Upload.objects.filter(pk__in=[one.pk for one in over]).update(cleared_at=at, to_decide={})
        _tell(authority, over, before=before, by=by, at=at)
        transaction.on_commit(lambda: forget_unreferenced(originals=originals, tables=tables))
    return len(over) + len(others)


def forget_unreferenced(*, originals: Iterable[str] = (), tables: Iterable[str] = ()) -> None:
    """Delete the bytes under those of these hashes that nothing kept refers to any more."""
    wanted_originals, wanted_tables = _wanted()
    storage.forget(storage.original_name(one) for one in set(originals) - wanted_originals)
    storage.forget(storage.table_name(one) for one in set(tables) - wanted_tables)


def _cutoff(authority: Authority, at: datetime) -> datetime:
    kept = settings_of(authority).rows_kept_years
    return datetime.combine(years_after(at.date(), -kept), at.timetz())


def _over(authority: Authority, before: datetime) -> list[Upload]:
    """Return the uploads whose time is over; files that others publish are about no child, and are kept."""
    brought = Upload.objects.filter(authority=authority, at__lt=before, cleared_at__isnull=True)
    of_children = FoundTable.objects.filter(upload__in=brought).exclude(kind=PUBLISHED).values("upload")
    public = FoundTable.objects.filter(upload__in=brought, kind=PUBLISHED).exclude(upload__in=of_children)
    return list(brought.exclude(pk__in=public.values("upload")))


def _held_against(authority: Authority) -> set[str]:
    """Let go of the places in which returns differ; return their hashes. How often they differ stays."""
    kept = AgreementResult.objects.filter(authority=authority).exclude(rows="")
    hashes = set(kept.values_list("rows", flat=True))
    kept.update(rows="")
    return hashes


def tables_of(uploads: list[Upload]) -> set[str]:
    """Return the hashes of the tables that were kept of these uploads."""
    parsed = ParsedTable.objects.filter(record__upload__in=uploads).values_list("sha256", flat=True)
    return {*parsed, *(name for one in uploads for name in (one.flags, one.set_aside) if name)}


def _wanted() -> tuple[set[str], set[str]]:
    """Return the hashes of originals and of tables that some uncleared upload still refers to."""
    standing = Upload.objects.filter(cleared_at__isnull=True)
    originals = {
        *Original.objects.filter(upload__in=standing).values_list("sha256", flat=True),
        *PopulationEstimate.objects.exclude(file_sha256="").values_list("file_sha256", flat=True),
        *(one for room in _ELSEWHERE for one in room.wanted()),
    }
    beside = standing.exclude(Q(flags="") & Q(set_aside="")).values_list("flags", "set_aside")
    parsed = ParsedTable.objects.filter(record__upload__in=standing).values_list("sha256", flat=True)
    apart = AgreementResult.objects.exclude(rows="").values_list("rows", flat=True)
    return originals, {*parsed, *apart, *(name for pair in beside for name in pair if name)}


def _tell(authority: Authority, over: list[Upload], *, before: datetime, by: Person | None, at: datetime) -> None:
    record_event(
        declarations.CLEARED,
        by=by,
        at=at,
        authority=authority,
        uploads=counted(len(over), "upload"),
        before=day(before),
        ids=[one.pk for one in over],
    )
