"""Cells from text to dates, codes and numbers; whatever had to be changed or left blank is flagged."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

import polars as pl

from suffice.engine.returns import dates, flags
from suffice.engine.returns.codebook import CodeBook
from suffice.engine.returns.columns import Column
from suffice.engine.returns.dates import Style
from suffice.engine.returns.model import Use
from suffice.engine.returns.remarks_beside import EVERY

_FORMULA = r"^(?:[=+@]|-[0-9.]*[^0-9.])"
_SIGNS = "=+@-"
_DECIMAL = re.compile(r"^([0-9]+)\.0+$")
_PLAIN_NUMBER = r"^(?:[0-9]{1,9}(?:\.[0-9]*)?|\.[0-9]+)$"
_Kept = TypeVar("_Kept")
_DATE_REMARKS = {
    Style.UNREADABLE: "date-unreadable",
    Style.OUT_OF_RANGE: "date-out-of-range",
    Style.TWO_DIGIT_YEAR: "date-two-digit-year",
    Style.WITH_TIME: "date-with-time",
}
_OTHER_STYLES = {
    Style.DAY_FIRST: (Style.YEAR_FIRST, "date-style"),
    Style.YEAR_FIRST: (Style.DAY_FIRST, "date-day-first"),
}
_YES_OR_NO = {"1": True, "TRUE": True, "0": False, "FALSE": False}


@dataclass(slots=True)
class Reading:
    """One table of one file while its cells are read.

    Attributes:
        raw: the table as text.
        file: where it stands.
        year: collection year, which decides the code sets.
        today: no event lies after it.
        codes: the code sets of the return.
        written: how the return asks for dates to be written.
        columns: the columns read so far.
        flags: what was remarked so far.
        repaired: which rows had a cell repaired.
    """

    raw: pl.DataFrame
    file: str
    year: int | None
    today: date
    codes: CodeBook
    written: Style = Style.DAY_FIRST
    columns: dict[str, pl.Series] = field(default_factory=dict)
    flags: list[pl.DataFrame] = field(default_factory=list)
    repaired: pl.Series = field(init=False)

    def __post_init__(self) -> None:
        self.repaired = pl.repeat(False, self.raw.height, dtype=pl.Boolean, eager=True)

    def remark(self, code: str, column: Column, where: pl.Series) -> None:
        """Flag every row of `where` (Boolean) for `column`."""
        where = where.fill_null(False)
        if not where.any():
            return
        places = self.raw.filter(where).select("row", pl.col(column.field).alias("value"))
        self.flags.append(flags.at_rows(code, places, file=self.file, column=column.name))
        if EVERY[code].use is Use.REPAIRED:
            self.repaired = self.repaired | where

    def remark_once(self, code: str, column: Column, where: pl.Series) -> None:
        """Flag the file once for `column`, with the first cell of `where` (Boolean) as it stands."""
        where = where.fill_null(False)
        if where.any():
            first = self.raw[column.field].filter(where)[0]
            self.flags.append(flags.at_file(code, file=self.file, column=column.name, value=first))


def typed(
    raw: pl.DataFrame,
    columns: Sequence[Column],
    *,
    file: str,
    year: int | None,
    today: date,
    codes: CodeBook,
    written: Style = Style.DAY_FIRST,
) -> Reading:
    """Read every cell of `raw` (``row`` and, as text, each of `columns`) and return what became of them."""
    reading = Reading(raw, file, year, today, codes, written)
    for column in columns:
        reading.columns[column.field] = _KINDS[column.kind](reading, column)
    _formulas(reading, columns)
    return reading


def _formulas(reading: Reading, columns: Sequence[Column]) -> None:
    fields = [column.field for column in columns]
    if not fields:
        return
    begins = [pl.col(fields).str.starts_with(sign).any() for sign in _SIGNS]
    suspicious = {name for found in begins for name, yes in reading.raw.select(found).row(0, named=True).items() if yes}
    for column in columns:
        if column.field in suspicious:
            reading.remark("formula", column, reading.raw[column.field].str.contains(_FORMULA))


def _date(reading: Reading, column: Column) -> pl.Series:
    parsed = dates.parse(
        reading.raw[column.field], today=reading.today, future=column.future, unknown_parts=column.unknown_parts
    )
    style = parsed["style"]
    for one in style.drop_nulls().unique().to_list():
        if one in _DATE_REMARKS:
            reading.remark(_DATE_REMARKS[Style(one)], column, style == one)
    other, code = _OTHER_STYLES[reading.written]
    reading.remark_once(code, column, style == str(other))
    return parsed["day"]


def _id(reading: Reading, column: Column) -> pl.Series:
    cells = reading.raw[column.field]
    reading.remark_once("code-case", column, cells != cells.str.to_uppercase())
    return _capitals(reading, column)


def _capitals(reading: Reading, column: Column) -> pl.Series:
    cells = reading.raw[column.field]
    if cells.str.contains(".", literal=True).any():
        reading.remark("decimal-removed", column, cells.str.contains(_DECIMAL.pattern))
    return identifiers(cells)


def identifiers(cells: pl.Series) -> pl.Series:
    """Return identifiers as they are kept: in capitals, without the decimal point that a spreadsheet adds."""
    capitals = cells.str.to_uppercase()
    if not capitals.str.contains(".", literal=True).any():
        return capitals
    return capitals.str.replace(_DECIMAL.pattern, "${1}")


def _distinct(reading: Reading, column: Column, read: Callable[[str], tuple[_Kept, str | None]]) -> dict[str, _Kept]:
    """Return what each distinct cell is kept as, having flagged those that `read` has a remark about."""
    cells = reading.raw[column.field]
    known = {cell: read(cell) for cell in cells.unique().drop_nulls().to_list()}
    told: dict[str, list[str]] = {}
    for cell, (_, code) in known.items():
        if code is not None:
            told.setdefault(code, []).append(cell)
    for code, written in told.items():
        reading.remark(code, column, cells.is_in(written))
    return {cell: kept for cell, (kept, _) in known.items()}


def _code(reading: Reading, column: Column) -> pl.Series:
    name = column.codes or ""
    every, this_year = reading.codes.kept_as(name), reading.codes.codes_for(name, reading.year)

    def read(cell: str) -> tuple[str | None, str | None]:
        code = _DECIMAL.sub(r"\1", cell.upper())
        if code not in every:
            return None, "code-unknown"
        remark = "decimal-removed" if code != cell.upper() else None
        return every[code], remark if code in this_year else "code-not-in-year"

    kept = _distinct(reading, column, read)
    small = [cell for cell, code in kept.items() if code is not None and cell != cell.upper()]
    if small:
        reading.remark_once("code-case", column, reading.raw[column.field].is_in(small))
    return reading.raw[column.field].replace_strict(kept, default=None, return_dtype=pl.String)


def _int(reading: Reading, column: Column) -> pl.Series:
    def read(cell: str) -> tuple[int | None, str | None]:
        whole = _DECIMAL.sub(r"\1", cell)
        if not (whole.isascii() and whole.isdigit() and column.low <= int(whole) <= column.high):
            return None, "number-unreadable"
        return int(whole), None if whole == cell else "decimal-removed"

    kept = _distinct(reading, column, read)
    return reading.raw[column.field].replace_strict(kept, default=None, return_dtype=pl.Int32)


def _number(reading: Reading, column: Column) -> pl.Series:
    cells = reading.raw[column.field]
    plain = cells.str.contains(_PLAIN_NUMBER)
    numbers = cells.set(~plain.fill_null(value=False), None).cast(pl.Float64)
    kept = numbers.is_between(column.low, column.high)
    reading.remark("decimal-unreadable", column, cells.is_not_null() & ~kept.fill_null(value=False))
    return numbers.set(~kept.fill_null(value=False), None)


def _words(reading: Reading, column: Column) -> pl.Series:
    return reading.raw[column.field]


def _yes_or_no(reading: Reading, column: Column) -> pl.Series:
    def read(cell: str) -> tuple[bool | None, str | None]:
        said = _YES_OR_NO.get(cell.upper())
        return said, "code-unknown" if said is None else None

    kept = _distinct(reading, column, read)
    return reading.raw[column.field].replace_strict(kept, default=None, return_dtype=pl.Boolean)


def _postcode(reading: Reading, column: Column) -> pl.Series:
    cells = reading.raw[column.field].str.to_uppercase()
    odd = cells.str.contains(r"[^A-Z0-9 ]")
    if not odd.any():
        return cells
    reading.remark("postcode-tidied", column, odd)
    tidy = cells.str.replace_all(r"[^A-Z0-9 ]", "").str.replace_all(r" +", " ").str.strip_chars(" ")
    return tidy.replace("", None)


_KINDS: dict[str, Callable[[Reading, Column], pl.Series]] = {
    "id": _id,
    "text": _capitals,
    "words": _words,
    "date": _date,
    "code": _code,
    "int": _int,
    "number": _number,
    "yes": _yes_or_no,
    "postcode": _postcode,
}
