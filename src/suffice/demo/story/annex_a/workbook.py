"""The eleven lists as one workbook, the same to the byte for the same story."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from io import BytesIO
from pathlib import Path

import xlsxwriter

from suffice.demo.story.annex_a.after_care import adopters, adoption, care_leavers
from suffice.demo.story.annex_a.front_door import assessments, contacts, early_help, enquiries, referrals
from suffice.demo.story.annex_a.given import ON, Given, Line
from suffice.demo.story.annex_a.in_care import InCare
from suffice.demo.story.annex_a.in_need import children_in_need, protection_plans
from suffice.demo.story.tell import Story

NAME = f"annex_a_{ON.isoformat()}.xlsx"


def lists(story: Story) -> dict[str, list[Line]]:
    """Return the rows of each list, by the name of its sheet."""
    given = Given(story)
    made, others = contacts(given)
    every: Sequence[Sequence[Line]] = (
        made,
        early_help(given, others),
        list(referrals(given)),
        list(assessments(given)),
        list(enquiries(given)),
        list(children_in_need(given)),
        list(protection_plans(given)),
        list(InCare(given).lines()),
        list(care_leavers(given)),
        list(adoption(given)),
        list(adopters(given)),
    )
    return {f"List {number}": list(rows) for number, rows in enumerate(every, start=1)}


def content(sheets: Mapping[str, Sequence[Line]]) -> bytes:
    """Return the workbook."""
    packed = BytesIO()
    book = xlsxwriter.Workbook(packed, {"in_memory": True, "default_date_format": "dd/mm/yyyy"})
    book.set_properties({"title": "Annex A, imaginary", "created": datetime(ON.year, ON.month, ON.day)})
    bold = book.add_format({"bold": True})
    for name, rows in sheets.items():
        sheet = book.add_worksheet(name)
        sheet.write_row(0, 0, list(rows[0]), bold)
        for at, row in enumerate(rows, start=1):
            for column, value in enumerate(row.values()):
                if isinstance(value, date):
                    sheet.write_datetime(at, column, datetime(value.year, value.month, value.day))
                elif isinstance(value, str):
                    sheet.write_string(at, column, value)
                elif value is not None:
                    sheet.write_number(at, column, value)
    book.close()
    return packed.getvalue()


def write_annex_a(story: Story, folder: Path) -> Path:
    """Write the workbook into `folder` and return the file."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / NAME
    path.write_bytes(content(lists(story)))
    return path
