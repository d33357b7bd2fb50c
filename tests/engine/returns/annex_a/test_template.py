"""The workbook to fill in is the workbook that is read."""

from __future__ import annotations

import io

import openpyxl
import pytest

from suffice.engine.returns.annex_a import template
from suffice.engine.returns.annex_a.layouts import lists
from tests.engine.returns.annex_a.building import opened, places


def test_an_empty_workbook_has_every_heading_and_is_read_as_undated() -> None:
    target = io.BytesIO()
    template.write(target)
    sheets = openpyxl.load_workbook(target).worksheets
    assert [sheet.title for sheet in sheets] == [f"List {number}" for number in range(1, 12)]
    for sheet, one in zip(sheets, lists().values(), strict=True):
        assert [cell.value for cell in sheet[1]] == [column.title for column in one.columns]
    held = opened(target.getvalue())
    (ret,) = held.returns
    assert ret.refusal is not None
    assert "refused. Give as_at in a mapping file" in ret.refusal
    assert len(places(held, "no-rows")) == 11
    assert sum(report.rows for report in held.reports) == 0


def test_a_column_that_a_list_does_not_have_is_refused() -> None:
    with pytest.raises(KeyError, match="List1 has no column colour"):
        template.tables({"List1": [{"colour": "green"}]})
