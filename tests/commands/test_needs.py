"""``suffice needs``, run as people run it: a census in; tiers, vulnerability and drift out."""

from __future__ import annotations

import json
from pathlib import Path

import openpyxl
import pytest
from typer.testing import CliRunner, Result

from suffice.cli import app
from tests.engine.returns.cin.building import GOOD, census


@pytest.fixture
def file(tmp_path: Path) -> Path:
    (tmp_path / "cin.xml").write_text(census(*GOOD.values()), encoding="utf-8")
    return tmp_path / "cin.xml"


def run(*words: object) -> Result:
    return CliRunner().invoke(app, ["needs", *(str(word) for word in words)])


def test_a_census_alone_tells_its_own_tiers_and_names_what_was_not_brought(file: Path) -> None:
    done = run(file, "--on", "2026-03-31", "--population", "10,000", "--json")
    assert done.exit_code == 0, done.output
    document = json.loads(done.stdout)
    told = {one["tier"]: one for one in document["tiers"]["tiers"]}
    known = told["in_need"]["itself"]
    assert known["children"] is not None
    assert known["rate"] == known["children"]  # of ten thousand
    assert told["in_care"]["itself"]["children"] is None
    assert "was not brought" in told["in_care"]["source"]
    assert document["front_door"] is None
    assert document["moves"] is None
    assert {"rules", "by_rule", "by_team", "findings"} <= set(document["drift"])


def test_children_are_listed_only_when_they_are_asked_for(file: Path, tmp_path: Path) -> None:
    for words, listed in (((), False), (("--children",), True)):
        book = tmp_path / f"{listed}.xlsx"
        done = run(file, "--on", "2026-03-31", "--xlsx", book, *words)
        assert done.exit_code == 0, done.output
        assert "no Annex A workbook was brought" in " ".join(done.stdout.split())
        assert ("Items" in openpyxl.load_workbook(book).sheetnames) is listed
    alone = json.loads(run(file, "--on", "2026-03-31", "--json").stdout)["drift"]
    assert not {"items", "quality"} & set(alone)


def test_a_day_that_the_returns_do_not_tell_is_refused_in_a_sentence(file: Path) -> None:
    done = run(file, "--on", "2026-03-31", "--since", "2019-03-31")
    assert done.exit_code == 2
    assert "do not tell the same tiers on 31 March 2019" in done.stderr
