"""Tables that people take away, as CSV or as a workbook; no cell of theirs is ever run as a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.http import HttpResponse
from django.utils import timezone

from suffice.core.pages import words

Cell = str | int | float | Decimal | bool | date | datetime | None
KINDS = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


@dataclass(frozen=True)
class Table:
    """A table to take away: `name` names the file and the sheet, `title` stands above it in a workbook."""

    name: str
    title: str
    headings: Sequence[str]
    rows: Sequence[Sequence[Cell]]


def response(table: Table, kind: str) -> HttpResponse:
    """Return the table as a file of this kind (csv or xlsx)."""
    made = as_csv(table) if kind == "csv" else as_xlsx(table)
    return HttpResponse(
        made,
        content_type=KINDS[kind],
        headers={"Content-Disposition": f'attachment; filename="{table.name}.{kind}"'},
    )


def as_csv(table: Table) -> bytes:
    """Return the table as CSV that a spreadsheet opens rightly: with a mark of UTF-8, and text that stays text."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow([_harmless(heading) for heading in table.headings])
    writer.writerows([_harmless(_plain(cell)) for cell in row] for row in table.rows)
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def as_xlsx(table: Table) -> bytes:
    """Return the table as a workbook of one sheet: numbers as numbers, dates as dates, text as text."""
    import xlsxwriter  # noqa: PLC0415 - a third of a second that most pages do not need

    out = io.BytesIO()
    options = {"strings_to_formulas": False, "strings_to_urls": False, "in_memory": True, "remove_timezone": True}
    with xlsxwriter.Workbook(out, options) as book:
        sheet = book.add_worksheet(table.name[:31])
        bold, day = book.add_format({"bold": True}), book.add_format({"num_format": "d mmmm yyyy"})
        for column, heading in enumerate(table.headings):
            sheet.write_string(0, column, heading, bold)
        for number, row in enumerate(table.rows, start=1):
            for column, cell in enumerate(row):
                _write(sheet, number, column, cell, day)
        sheet.freeze_panes(1, 0)
        sheet.autofit()
    return out.getvalue()


def as_words(cell: Cell) -> str:
    """Return a cell as the page shows it."""
    if cell is None:
        return "-"
    if isinstance(cell, bool):
        return "Yes" if cell else "No"
    if isinstance(cell, datetime):
        return words.moment(cell)
    if isinstance(cell, date):
        return words.day(cell)
    return words.number(cell) if isinstance(cell, int) else str(cell)


def _plain(cell: Cell) -> str | int | float | Decimal:
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return as_words(cell)
    if isinstance(cell, datetime):
        return timezone.localtime(cell).isoformat(sep=" ", timespec="seconds")
    return cell.isoformat() if isinstance(cell, date) else cell


def _harmless(cell: str | int | float | Decimal) -> str | int | float | Decimal:
    """Put an apostrophe before text that a spreadsheet would run."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell


def _write(sheet: object, row: int, column: int, cell: Cell, day: object) -> None:
    if isinstance(cell, date) and not isinstance(cell, datetime):
        sheet.write_datetime(row, column, datetime.combine(cell, datetime.min.time()), day)  # type: ignore[attr-defined]
    elif isinstance(cell, int | float | Decimal) and not isinstance(cell, bool):
        sheet.write_number(row, column, cell)  # type: ignore[attr-defined]
    elif cell is not None:
        sheet.write_string(row, column, str(_plain(cell)))  # type: ignore[attr-defined]
