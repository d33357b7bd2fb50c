"""One sheet as rows of text by column, with what formulas, failed look-ups and numbers for days did to its cells."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import polars as pl

from suffice.engine.returns import flags
from suffice.engine.returns.annex_a.layouts import Column
from suffice.engine.returns.annex_a.matching import Heads
from suffice.engine.returns.csv_table import BLANKS
from suffice.engine.returns.workbooks import Cell, SheetCells, Workbook
from suffice.engine.words import counted

OTHER = "other:"
"""Before the heading of a column that the list does not have."""
_ERRORS = frozenset({"#N/A", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NUM!", "#NULL!"})
_SERIAL = re.compile(r"[0-9]{5}(?:\.[0-9]+)?")
_FIRST_SERIAL, _LAST_SERIAL = 3_653, 73_050  # 1910 to 2099


@dataclass(frozen=True, slots=True)
class Grid:
    """The rows below the headings of one sheet.

    Attributes:
        frame: ``row`` (Int32: of the sheet) and, as String, trimmed, blanks null: each column by its published heading
            in small letters, each other heading after `OTHER`.
        written: every cell of the same rows as it stands, by its heading as it stands.
        flags: what the cells gave to say.
        repaired: the rows of which a cell was repaired.
    """

    frame: pl.DataFrame
    written: pl.DataFrame
    flags: list[pl.DataFrame]
    repaired: frozenset[int]


@dataclass(slots=True)
class _Columns:
    """The cells of one column while they are read."""

    title: str
    shown: str
    numbers: list[int]
    flags: list[pl.DataFrame]
    repaired: set[int]

    def told(self, code: str, rows: list[tuple[int, str]]) -> None:
        """Flag rows, each with its value."""
        places = pl.DataFrame(rows, schema={"row": pl.Int32, "value": pl.String}, orient="row")
        self.flags.append(flags.at_rows(code, places, file=self.shown, column=self.title))


def grid(sheet: SheetCells, heads: Heads, book: Workbook, *, shown: str) -> Grid:
    """Return the rows of `sheet` below its headings; rows without a cell that holds anything are no rows."""
    numbers = [number for number in sorted(sheet.rows) if number > heads.row and _holds(sheet.rows[number])]
    said: list[pl.DataFrame] = []
    repaired: set[int] = set()
    columns: dict[str, list[str | None]] = {}
    for title, at, kind in _places(heads):
        cells = [sheet.rows[number].get(at) for number in numbers]
        column = _Columns(title, shown, numbers, said, repaired)
        name = f"{OTHER}{title}" if kind is None else title.lower()
        columns[name] = _texts(cells, column, kind, book)
    places = {at: words for at, words in heads.written.items() if words}
    written = {
        f"{words} ({at + 1})" if list(places.values()).count(words) > 1 else words: [
            _text(sheet.rows[number].get(at)) for number in numbers
        ]
        for at, words in places.items()
    }
    rows = {"row": pl.Series(numbers, dtype=pl.Int32)}
    return Grid(
        pl.DataFrame({**rows, **_as_series(columns)}),
        pl.DataFrame({**rows, **_as_series(written)}),
        said,
        frozenset(repaired),
    )


def _as_series(columns: dict[str, list[str | None]]) -> dict[str, pl.Series]:
    return {name: pl.Series(cells, dtype=pl.String) for name, cells in columns.items() if name != "row"}


def _holds(cells: dict[int, Cell]) -> bool:
    return any(cell.formula or cell.text.strip(BLANKS) for cell in cells.values())


def _places(heads: Heads) -> Iterator[tuple[str, int, str | None]]:
    """Yield heading, place and kind of what is read: the columns of the list, then the headings that are none."""
    for column in heads.list.columns:
        if column.field in heads.columns:
            yield column.title, heads.columns[column.field], column.kind
    taken: set[str] = set()
    for at in (*heads.unmapped, *heads.repeated):
        title = heads.written[at] if heads.written[at] not in taken else f"{heads.written[at]} ({at + 1})"
        taken.add(title)
        yield title, at, None


def _text(cell: Cell | None) -> str | None:
    return None if cell is None else " ".join(cell.text.strip(BLANKS).split()) or None


def _texts(cells: list[Cell | None], column: _Columns, kind: str | None, book: Workbook) -> list[str | None]:
    texts = [_text(cell) for cell in cells]
    _tell_formulas(cells, column)
    failed = [(number, text) for number, text in zip(column.numbers, texts, strict=True) if text in _ERRORS and text]
    if failed:
        column.told("cell-in-error", failed)
        texts = [None if text in _ERRORS else text for text in texts]
    return _days(cells, texts, column, book) if kind in ("date", "birth") else texts


def _tell_formulas(cells: list[Cell | None], column: _Columns) -> None:
    worked = [(at, cell) for at, cell in zip(column.numbers, cells, strict=True) if cell is not None and cell.formula]
    empty = [(number, "") for number, cell in worked if not cell.text]
    if empty:
        column.told("formula-without-value", empty)
    kept = len(worked) - len(empty)
    if kept:
        rows = counted(kept, "row")
        column.flags.append(flags.at_file("formula-kept-value", file=column.shown, column=column.title, value=rows))


def _days(cells: list[Cell | None], texts: list[str | None], column: _Columns, book: Workbook) -> list[str | None]:
    """Return dates as dd/mm/yyyy where the workbook says that they are dates, or keeps them as a number of days."""
    found: list[str | None] = []
    serials: list[tuple[int, str]] = []
    for number, cell, text in zip(column.numbers, cells, texts, strict=True):
        if cell is None or text is None:
            found.append(None)
        elif cell.dated:
            found.append(f"{date.fromisoformat(text):%d/%m/%Y}")
        elif (day := _of_serial(text, book)) is not None:
            serials.append((number, text))
            found.append(f"{day:%d/%m/%Y}")
        else:
            found.append(text)
    if serials:
        column.told("date-serial", serials)
        column.repaired |= {number for number, _ in serials}
    return found


def _of_serial(text: str, book: Workbook) -> date | None:
    within = _SERIAL.fullmatch(text) and _FIRST_SERIAL <= float(text) <= _LAST_SERIAL
    return book.day_of(text) if within else None


def named(column: Column) -> str:
    """Return the name that a column has in `Grid.frame`."""
    return column.title.lower()
