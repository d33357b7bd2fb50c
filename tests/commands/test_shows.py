"""What the command line promises, run as people run it, on the independent samples where they are."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
import zipfile
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

STATES = {
    "in_house_foster",
    "agency_foster",
    "friends_and_family",
    "childrens_home",
    "secure",
    "supported_accommodation",
    "with_parents",
    "placed_for_adoption",
    "other",
}


def suffice(*words: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "suffice.cli", *(str(word) for word in words)]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=300)


def document(*words: object) -> dict[str, Any]:
    done = suffice(*words, "--json")
    assert done.returncode == 0, done.stderr
    read = json.loads(done.stdout)
    assert isinstance(read, dict)
    return read


@pytest.mark.samples
def test_a_projection_from_a_past_day_holds_what_then_happened(samples: Path) -> None:
    steady = samples / "returns/csc-data-synthesizer/steady_n150_seed1"
    made = document("project", steady, "--from", "2022-03-31", "--years", 2)
    assert made["in_care_at_origin"] == 271
    assert made["reference"] == ["2020-03-31", "2022-03-31"]
    assert (made["replicates"], made["seed"]) == (1000, 1)
    assert [one["date"] for one in made["horizons"]] == ["2023-03-31", "2024-03-31"]
    for horizon, happened in zip(made["horizons"], (273, 273), strict=True):
        assert horizon["total"]["p10"] <= happened <= horizon["total"]["p90"]
        assert set(horizon["total"]) == {"mean", "p10", "p50", "p90"}
        assert set(horizon["by_placement"]) == STATES
        assert set(horizon["by_age"]) == {"0", "1-4", "5-9", "10-15", "16-17"}
        for parts in (horizon["by_placement"], horizon["by_age"]):
            assert sum(part["mean"] for part in parts.values()) == pytest.approx(horizon["total"]["mean"], abs=0.1)


@pytest.mark.samples
def test_a_month_is_a_horizon_when_asked(samples: Path) -> None:
    steady = samples / "returns/csc-data-synthesizer/steady_n150_seed1"
    made = document("project", steady, "--from", "2022-03-31", "--years", 1, "--replicates", 100, "--monthly")
    days = [one["date"] for one in made["horizons"]]
    assert len(days) == 12
    assert days[0] == "2022-04-30"
    assert days[-1] == "2023-03-31"


@pytest.mark.samples
@pytest.mark.parametrize(
    ("folder", "counts"),
    [
        (
            "csc-data-synthesizer/steady_n150_seed1",
            {2019: 273, 2020: 272, 2021: 265, 2022: 271, 2023: 273, 2024: 273},
        ),
        ("cs-demand-model/v1_by_year", {2018: 466, 2019: 288, 2020: 181, 2021: 119, 2022: 55}),
    ],
)
def test_the_number_in_care_is_exact(samples: Path, folder: str, counts: dict[int, int]) -> None:
    for year, expected in counts.items():
        made = document("measures", samples / "returns" / folder, "--on", f"{year}-03-31")
        number = next(one for one in made["measures"] if one["code"] == "cla_rate")
        assert number["numerator"] == expected, year


@pytest.mark.samples
def test_a_rate_says_which_population_it_divides_by(samples: Path) -> None:
    steady = samples / "returns/csc-data-synthesizer/steady_n150_seed1"
    people = samples / "public/geography/ons_mid-year_population_estimates_2012_to_2024.csv"
    words = ("measures", steady, "--on", "2023-03-31", "--authority", "336")
    rate = next(one for one in document(*words, "--population", people)["measures"] if one["code"] == "cla_rate")
    assert (rate["numerator"], rate["denominator"], rate["denominator_year"]) == (273, 63777, 2022)
    assert rate["value"] == pytest.approx(273 / 63777 * 10000, abs=0.06)
    without = next(one for one in document(*words)["measures"] if one["code"] == "cla_rate")
    assert without["denominator"] is None
    assert without["value"] is None


def test_the_published_arithmetic_is_exact_to_the_child() -> None:
    made = document("published", "--start", 586, "--tracked", 170)
    assert [(one["name"], one["starters"], one["end"], one["rate_per_10000"]) for one in made["cases"]] == [
        ("worst", 15, 602, None),
        ("medium", 12, 575, None),
        ("best", 10, 557, None),
        ("covid", 18, 629, None),
    ]
    said = json.dumps(made["findings"])
    for implied in ("55,229", "56,931", "69,365"):
        assert implied in said
    rated = document("published", "--start", 586, "--tracked", 170, "--population", 55200)
    assert [one["rate_per_10000"] for one in rated["cases"]] == pytest.approx([109.1, 104.2, 100.9, 113.9], abs=0.06)


def _folders_with_903(root: Path) -> list[Path]:
    columns = ({"DECOM", "RNE"}, {"ETHNIC", "UPN"})
    folders = set()
    for file in root.rglob("*.csv"):
        with file.open(encoding="utf-8-sig", errors="replace") as opened:
            heading = set(opened.readline().strip().upper().split(","))
        if any(some <= heading for some in columns):
            folders.add(file.parent)
    return sorted(folders)


@pytest.mark.samples
def test_check_reads_every_sample_without_falling_over(samples: Path) -> None:
    folders = _folders_with_903(samples / "returns")
    assert len(folders) >= 10
    for folder in folders:
        done = suffice("check", folder, "--json")
        assert "Traceback" not in done.stderr, done.stderr
        assert done.returncode in (0, 3), (folder, done.stderr)
        read = json.loads(done.stdout)
        rows: Counter[str] = Counter()
        for one in read["files"]:
            assert one["used"] + one["repaired"] + one["set_aside"] == one["rows"], (folder, one)
            rows[one["name"]] += one["rows"]
        for one in {entry["name"] for entry in read["files"] if entry["return"]}:
            path = folder / Path(one).name
            if path.suffix == ".csv":
                with path.open(encoding="utf-8-sig", newline="") as opened:
                    lines = [line for line in csv.reader(opened) if any(cell.strip() for cell in line)]
                assert rows[one] == len(lines) - 1, (folder, one)


@pytest.mark.samples
def test_one_return_twice_is_refused_naming_both(samples: Path) -> None:
    done = suffice("project", samples / "returns/cs-demand-model", "--from", "2021-03-31")
    assert done.returncode == 3
    assert "v1_by_year" in done.stderr
    assert "combined_flat" in done.stderr


def test_a_file_that_is_no_return_is_told_so(tmp_path: Path) -> None:
    stray = tmp_path / "shopping.csv"
    stray.write_text("item,price\nmilk,1.20\n")
    done = suffice("check", stray, "--json")
    assert done.returncode == 4
    assert json.loads(done.stdout)["files"][0]["return"] is None


def test_a_truncated_zip_is_told_so(tmp_path: Path) -> None:
    whole = tmp_path / "whole.zip"
    with zipfile.ZipFile(whole, "w") as packed:
        packed.writestr("episodes.csv", "CHILD,DECOM\n" * 1000)
    broken = tmp_path / "broken.zip"
    broken.write_bytes(whole.read_bytes()[:-30])
    done = suffice("check", broken)
    assert done.returncode == 4
    assert "Traceback" not in done.stderr + done.stdout
    assert "broken.zip" in done.stdout + done.stderr


def test_nothing_at_a_path_is_a_usage_error(tmp_path: Path) -> None:
    done = suffice("check", tmp_path / "nothing")
    assert done.returncode == 2
    assert "nothing" in done.stderr


def test_a_workbook_is_written_and_opens(tmp_path: Path) -> None:
    import openpyxl

    book = tmp_path / "published.xlsx"
    assert suffice("published", "--start", 586, "--tracked", 170, "--xlsx", book).returncode == 0
    sheet = openpyxl.load_workbook(book).worksheets[0]
    assert [row[2].value for row in sheet.iter_rows(min_row=2, max_row=5)] == [602, 575, 557, 629]
