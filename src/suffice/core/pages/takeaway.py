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
from suffice.engine import workbook

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
    out = io.BytesIO()
    rows = [[_plain(cell) if isinstance(cell, bool | datetime) else cell for cell in row] for row in table.rows]
    workbook.write_workbook(out, [workbook.Table(table.name, table.headings, rows)])
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
