"""Tables as a workbook that people take away: typed cells, frozen headings, and no text that turns into a formula."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any, BinaryIO

_SHEET_NAME = 31  # the longest name a sheet may have
_LONGEST = 32_767  # the most characters that a cell holds
_WIDEST = 420  # pixels of a column, about sixty letters; longer text goes on below
MOST_ROWS = 1_000_000
"""The rows of one sheet, below the most that a workbook can hold; more go on in another sheet."""


@dataclass(frozen=True, slots=True)
class Table:
    """A titled table: what a page, the command line and a workbook all show.

    Attributes:
        title: a few words; also the name of the sheet.
        columns: the headings, with their units.
        rows: one sequence a row, as long as `columns`; None is an empty cell.
        note: a sentence to stand with the table (its source), or empty.
    """

    title: str
    columns: Sequence[str]
    rows: Sequence[Sequence[Any]]
    note: str = ""


def write_workbook(target: Path | BinaryIO, tables: Sequence[Table]) -> None:
    """Write each table as a sheet of a new workbook.

    Text stays text: a cell that begins with ``=`` is never a formula, and an address is never a link.

    Args:
        target: the file to write, or an open binary file.
        tables: in the order of the sheets.
    """
    import xlsxwriter  # noqa: PLC0415 - slow to import, and most commands write no workbook

    plain = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(target, {**plain, "in_memory": True, "remove_timezone": True}) as book:
        head = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
        kinds = {
            date: book.add_format({"num_format": "d mmmm yyyy", "valign": "top"}),
            int: book.add_format({"num_format": "#,##0", "valign": "top"}),
            float: book.add_format({"num_format": "#,##0.0###", "valign": "top"}),
            str: book.add_format({"text_wrap": True, "valign": "top"}),
        }
        names: set[str] = set()
        for table in (part for whole in tables for part in _fitting(whole)):
            sheet = book.add_worksheet(_sheet_name(table.title, names))
            sheet.write_row(0, 0, list(table.columns), head)
            sheet.freeze_panes(1, 0)
            for place, row in enumerate(table.rows, start=1):
                for column, value in enumerate(row):
                    _write_cell(sheet, place, column, value, kinds)
            if table.rows:
                sheet.autofilter(0, 0, len(table.rows), max(len(table.columns) - 1, 0))
            sheet.autofit(_WIDEST)
            if table.note:
                sheet.write_string(len(table.rows) + 2, 0, table.note)
            sheet.repeat_rows(0)
            sheet.set_landscape()
            sheet.fit_to_pages(1, 0)


def _fitting(table: Table) -> Iterator[Table]:
    """Return the table in as many parts as it has sheets to fill: nothing falls off the end of one."""
    for first in range(0, max(len(table.rows), 1), MOST_ROWS):
        yield replace(table, rows=table.rows[first : first + MOST_ROWS])


def _write_cell(sheet: Any, row: int, column: int, value: Any, kinds: Mapping[type, Any]) -> None:
    if value is None:
        return
    if isinstance(value, bool):
        sheet.write_string(row, column, "yes" if value else "no")
    elif isinstance(value, int | float | Decimal):
        sheet.write_number(row, column, value, kinds[int if isinstance(value, int) else float])
    elif isinstance(value, datetime):
        sheet.write_string(row, column, value.isoformat(sep=" ", timespec="minutes"))
    elif isinstance(value, date):
        sheet.write_datetime(row, column, datetime(value.year, value.month, value.day), kinds[date])
    else:
        text = str(value)
        sheet.write_string(row, column, text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…", kinds[str])


def _sheet_name(title: str, taken: set[str]) -> str:
    clean = "".join(" " if sign in "[]:*?/\\" else sign for sign in title).strip(" '")[:_SHEET_NAME] or "Table"
    name, again = clean, 1
    while name.lower() in taken:
        again += 1
        name = f"{clean[: _SHEET_NAME - 4]} {again}"
    taken.add(name.lower())
    return name
