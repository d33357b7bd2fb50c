"""``suffice backtest --panel``, run as people run it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import openpyxl
import pytest

FIGURES = {"years", "n", "mape", "bias_pct", "crps_pct", "cover80", "cover95"}
BASELINES = {"naive_conformal", "naive_symmetric", "trend5"}
HEADER = "time_period,geographic_level,old_la_code,area_name,cla_group,characteristic,number"


def suffice(*words: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "suffice.cli", *(str(word) for word in words)]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=300)


def backtest(*words: object) -> dict[str, Any]:
    done = suffice("backtest", *words, "--json")
    assert done.returncode == 0, done.stderr
    read = json.loads(done.stdout)
    assert isinstance(read, dict)
    return read


def imaginary(folder: Path, *, years: int, authorities: int = 30) -> Path:
    """A panel in which each authority grows by a step of its own, which turns round now and then."""
    rows = [
        f"{2025 - years + 1 + at},Local authority,{300 + code},Place {code},Total,Total,"
        f"{200 + 9 * code + (at * (code % 7 - 3) if (at + code) % 5 else -2 * code)}"
        for code in range(authorities)
        for at in range(years)
    ]
    path = folder / "panel.csv"
    path.write_text("\n".join([HEADER, *rows]) + "\n", encoding="utf-8")
    return path


def test_the_document_has_the_shape_that_was_promised(tmp_path: Path) -> None:
    document = backtest("--panel", imaginary(tmp_path, years=12))
    assert [one["years"] for one in document["horizons"]] == [1, 2, 3, 5]
    assert set(document["baselines"]) == BASELINES
    for rows in (document["horizons"], *document["baselines"].values()):
        for one in rows:
            assert set(one) >= FIGURES
            assert 0 <= one["cover80"] <= one["cover95"] <= 100
    codes = {one["code"] for one in document["findings"]}
    assert "panel-without-population" in codes


def test_a_workbook_holds_every_table(tmp_path: Path) -> None:
    book = tmp_path / "how good.xlsx"
    done = suffice("backtest", "--panel", imaginary(tmp_path, years=12), "--xlsx", book)
    assert done.returncode == 0, done.stderr
    assert "the range of four in five held what happened in" in " ".join(done.stdout.split())
    names = openpyxl.load_workbook(book).sheetnames
    assert {"How good the projection was", "Where it loses", "Rows of the files", "Findings"} <= set(names)


@pytest.mark.parametrize(("years", "left"), [(1, []), (2, []), (4, [1]), (6, [1, 2])])
def test_a_short_panel_says_what_cannot_be_done_and_does_the_rest(tmp_path: Path, years: int, left: list[int]) -> None:
    done = suffice("backtest", "--panel", imaginary(tmp_path, years=years), "--json")
    assert done.returncode == (0 if left else 1), "nothing tested is no success"
    document = json.loads(done.stdout)
    assert [one["years"] for one in document["horizons"]] == left
    assert f"The panel has {years} year" in done.stderr
    assert document["files"][0]["used"] == 30 * years
    for name in ("naive_conformal", "naive_symmetric"):
        assert [row["years"] for row in document["baselines"][name]] == left
    lines = [row["years"] for row in document["baselines"]["trend5"]]
    assert lines == left[: years - 5 if years > 5 else 0], "a line needs three years, and errors of such lines"


def test_nothing_to_test_on_is_said() -> None:
    done = suffice("backtest")
    assert done.returncode == 2
    assert "There is nothing to test on." in done.stderr
    assert done.stdout == ""


@pytest.mark.parametrize("option", ["--panel", "--population", "--flows", "--areas", "--neighbours"])
def test_a_wrong_file_is_refused_in_one_sentence(tmp_path: Path, option: str) -> None:
    wrong = tmp_path / "wrong.csv"
    wrong.write_text("a,b\n1,2\n", encoding="utf-8")
    words = ["--panel", wrong] if option == "--panel" else ["--panel", imaginary(tmp_path, years=4), option, wrong]
    done = suffice("backtest", *words, "--json")
    assert done.returncode == 2
    assert done.stdout == ""
    assert "wrong.csv has no column" in done.stderr
    assert "Traceback" not in done.stderr


def test_constants_that_cannot_be_learnt_are_refused(tmp_path: Path) -> None:
    done = suffice("backtest", "--panel", imaginary(tmp_path, years=12), "--write-constants", tmp_path)
    assert done.returncode == 2
    assert "give --population" in done.stderr
    assert not list(tmp_path.glob("*.toml"))


@pytest.mark.samples
def test_the_public_panel_on_the_command_line(samples: Path) -> None:
    public = samples / "public"
    document = backtest(
        "--panel",
        public / "looked_after/cla_31march_panel_2011_2025.csv",
        "--flows",
        public / "looked_after/cla_flows_2016_2025.csv",
        "--population",
        public / "geography/ons_mid-year_population_estimates_2012_to_2024.csv",
        "--areas",
        public / "geography/la_reference.csv",
    )
    best = {one["years"]: one["crps_pct"] for one in document["horizons"]}
    beaten = {one["years"]: one["crps_pct"] for one in document["baselines"]["naive_symmetric"]}
    bar = {1: 0.975, 2: 0.97, 3: 0.95, 5: 0.93}
    assert all(best[years] / beaten[years] <= allowed for years, allowed in bar.items())
    marks = {one["code"]: one["count"] for one in document["findings"]}
    assert marks["panel-mark-z-total"] == 17
