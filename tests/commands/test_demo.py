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
