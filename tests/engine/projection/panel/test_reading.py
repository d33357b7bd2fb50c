"""Every row of a published file is used, not needed, a mark, or set aside with its reason."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import numpy as np
import pytest

from suffice.engine.projection.panel.reading import read_panel
from suffice.engine.projection.panel.sheets import PanelUnreadable

from .panels import public, written

HEADER = "time_period,geographic_level,new_la_code,old_la_code,area_name,cla_group,characteristic,number"


def total(year: object, code: object, number: object, level: str = "Local authority") -> str:
    return f"{year},{level},E0,{code},Place {code},Total,Total,{number}"


def test_marks_are_findings_and_never_a_number(tmp_path: Path) -> None:
    marks = ["z", "c", "x", "k", "-", ""]
    lines = [total(2020 + at, 301, mark) for at, mark in enumerate(marks)]
    panel = read_panel(written(tmp_path, "panel.csv", HEADER, total(2019, 301, 250), *lines, total(2026, 301, 260)))
    assert panel.years == tuple(range(2019, 2027))
    assert panel.number[0, 0] == 250
    assert panel.number[0, -1] == 260
    assert np.isnan(panel.number[0, 1:-1]).all()
    codes = {one.code: one.count for one in panel.findings}
    for mark in ("z", "c", "x", "k", "dash", "blank"):
        assert codes[f"panel-mark-{mark}-total"] == 1
    sentences = " ".join(example.sentence for one in panel.findings for example in one.examples)
    assert "Row 3 of panel.csv has z for Place 301 in 2020" in sentences
    assert "neither zero nor missing" in sentences


def test_every_row_is_accounted_for(tmp_path: Path) -> None:
    lines = [
        total(2019, 301, '"1,250"'),
        total(2019, "", 68000, level="National"),
        total(2019, "", 6800, level="Regional"),
        "2019,Local authority,E0,301,Place,Age group,16 years and over,60",
        "2019,Local authority,E0,301,Place,Sex,Male,700",
        total(2020, 301, "z"),
        total(2021, 301, "about 200"),
        total("2021/22", 301, 200),
        total(2021, "E09000002", 200),
        total(2022, 301, 205.5),
        total(2023, 301, -5),
        "2019,Local authority,E0,301,Place,Total,Total",
    ]
    panel = read_panel(written(tmp_path, "panel.csv", HEADER, *lines))
    (account,) = panel.accounts
    assert account.document() == {
        "file": "panel.csv",
        "rows": 12,
        "used": 2,
        "not_needed": 3,
        "marks": 1,
        "unusable": 6,
    }
    assert panel.number.tolist() == [[1250.0]]
    assert panel.older.tolist() == [[60.0]]
    (aside,) = [one for one in panel.findings if one.code == "panel-row-unusable"]
    assert aside.count == 6
    said = " ".join(one.sentence for one in aside.examples)
    for words in ("Row 8 of panel.csv", "about 200 is no whole number", "2021/22 is no year", "E09000002 is no three-"):
        assert words in said
    assert "7 fields where the header has 8" in said


def test_a_figure_told_twice_is_used_once_and_two_figures_not_at_all(tmp_path: Path) -> None:
    lines = [total(2019, 301, 250), total(2019, 301, 250), total(2020, 301, 260), total(2020, 301, 261)]
    panel = read_panel(written(tmp_path, "panel.csv", HEADER, *lines, total(2020, 302, 100)))
    assert panel.number[0, 0] == 250
    assert np.isnan(panel.number[0, 1])
    (account,) = panel.accounts
    assert (account.rows, account.used, account.not_needed, account.unusable) == (5, 2, 1, 2)
    said = " ".join(example.sentence for one in panel.findings for example in one.examples)
    assert "row 4 says 260" in said
    assert "row 5 says 261" in said


def test_a_day_with_nobody_in_care_is_left_out_and_said(tmp_path: Path) -> None:
    panel = read_panel(written(tmp_path, "panel.csv", HEADER, total(2019, 201, 0), total(2020, 201, 8)))
    assert np.isnan(panel.number[0, 0])
    assert "panel-nobody-in-care" in {one.code for one in panel.findings}


def test_population_of_the_june_before_stands_with_the_31_march(tmp_path: Path) -> None:
    population = written(
        tmp_path,
        "population.csv",
        "time_period,geographic_level,old_la_code,la_name,age_group,population_estimate",
        "2019,Local authority,301,Place,Children aged 0 to 17 years,60000",
        "2019,Regional,,Region,Children aged 0 to 17 years,900000",
        "2020,Local authority,301,Place,Children aged 0 to 17 years,x",
    )
    lines = [total(2019, 301, 250), total(2020, 301, 255), total(2021, 301, 260)]
    panel = read_panel(written(tmp_path, "panel.csv", HEADER, *lines), population=population)
    assert panel.population == pytest.approx(np.array([[np.nan, 60000, np.nan]]), nan_ok=True)


def test_regions_and_neighbours_are_joined_on_the_three_figure_code(tmp_path: Path) -> None:
    areas = written(tmp_path, "areas.csv", "region_name,la_name,new_la_code,old_la_code", "Far East,Place,E0,301")
    close = written(
        tmp_path, "close.csv", "old_la_code,la_name,rank,neighbour_old_la_code", "301,A,1,302", "301,A,2,999"
    )
    file = written(tmp_path, "panel.csv", HEADER, total(2019, 301, 250), total(2019, 302, 150))
    panel = read_panel(file, areas=areas, neighbours=close)
    assert panel.regions == ("Far East", None)
    assert panel.neighbours == ((1,), ())
    assert "Place 302" in next(one for one in panel.findings if one.code == "panel-no-region").examples[0].sentence
    assert read_panel(file).regions == ("Outer London", "Outer London")


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        (["a,b,c", "1,2,3"], "has no column time_period and no column old_la_code"),
        ([HEADER, total(2019, 301, "z")], "no row where cla_group and characteristic are both Total"),
        ([], "is not a CSV file with rows in it"),
    ],
)
def test_a_file_that_is_something_else_is_refused_in_a_sentence(tmp_path: Path, lines: list[str], words: str) -> None:
    with pytest.raises(PanelUnreadable, match=words):
        read_panel(written(tmp_path, "panel.csv", *lines))


def test_a_file_that_is_not_there_is_refused_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(PanelUnreadable, match="cannot be opened"):
        read_panel(tmp_path / "nothing.csv")


@pytest.mark.samples
def test_the_public_files_are_accounted_for_row_by_row(samples: Path) -> None:
    files = public(samples)
    panel = read_panel(files.pop("panel"), **files)
    assert len(panel.codes) == 99
    marks = Counter({one.code: one.count for one in panel.findings if one.code.startswith("panel-mark")})
    assert marks["panel-mark-z-total"] == 17
    assert marks["panel-mark-dash-starts"] == marks["panel-mark-dash-ceases"] == 36
    for account in panel.accounts:
        assert account.rows == account.used + account.not_needed + account.marks + account.unusable
        assert account.unusable == 0
        lines = next(path for path in samples.rglob(account.file)).read_bytes().count(b"\n")
        assert abs(account.rows + 1 - lines) <= 1
