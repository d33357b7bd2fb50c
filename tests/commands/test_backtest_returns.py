"""``suffice backtest PATH...``, run as people run it."""

from __future__ import annotations

import json
from pathlib import Path

import openpyxl
import pytest

from tests.commands.test_shows import suffice

FIGURES = {"years", "n", "mape", "bias_pct", "crps_pct", "cover80", "cover95"}


@pytest.fixture(scope="module")
def imaginary(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("returns")
    assert suffice("demo", "--write", folder).returncode == 0
    return folder


def test_the_document_has_the_shape_that_was_promised(imaginary: Path, tmp_path: Path) -> None:
    book = tmp_path / "test.xlsx"
    done = suffice("backtest", imaginary, "--replicates", 50, "--json", "--xlsx", book)
    assert done.returncode == 0, done.stderr
    document = json.loads(done.stdout)
    assert [one["years"] for one in document["horizons"]] == [0.25, 0.5, 1, 2, 3, 5]
    for rows in (document["horizons"], *document["baselines"].values(), *document["cells"].values()):
        assert all(set(one) >= FIGURES for one in rows)
    assert set(document["baselines"]) == {"naive_conformal", "naive_symmetric", "trend5"}
    assert document["origins"] == [f"{year}-03-31" for year in range(2017, 2022)]
    names = openpyxl.load_workbook(book, read_only=True).sheetnames
    assert "How good the projection was" in names
    assert "What was said and what happened" in names


def test_a_reader_gets_tables_with_the_counts_behind_the_shares(imaginary: Path) -> None:
    told = suffice("backtest", imaginary, "--replicates", 20, "--authority", "336", "--population", "61000").stdout
    assert "knowing only what was known then" in told
    assert "5 of 5" in told
    assert "In place of the projection: the line through the last five years" in told
    assert "Agency foster" in told


def test_what_cannot_be_tested_is_refused_in_a_sentence(imaginary: Path) -> None:
    for asked, sentence in (
        ([imaginary, "--every", "day"], "give --every year or month"),
        ([imaginary / "2020"], "at least 12 months of returns before it"),
        ([imaginary, "--replicates", "3"], "The number of replicates must be from 10 to 10,000"),
        ([imaginary, "--panel", imaginary / "panel.csv"], "Returns and a panel are two tests."),
    ):
        done = suffice("backtest", *asked)
        assert done.returncode == 2
        assert sentence in done.stderr
