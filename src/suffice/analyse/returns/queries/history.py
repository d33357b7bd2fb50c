"""What the accepted returns say together: one repaired history an authority."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from suffice.analyse.returns import storage
from suffice.analyse.returns.models import ReturnRecord, ReturnState
from suffice.core.models import Authority
from suffice.engine.episodes import assemble
from suffice.engine.episodes.model import History
from suffice.engine.returns.model import Return


@dataclass(frozen=True, slots=True)
class _Part:
    """One accepted return, as far as it bears on the history: which year, found where, and the hash of each table."""

    kind: str
    year: int | None
    name: str
    tables: tuple[tuple[str, str], ...]


_HISTORIES: dict[str, tuple[tuple[_Part, ...], History]] = {}  # by the authority's code: the latest that was asked for
_LOCK = threading.Lock()


def accepted(authority: Authority) -> QuerySet[ReturnRecord]:
    """Return the accepted returns of the authority, by year."""
    found = ReturnRecord.objects.filter(authority=authority, state=ReturnState.ACCEPTED)
    return found.select_related("upload", "accepted_by", "authority").order_by("year")


def in_use(authority: Authority) -> Sequence[ReturnRecord]:
    """Return the accepted returns whose rows are still kept: those that figures are made of."""
    return list(accepted(authority).filter(upload__cleared_at__isnull=True).prefetch_related("tables"))


def is_cleared(authority: Authority) -> bool:
    """Say whether returns are accepted and the rows of every one of them have been cleared: figures stay as made."""
    return accepted(authority).exists() and not in_use(authority)


def accepted_history(authority: Authority) -> History:
    """Return the history out of all accepted returns whose rows are kept; without any, an empty one.

    A history is made once for each set of tables, known by their hashes, and held by this process till the set changes;
    so rows that were cleared are let go of as soon as anybody asks again.
    """
    parts = tuple(_part(one) for one in in_use(authority))
    with _LOCK:
        held = _HISTORIES.get(authority.code)
        if held is None or held[0] != parts:
            held = parts, assemble([_loaded(authority, part) for part in parts])
            _HISTORIES[authority.code] = held
        return held[1]


def _part(record: ReturnRecord) -> _Part:
    tables = tuple(sorted((one.table, one.sha256) for one in record.tables.all()))
    return _Part(record.kind, record.year, record.name, tables)


def _loaded(authority: Authority, part: _Part) -> Return:
    return Return(
        kind=part.kind,
        authority=authority.code,
        year=part.year,
        name=part.name,
        tables={table: storage.load_table(sha256) for table, sha256 in part.tables},
        files=(),
    )
