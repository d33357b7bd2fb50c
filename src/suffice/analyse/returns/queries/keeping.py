"""Accepted returns as this process holds them: loaded once for each set of tables, and let go when the set changes."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

from suffice.analyse.returns import kinds, storage
from suffice.analyse.returns.models import ReturnRecord
from suffice.core.models import Authority
from suffice.engine.returns.model import FileReport, Return

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Part:
    """One accepted return, as far as it bears on a figure: which it is, found where, and the hash of each table."""

    kind: str
    year: int | None
    part: str
    name: str
    tables: tuple[tuple[str, str], ...]


Parts = tuple[Part, ...]


def part_of(record: ReturnRecord) -> Part:
    """Return what a record bears on a figure."""
    tables = tuple(sorted((one.table, one.sha256) for one in record.tables.all()))
    return Part(record.kind, record.year, record.part, record.name, tables)


def loaded(authority: Authority, part: Part) -> Return:
    """Return the return with its tables, as it was read."""
    files = tuple(FileReport(part.name, part.kind, table, part.year) for table, _ in part.tables)
    nobody = part.kind == kinds.PUBLISHED
    return Return(
        kind=part.kind,
        authority=None if nobody else authority.code,
        year=part.year,
        name=part.name,
        tables={table: storage.load_table(sha256) for table, sha256 in part.tables},
        files=files,
        as_at=date.fromisoformat(part.part) if part.kind == kinds.ANNEX_A else None,
        part=part.part,
    )


class Held(Generic[T]):
    """The latest that was made for each authority, of which parts; made again as soon as these are others."""

    def __init__(self, make: Callable[[Authority, Parts], T]) -> None:
        self._make = make
        self._held: dict[str, tuple[Parts, T]] = {}
        self._lock = threading.RLock()

    def of(self, authority: Authority, parts: Parts) -> T:
        """Return what is made of these parts; rows that were cleared are let go of as soon as anybody asks."""
        with self._lock:
            held = self._held.get(authority.code)
            if held is None or held[0] != parts:
                self._held.pop(authority.code, None)
                held = self._held[authority.code] = parts, self._make(authority, parts)
            return held[1]
