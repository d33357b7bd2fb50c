"""A published file into one long frame: every row used or set aside, every mark kept as what it is."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import polars as pl

from suffice.engine.findings import Finding
from suffice.engine.returns import csv_table, flags
from suffice.engine.returns.archives import NotRead
from suffice.engine.returns.published import rows as settling
from suffice.engine.returns.published import telling
from suffice.engine.returns.published.layouts import LICENCE, Table
from suffice.engine.returns.published.recognising import Recognised, recognise
from suffice.engine.returns.sheets.layout import plain

LARGEST = 500_000_000
"""Bytes. The largest table that the department publishes of children in care is a tenth of it."""
HEAD = 100_000
"""Bytes from which the headings are told; the widest published line of them is a tenth."""
_WORKBOOK = b"PK"


class PublishedUnreadable(ValueError):
    """The file cannot be read as published statistics; the message says what is wrong, where and what to do."""


@dataclass(frozen=True, slots=True)
class PublishedFile:
    """A published table, read.

    Attributes:
        file: its name.
        table: what it is.
        frame: a row a figure: ``measure`` (`in_care.on_31_march.rate`), ``area_code`` (of the Office for National
            Statistics), ``area_name``, ``level`` (national, regional, authority), ``year`` (Int32), ``value`` (Float64,
            null where there is a mark), ``mark`` (as it stands in the file; null where there is a figure), ``unit``,
            ``source``, ``file``, ``old_code`` (three figures; null above authorities) and ``row`` (Int32).
        rows: how many rows the file has; ``rows == used + aside.height``.
        used: how many of them are in `frame`.
        aside: every other: ``row``, ``column``, ``value``, ``reason`` and ``line``.
        flags: every remark, as `Intake.flags` has them.
    """

    file: str
    table: Table
    frame: pl.DataFrame
    rows: int
    used: int
    aside: pl.DataFrame
    flags: pl.DataFrame

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What is to be said, one finding a code."""
        return flags.findings(self.flags)

    @property
    def licence(self) -> str:
        """What stands wherever its figures are shown."""
        return LICENCE


def read_published(path: Path) -> PublishedFile:
    """Read a published table as its publisher ships it.

    Args:
        path: a CSV file.

    Raises:
        PublishedUnreadable: it cannot be opened, is no CSV, or is no published table that is known.
    """
    try:
        if path.stat().st_size > LARGEST:
            raise PublishedUnreadable(f"{path.name} is larger than 500 MB. Check that it is the right file.")
        data = path.read_bytes()
    except OSError as error:
        raise PublishedUnreadable(f"{path.name} cannot be opened: {error.strerror}. Check the name.") from error
    found = read_data(data, name=path.name)
    if found is None:
        raise PublishedUnreadable(
            f"{path.name} is no published table that is known here: its headings are those of none. Give the CSV file "
            "as its publisher ships it."
        )
    return found


def read_data(data: bytes, *, name: str) -> PublishedFile | None:
    """Read the bytes of a published table; None where they are no such table."""
    opened = opening(data)
    return None if opened is None else _read(*opened, name=name)


def opening(data: bytes) -> tuple[csv_table.Grid, Recognised] | None:
    """Return the cells of a published table and what it is; None where it is none."""
    grid = cells(data)
    if grid is None:
        return None

    @cache
    def values(at: int) -> frozenset[str]:
        return frozenset(plain(cell) for cell in grid.frame[str(at)].unique().drop_nulls())

    found = recognise([one.strip(csv_table.BLANKS) for one in grid.header], values)
    return None if found is None else (grid, found)


def cells(data: bytes) -> csv_table.Grid | None:
    """Return the cells of a CSV file; None where it is none."""
    text = None if data.startswith(_WORKBOOK) else csv_table.decode(data)
    try:
        return csv_table.grid(text.text) if text else None
    except NotRead:
        return None


def headings(data: bytes) -> list[str]:
    """Return the headings in the first line of a CSV file, out of its beginning alone; none where it is none."""
    head = data[:HEAD].rpartition(b"\n")[0] or data[:HEAD]
    text = None if data.startswith(_WORKBOOK) else csv_table.decode(head)
    line = None if text is None else next((one for one in text.text.split("\n") if one.strip(csv_table.BLANKS)), None)
    try:
        grid = csv_table.grid(line) if line else None
    except NotRead:
        return []
    return [] if grid is None else [one.strip(csv_table.BLANKS) for one in grid.header]


def _read(grid: csv_table.Grid, found: Recognised, *, name: str) -> PublishedFile:
    told = settling.settle(grid, found, name=name)
    remarks = telling.told(told, found, name=name)
    return PublishedFile(
        file=name,
        table=found.table,
        frame=told.frame,
        rows=grid.frame.height + grid.ragged.height,
        used=told.used,
        aside=told.aside,
        flags=remarks,
    )
