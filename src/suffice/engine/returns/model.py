"""What comes out of reading a return: files accounted for row by row, tables in one shape, findings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

import polars as pl

from suffice.engine.findings import Finding

SSDA903 = "ssda903"
"""The kind of the return on children looked after, on which history and projection rest."""


class Use(StrEnum):
    """What became of a row: used as it stands, used after a repair inside its own file, or set aside."""

    USED = "used"
    REPAIRED = "repaired"
    SET_ASIDE = "set_aside"


@dataclass(frozen=True, slots=True)
class FileReport:
    """One table found in one file (and, where the file has a YEAR column, in one of its years).

    Attributes:
        name: the file as the user brought it, relative to the path given.
        kind: the return it belongs to (``ssda903``, ``cin``), or None when nothing was recognised.
        table: the published name of the table (``Episodes``), or None.
        year: the collection year, or None when nothing in the return carries a date.
        rows: data rows in the file; `used` + `repaired` + `set_aside` is always `rows`.
        sha256: of the original bytes, the name under which it is kept.
    """

    name: str
    kind: str | None
    table: str | None
    year: int | None
    rows: int = 0
    used: int = 0
    repaired: int = 0
    set_aside: int = 0
    sha256: str = ""

    def document(self) -> dict[str, Any]:
        """Return the report in the shape that ``suffice check --json`` promises."""
        return {
            "name": self.name,
            "return": self.kind,
            "table": self.table,
            "year": self.year,
            "rows": self.rows,
            "used": self.used,
            "repaired": self.repaired,
            "set_aside": self.set_aside,
        }


@dataclass(frozen=True, slots=True)
class Return:
    """One authority's return for one collection year.

    Attributes:
        kind: ``ssda903``, ``cin``, ``annex_a`` or ``csww``.
        authority: the authority named in the rows (an LA column); None where the rows name none.
        year: collection year; None when undated.
        name: the folder or file in which it was found, for sentences.
        tables: published table name to a frame of usable rows. Columns are the published names in lower case, typed
            (dates are `pl.Date`, codes and ids `pl.String`), then ``authority`` (String, null where none is named),
            ``year`` (Int32), ``file`` (String) and ``row`` (Int32, the line in the file).
        files: the accounts of the files that it came from.
        refusal: why it cannot be used, as a sentence; None when it can.
        absent: ``Table.COLUMN`` for every column that a file of it should have and has not; null in `tables`.
        as_at: the day that it tells of, for a return of one day (``annex_a``); None for one of a year.
        part: which of several files of one kind it is (``neighbours`` of ``published``); "" where there is but one.
    """

    kind: str
    authority: str | None
    year: int | None
    name: str
    tables: Mapping[str, pl.DataFrame]
    files: tuple[FileReport, ...]
    refusal: str | None = None
    absent: frozenset[str] = frozenset()
    as_at: date | None = None
    part: str = ""


@dataclass(frozen=True, slots=True)
class Opened:
    """What one file of a return other than the SSDA903 holds.

    Attributes:
        returns: usable or refused.
        reports: the account of each of its tables; rows are used, repaired or set aside.
        flags: as `Intake.flags` has them, those of its checks among them.
        set_aside: as `Intake.set_aside` has them.
        published: as `Intake.published` has them.
    """

    returns: tuple[Return, ...]
    reports: tuple[FileReport, ...]
    flags: pl.DataFrame
    set_aside: pl.DataFrame
    published: tuple[Return, ...] = ()


@dataclass(frozen=True, slots=True)
class Intake:
    """Everything that was read from the paths given.

    Attributes:
        files: every file, recognised or not, with its rows accounted for.
        returns: the returns found, usable or refused.
        findings: one for each code, with counts and first examples.
        flags: every single place of every finding: ``code, severity, file, row, column, value, sentence, use``
            (Strings, but ``row`` Int32); ``use`` is null where the row is only remarked upon.
        set_aside: the rows that were not used, as text: ``file, row, table, reason`` and ``values`` (the line as JSON).
        published: tables and lookups that others publish; they are nobody's return. ``kind`` is ``published``, ``part``
            what it is (`published.layouts.Table.key`, `lookups.Shape.key`), ``year`` its latest, and the one table is
            called by its title.
    """

    files: tuple[FileReport, ...]
    returns: tuple[Return, ...]
    findings: tuple[Finding, ...]
    flags: pl.DataFrame = field(default_factory=pl.DataFrame)
    set_aside: pl.DataFrame = field(default_factory=pl.DataFrame)
    published: tuple[Return, ...] = ()

    @property
    def usable(self) -> tuple[Return, ...]:
        """The returns that can be used."""
        return tuple(one for one in self.returns if one.refusal is None)

    def of_kind(self, kind: str) -> tuple[Return, ...]:
        """Return the usable returns of one kind (``ssda903``)."""
        return tuple(one for one in self.usable if one.kind == kind)
