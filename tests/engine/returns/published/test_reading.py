"""Published files: found by their headings under any of their names, marks kept, every row accounted for."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from suffice.engine.findings import Finding
from suffice.engine.returns.published import PublishedFile, PublishedUnreadable, read_published
from suffice.engine.returns.published.areas import overlapping, predecessors, successors

AREA = (
    "time_period,time_identifier,geographic_level,country_code,country_name,region_code,region_name,old_la_code,la_name,"
    "new_la_code"
)
ENGLAND = "Reporting year,National,E92000001,England,,,,,"
MIDLANDS = "Reporting year,Regional,E92000001,England,E12000005,West Midlands,,,"
WOLVERHAMPTON = "Reporting year,Local authority,E92000001,England,E12000005,West Midlands,336,Wolverhampton,E08000031"
IN_CARE = f"{AREA},population_type,population_estimate,children_count,rate_per_10000"
ON_31_MARCH = "Children looked after on 31 March each year"


def read(folder: Path, *lines: str, name: str = "table.csv") -> PublishedFile:
    path = folder / name
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return read_published(path)


def finding(found: PublishedFile, code: str) -> Finding:
    return next(one for one in found.findings if one.code == code)


def figures(found: PublishedFile, measure: str) -> dict[tuple[str, int], float | None]:
    rows = found.frame.filter(pl.col("measure") == measure)
    return {(name, year): value for name, year, value in rows.select("area_name", "year", "value").iter_rows()}


def test_a_figure_keeps_its_area_year_unit_and_source(tmp_path: Path) -> None:
    found = read(tmp_path, IN_CARE, f"2025,{WOLVERHAMPTON},{ON_31_MARCH},66000,508,77")
    assert found.table.key == "in_care"
    row = found.frame.row(by_predicate=pl.col("measure") == "in_care.on_31_march.rate", named=True)
    assert row == {
        "measure": "in_care.on_31_march.rate",
        "area_code": "E08000031",
        "area_name": "Wolverhampton",
        "level": "authority",
        "year": 2025,
        "value": 77.0,
        "mark": None,
        "unit": "per_10000",
        "source": "Department for Education, Children looked after in England including adoptions",
        "file": "table.csv",
        "old_code": "336",
        "row": 2,
    }


@pytest.mark.parametrize("mark", ["c", "x", "z", "k", "u", "-", ":", "low"])
def test_a_mark_is_kept_as_what_it_is_and_is_never_nought(tmp_path: Path, mark: str) -> None:
    found = read(tmp_path, IN_CARE, f"2025,{WOLVERHAMPTON},{ON_31_MARCH},66000,{mark},0")
    told = {name: (value, kept) for name, value, kept in found.frame.select("measure", "value", "mark").iter_rows()}
    assert told["in_care.on_31_march.number"] == (None, mark)
    assert told["in_care.on_31_march.rate"] == (0.0, None)
    assert (found.rows, found.used, found.aside.height) == (1, 1, 0)
    assert f"{mark} in 1" in finding(found, "published-marks").examples[0].sentence


@pytest.mark.parametrize(
    "header",
    [
        IN_CARE,
        f"{AREA},population_count,population_estimate,number,rate_per_10000",
        f"\ufeff{AREA},Population type,Population estimate,Children count,Rate per 10000".replace("old_la", "Old_LA"),
    ],
)
def test_a_column_is_found_under_each_heading_that_it_has_had(tmp_path: Path, header: str) -> None:
    found = read(tmp_path, header, f"2024,{WOLVERHAMPTON},Children looked after at 31 March each year,65500,520,79")
    assert figures(found, "in_care.on_31_march.number") == {("Wolverhampton", 2024): 520.0}
    assert not [one for one in found.findings if one.code.startswith("published-column")]


def test_a_new_column_name_is_told_with_the_known_one_and_the_nearest_headings(tmp_path: Path) -> None:
    header = IN_CARE.replace("children_count", "child_count")
    found = read(tmp_path, header, f"2025,{WOLVERHAMPTON},{ON_31_MARCH},66000,508,77")
    sentence = finding(found, "published-column-missing").examples[0].sentence
    assert "it looked for children_count or number; the nearest headings are child_count" in sentence
    assert figures(found, "in_care.on_31_march.rate") == {("Wolverhampton", 2025): 77.0}
    assert figures(found, "in_care.on_31_march.child_count") == {("Wolverhampton", 2025): 508.0}


def test_without_the_column_that_tells_figures_apart_every_row_is_set_aside(tmp_path: Path) -> None:
    header = IN_CARE.replace("population_type", "cohort_type")
    found = read(tmp_path, header, f"2025,{WOLVERHAMPTON},{ON_31_MARCH},66000,508,77")
    assert (found.rows, found.used, found.aside.height, found.frame.height) == (1, 0, 1, 0)
    sentence = finding(found, "published-column-missing").examples[0].sentence
    assert "population_type" in sentence
    assert "cohort_type" in sentence
    assert finding(found, "published-column-missing").severity == "error"


def test_a_new_column_that_splits_figures_gives_each_its_own_measure(tmp_path: Path) -> None:
    lines = [f"2025,{WOLVERHAMPTON},{ON_31_MARCH},66000,{n},77,{sex}" for n, sex in ((508, "Total"), (300, "Male"))]
    found = read(tmp_path, f"{IN_CARE},sex", *lines)
    assert figures(found, "in_care.on_31_march.number") == {("Wolverhampton", 2025): 508.0}
    assert figures(found, "in_care.on_31_march.male.number") == {("Wolverhampton", 2025): 300.0}


def test_every_row_is_used_or_set_aside_with_its_reason(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        IN_CARE,
        f"2025,{WOLVERHAMPTON},{ON_31_MARCH},66000,508,77",
        f"last year,{WOLVERHAMPTON},{ON_31_MARCH},66000,508,77",
        f"2025,{WOLVERHAMPTON.replace('Local authority', 'Ward')},{ON_31_MARCH},66000,508,77",
        f"2025,{WOLVERHAMPTON},{ON_31_MARCH},66000,508",
        f"2025,{WOLVERHAMPTON},{ON_31_MARCH},66000,508,77",
        f"2024,{WOLVERHAMPTON},{ON_31_MARCH},65000,500,77",
        f"2024,{WOLVERHAMPTON},{ON_31_MARCH},65000,501,77",
    )
    assert (found.rows, found.used) == (7, 1)
    assert found.aside["row"].to_list() == [3, 4, 5, 6, 7, 8]
    reasons = found.aside["reason"].to_list()
    assert "no year" in reasons[0]
    assert "no level" in reasons[1]
    assert "fields" in reasons[2]
    assert "tells the same already" in reasons[3]
    assert all("keep the right one" in reason for reason in reasons[4:])
    assert finding(found, "published-row-not-used").count == 6


@pytest.mark.parametrize("text", ["about 500", "1e400", "9" * 40, "=1+1", "nan", "-5"])
def test_a_cell_that_is_no_number_and_no_mark_is_kept_and_told(tmp_path: Path, text: str) -> None:
    found = read(tmp_path, IN_CARE, f"2025,{WOLVERHAMPTON},{ON_31_MARCH},66000,{text},77")
    kept = found.frame.row(by_predicate=pl.col("measure") == "in_care.on_31_march.number", named=True)
    assert (kept["value"], kept["mark"]) == (None, text)
    assert f"Row 2 of table.csv has {text}" in finding(found, "published-cell-unknown").examples[0].sentence


@pytest.mark.parametrize(("period", "year"), [("2025", 2025), ("202425", 2025), ("2024/25", 2025), ("2024-2025", 2025)])
def test_a_year_of_two_calendar_years_is_the_one_in_which_it_ends(tmp_path: Path, period: str, year: int) -> None:
    found = read(tmp_path, IN_CARE, f"{period},{WOLVERHAMPTON},{ON_31_MARCH},66000,508,77")
    assert found.frame["year"].unique().to_list() == [year]


def test_codes_of_england_and_regions_are_known_where_a_file_leaves_them_out(tmp_path: Path) -> None:
    header = "time_period,geographic_level,new_la_code,old_la_code,area_name,cla_group,characteristic,number,percentage"
    found = read(
        tmp_path,
        header,
        "2025,National,,,England,Age group,Under 1 year,4000,5",
        "2025,Regional,,,Inner London,Age group,Under 1 year,200,5",
        "2025,Local authority,,928,Northamptonshire,Age group,Under 1 year,z,z",
    )
    assert found.table.key == "in_care_by"
    codes = found.frame.unique("area_name").select("area_name", "area_code").rows()
    assert dict(codes) == {"England": "E92000001", "Inner London": "E13000001", "Northamptonshire": "E10000021"}
    assert set(found.frame["measure"]) == {
        "in_care_by.age_group.under_1_year.number",
        "in_care_by.age_group.under_1_year.percent",
    }


def test_rounding_of_england_and_regions_is_said(tmp_path: Path) -> None:
    above = [
        f"{year},{area},{ON_31_MARCH},66001,{n},77"
        for area in (ENGLAND, MIDLANDS)
        for year, n in ((2024, 510), (2025, 520))
    ]
    found = read(tmp_path, IN_CARE, *above, f"2025,{WOLVERHAMPTON},{ON_31_MARCH},66000,508,77")
    assert "nearest 10" in finding(found, "published-rounded").examples[0].sentence
    whole = read(tmp_path, IN_CARE, *(line.replace(",510,", ",511,") for line in above), name="whole.csv")
    assert "published-rounded" not in {one.code for one in whole.findings}


def test_a_predecessor_and_its_successors_with_figures_of_one_year_are_told(tmp_path: Path) -> None:
    def row(code: str, name: str) -> str:
        return (
            f"2021,{WOLVERHAMPTON.replace('336,Wolverhampton,E08000031', f'{code},{name},')},{ON_31_MARCH},66000,508,77"
        )

    found = read(tmp_path, IN_CARE, row("928", "Northamptonshire"), row("940", "North Northamptonshire"))
    sentence = finding(found, "published-areas-overlap").examples[0].sentence
    assert "Northamptonshire became North Northamptonshire and West Northamptonshire on 1 April 2021" in sentence
    assert (successors("928"), predecessors("941"), successors("336")) == (("940", "941"), ("928",), ())
    assert overlapping({"928": [2020], "940": [2021]}) == ()


def test_a_file_of_another_kind_is_refused_with_its_name(tmp_path: Path) -> None:
    with pytest.raises(PublishedUnreadable, match=r"table\.csv is no published table"):
        read(tmp_path, "CHILD,DECOM,RNE", "1,01/04/2020,S")
    with pytest.raises(PublishedUnreadable, match="cannot be opened"):
        read_published(tmp_path / "nowhere.csv")


@pytest.mark.parametrize("rows", [(), ("",), (",,,,,,,,,,,,,",)])
def test_a_file_without_a_figure_is_read_as_empty(tmp_path: Path, rows: tuple[str, ...]) -> None:
    found = read(tmp_path, IN_CARE, *rows)
    assert found.frame.is_empty()
    assert found.rows == found.aside.height
