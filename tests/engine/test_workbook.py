"""A workbook holds what the tables hold: typed, whole, and with nothing that runs."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from io import BytesIO

import openpyxl
import pytest

from suffice.engine import workbook
from suffice.engine.workbook import Table, write_workbook


def opened(*tables: Table) -> openpyxl.Workbook:
    book = BytesIO()
    write_workbook(book, tables)
    return openpyxl.load_workbook(book)


def test_cells_keep_their_kind_and_text_is_never_a_formula_or_a_link() -> None:
    row = ["=1+1", "https://example.org", "007", 7, 7.5, Decimal("109.1"), date(2020, 6, 30), None, True]
    (cells,) = opened(Table("Kinds", [str(at) for at in range(len(row))], [row])).active.iter_rows(min_row=2, max_row=2)
    assert [cell.data_type for cell in cells] == ["s", "s", "s", "n", "n", "n", "d", "n", "s"]
    assert [cell.value for cell in cells[:6]] == ["=1+1", "https://example.org", "007", 7, 7.5, 109.1]
    assert [cell.hyperlink for cell in cells] == [None] * len(row)


def test_rows_that_one_sheet_cannot_hold_go_on_in_another(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook, "MOST_ROWS", 3)
    book = opened(Table("Every place", ["Row"], [[at] for at in range(7)]), Table("None", ["Row"], []))
    assert book.sheetnames == ["Every place", "Every place 2", "Every place 3", "None"]
    told = [[row[0] for row in sheet.iter_rows(min_row=2, values_only=True)] for sheet in book.worksheets]
    assert told == [[0, 1, 2], [3, 4, 5], [6], []]


def test_a_text_too_long_for_a_cell_shows_that_it_goes_on() -> None:
    (text,) = next(opened(Table("Long", ["Text"], [["x" * 40_000]])).active.iter_rows(min_row=2, values_only=True))
    assert len(text) == 32_767
    assert text.endswith("x…")


def test_a_sheet_can_be_read_and_printed() -> None:
    """Long words go on below in their column, numbers have their thousands, the heading is on every page."""
    rows = [["x " * 200, 1_234_567, 12.3456789, date(2020, 6, 30)]]
    sheet = opened(Table("Sheet", ["Words", "Count", "Value", "On"], rows, "A note " * 60)).worksheets[0]
    assert sheet.column_dimensions["A"].width < 70
    assert sheet["A2"].alignment.wrap_text
    assert [cell.number_format for cell in sheet[2]][1:] == ["#,##0", "#,##0.0###", "d mmmm yyyy"]
    assert (sheet.freeze_panes, sheet.print_title_rows, sheet.page_setup.orientation) == ("A2", "$1:$1", "landscape")
