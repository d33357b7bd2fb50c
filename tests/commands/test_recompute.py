"""``suffice recompute`` says which published figures their counts give, and ``suffice check`` what a file is."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from suffice.commands.recompute import recompute
from suffice.commands.returns import check

HEADER = "time_period,geographic_level,old_la_code,new_la_code,la_name,CPP_start,CPP_subsequent,CPP_subsequent_percent"
RIGHT = "2024,Local authority,336,E08000031,Wolverhampton,234,64,27.4"
WRONG = "2025,Local authority,336,E08000031,Wolverhampton,200,64,33.0"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "plans.csv").write_text(f"{HEADER}\n{RIGHT}\n", encoding="utf-8")
    (tmp_path / "notes.csv").write_text("what,when\nlunch,noon\n", encoding="utf-8")
    return tmp_path


def test_every_figure_equal_is_nought_and_the_table_says_how_many(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert recompute([folder], as_json=True, xlsx=None) == 0
    told = json.loads(capsys.readouterr().out)
    (line,) = told["lines"]
    assert (line["key"], line["authority_years"], line["equal"], line["percent"]) == ("repeat_plans", 1, 1, 100.0)
    assert told["files"] == [{"name": "plans.csv", "table": "repeat_plans", "rows": 1, "used": 1}]
    assert "Open Government Licence" in told["licence"]


def test_a_figure_that_differs_is_shown_with_what_its_counts_give(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "plans.csv").write_text(f"{HEADER}\n{RIGHT}\n{WRONG}\n", encoding="utf-8")
    assert recompute([folder], as_json=False, xlsx=None) == 1
    shown = capsys.readouterr().out
    assert "50.0" in shown
    assert "Not equal" in shown
    assert "Wolverhampton" in shown


def test_without_a_published_table_it_says_what_to_give(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "notes.csv").write_text("what,when\nlunch,noon\n", encoding="utf-8")
    assert recompute([tmp_path], as_json=False, xlsx=None) == 4
    assert "Give the CSV files as their publishers ship them" in capsys.readouterr().err


def test_a_published_file_is_checked_for_what_it_is(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert check([folder / "plans.csv"], as_json=True, xlsx=None) == 0
    told = json.loads(capsys.readouterr().out)
    (file,) = told["files"]
    assert (file["return"], file["rows"], file["used"], file["set_aside"]) == ("published", 1, 1, 0)
    (finding,) = [one for one in told["findings"] if one["code"] == "published-file"]
    assert "3 measures of 1 authority, 2024" in finding["examples"][0]["sentence"]
    assert check([folder / "notes.csv"], as_json=True, xlsx=None) == 4
