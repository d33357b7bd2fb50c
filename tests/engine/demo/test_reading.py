"""The demonstration is read, checked and assembled by the house itself without a remark that matters."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import polars as pl
import pytest

from suffice.demo.returns import DemoReturns, generate, write_xml
from suffice.engine.episodes import assemble, stock_on
from suffice.engine.findings import Severity
from suffice.engine.returns.model import Intake
from suffice.engine.returns.reading import read

from .conftest import Written

TODAY = date(2022, 6, 1)


@pytest.fixture(scope="module")
def intake(written: Written) -> Intake:
    return read([written.folder], today=TODAY)


def test_every_row_is_used_as_it_stands(intake: Intake) -> None:
    assert [file for file in intake.files if file.repaired or file.set_aside] == []
    assert sum(file.used for file in intake.files) > 25_000
    assert [ret.year for ret in intake.usable] == list(range(2017, 2023))


def test_no_check_finds_a_fault(intake: Intake) -> None:
    faults = [finding for finding in intake.findings if finding.severity is not Severity.NOTE]
    assert faults == []


def test_years_join_without_repairs(intake: Intake) -> None:
    history = assemble(intake.usable)
    assert history.episodes["repair"].drop_nulls().is_empty()
    assert [finding for finding in history.findings if finding.severity is not Severity.NOTE] == []


def test_the_house_counts_what_was_published(intake: Intake) -> None:
    history = assemble(intake.usable)
    assert [stock_on(history, date(year, 6, 30)).total for year in (2018, 2019, 2020)] == [648, 611, 585]
    states = dict(stock_on(history, date(2020, 7, 31)).children["state"].value_counts().iter_rows())
    assert (states["agency_foster"], states["friends_and_family"], states["in_house_foster"]) == (150, 86, 215)


def test_the_same_seed_gives_the_same_returns_to_the_letter(demo: DemoReturns) -> None:
    assert generate(seed=1).tables == demo.tables


def test_another_seed_gives_other_children(demo: DemoReturns) -> None:
    assert generate(seed=2).tables != demo.tables


@pytest.mark.parametrize("year", [2017, 2020])
def test_csv_and_xml_are_the_same_tables(written: Written, tmp_path: Path, year: int) -> None:
    write_xml(written.demo, year, tmp_path / "return.xml")
    from_xml = read([tmp_path / "return.xml"], today=TODAY).usable[0]
    from_csv = read([written.folder / str(year)], today=TODAY).usable[0]
    assert from_xml.year == from_csv.year == year
    assert from_xml.tables.keys() == from_csv.tables.keys()
    for name, table in from_csv.tables.items():
        assert _contents(from_xml.tables[name]).equals(_contents(table)), name


def _contents(table: pl.DataFrame) -> pl.DataFrame:
    columns = sorted(set(table.columns) - {"file", "row"})
    return table.select(columns).sort(columns)
