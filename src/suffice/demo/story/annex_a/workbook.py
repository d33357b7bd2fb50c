"""The eleven lists as one workbook, the same to the byte for the same story."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import xlsxwriter

from suffice.demo.story.annex_a.after_care import adopters, adoption, care_leavers
from suffice.demo.story.annex_a.front_door import (
    assessments,
    contact_list,
    contacts,
    early_help,
    enquiries,
    referrals,
)
from suffice.demo.story.annex_a.given import EDUCATION_PLAN, FIRST_SEEN, LOCALITY, ON, RATING, Given, Line
from suffice.demo.story.annex_a.in_care import InCare
from suffice.demo.story.annex_a.in_need import children_in_need, protection_plans
from suffice.demo.story.localities import locality_of
from suffice.demo.story.tell import Story
from suffice.engine.returns.annex_a.mapping import AS_WRITTEN, VERSION

_CHILD = "Child Unique ID"
_WITH_LOCALITY = ("List 1", "List 2", "List 6", "List 8", "List 9")
"""The lists that name every child known, and everybody who came to the front door."""
_OWN = (("List 1", RATING), ("List 6", FIRST_SEEN), ("List 8", EDUCATION_PLAN))


def name_of(on: date) -> str:
    """Return what the workbook of a day is called."""
    return f"annex_a_{on.isoformat()}.xlsx"


def lists(story: Story, on: date = ON) -> dict[str, list[Line]]:
    """Return the rows of each list as at a day, by the name of its sheet."""
    given = Given(story, on)
    made, others = contacts(given)
    helped = early_help(given, others)
    every: Sequence[Sequence[Line]] = (
        contact_list(given, (*made, *others), helped={row[_CHILD] for row in helped}),
        helped,
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
    sheets = {f"List {number}": list(rows) for number, rows in enumerate(every, start=1)}
    living = {one.number: locality_of(one.home_post) for one in (*story.people, *(one.person for one in others))}
    for name in _WITH_LOCALITY:
        for row in sheets[name]:
            row[LOCALITY] = living.get(str(row[_CHILD]))
    return sheets


def decisions() -> dict[str, Any]:
    """Return what the council decided about its own columns, as a mapping file: they stay as they are written."""
    own = [*((name, LOCALITY) for name in _WITH_LOCALITY), *_OWN]
    headings = [{"list": name.replace(" ", ""), "heading": title, "means": AS_WRITTEN} for name, title in own]
    return {"version": VERSION, "headings": headings}


def content(sheets: Mapping[str, Sequence[Line]], on: date = ON) -> bytes:
    """Return the workbook of a day."""
    packed = BytesIO()
    book = xlsxwriter.Workbook(packed, {"in_memory": True, "default_date_format": "dd/mm/yyyy"})
    book.set_properties({"title": "Annex A, imaginary", "created": datetime(on.year, on.month, on.day)})
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


def write_annex_a(story: Story, folder: Path, on: date = ON) -> Path:
    """Write the workbook of a day into `folder` and return the file."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name_of(on)
    path.write_bytes(content(lists(story, on), on))
    return path
