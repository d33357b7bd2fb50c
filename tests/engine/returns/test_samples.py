"""The independent samples: no folder crashes, every row is accounted for, years and rows are as counted elsewhere."""

from __future__ import annotations

import csv
import xml.etree.ElementTree as ET
from datetime import date
from functools import cache
from pathlib import Path

import polars as pl
import pytest

from suffice.engine.returns.model import Intake
from suffice.engine.returns.reading import exit_code, read
from suffice.engine.returns.ssda903 import layouts
from tests.engine.returns.building import TODAY, accounted, codes

pytestmark = pytest.mark.samples

FOLDERS = [
    "",
    "csc-data-synthesizer",
    "csc-data-synthesizer/steady_n150_seed1",
    "csc-data-synthesizer/raw_n150_seed1",
    "csc-validator-be-903",
    "cs-demand-model",
    "cs-demand-model/v1_by_year",
    "cs-demand-model/combined_flat",
    "cs-demand-model-regional/v1",
    "liia-tools",
    "liia-tools-pipeline/ssda903",
]
"""Every folder that holds 903 tables, clean and dirty, and those above it."""


@cache
def taken(folder: Path) -> Intake:
    return read([folder], today=TODAY)


def counted(path: Path) -> int:
    """Return the data rows in one file, with the csv module alone."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return sum(1 for row in csv.reader(file) if row) - 1


@pytest.mark.parametrize("folder", FOLDERS)
def test_every_row_of_every_sample_is_accounted_for(samples: Path, folder: str) -> None:
    top = samples / "returns" / folder
    intake = taken(top)
    assert accounted(intake)
    rows: dict[str, int] = {}
    for one in intake.files:
        rows[one.name] = rows.get(one.name, 0) + one.rows
    assert set(rows) == {path.relative_to(top).as_posix() for path in top.rglob("*") if path.is_file()}
    recognised = {one.name for one in intake.files if one.kind and one.name.endswith(".csv")}
    assert recognised
    assert {name: rows[name] for name in recognised} == {name: counted(top / name) for name in recognised}


@pytest.mark.parametrize("folder", FOLDERS)
def test_what_a_return_uses_is_what_its_files_account_for(samples: Path, folder: str) -> None:
    intake = taken(samples / "returns" / folder)
    used = sum(frame.height for ret in intake.returns for frame in ret.tables.values())
    assert used == sum(one.used + one.repaired for one in intake.files)


def test_every_csv_file_with_published_columns_is_recognised(samples: Path) -> None:
    published = {table.names: name for name, table in layouts.tables().items()}
    tables = {one.name: one.table for one in taken(samples / "returns").files}
    exact = {}
    for path in (samples / "returns").rglob("*.csv"):
        with path.open(encoding="utf-8-sig", newline="") as file:
            name = published.get(frozenset(next(csv.reader(file), [])))
        if name:
            exact[path.relative_to(samples / "returns").as_posix()] = name
    assert len(exact) > 100
    assert {name: tables[name] for name in exact} == exact


def years_of(folder: Path) -> list[tuple[str, int | None]]:
    return [(ret.name, ret.year) for ret in taken(folder).usable]


def test_collection_years_come_from_dates_not_from_folder_names(samples: Path) -> None:
    returns = samples / "returns"
    after = [(str(year), year + 1) for year in range(2018, 2024)]
    assert years_of(returns / "csc-data-synthesizer/steady_n150_seed1") == after
    assert years_of(returns / "csc-data-synthesizer/raw_n150_seed1") == after
    start = range(2017, 2022)
    assert years_of(returns / "cs-demand-model/v1_by_year") == [(str(year), year + 1) for year in start]
    flat = returns / "cs-demand-model/combined_flat"
    assert years_of(flat) == [(f"{year}-episodes.csv", year + 1) for year in start]
    assert all("name-disagrees" not in codes(taken(returns / folder)) for folder in FOLDERS[2:8])


def test_flat_files_and_year_folders_of_the_same_rows_give_the_same_returns(samples: Path) -> None:
    folders, flat = (
        taken(samples / "returns/cs-demand-model" / name).usable for name in ("v1_by_year", "combined_flat")
    )
    for one, other in zip(folders, flat, strict=True):
        for name, frame in one.tables.items():
            assert other.tables[name].drop("file").equals(frame.drop("file"), null_equal=True)


def test_one_return_brought_twice_is_refused_in_every_year(samples: Path) -> None:
    intake = taken(samples / "returns/cs-demand-model")
    assert exit_code(intake) == 3
    assert len(intake.returns) == 10
    for ret in intake.returns:
        assert f"are each the return for collection year {ret.year}" in (ret.refusal or "")
        assert "v1_by_year/" in (ret.refusal or "")
        assert "combined_flat/" in (ret.refusal or "")


def test_csv_and_xml_of_other_children_in_one_folder_are_refused(samples: Path) -> None:
    intake = taken(samples / "returns/csc-validator-be-903")
    assert exit_code(intake) == 3
    assert {(ret.name, ret.year) for ret in intake.returns} == {("episodes.csv", 2018), ("fake_903.xml", 2018)}


def test_the_xml_sample_alone_is_usable_and_its_rows_are_those_of_another_parser(samples: Path) -> None:
    path = samples / "returns/csc-validator-be-903/fake_903.xml"
    intake = read([path], today=TODAY)
    assert exit_code(intake) == 0
    tree = ET.parse(path)
    groups = {
        "Header": "HEADER",
        "Episodes": "EPISODE",
        "Reviews": "AREVIEW",
        "OC2": "OC2",
        "OC3": "IN_TOUCH",
        "AD1": "DATE_INT",
        "PlacedAdoption": "AD_PLACED",
        "PrevPerm": "PERMANENCE",
        "Missing": "AMISSING",
    }
    assert {one.table: one.rows for one in intake.files if one.table in groups} == {
        table: sum(1 for _ in tree.iter(tag)) for table, tag in groups.items()
    }
    (ret,) = intake.usable
    assert ret.tables["Episodes"]["place"].to_list() == [one.findtext("PL") for one in tree.iter("EPISODE")]


def test_three_authorities_in_one_folder_are_three_returns_a_year(samples: Path) -> None:
    intake = taken(samples / "returns/cs-demand-model-regional/v1")
    assert {(ret.authority, ret.year) for ret in intake.usable} == {
        (authority, year) for authority in ("Bromley", "Hillingdon", "Southwark") for year in range(2018, 2023)
    }
    with (samples / "returns/cs-demand-model-regional/v1/episodes.csv").open(newline="") as file:
        rows = list(csv.DictReader(file))
    for ret in intake.usable:
        mine = [row for row in rows if row["LA"] == ret.authority and int(row["YEAR"]) + 1 == ret.year]
        assert ret.tables["Episodes"]["child"].to_list() == [row["CHILD"] for row in mine]


@pytest.mark.parametrize("folder", ["placements"])
def test_other_returns_are_no_return_that_is_read_here(samples: Path, folder: str) -> None:
    intake = taken(samples / "returns" / folder)
    assert exit_code(intake) == 4
    assert {one.kind for one in intake.files} == {None}
    assert codes(intake) == {"not-a-return"}


def test_two_digit_years_are_repairs_and_read_as_meant(samples: Path) -> None:
    folder = samples / "returns/csc-data-synthesizer/raw_n150_seed1"
    intake = taken(folder)
    short = 0
    for ret in intake.usable:
        with (folder / ret.name / "episodes.csv").open(newline="") as file:
            ends = [row["DEC"] for row in csv.DictReader(file)]
        short += sum(len(end) == 8 for end in ends)
        meant = [date(2000 + int(e[6:]), int(e[3:5]), int(e[:2])) if e else None for e in ends]
        assert ret.tables["Episodes"]["dec"].to_list() == meant
    assert sum(one.repaired for one in intake.files if one.table == "Episodes") == short == 3500


def test_rows_keep_their_line_numbers(samples: Path) -> None:
    folder = samples / "returns/csc-data-synthesizer/steady_n150_seed1/2020"
    (ret,) = taken(folder).usable
    lines = (folder / "episodes.csv").read_text().splitlines()
    for child, row in ret.tables["Episodes"].select(pl.col("child"), pl.col("row")).iter_rows():
        assert lines[row - 1].startswith(f"{child},")
