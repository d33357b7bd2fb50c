"""A simple table out of a CSV file, a workbook or a JSON file: every row used, or set aside with its sentence."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from suffice.engine.findings import Example, Finding, Severity, merged, note
from suffice.engine.returns import csv_table
from suffice.engine.returns.archives import NotRead
from suffice.engine.returns.sheets import books
from suffice.engine.returns.sheets.cells import FORMULA, Unusable, value_of
from suffice.engine.returns.sheets.layout import Column, Kind, Layout, plain
from suffice.engine.returns.workbooks import is_workbook

LARGEST = 50_000_000
"""Bytes; the inspectorate's file of eleven years is an eighth of it."""
_PREAMBLE = 25  # lines within which the column names must stand
_BEGINNING = 200_000  # bytes within which they stand
_WORKBOOK = b"PK"
_JSON = ("{", "[")


class SheetUnreadable(ValueError):
    """The file cannot be read as what it should be; the message says what is wrong and what to do."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row that can be used so far: where it stands, and its values by our names; None where a cell is blank."""

    line: int
    values: Mapping[str, Any]

    def __getitem__(self, name: str) -> Any:
        return self.values[name]


@dataclass(slots=True)
class Sheet:
    """A table as far as reading has come; its rows are used, or move to `aside` one by one, with a sentence.

    Attributes:
        file: its name.
        kept: the rows that can be used so far, by the line that they stand on.
        aside: every row that cannot, with where and why.
        remarks: what else is to be said.
        written: the cells of every row as they stood, by its line and our names.
    """

    file: str
    kept: dict[int, Row] = field(default_factory=dict)
    aside: list[Example] = field(default_factory=list)
    remarks: list[Finding] = field(default_factory=list)
    written: dict[int, Mapping[str, str]] = field(default_factory=dict)
    _codes: dict[str, list[Example]] = field(default_factory=dict)

    @property
    def rows(self) -> tuple[Row, ...]:
        """The rows that can be used so far, in their order."""
        return tuple(self.kept.values())

    @property
    def total(self) -> int:
        """How many rows the file has; each is among `rows` or in `aside`."""
        return len(self.kept) + len(self.aside)

    def set_aside(self, code: str, line: int, column: str | None, value: str | None, wrong: str) -> None:
        """Keep the row out, and say so: `wrong` says what is wrong and what to do."""
        where = f", column {column}, {value!r}" if column and value else f", column {column}" if column else ""
        sentence = f"Row {line} of {self.file}{where} is not used: {wrong}."
        example = Example(self.file, line, column, value, sentence)
        self.aside.append(example)
        self._codes.setdefault(code, []).append(example)
        self.kept.pop(line, None)

    def remark(self, code: str, line: int, column: str | None, value: str | None, told: str) -> None:
        """Say something about a row that is used."""
        sentence = f"Row {line} of {self.file}{f', column {column}' if column else ''}: {told}."
        self.remarks.append(Finding(code, Severity.QUERY, 1, (Example(self.file, line, column, value, sentence),)))

    @property
    def places(self) -> Iterator[tuple[str, Severity, Example]]:
        """Every place of every finding: its code, its weight, and where it is; errors set their row aside."""
        yield from ((code, Severity.ERROR, place) for code, places in self._codes.items() for place in places)
        yield from ((one.code, one.severity, place) for one in self.remarks for place in one.examples)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What is to be said, one finding a code; an error for each way in which rows were set aside."""
        errors = [
            Finding(code, Severity.ERROR, len(places), tuple(places[:20])) for code, places in self._codes.items()
        ]
        return merged([*errors, *self.remarks])


def read_sheet(path: Path, layout: Layout) -> Sheet:
    """Read every row of a file as its layout says.

    Args:
        path: a CSV file, a workbook, or a JSON file with a list of objects of the same names.
        layout: its columns.

    Raises:
        SheetUnreadable: the file is not there, is no such file, or lacks a column that is needed.
    """
    return sheet_of(_bytes(path, layout), layout, name=path.name)


def sheet_of(data: bytes, layout: Layout, *, name: str) -> Sheet:
    """Read every row of a file that is open already; see `read_sheet`.

    Args:
        data: what the file holds.
        layout: its columns.
        name: of the file, for sentences.
    """
    sheet = Sheet(name)
    for line, cells in _records(data, sheet, layout):
        _take(sheet, layout, line, cells)
    if not sheet.total:
        raise SheetUnreadable(f"{name} has no rows. {_how(layout)}")
    sheet.aside.sort(key=lambda one: one.row or 0)
    return sheet


def _records(data: bytes, sheet: Sheet, layout: Layout) -> Iterator[tuple[int, dict[str, str]]]:
    """Return the cells of every row by our names, with the row's number."""
    if is_workbook(data):
        return _of_workbook(data, sheet, layout)
    text = _text(data, layout, sheet.file)
    return _of_json(text, sheet.file, layout) if text.lstrip().startswith(_JSON) else _of_csv(text, sheet, layout)


def fits(data: bytes, layout: Layout) -> bool:
    """Return whether a CSV file or a workbook has every column that `layout` needs, each by one of its names."""
    if data.startswith(_WORKBOOK):
        return books.fits(data, layout)
    text = csv_table.decode(data[:_BEGINNING])
    try:
        return text is not None and _header_at(text.text, layout) is not None
    except csv.Error:  # a line that no table has
        return False


def _take(sheet: Sheet, layout: Layout, line: int, cells: Mapping[str, str]) -> None:
    sheet.written[line] = cells
    values: dict[str, Any] = {}
    for column in layout.columns:
        text = cells.get(column.name, "").strip(csv_table.BLANKS)
        if not text:
            if column.needed:
                sheet.set_aside("cell-missing", line, column.title, None, "the cell is empty: fill it in")
                return
            values[column.name] = None
            continue
        try:
            values[column.name] = value_of(text, column)
        except Unusable as wrong:
            sheet.set_aside("cell-unusable", line, column.title, text, str(wrong))
            return
        if column.kind is Kind.TEXT and FORMULA.match(text):
            sheet.remark("formula", line, column.title, text, "it looks like a formula, and is kept as plain text")
    sheet.kept[line] = Row(line, values)


def _bytes(path: Path, layout: Layout) -> bytes:
    try:
        if path.stat().st_size > LARGEST:
            raise _too_large(path.name, layout)
        return path.read_bytes()
    except OSError as error:
        raise SheetUnreadable(f"{path.name} cannot be opened: {error.strerror}. Check the name.") from error


def _text(data: bytes, layout: Layout, name: str) -> str:
    if len(data) > LARGEST:
        raise _too_large(name, layout)
    text = None if data.startswith(_WORKBOOK) else csv_table.decode(data)
    if text is None:
        raise SheetUnreadable(f"{name} is not a text file, so it cannot be {layout.what}. Save it as CSV.")
    return text.text


def _too_large(name: str, layout: Layout) -> SheetUnreadable:
    return SheetUnreadable(f"{name} is larger than 50 MB, so it cannot be {layout.what}. Check the name.")


def _of_workbook(data: bytes, sheet: Sheet, layout: Layout) -> Iterator[tuple[int, dict[str, str]]]:
    try:
        found = books.find(data, layout)
    except NotRead as refusal:
        why = f": {refusal.reason}" if refusal.reason else ""
        raise SheetUnreadable(f"The workbook {sheet.file} cannot be read{why}. Save the sheet as CSV.") from refusal
    if found is None:
        raise SheetUnreadable(f"No sheet of {sheet.file} can be read as {layout.what}. {_how(layout)}")
    if found.others:
        told = (
            f"{sheet.file} is read from its sheet {found.sheet}; its other sheets are not: {', '.join(found.others)}."
        )
        sheet.remarks.append(note("sheets-not-read", told, file=sheet.file, count=len(found.others)))
    width = max(found.header) + 1
    header = [found.header.get(at, "") for at in range(width)]
    places = _places(header, layout, sheet.file)
    sheet.remarks.extend(_unread(header, places, sheet.file))
    for line, cells in found.rows:
        yield line, {name: cells.get(at, "") for name, at in places.items()}


def _of_csv(text: str, sheet: Sheet, layout: Layout) -> Iterator[tuple[int, dict[str, str]]]:
    try:
        grid = csv_table.grid(_from_header(text, layout))
    except NotRead as refusal:
        raise SheetUnreadable(f"{sheet.file} was not read: {refusal.reason}. Check the name.") from refusal
    if grid is None:
        raise SheetUnreadable(f"{sheet.file} is empty. {_how(layout)}")
    places = _places(grid.header, layout, sheet.file)
    sheet.remarks.extend(_unread(grid.header, places, sheet.file))
    for line, wrong, _ in grid.ragged.iter_rows():
        sheet.set_aside(
            "row-ragged", line, None, None, f"it has {wrong}; look for a comma too many or a quotation mark"
        )
    for line, *cells in grid.frame.iter_rows():
        if any(cell.strip(csv_table.BLANKS) for cell in cells):
            yield line, {name: cells[at] for name, at in places.items()}


def _from_header(text: str, layout: Layout) -> str:
    """Return the text with empty lines for all before the column names, and those in one line; lines keep their place.

    Publishers put sentences above the names and break the names across lines.
    """
    place = _header_at(text, layout)
    if place is None:
        return text
    lines, (at, taken) = text.split("\n"), place
    return "\n".join([*[""] * (at + taken - 1), " ".join(lines[at : at + taken]), *lines[at + taken :]])


def _header_at(text: str, layout: Layout) -> tuple[int, int] | None:
    """Return the first line of the column names and how many lines they take; None where they are not all there."""
    lines = text.split("\n")
    for at in range(min(_PREAMBLE, len(lines))):
        taken = _whole_record(lines, at)
        names = {plain(cell) for cell in next(csv.reader([" ".join(lines[at : at + taken])]))}
        if all(names & set(column.names) for column in layout.needed):
            return at, taken
    return None


def _whole_record(lines: list[str], at: int) -> int:
    """Return how many lines the record that begins on a line takes, as its quotation marks say."""
    marks = 0
    for taken, line in enumerate(lines[at : at + csv_table.MAX_RECORD_LINES], start=1):
        marks += line.count('"')
        if marks % 2 == 0:
            return taken
    return 1


def _places(header: Iterable[str], layout: Layout, file: str) -> dict[str, int]:
    """Return where each column stands, by our name for it."""
    headings = [plain(name) for name in header]
    found = {column.name: at for column in layout.columns if (at := _place(column, headings)) is not None}
    missing = [column.title for column in layout.needed if column.name not in found]
    if missing:
        raise SheetUnreadable(
            f"{file} has no column {' and no column '.join(missing)}, so it cannot be read as {layout.what}. "
            f"{_how(layout)}"
        )
    return found


def _unread(header: Sequence[str], places: Mapping[str, int], file: str) -> Iterator[Finding]:
    """Name the columns that are not read: one with its name misspelt is seen so."""
    taken = set(places.values())
    names = [name.strip() for at, name in enumerate(header) if at not in taken and name.strip(csv_table.BLANKS)]
    if names:
        told = ", ".join(" ".join(name.split()) for name in names)
        yield note("columns-not-read", f"{file} has columns that are not read: {told}.", file=file, count=len(names))


def _place(column: Column, headings: list[str]) -> int | None:
    """Return the place of a column: a heading that is one of its names, or else that begins with one."""
    exact = (headings.index(name) for name in column.names if name in headings)
    begun = (at for name in column.names for at, heading in enumerate(headings) if heading.startswith(f"{name} "))
    return next(exact, next(begun, None))


def _of_json(text: str, name: str, layout: Layout) -> Iterator[tuple[int, dict[str, str]]]:
    try:
        held = json.loads(text, parse_float=str, parse_int=str)
    except (ValueError, RecursionError) as error:
        raise SheetUnreadable(f"{name} is not sound JSON: {error}. {_how(layout)}") from error
    rows = held.get("rows") if isinstance(held, dict) else held
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise SheetUnreadable(
            f"{name} should hold a list of objects, or an object with a list called rows. {_how(layout)}"
        )
    names = {name: column.name for column in layout.columns for name in column.names}
    for line, row in enumerate(rows, start=1):
        yield line, {names[plain(key)]: _as_text(value) for key, value in row.items() if plain(key) in names}


def _as_text(value: Any) -> str:
    if value is None:
        return ""
    return ("yes" if value else "no") if isinstance(value, bool) else str(value)


def _how(layout: Layout) -> str:
    titles = ", ".join(column.title for column in layout.needed)
    return f"It needs the columns {titles}.{f' {layout.template}' if layout.template else ''}"
