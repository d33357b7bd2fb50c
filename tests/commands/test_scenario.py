"""``suffice scenario``, run as people run it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import openpyxl
import pytest

FROM = ("--from", "2021-03-31", "--years", "2", "--replicates", "20")
LEVERS = [
    {"id": "fewer", "kind": "prevention", "from": "2021-07-01", "entries_a_year": 12, "compared": True},
    {"id": "open", "kind": "places", "from": "2021-09-01", "places": 4, "placement": "childrens_home"},
]


def suffice(*words: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "suffice.cli", *(str(word) for word in words)]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=300)


@pytest.fixture(scope="module")
def returns(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("imaginary")
    assert suffice("demo", "--write", folder).returncode == 0
    return folder


def written(folder: Path, content: Any) -> Path:
    file = folder / "scenario.json"
    file.write_text(json.dumps(content), encoding="utf-8")
    return file


def one(name: str = "A service", **other: Any) -> dict[str, Any]:
    return {"version": 1, "name": name, "levers": LEVERS, **other}


def test_the_document_holds_base_scenarios_and_waterfalls(returns: Path, tmp_path: Path) -> None:
    done = suffice("scenario", written(tmp_path, [one(), one("Another", levers=LEVERS[:1])]), returns, *FROM, "--json")
    assert done.returncode == 0, done.stderr
    document = json.loads(done.stdout)
    assert list(document) == [
        "origin",
        "in_care_at_origin",
        "replicates",
        "seed",
        "findings",
        "base",
        "scenarios",
        "waterfalls",
    ]
    assert [told["name"] for told in document["scenarios"]] == ["A service", "Another"]
    first, second = document["scenarios"]
    assert len(first["months"]) == 24
    assert first["months"] == second["months"]  # a place that opens moves nobody
    assert first["months"][-1]["difference"]["total"]["mean"] < -8
    assert first["capacity_changes"] == [
        {"lever": "open", "placement": "childrens_home", "holding": "own", "places": 4, "on": "2021-09-01"}
    ]
    last = document["waterfalls"][0]["years"][-1]
    assert sum(step["added"]["total"]["mean"] for step in last["steps"]) == pytest.approx(
        last["whole"]["total"]["mean"], abs=1e-5
    )


def test_tables_and_workbook_tell_the_same(returns: Path, tmp_path: Path) -> None:
    book = tmp_path / "scenarios.xlsx"
    done = suffice("scenario", written(tmp_path, one()), returns, *FROM, "--xlsx", book)
    assert done.returncode == 0, done.stderr
    for words in (
        "Scenarios side by side",
        "prevents 12 entries a year",
        "All levers",
        "4 places",
    ):
        assert words in done.stdout
    assert openpyxl.load_workbook(book).sheetnames == [
        "Scenarios side by side",
        "By placement on 31 March 2023",
        "Levers of scenario 1",
        "Who comes and goes",
        "Places gained and lost",
        "Findings",
    ]


def test_the_template_is_written_and_can_be_used(returns: Path, tmp_path: Path) -> None:
    file = tmp_path / "mine.json"
    done = suffice("scenario", "--write-template", file)
    assert done.returncode == 0, done.stderr
    assert "scenario.schema.json" in done.stdout
    assert len(json.loads(file.read_text(encoding="utf-8"))["levers"]) == 8
    again = suffice("scenario", "--write-template", file)
    assert again.returncode == 1
    assert "is there already" in again.stderr
    assert suffice("scenario", "--write-template", tmp_path / "no" / "folder.json").returncode == 1
    used = suffice("scenario", file, returns, *FROM, "--json")
    assert used.returncode == 0, used.stderr
    # The example begins next April, after this projection ends: said of each lever, and nothing is different.
    document = json.loads(used.stdout)
    assert {"lever-after-the-projection"} <= {one["code"] for one in document["findings"]}
    assert document["scenarios"][0]["months"][-1]["difference"]["total"]["mean"] == 0


def test_an_older_file_is_used_and_it_is_said(returns: Path, tmp_path: Path) -> None:
    older = {"name": "Old", "levers": [{"kind": "starters", "start": "2021-04-01", "children_a_month": 9}]}
    done = suffice("scenario", written(tmp_path, older), returns, *FROM, "--json")
    assert done.returncode == 0, done.stderr
    assert "scenario-of-an-older-version" in {one["code"] for one in json.loads(done.stdout)["findings"]}


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (one(version=3), "The scenario is of version 3, and this program reads up to version 1"),
        (one(levers=[LEVERS[0] | {"entries_a_month": 1}]), "Lever 1, `entries_a_month`: is the wrong unit"),
        ([one(str(number)) for number in range(7)], "There are 7 scenarios here"),
    ],
)
def test_a_file_that_cannot_be_meant_is_a_usage_error(content: Any, says: str, tmp_path: Path) -> None:
    done = suffice("scenario", written(tmp_path, content), tmp_path, *FROM)
    assert done.returncode == 2
    assert says in done.stderr
    assert "Traceback" not in done.stderr


def test_a_day_that_the_returns_do_not_cover_is_a_usage_error(returns: Path, tmp_path: Path) -> None:
    done = suffice("scenario", written(tmp_path, one()), returns, "--from", "2031-03-31")
    assert done.returncode == 2
    assert "a projection cannot start from 31 March 2031" in " ".join(done.stderr.split())


def test_a_projection_can_be_made_under_a_scenario(returns: Path, tmp_path: Path) -> None:
    file = written(tmp_path, one(why="To see."))
    plain, under = (
        json.loads(suffice("project", returns, *FROM, *more, "--json").stdout) for more in ((), ("--scenario", file))
    )
    assert under["scenario"] == {**one(why="To see."), "levers": under["scenario"]["levers"]}
    assert [lever["id"] for lever in under["scenario"]["levers"]] == ["fewer", "open"]
    assert "lever-moves-places-only" in {told["code"] for told in under["findings"]}
    assert under["horizons"][-1]["total"]["mean"] < plain["horizons"][-1]["total"]["mean"] - 5
    shown = suffice("project", returns, *FROM, "--scenario", file)
    assert "Under this scenario" in shown.stdout
    assert "A service. To see." in shown.stdout


def test_a_projection_takes_one_scenario(tmp_path: Path) -> None:
    done = suffice("project", tmp_path, *FROM, "--scenario", written(tmp_path, [one(), one("Another")]))
    assert done.returncode == 2
    assert "holds 2 scenarios, and a projection takes one" in done.stderr


def test_places_of_a_scenario_count_as_capacity(returns: Path, tmp_path: Path) -> None:
    capacity = tmp_path / "capacity.csv"
    assert suffice("project", "--write-template", "capacity", capacity).returncode == 0
    many = [LEVERS[1] | {"places": 500}]
    plain, under = (
        json.loads(suffice("project", returns, *FROM, "--capacity", capacity, *more, "--json").stdout)["sufficiency"]
        for more in ((), ("--scenario", written(tmp_path, one(levers=many))))
    )
    assert plain != under


def test_the_strategy_is_held_against_the_simulated_range(returns: Path, tmp_path: Path) -> None:
    done = suffice("scenario", "strategy", returns, "--from", "2020-06-30", "--years", "1", "--replicates", "20")
    assert done.returncode == 0, done.stderr
    words = " ".join(done.stdout.split())
    assert "The strategy's medium case gives 574 by its own arithmetic; the same 144 starters simulated give" in words
    refused = suffice("scenario", "strategy", returns, "--from", "2020-06-30", "--years", "1", "--tracked", "9999")
    assert refused.returncode == 2
    assert "are tracked for leaving but only 585 are in care" in refused.stderr


def test_a_cluster_that_is_not_there_is_a_usage_error(returns: Path, tmp_path: Path) -> None:
    done = suffice("scenario", written(tmp_path, one()), returns, *FROM, "--cluster", "tcp://127.0.0.1:1")
    assert done.returncode == 2
    assert "127.0.0.1:1" in done.stderr
    assert "Traceback" not in done.stderr
