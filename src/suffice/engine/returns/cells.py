"""Cells from text to dates, codes and numbers; whatever had to be changed or left blank is flagged."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

import polars as pl

from suffice.engine.returns import dates, flags
from suffice.engine.returns.dates import Style
from suffice.engine.returns.model import Use
from suffice.engine.returns.remarks import REMARKS
from suffice.engine.returns.ssda903 import codes
from suffice.engine.returns.ssda903.layouts import Column, Table

_FORMULA = r"^(?:[=+@]|-[0-9.]*[^0-9.])"
_DECIMAL = r"^(\d+)\.0+$"
_DATE_REMARKS = {
    Style.UNREADABLE: "date-unreadable",
    Style.OUT_OF_RANGE: "date-out-of-range",
    Style.TWO_DIGIT_YEAR: "date-two-digit-year",
    Style.WITH_TIME: "date-with-time",
}


@dataclass(slots=True)
class Reading:
    """One table of one file while its cells are read.

    Attributes:
        raw: the table as text.
        file: where it stands.
        year: collection year, which decides the code sets.
        today: no event lies after it.
        columns: the columns read so far.
        flags: what was remarked so far.
        repaired: which rows had a cell repaired.
    """

    raw: pl.DataFrame
    file: str
    year: int | None
    today: date
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
        if REMARKS[code].use is Use.REPAIRED:
            self.repaired = self.repaired | where

    def remark_once(self, code: str, column: Column, where: pl.Series) -> None:
        """Flag the file once for `column`, with the first cell of `where` (Boolean) as it stands."""
        where = where.fill_null(False)
        if where.any():
            first = self.raw[column.field].filter(where)[0]
            self.flags.append(flags.at_file(code, file=self.file, column=column.name, value=first))


def typed(raw: pl.DataFrame, table: Table, *, file: str, year: int | None, today: date) -> Reading:
    """Read every cell of `raw` (see `RawTable.frame`) and return what became of them."""
    reading = Reading(raw, file, year, today)
    for column in table.columns:
        reading.columns[column.field] = _KINDS[column.kind](reading, column)
    _formulas(reading, table)
    return reading


def _formulas(reading: Reading, table: Table) -> None:
    suspicious = reading.raw.select(pl.col(c.field).str.contains(_FORMULA) for c in table.columns)
    for column in table.columns:
        reading.remark("formula", column, suspicious[column.field])


def _date(reading: Reading, column: Column) -> pl.Series:
    parsed = dates.parse(
        reading.raw[column.field], today=reading.today, future=column.future, unknown_parts=column.unknown_parts
    )
    style = parsed["style"]
    for one in style.drop_nulls().unique().to_list():
        if one in _DATE_REMARKS:
            reading.remark(_DATE_REMARKS[Style(one)], column, style == one)
    reading.remark_once("date-style", column, style == str(Style.YEAR_FIRST))
    return parsed["day"]


def _undecimal(reading: Reading, column: Column) -> pl.Series:
    cells = reading.raw[column.field].str.to_uppercase()
    reading.remark("decimal-removed", column, cells.str.contains(_DECIMAL))
    return cells.str.replace(_DECIMAL, "${1}")


def _code(reading: Reading, column: Column) -> pl.Series:
    name = column.codes or ""
    cells = _undecimal(reading, column)
    reading.remark_once("code-case", column, reading.raw[column.field].str.contains(r"[a-z]"))
    kept = codes.kept_as(name)
    reading.remark("code-unknown", column, ~cells.is_in(list(kept)))
    reading.remark(
        "code-not-in-year", column, cells.is_in(list(kept)) & ~cells.is_in(list(codes.codes_for(name, reading.year)))
    )
    return cells.replace_strict(kept, default=None, return_dtype=pl.String)


def _int(reading: Reading, column: Column) -> pl.Series:
    cells = _undecimal(reading, column)
    numbers = cells.cast(pl.Int32, strict=False)
    good = numbers.is_between(column.low, column.high).fill_null(False)
    reading.remark("number-unreadable", column, cells.is_not_null() & ~good)
    return numbers.zip_with(good, pl.Series([None], dtype=pl.Int32).extend_constant(None, max(0, len(cells) - 1)))


def _postcode(reading: Reading, column: Column) -> pl.Series:
    cells = reading.raw[column.field].str.to_uppercase()
    reading.remark("postcode-tidied", column, cells.str.contains(r"[^A-Z0-9 ]"))
    tidy = cells.str.replace_all(r"[^A-Z0-9 ]", "").str.replace_all(r" +", " ").str.strip_chars(" ")
    return tidy.replace("", None)


_KINDS: dict[str, Callable[[Reading, Column], pl.Series]] = {
    "id": _undecimal,
    "text": _undecimal,
    "date": _date,
    "code": _code,
    "int": _int,
    "postcode": _postcode,
}
