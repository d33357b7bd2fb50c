"""`suffice measures`: one measure, by group, with the children behind it, on the last day unless another is given."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from suffice.commands.measures import measures
from tests.engine.returns.building import GOOD, written


def run(folder: Path, capsys: pytest.CaptureFixture[str], **asked: object) -> tuple[int, str, str]:
    given = {"on": None, "authority": None, "population": None, "only": (), "by": None, "children": False}
    given |= {"options": (), "as_json": False, "xlsx": None}
    status = measures([folder], **(given | asked))  # type: ignore[arg-type]
    said = capsys.readouterr()
    return status, said.out, said.err


def test_the_last_day_of_the_returns_is_measured_and_the_children_only_where_asked(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = written(tmp_path, GOOD)
    status, out, _ = run(folder, capsys, only=("cla_rate",), by="sex", children=True, as_json=True)
    told = json.loads(out)
    (rate,) = told["measures"]
    assert status == 0
    assert told["on"].endswith("-03-31")
    assert len(rate["children"]) == rate["numerator"]
    assert sum(one["numerator"] for one in rate["by"]["sex"]) == rate["numerator"]
    plain = json.loads(run(folder, capsys, only=("cla_rate",), as_json=True)[1])["measures"][0]
    assert {"children", "by"}.isdisjoint(plain)
    assert "Meets the measure" in run(folder, capsys, only=("cla_rate",), children=True)[1]


def test_what_is_not_there_is_refused_with_what_is(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = written(tmp_path, GOOD)
    status, _, said = run(folder, capsys, only=("dentist",))
    assert (status, said.startswith("There is no measure dentist. Perhaps dental")) == (2, True)
    assert "There is no split by shoes" in run(folder, capsys, by="shoes")[2]
    assert "There is no option colour" in run(folder, capsys, options=("colour=red",))[2]


def test_rates_by_group_divide_by_a_file_of_who_lives_here(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = written(tmp_path / "returns", GOOD)
    groups = tmp_path / "groups.csv"
    groups.write_text("by,group,children,year,source\nsex,Girls,4000,2021,Census\nsex,Boys,6000,2021,Census\n")
    _, out, _ = run(folder, capsys, only=("cla_rate",), by="sex", groups=groups, as_json=True)
    told = {one["group"]: one for one in json.loads(out)["measures"][0]["by"]["sex"]}
    assert {group: one["denominator"] for group, one in told.items()} == {
        group: {"Girls": 4000, "Boys": 6000}[group] for group in told
    }
    assert all(one["value"] == pytest.approx(one["numerator"] / one["denominator"] * 10_000) for one in told.values())
    groups.write_text("by,group,children,year,source\nsex,Cats,1,2021,Census\n")
    assert "Cats is no group by sex" in run(folder, capsys, by="sex", groups=groups)[2]
    assert "is no file that is there" in run(folder, capsys, by="sex", groups=tmp_path / "none.csv")[2]
