"""The population of small areas by age: read as a sheet of the publisher's workbook is saved, each row used or told."""

from __future__ import annotations

import io
from datetime import date

import polars as pl
import pytest
import xlsxwriter

from suffice.engine.returns.model import Opened
from suffice.engine.returns.published import kind, small_areas

AGES = range(91)
SEXED = ",".join(
    ["LAD 2023 Code", "LAD 2023 Name", "LSOA 2021 Code", "LSOA 2021 Name", "Total"]
    + [f"{sex}{age}" for sex in "FM" for age in AGES]
)
PERSONS = ",".join(["LSOA Code", "LSOA Name", "LA Code (2021 boundaries)", "All Ages", *map(str, range(90)), "90+"])
ABOVE = "Mid-2024: LSOA 2021 by sex and single year of age\nThis sheet holds one table\n\n"


def sexed(code: str, girls: str = "2", boys: str = "3", total: int = 2000, authority: str = "E08000031") -> str:
    return ",".join([authority, "Wolverhampton", code, f"Area {code}", str(total), *[girls] * 91, *[boys] * 91])


def opened(text: str, name: str = "small-areas-mid-2024.csv") -> Opened:
    data = text.encode()
    assert kind.recognises(name, data)
    return kind.read(data, name=name, folder="", sha256="0" * 64, today=date(2026, 1, 1))


def rows(found: Opened) -> pl.DataFrame:
    (ret,) = found.published
    (frame,) = ret.tables.values()
    return frame


def said(found: Opened) -> str:
    return " ".join(found.flags["sentence"].to_list())


def test_children_of_each_age_are_girls_and_boys_together() -> None:
    found = opened("\n".join([SEXED, sexed("E01010500"), sexed("E01010501", girls="0", boys="4")]) + "\n")
    frame = rows(found)
    assert frame["age"].unique().sort().to_list() == list(range(18))
    assert dict(frame.group_by("small_area").agg(pl.col("number").sum()).iter_rows()) == {
        "E01010500": 18 * 5,
        "E01010501": 18 * 4,
    }
    assert frame["year"].unique().to_list() == [2024]
    assert "mid-2024: 2 small areas of 1 authority, 162 children aged 0 to 17." in said(found)


def test_an_older_sheet_tells_persons_and_its_title_tells_the_year() -> None:
    row = ",".join(["E01010500", "Area", "E08000031", "1500", *["7"] * 91])
    found = opened(ABOVE.replace("2024", "2020") + PERSONS + "\n" + row + "\n", name="sheet.csv")
    assert rows(found).select(pl.col("number").sum(), pl.col("year").first()).row(0) == (7 * 18, 2020)
    assert rows(found)["row"].unique().to_list() == [5]  # the line in the file, its title counted


def test_a_file_that_tells_no_year_is_not_used_and_says_what_to_do() -> None:
    found = opened("\n".join([SEXED, sexed("E01010500")]) + "\n", name="sheet.csv")
    assert not found.published
    assert "Row 2 of sheet.csv is not used: no year is told: put it in the name of the file" in said(found)


@pytest.mark.parametrize(
    ("line", "words"),
    [
        (sexed("E01010501").replace(",2,", ",,", 1), "an age from 0 to 17 has no number"),
        (sexed("E01010501", girls="-2"), "a number is below nought"),
        (sexed("E01010501", total=50), "it has more children than people"),
        (sexed("E05001234"), "its code is none of a small area"),
        (sexed("E01010500"), "its small area stands on an earlier line already"),
    ],
)
def test_a_row_that_cannot_be_used_is_told_and_the_others_are(line: str, words: str) -> None:
    found = opened("\n".join([SEXED, sexed("E01010500"), line, sexed("E01010502")]) + "\n")
    assert rows(found)["small_area"].unique().sort().to_list() == ["E01010500", "E01010502"]
    assert f"Row 3 of small-areas-mid-2024.csv is not used: {words}" in said(found)
    (report,) = found.reports
    assert (report.rows, report.used, report.set_aside) == (3, 2, 1)
    assert found.set_aside.height == 1


def test_two_years_of_one_table_stand_beside_each_other() -> None:
    years = {
        ret.year
        for name in ("mid-2023.csv", "mid-2024.csv")
        for ret in opened("\n".join([SEXED, sexed("E01010500")]) + "\n", name=name).published
    }
    assert years == {2023, 2024}


def test_the_whole_workbook_is_not_read_and_says_to_save_the_sheet_of_one_year() -> None:
    into = io.BytesIO()
    with xlsxwriter.Workbook(into) as book:
        book.add_worksheet("Contents").write(0, 0, "Small area population estimates")
        book.add_worksheet("Mid-2024 LSOA 2021").write(0, 0, "LAD 2023 Code")
    data = into.getvalue()
    assert kind.recognises("sape.xlsx", data)
    found = kind.read(data, name="sape.xlsx", folder="", sha256="0" * 64, today=date(2026, 1, 1))
    assert not found.published
    assert "save its sheet of one year as CSV, with the year in the name" in said(found)


def test_other_files_are_not_taken_for_it() -> None:
    assert not small_areas.recognises(b"lsoa21_code,IMD_decile\nE01000001,8\n")
    assert not small_areas.recognises(b"Code,Name,Geography,All ages,0,1,2\nE08000031,W,M,3,1,1,1\n")
    assert small_areas.read(b"a,b\n1,2\n", name="a.csv") is None
