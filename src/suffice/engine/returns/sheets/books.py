"""A simple table out of a workbook: the first sheet with the columns that are needed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from suffice.engine.returns.archives import NotRead
from suffice.engine.returns.sheets.layout import Layout, plain
from suffice.engine.returns.workbooks import SheetCells, Workbook, is_workbook

_PREAMBLE = 25  # rows within which the column names must stand


@dataclass(frozen=True, slots=True)
class Found:
    """The table in a workbook.

    Attributes:
        sheet: the name of its sheet.
        header: the column names by their place.
        rows: the cells of each row, as text, by their place; with the row's number.
        others: the names of the workbook's other sheets.
    """

    sheet: str
    header: Mapping[int, str]
    rows: tuple[tuple[int, Mapping[int, str]], ...]
    others: tuple[str, ...]


def find(data: bytes, layout: Layout) -> Found | None:
    """Return the first sheet of a workbook that has the columns which `layout` needs; None where none has.

    Raises:
        NotRead: the workbook is damaged, locked, or larger than is opened.
    """
    book = Workbook(data)
    for name in book.sheets:
        cells = book.sheet(name)
        at = _header_at(cells, layout)
        if at is not None:
            rows = tuple((number, texts) for number, texts in _texts(cells) if number > at)
            others = tuple(one for one in book.sheets if one != name)
            return Found(
                name, {place: " ".join(cell.text.split()) for place, cell in cells.rows[at].items()}, rows, others
            )
    return None


def fits(data: bytes, layout: Layout) -> bool:
    """Return whether `data` is a workbook with such a sheet, by the first rows of each."""
    if not is_workbook(data):
        return False
    try:
        book = Workbook(data)
        return any(_header_at(book.sheet(name, top=True), layout) is not None for name in book.sheets)
    except NotRead:
        return False


def _header_at(cells: SheetCells, layout: Layout) -> int | None:
    """Return the row of the column names."""
    for number in sorted(cells.rows)[:_PREAMBLE]:
        names = {plain(cell.text) for cell in cells.rows[number].values()}
        if all(names & set(column.names) for column in layout.needed):
            return number
    return None


def _texts(cells: SheetCells) -> Iterator[tuple[int, Mapping[int, str]]]:
    for number in sorted(cells.rows):
        texts = {place: cell.text for place, cell in cells.rows[number].items() if cell.text.strip()}
        if texts:
            yield number, texts
