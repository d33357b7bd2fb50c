"""Audits, survey answers and monthly figures: every row is used, or set aside with what is wrong and what to do."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from suffice.cli import app
from suffice.engine.returns.model import Intake
from suffice.engine.returns.reading import exit_code, read
from suffice.engine.returns.templates.layouts import (
    Grade,
    Template,
    known_measures,
    layout,
    scales,
    schema_path,
    template_csv,
)
from suffice.engine.returns.templates.reading import FILLED, TemplateReturn

TODAY = date(2026, 6, 30)
AUDIT = "audit,date,exercise,service,team,standard,grade,themes,child\n"
SURVEY = "survey,date,group,question,scale,answer,count,words,asked\n"
FIGURES = "measure,month,number,numerator,denominator,team\n"


def brought(folder: Path, text: str, name: str = "file.csv") -> Intake:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(text, encoding="utf-8")
    return read([folder / name], today=TODAY)


def told(intake: Intake) -> list[tuple[str, int | None]]:
    return [(row["code"], row["row"]) for row in intake.flags.sort("row").iter_rows(named=True)]


@pytest.mark.parametrize("template", list(Template))
def test_the_template_that_is_written_is_recognised_and_every_row_of_it_is_used(
    tmp_path: Path, template: Template
) -> None:
    path = tmp_path / "filled.csv"
    done = CliRunner().invoke(app, ["check", "--write-template", str(template), str(path)])
    assert done.exit_code == 0
    assert path.read_text(encoding="utf-8") == template_csv(template)
    intake = read([path], today=TODAY)
    (report,) = intake.files
    assert (report.kind, report.table, report.used, report.rows) == (
        str(template),
        template.table,
        *([report.rows] * 2),
    )
    assert [one.kind for one in intake.usable] == [str(template)]
    assert set(intake.flags["severity"]) <= {"query"}
    assert exit_code(intake) == 0


@pytest.mark.parametrize("template", list(Template))
def test_every_column_of_a_template_is_described_and_is_in_the_table(tmp_path: Path, template: Template) -> None:
    fields = json.loads(schema_path(template).read_text(encoding="utf-8"))["fields"]
    assert all(field["description"].endswith(".") for field in fields)
    frame = brought(tmp_path, template_csv(template)).returns[0].tables[template.table]
    assert {field["name"] for field in fields} | {"authority", "year", "file", "row"} <= set(frame.columns)


def test_a_template_is_never_written_over_a_file_and_an_unknown_one_is_named(tmp_path: Path) -> None:
    (tmp_path / "there.csv").write_text("mine")
    runner = CliRunner()
    assert runner.invoke(app, ["check", "--write-template", "audit", str(tmp_path / "there.csv")]).exit_code == 1
    assert (tmp_path / "there.csv").read_text() == "mine"
    unknown = runner.invoke(app, ["check", "--write-template", "moods", str(tmp_path / "x.csv")])
    assert unknown.exit_code == 2
    assert "audit and for survey and for figures" in unknown.stderr


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ("A1,01/04/2026,,Care,T1,,Good,,\n", []),
        ("A1,2026-04-01,Case audit,Care,T1,,RI,,\nA1,2026-04-01,Case audit,Care,T1,Plans,3,,\n", []),
        ("A1,2026-04-01,,Care,T1,,excellent,,\n", [("cell-unusable", 2)]),
        ("A1,2026-07-01,,Care,T1,,good,,\n", [("date-in-the-future", 2)]),
        (",2026-04-01,,Care,T1,,good,,\n", [("cell-missing", 2)]),
        ("A1,2026-04-01,,Care,T1,,good,,\nA1,2026-04-01,,Care,T1,,inadequate,,\n", [("judged-twice", 3)]),
        ("A1,2026-04-01,,Care,T1,Plans,good,,\n", [("no-overall-judgement", 2)]),
        ("A1,2026-04-01,,Care,T1,,good,,\nA1,2026-05-01,,Care,T1,Plans,good,,\n", [("audit-disagrees", 3)]),
        ("A1,2026-04-01,,Care,T1,,good,=1+1,\n", [("formula", 2)]),
    ],
)
def test_an_audit_is_judged_once_on_a_day_that_has_been(
    tmp_path: Path, rows: str, expected: list[tuple[str, int]]
) -> None:
    assert told(brought(tmp_path, AUDIT + rows)) == expected


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ("S,2026-04-01,children in care,Safe?,agreement,agree,10,,20\n", []),
        ("S,2026-04-01,staff,Why?,words,,,Workload,\n", []),
        ("S,2026-04-01,staff,Happy?,rating,10,3,,\n", []),
        ("S,2026-04-01,staff,Why?,,,,,\n", [("nothing-answered", 2)]),
        ("S,2026-04-01,staff,Happy?,rating,11,,,\n", [("answer-not-on-the-scale", 2)]),
        ("S,2026-04-01,staff,Happy?,yes_no,maybe,,,\n", [("answer-not-on-the-scale", 2)]),
        ("S,2026-04-01,staff,Happy?,yes_no,yes,12,,11\n", [("more-answers-than-asked", 2)]),
        (
            "S,2026-04-01,staff,Happy?,yes_no,yes,7,,11\nS,2026-04-01,staff,Happy?,yes_no,no,7,,11\n",
            [("more-answers-than-asked", 2)],
        ),
        ("S,2026-04-01,martians,Happy?,yes_no,yes,,,\n", [("cell-unusable", 2)]),
        ("S,2026-04-01,staff,Happy?,yes_no,yes,-1,,\n", [("cell-unusable", 2)]),
    ],
)
def test_an_answer_is_on_its_scale_and_no_more_answer_than_were_asked(
    tmp_path: Path, rows: str, expected: list[tuple[str, int]]
) -> None:
    assert told(brought(tmp_path, SURVEY + rows)) == expected


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ("early_help_assessments,2026-04,64,,,\n", []),
        ("Staff trained in restorative practice,April 2026,,118,164,\n", []),
        ("trained_restorative,2026-04,72,,,\n", [("figure-of-another-kind", 2)]),
        ("early_help_assessments,2026-04,,1,2,\n", [("figure-of-another-kind", 2)]),
        ("early_help_assessments,2026-04,,,,\n", [("figure-incomplete", 2)]),
        ("early_help_assessments,2026-04,5,1,2,\n", [("figure-incomplete", 2)]),
        ("trained_restorative,2026-04,,1,,\n", [("figure-incomplete", 2)]),
        ("trained_restorative,2026-04,,3,2,\n", [("more-than-all", 2)]),
        ("trained_restorative,2026-04,,0,0,\n", [("more-than-all", 2)]),
        ("early_help_assessments,2026-13,64,,,\n", [("cell-unusable", 2)]),
        ("early_help_assessments,2026-07,64,,,\n", [("date-in-the-future", 2)]),
        ("Coffee mornings,2026-04,3,,,\n", [("measure-not-known", 2)]),
        ("short_breaks,2026-04,3,,,A\nShort breaks,30/04/2026,4,,,A\n", [("figure-twice", 3)]),
        ("short_breaks,2026-04,3,,,A\nshort_breaks,2026-04,4,,,B\n", []),
        ("short_breaks,2026-04,=2+2,,,\n", [("cell-unusable", 2)]),
    ],
)
def test_a_figure_is_a_number_or_a_share_of_a_month_that_has_begun(
    tmp_path: Path, rows: str, expected: list[tuple[str, int]]
) -> None:
    assert told(brought(tmp_path, FIGURES + rows)) == expected


def test_what_a_row_leaves_out_is_filled_in_as_the_template_says(tmp_path: Path) -> None:
    audits = brought(tmp_path / "a", AUDIT + "A1,2026-04-01,,Care,,,2,,\n").returns[0].tables["Audits"]
    assert audits.select("exercise", "grade").rows() == [("case_audit", "good")]
    answers = (
        brought(tmp_path / "s", SURVEY + "S,2026-04-01,staff,Safe?,agreement,AGREE,,,\n").returns[0].tables["Answers"]
    )
    assert answers.select("answer", "count").rows() == [("Agree", 1)]
    figures = brought(tmp_path / "f", FIGURES + "Short breaks,April 2026,3,,,\n").returns[0].tables["Figures"]
    assert figures.select("measure", "month", "number").rows() == [("short_breaks", date(2026, 4, 1), 3.0)]


def test_a_row_set_aside_keeps_its_cells_and_every_row_is_accounted_for(tmp_path: Path) -> None:
    intake = brought(tmp_path, AUDIT + "A1,2026-04-01,,Care,,,good,,\nA2,2026-04-01,,Care,,,splendid,,\n")
    (report,) = intake.files
    assert (report.rows, report.used, report.set_aside) == (2, 1, 1)
    (aside,) = intake.set_aside.iter_rows(named=True)
    assert json.loads(aside["values"])["grade"] == "splendid"
    assert "outstanding, good, requires_improvement, inadequate" in aside["reason"]


def test_a_file_without_a_row_that_can_be_used_is_refused_with_the_reason(tmp_path: Path) -> None:
    intake = brought(tmp_path, AUDIT + "A1,2026-04-01,,Care,,,splendid,,\n")
    assert exit_code(intake) == 3
    assert "splendid" in str(intake.returns[0].refusal)
    empty = brought(tmp_path / "empty", AUDIT)
    assert "has no rows" in str(empty.returns[0].refusal)


def test_a_workbook_tells_the_same_as_csv_whatever_stands_above_and_beside(tmp_path: Path) -> None:
    rows = [["A1", date(2026, 4, 1), "Case audit", "Care", "T1", None, 2, None], ["A2", date(2026, 4, 2), *["x"] * 6]]
    book = openpyxl.Workbook()
    book.active.title = "Notes"
    sheet = book.create_sheet("April")
    sheet.append(["Audits of April"])
    sheet.append(["Audit", "Date of audit", "Exercise", "Service area", "Team", "Standard", "Judgement", "Themes"])
    for row in rows:
        sheet.append(row)
    book.save(tmp_path / "audits.xlsx")
    intake = read([tmp_path / "audits.xlsx"], today=TODAY)
    frame = intake.returns[0].tables["Audits"]
    assert frame.select("audit", "date", "grade", "row").rows() == [("A1", date(2026, 4, 1), "good", 3)]
    assert told(intake) == [("sheets-not-read", None), ("cell-unusable", 4)]


def test_known_measures_and_scales_are_sound() -> None:
    titles = [one.title for one in known_measures().values()]
    assert len(titles) == len(set(titles))
    assert all(0 < scale.good < len(scale.answers) for scale in scales().values())
    declared = {column.name: column for column in layout(Template.SURVEY).columns}["scale"]
    assert set(declared.choices.values()) == {*scales(), "words"}
    grades = {column.name: column for column in layout(Template.AUDIT).columns}["grade"]
    assert list(dict.fromkeys(grades.choices.values())) == [str(grade) for grade in Grade]


_CELL = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=12)


@pytest.mark.parametrize("one", FILLED, ids=lambda one: one.KIND)
@given(rows=st.lists(st.lists(_CELL, min_size=4, max_size=4), min_size=1, max_size=4))
def test_whatever_stands_in_a_file_every_row_is_used_or_set_aside(one: TemplateReturn, rows: list[list[str]]) -> None:
    columns = [column.title for column in layout(Template(one.KIND)).columns][:4]
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows([[*columns, "grade"], *([*row, "good"] for row in rows)])
    opened = one.read(text.getvalue().encode(), name="x.csv", folder="", sha256="", today=TODAY)
    (report,) = opened.reports
    assert report.used + report.set_aside == report.rows
    assert opened.set_aside.height == report.set_aside


@given(data=st.binary(max_size=300))
def test_no_bytes_break_the_look_for_a_template(data: bytes) -> None:
    assert not any(one.recognises("x.csv", b"PK" + data) for one in FILLED)
    assert not any(one.recognises("x.csv", data) for one in FILLED)
