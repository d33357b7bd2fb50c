"""The two independent samples: every row used, every heading known, and what an analyst would say of them said."""

from __future__ import annotations

from collections import Counter
from datetime import date
from functools import cache
from pathlib import Path

import openpyxl
import polars as pl
import pytest

from suffice.engine.returns.annex_a.layouts import lists
from suffice.engine.returns.model import Intake
from suffice.engine.returns.reading import exit_code, read
from tests.engine.returns.annex_a.building import TODAY
from tests.engine.returns.building import accounted

pytestmark = pytest.mark.samples

NAMES = ("Annex_A.xlsx", "Annex_A_2024_Jan.xlsx")
SHARED = {
    "annex-a-birth-differs": 5,
    "annex-a-birth-missing": 1,
    "annex-a-care-after-18": 1,
    "annex-a-care-before-birth": 1,
    "annex-a-care-not-in-list-6": 4,
    "annex-a-ethnic-group-differs": 5,
    "annex-a-ethnic-group-missing": 1,
    "annex-a-need-unallocated": 5,
    "annex-a-plan-not-in-list-6": 2,
    "annex-a-postcode-unlikely": 1,
    "as-at-found": 1,
    "cell-in-error": 10,
    "value-unmapped": 3,
}
"""What both have to say."""


@cache
def taken(path: Path) -> Intake:
    return read([path], today=TODAY)


@pytest.mark.parametrize("name", NAMES)
def test_every_row_of_every_list_is_used(samples: Path, name: str) -> None:
    path = samples / "returns/annex_a" / name
    intake = taken(path)
    book = openpyxl.load_workbook(path, read_only=True)
    rows = {sheet.title.replace(" ", ""): sum(1 for row in sheet.values if any(row)) - 1 for sheet in book}
    assert {one.table: one.used for one in intake.files} == rows
    assert [one.table for one in intake.files] == list(lists())
    assert accounted(intake)
    assert exit_code(intake) == 0
    assert intake.returns[0].as_at == date(2021, 3, 16)


@pytest.mark.parametrize(
    ("name", "more"),
    [(NAMES[0], {"column-missing": 4, "formula-kept-value": 16}), (NAMES[1], {"formula-kept-value": 15})],
)
def test_what_is_said_of_a_sample_is_what_stands_in_it(samples: Path, name: str, more: dict[str, int]) -> None:
    intake = taken(samples / "returns/annex_a" / name)
    assert Counter(intake.flags["code"]) == SHARED | more


@pytest.mark.parametrize("name", NAMES)
def test_dates_are_those_that_the_workbook_keeps_for_its_formulas(samples: Path, name: str) -> None:
    path = samples / "returns/annex_a" / name
    book = openpyxl.load_workbook(path, data_only=True)
    table = taken(path).returns[0].tables["List10"]
    for column in lists()["List10"].columns:
        if column.kind == "date":
            at = next(cell.column for cell in book["List 10"][1] if str(cell.value).strip() == column.title)
            kept = [book["List 10"].cell(row, at).value for row in range(2, 7)]
            assert table[column.field].to_list() == [day and day.date() for day in kept]


def test_what_no_declared_way_of_writing_meets_is_kept_and_named(samples: Path) -> None:
    intake = taken(samples / "returns/annex_a" / NAMES[0])
    unmapped = intake.flags.filter(pl.col("code") == "value-unmapped").select("column", "value").rows()
    assert unmapped == [
        ("List 4: Was the child assessed as requiring LA children's social care support?", "CS Assessment Updated"),
        ("List 6: Primary Need Code", "PSRMEM - Support with memory and cognition"),
        ("List 11: Reason for leaving adoption process", "1"),
    ]
    need = intake.returns[0].tables["List6"]["primary_need_code"].to_list()
    assert need == ["PSRMEM - Support with memory and cognition", "N1", "N1", "N1", "N1"]


def test_both_together_are_two_of_one_day_and_refused(samples: Path) -> None:
    intake = taken(samples / "returns/annex_a")
    assert exit_code(intake) == 3
    assert all("for 16 March 2021" in (ret.refusal or "") for ret in intake.returns)
