"""Places and prices at the command line: templates that can be used, figures that agree, and refusals in sentences."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from suffice.cli import app
from suffice.demo.returns import generate, write

RUN = CliRunner()


@pytest.fixture(scope="module")
def returns(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("returns")
    write(generate(seed=1), folder)
    return folder


def template(what: str, folder: Path) -> Path:
    path = folder / f"{what}.csv"
    done = RUN.invoke(app, ["project", "--write-template", what, str(path)])
    assert done.exit_code == 0, done.output
    return path


def projected(returns: Path, *words: object) -> Any:
    asked = ["--from", "2022-03-31", "--years", "2", "--replicates", "50", *map(str, words)]
    return RUN.invoke(app, ["project", str(returns), *asked])


def test_the_templates_can_be_filled_in_and_used_as_they_come(returns: Path, tmp_path: Path) -> None:
    files = ["--capacity", template("capacity", tmp_path), "--prices", template("prices", tmp_path)]

    done = projected(returns, *files, "--json")

    assert done.exit_code == 0, done.output
    made = json.loads(done.stdout)
    plain = json.loads(projected(returns, "--json").stdout)
    assert {name: made[name] for name in plain} == plain
    held = {(one["date"], one["placement"]): one for one in made["sufficiency"]["by_type"]}
    for horizon in plain["horizons"]:
        for state, figures in horizon["by_placement"].items():
            if (horizon["date"], state) in held:
                assert held[horizon["date"], state]["need"]["mean"] == pytest.approx(figures["mean"], abs=1e-4)
    assert [one["label"] for one in made["cost"]["years"]] == ["2022-23", "2023-24"]
    assert made["sufficiency"]["capacity"]["rows"] == made["sufficiency"]["capacity"]["used"] == 4
    by_type = sum(one["cost"]["mean"] for one in made["cost"]["by_type"])
    assert by_type == pytest.approx(sum(one["cost"]["mean"] for one in made["cost"]["by_year"]), abs=0.1)


def test_a_reader_gets_tables_of_need_places_and_cost(returns: Path, tmp_path: Path) -> None:
    files = ["--capacity", template("capacity", tmp_path), "--prices", template("prices", tmp_path)]

    said = projected(returns, *files, "--xlsx", tmp_path / "book.xlsx").stdout

    for title in ("Need against places", "When gaps open", "How full places will be", "Cost by financial year"):
        assert title in said
    assert (tmp_path / "book.xlsx").exists()


def test_a_price_of_nought_is_named_and_the_rest_is_costed(returns: Path, tmp_path: Path) -> None:
    prices = template("prices", tmp_path)
    prices.write_text(prices.read_text() + "secure,0,2026-04-01,,,,,,\n")

    made = json.loads(projected(returns, "--prices", prices, "--json").stdout)

    assert made["cost"]["prices"]["set_aside"][0]["row"] == 6
    assert "sufficiency" not in made


def test_a_file_that_cannot_be_read_is_refused_with_a_sentence(returns: Path, tmp_path: Path) -> None:
    (tmp_path / "wrong.csv").write_text("home,beds\nElms,4\n")

    done = projected(returns, "--capacity", tmp_path / "wrong.csv")

    assert done.exit_code == 2
    assert "no column name and no column placement" in done.stderr
    assert "--write-template capacity" in done.stderr


def test_a_template_is_never_written_over_a_file(tmp_path: Path) -> None:
    there = tmp_path / "mine.csv"
    there.write_text("mine")

    done = RUN.invoke(app, ["project", "--write-template", "capacity", str(there)])

    assert done.exit_code == 1
    assert "nothing is written over" in done.stderr
    assert there.read_text() == "mine"
    assert RUN.invoke(app, ["project", "--write-template", "homes", str(tmp_path / "x")]).exit_code == 2
