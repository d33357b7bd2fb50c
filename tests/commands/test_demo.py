"""The imaginary returns that `suffice demo --write` leaves in a folder, read again by the commands themselves."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.commands.test_shows import document, suffice

MARKET = {f"market/{name}.csv" for name in ("capacity", "prices", "placement_census", "placement_costs")}


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("demo") / "returns"
    done = suffice("demo", "--write", folder)
    assert done.returncode == 0, done.stderr
    return folder


def test_the_demonstration_is_valid(written: Path) -> None:
    read = document("check", written)
    returns = [one for one in read["files"] if one["return"]]
    assert {one["year"] for one in returns} == set(range(2017, 2023))
    assert {one["name"] for one in read["files"] if one not in returns} == MARKET
    assert all(one["used"] == one["rows"] for one in read["files"])
    assert [one for one in read["findings"] if one["severity"] != "note"] == []


@pytest.mark.parametrize(("day", "number"), [("2018-06-30", 648), ("2019-06-30", 611), ("2020-06-30", 585)])
def test_the_demonstration_holds_the_published_totals(written: Path, day: str, number: int) -> None:
    measures = document("measures", written, "--on", day)["measures"]
    assert next(one["numerator"] for one in measures if one["code"] == "cla_rate") == number


def test_planted_faults_are_found_where_the_answers_say(tmp_path: Path) -> None:
    folder = tmp_path / "faults"
    assert suffice("demo", "--write", folder, "--faults").returncode == 0
    answers = json.loads((folder / "answers.json").read_text())
    assert len(answers) >= 40
    assert all(set(answer) == {"code", "file", "row", "column"} for answer in answers)
    found = {
        (finding["code"], example["file"], example["row"], example["column"])
        for finding in document("check", folder)["findings"]
        for example in finding["examples"]
    }
    missed = [
        answer for answer in answers if tuple(answer[name] for name in ("code", "file", "row", "column")) not in found
    ]
    assert not missed


def test_nothing_is_written_over(written: Path) -> None:
    done = suffice("demo", "--write", written)
    assert done.returncode == 1
    assert "not empty" in done.stderr


@pytest.fixture(scope="module")
def whole_story(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("demo") / "all"
    done = suffice("demo", "--write", folder, "--all-returns")
    assert done.returncode == 0, done.stderr
    return folder


def test_all_returns_are_read_together_without_a_fault_and_never_disagree(whole_story: Path) -> None:
    read = document("check", whole_story)
    files = [one for one in read["files"] if not one["name"].startswith("market/")]
    assert all(one["used"] == one["rows"] for one in files)
    assert {one["name"].partition("/")[0] for one in files} == {
        *map(str, range(2017, 2023)),
        "annex_a",
        "by_hand",
        "cin",
        "places",
        "workforce",
    }
    findings = {one["code"]: one["severity"] for one in read["findings"]}
    assert "error" not in findings.values()
    assert "returns-disagree" not in findings


def test_the_returns_of_children_in_care_are_the_same_with_and_without_the_others(
    written: Path, whole_story: Path
) -> None:
    for year in range(2017, 2023):
        for path in sorted((written / str(year)).iterdir()):
            assert (whole_story / str(year) / path.name).read_bytes() == path.read_bytes()


def test_all_returns_go_with_a_folder() -> None:
    done = suffice("demo", "--all-returns")
    assert done.returncode == 2
    assert "--write DIR" in done.stderr
