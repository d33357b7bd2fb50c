"""However a council writes its workbook, what it means is read; what is not understood is kept and told."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from pathlib import Path

import openpyxl
import polars as pl
import pytest

from suffice.engine.returns import workbooks
from suffice.engine.returns.annex_a import codes, layouts
from suffice.engine.returns.annex_a.reading import AnnexA
from suffice.engine.returns.archives import NotRead
from suffice.engine.returns.model import Opened
from suffice.engine.returns.reading import exit_code, read
from tests.engine.returns.annex_a.building import DAY, TODAY, VALID, book, changed, opened, places, sentences, valid

_BESIDE = ["authority", "year", "file", "row", "sheet"]


def cells(held: Opened, table: str, column: str) -> list[object]:
    return held.returns[0].tables[table][column].to_list()


def same_as_valid(held: Opened) -> bool:
    (ret,) = held.returns
    return all(
        ret.tables[name].drop(_BESIDE).equals(frame.drop(_BESIDE), null_equal=True)
        for name, frame in valid().tables.items()
    )


def test_eleven_lists_have_the_columns_of_the_layout_typed() -> None:
    tables = valid().tables
    assert list(tables) == [f"List{number}" for number in range(1, 12)]
    types = {"date": pl.Date, "birth": pl.Date, "age": pl.Float64, "count": pl.Int32}
    for name, one in layouts.lists().items():
        asked = {column.field: types.get(column.kind, pl.String) for column in one.columns}
        beside = {"authority": pl.String, "year": pl.Int32, "file": pl.String, "row": pl.Int32, "sheet": pl.String}
        assert dict(tables[name].schema) == {**asked, **beside}


def test_the_workbook_tells_of_the_day_that_its_ages_give() -> None:
    assert (valid().as_at, valid().year) == (DAY, 2026)


def test_without_ages_the_latest_dates_give_the_day_and_one_wrong_date_moves_nothing() -> None:
    rows = {name: [{**row, "age_of_child_years": None} for row in of_list] for name, of_list in VALID.items()}
    rows["List11"] = VALID["List11"]
    rows["List8"][0]["date_of_last_dental_check"] = date(2026, 11, 1)
    assert opened(book(rows)).returns[0].as_at == date(2026, 3, 30)


def test_values_are_kept_as_declared_however_they_are_written() -> None:
    held = opened(book())
    assert cells(held, "List8", "placement_type") == ["Fostering", "Fostering"]
    assert cells(held, "List6", "case_status") == ["Looked after", "Protection plan", "Closed", "Looked after"]
    assert cells(held, "List6", "ethnicity") == ["WBRI", "Mixed", "Asian", "NOBT"]
    assert cells(held, "List7", "latest_category_of_abuse") == ["EMO"]


@pytest.mark.parametrize("name", codes.sets())
def test_every_way_of_writing_a_value_means_one_value(name: str) -> None:
    for value in codes.sets()[name]:
        ways = [value.kept, value.means, *value.names, *value.codes, f"a) {value.means}", f"b) {value.kept}"]
        ways += [f"{code} - {value.means}" for code in value.codes] + [f"c) {code}: x" for code in value.codes]
        assert {codes.kept_as(name, way) for way in ways} == {value.kept}


def test_ethnicity_has_its_group_whether_it_is_a_code_or_a_group_already() -> None:
    kept = ["WBRI", "MWAS", "CHNE", "BAFR", "OOTH", "NOBT", "REFU", "Asian", "zz", None]
    groups = ["White", "Mixed", "Asian", "Black", "Other", "Not known", "Not known", "Asian", None, None]
    assert [codes.ethnic_group(one) for one in kept] == groups


def test_no_heading_of_a_list_means_two_of_its_columns() -> None:
    for one in layouts.lists().values():
        meant: dict[object, str] = {}
        for column in one.columns:
            for name in column.names:
                assert meant.setdefault(layouts.meaning(name), column.title) == column.title, (one.name, name)


def test_renamed_sheets_are_known_by_their_headings() -> None:
    def rename(held: openpyxl.Workbook) -> None:
        for number, sheet in enumerate(held.worksheets):
            sheet.title = f"Export {'abcdefghijk'[number]}"

    data = book(spoilt=rename)
    assert AnnexA().recognises("x.xlsx", data)
    held = opened(data)
    assert same_as_valid(held)
    assert len(places(held, "sheet-by-headings")) == 11


@pytest.mark.parametrize("name", ["1. Contacts", "Contacts", "Annex A List 1", "LIST_1", "list1 contacts"])
def test_a_sheet_is_known_by_its_usual_names(name: str) -> None:
    held = opened(book(spoilt=lambda one: setattr(one.worksheets[0], "title", name)))
    assert same_as_valid(held)
    assert not places(held, "sheet-by-headings")


def test_headings_stand_below_titles_and_merged_cells() -> None:
    def spoil(held: openpyxl.Workbook) -> None:
        for sheet in held.worksheets:
            sheet.insert_rows(1, 4)
            sheet["A1"] = "Annex A"
            sheet["A2"] = "OFFICIAL"
            sheet["A4"] = "About the child"
            sheet.merge_cells("A1:F1")
            sheet.merge_cells("A4:E4")

    held = opened(book(spoilt=spoil))
    assert same_as_valid(held)
    assert cells(held, "List8", "row") == [6, 7]
    assert [value for *_, value in places(held, "merged-cells")] == ["2 ranges"] * 11


def test_a_heading_merged_over_two_rows_is_one_heading() -> None:
    def spoil(held: openpyxl.Workbook) -> None:
        sheet = held["List 8"]
        sheet.insert_rows(2)
        for column in range(1, 4):
            sheet.merge_cells(start_row=1, end_row=2, start_column=column, end_column=column)
        for column in range(4, sheet.max_column + 1):
            sheet.cell(2, column).value, sheet.cell(1, column).value = sheet.cell(1, column).value, None
        sheet["D1"] = "Details"

    assert same_as_valid(opened(book(spoilt=spoil)))


def test_headings_are_known_by_other_words() -> None:
    other = {
        "Date Started to be Looked After": "LAC start date",
        "Date of Last Social Work Visit": "Last SW visit",
        "Gender": "Sex",
        "Date of Birth": "DOB",
        "Placement Type": "type of PLACEMENT",
        "Number of Placements in the Last 12 months": "No. of placements in last twelve months",
        "Child Unique ID": "Child's Unique Identifier",
    }

    def spoil(held: openpyxl.Workbook) -> None:
        for cell in held["List 8"][1]:
            cell.value = other.get(cell.value, cell.value)

    held = opened(book(spoilt=spoil))
    assert same_as_valid(held)
    assert not places(held, "heading-read-as")


def test_a_heading_that_is_only_like_a_name_is_read_and_told() -> None:
    held = opened(book(spoilt=lambda one: one["List 8"].cell(1, 8, "Date child started to be looked after (CLA)")))
    assert same_as_valid(held)
    assert "Date Started to be Looked After in sheet List 8" in "".join(sentences(held, "heading-read-as"))


def test_an_unknown_heading_is_kept_with_its_cells_and_told_once() -> None:
    def spoil(held: openpyxl.Workbook) -> None:
        held["List 8"].cell(1, 40, "Favourite colour")
        held["List 8"].cell(2, 40, "green")

    held = opened(book(spoilt=spoil))
    assert cells(held, "List8", "other:Favourite colour") == ["green", None]
    assert places(held, "heading-unmapped") == [(None, "List 8: Favourite colour", '"Favourite colour"')]


def test_an_unknown_value_is_kept_and_told_once_with_its_rows() -> None:
    rows = {**VALID, "List8": [{**row, "placement_type": "On a boat"} for row in VALID["List8"]]}
    held = opened(book(rows))
    assert cells(held, "List8", "placement_type") == ["On a boat", "On a boat"]
    assert places(held, "value-unmapped") == [(2, "List 8: Placement Type", "On a boat")]
    assert '"On a boat" in 2 rows' in sentences(held, "value-unmapped")[0]


@pytest.mark.parametrize(
    ("written", "kept", "remark"),
    [
        ("24/03/2026", date(2026, 3, 24), None),
        ("2026-03-24", date(2026, 3, 24), "date-style"),
        ("24/03/26", date(2026, 3, 24), "date-two-digit-year"),
        ("24/03/2026 00:00:00", date(2026, 3, 24), "date-with-time"),
        (46105, date(2026, 3, 24), "date-serial"),
        ("46105", date(2026, 3, 24), "date-serial"),
        ("03/24/2026", None, "date-unreadable"),
        ("24/03/2031", None, "date-out-of-range"),
        ("#N/A", None, "cell-in-error"),
    ],
)
def test_dates_are_read_however_they_are_kept(written: object, kept: date | None, remark: str | None) -> None:
    held = opened(book(changed(List8__date_of_last_social_work_visit=written)))
    assert cells(held, "List8", "date_of_last_social_work_visit")[0] == kept
    said = {code for code in held.flags["code"] if not code.startswith("annex-a")} - {"as-at-found"}
    assert said == ({remark} if remark else set())


def test_a_date_of_birth_may_lie_ahead_for_an_unborn_child_and_an_age_below_nought_is_told() -> None:
    held = opened(book(changed(List1__date_of_birth=date(2027, 2, 1), List1__age_of_child_years=-1)))
    assert cells(held, "List1", "date_of_birth") == [date(2027, 2, 1)]
    assert len(places(held, "annex-a-age-negative")) == 1
    too_late = opened(book(changed(List1__date_of_birth=date(2028, 2, 1))))
    assert cells(too_late, "List1", "date_of_birth") == [None]
    assert len(places(too_late, "date-out-of-range")) == 1


def formulas(kept: str) -> bytes:
    """Return the workbook with a formula in place of a visit's date, and the value that the workbook keeps for it."""
    target, source = io.BytesIO(), zipfile.ZipFile(io.BytesIO(book()))
    with zipfile.ZipFile(target, "w") as out:
        for part in source.namelist():
            text = source.read(part)
            if part == "xl/worksheets/sheet8.xml":
                whole = text.decode()
                at = whole.index('r="N2"')
                start, end = whole.rindex("<c", 0, at), whole.index("</c>", at) + 4
                style = whole[start:end].split('s="')[1].split('"')[0]
                text = (whole[:start] + f'<c r="N2" s="{style}"><f>M2+1</f>{kept}</c>' + whole[end:]).encode()
            out.writestr(part, text)
    return target.getvalue()


def test_a_formula_is_never_run_and_its_kept_value_is_read() -> None:
    held = opened(formulas("<v>46104</v>"))
    assert cells(held, "List8", "date_of_last_social_work_visit")[0] == date(2026, 3, 23)
    assert "in 1 row" in sentences(held, "formula-kept-value")[0]


def test_a_formula_without_a_kept_value_is_left_blank_and_told() -> None:
    held = opened(formulas(""))
    assert cells(held, "List8", "date_of_last_social_work_visit")[0] is None
    assert places(held, "formula-without-value") == [(2, "List 8: Date of Last Social Work Visit", "")]


def test_every_row_is_used_or_set_aside_with_its_reason_and_its_cells() -> None:
    def spoil(held: openpyxl.Workbook) -> None:
        sheet = held["List 6"]
        sheet.append([cell.value for cell in sheet[2]])  # again
        sheet.append([cell.value for cell in sheet[1]])  # the headings
        sheet.append([])
        sheet.append([None, "Total", 4])

    held = opened(book(spoilt=spoil))
    report = next(one for one in held.reports if one.table == "List6")
    assert (report.rows, report.used + report.repaired, report.set_aside) == (7, 4, 3)
    aside = held.set_aside.sort("row")
    assert aside["row"].to_list() == [6, 7, 9]
    assert ["exactly" in aside["reason"][0], "headings" in aside["reason"][1], "Unique ID" in aside["reason"][2]] == [
        True
    ] * 3
    assert '"Gender":"Total"' in aside["values"][2]


def test_a_list_and_a_column_that_are_not_there_are_told_and_their_checks_are_not_made() -> None:
    def spoil(held: openpyxl.Workbook) -> None:
        del held["List 11"]
        held["List 8"].delete_cols(14)

    held = opened(book(spoilt=spoil))
    assert "List 11 (Adopters)" in sentences(held, "list-missing")[0]
    assert places(held, "column-missing") == [(None, "List 8: Date of Last Social Work Visit", None)]
    assert 'no "Date of Last Social Work Visit" in List 8' in sentences(held, "checks-not-made")[0]
    assert not places(held, "annex-a-care-not-seen")


def test_two_sheets_of_one_list_are_both_read_and_told() -> None:
    def spoil(held: openpyxl.Workbook) -> None:
        held.copy_worksheet(held["List 1"]).title = "List 1 old"
        held["List 1 old"].delete_cols(2)

    held = opened(book(spoilt=spoil))
    assert len(cells(held, "List1", "row")) == 2
    assert len(places(held, "list-in-two-sheets")) == 2
    assert not held.returns[0].absent


def test_a_sheet_that_is_no_list_is_told_and_not_read() -> None:
    def spoil(held: openpyxl.Workbook) -> None:
        held.create_sheet("Notes").append(["Ring the school"])

    held = opened(book(spoilt=spoil))
    assert same_as_valid(held)
    assert [value for *_, value in places(held, "sheet-unknown")] == ["Notes"]


@pytest.mark.parametrize("shape", [["Month", "Spend"], ["Date of Birth", "Gender", "Ethnicity", "Age"]])
def test_another_workbook_is_not_taken_for_one(shape: list[str]) -> None:
    held, target = openpyxl.Workbook(), io.BytesIO()
    held.worksheets[0].append(shape)
    held.save(target)
    assert not AnnexA().recognises("x.xlsx", target.getvalue())


def test_a_workbook_over_the_limit_is_refused_before_it_is_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "annex.xlsx").write_bytes(book())
    monkeypatch.setattr(workbooks, "MAX_BYTES", 1000)
    intake = read([tmp_path], today=TODAY)
    assert exit_code(intake) == 4
    (finding,) = intake.findings
    assert finding.code == "workbook-refused"
    assert "annex.xlsx was not read: it holds 0 MB" in finding.examples[0].sentence


@pytest.mark.parametrize(
    ("limit", "value"), [("MAX_ROWS", 2), ("MAX_CELLS", 20), ("MAX_SHEETS", 10), ("MAX_UNPACKED", 1000)]
)
def test_other_limits_of_a_workbook_are_kept(limit: str, value: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbooks, limit, value)
    with pytest.raises(NotRead) as refusal:
        opened(book())
    assert refusal.value.code == "workbook-refused"


def test_a_part_that_grows_beyond_reason_is_refused() -> None:
    target = io.BytesIO(book())
    with zipfile.ZipFile(target, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/bomb.xml", b"0" * 5_000_000)
    with pytest.raises(NotRead, match="would grow more than 200 times"):
        workbooks.Workbook(target.getvalue())


@pytest.mark.parametrize(
    "cell", ['<c r="A2" t="s"><v>99999</v></c>', '<c r="A2" t="d"><v>soon</v></c>', '<c s="x"><v>1</v></c>']
)
def test_a_cell_that_no_spreadsheet_writes_is_a_damaged_workbook(cell: str) -> None:
    source, target = zipfile.ZipFile(io.BytesIO(book())), io.BytesIO()
    with zipfile.ZipFile(target, "w") as out:
        for part in source.namelist():
            text = source.read(part)
            if part == "xl/worksheets/sheet8.xml":
                text = text.replace(b"</sheetData>", f'<row r="9">{cell}</row></sheetData>'.encode())
            out.writestr(part, text)
    with pytest.raises(NotRead) as refusal:
        opened(target.getvalue())
    assert refusal.value.code == "workbook-broken"


def test_a_damaged_workbook_and_one_that_declares_entities_are_refused_with_a_sentence(tmp_path: Path) -> None:
    source = zipfile.ZipFile(io.BytesIO(book()))
    for name, text in (("cut.xlsx", b"<worksheet><sheetData><row"), ("doctype.xlsx", b"<!DOCTYPE x><worksheet/>")):
        with zipfile.ZipFile(tmp_path / name, "w") as out:
            for part in source.namelist():
                out.writestr(part, text if part == "xl/worksheets/sheet3.xml" else source.read(part))
    intake = read([tmp_path], today=TODAY)
    assert exit_code(intake) == 3
    told = intake.flags.filter(pl.col("code") == "workbook-broken")
    assert sorted(told["file"]) == ["cut.xlsx", "doctype.xlsx"]


def test_a_workbook_with_a_password_or_of_the_old_form_is_told_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "annex.xls").write_bytes(workbooks.OLD_OR_LOCKED + bytes(512))
    intake = read([tmp_path], today=TODAY)
    (finding,) = intake.findings
    assert finding.code == "workbook-locked"
    assert "Save it as .xlsx without a password" in finding.examples[0].sentence
