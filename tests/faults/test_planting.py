"""Every fault is found once, where it was planted, and nothing else is; valid returns have none."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from suffice.demo.faults import FAULTS, plant, plant_all
from suffice.demo.faults.book import Book, NoRoom
from suffice.demo.faults.registry import NOT_PLANTED
from suffice.demo.returns import DemoReturns
from suffice.engine.returns.reading import read
from suffice.engine.returns.remarks import REMARKS
from suffice.engine.returns.ssda903.checks.registry import all_checks

TODAY = date(2027, 11, 21)
YEARS = (2018, 2020, 2024, 2027)
PLACES = [(code, next(year for year in YEARS if fault.fits(year))) for code, fault in FAULTS.items()]


def found(folder: Path) -> list[tuple[Any, ...]]:
    flags = read([folder], today=TODAY).flags
    return sorted(flags.select("code", "file", "row", "column").iter_rows(), key=str)


def laid_out(book: Book, folder: Path) -> Path:
    for name, content in book.files().items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    return folder


def answers(book: Book) -> list[tuple[Any, ...]]:
    return sorted((tuple(answer.values()) for answer in book.document()), key=str)


@pytest.mark.parametrize("year", YEARS)
def test_a_valid_return_has_no_finding_at_all(year: int, by_year: dict[int, DemoReturns], tmp_path: Path) -> None:
    assert found(laid_out(Book.of(by_year[year]), tmp_path)) == []


def test_the_valid_returns_of_all_years_together_have_no_finding(imagined: DemoReturns, tmp_path: Path) -> None:
    assert found(laid_out(Book.of(imagined), tmp_path)) == []


@pytest.mark.parametrize(("code", "year"), PLACES)
def test_a_fault_is_found_once_where_it_was_planted_and_nothing_else_is(
    code: str, year: int, by_year: dict[int, DemoReturns], tmp_path: Path
) -> None:
    book = plant(by_year[year], FAULTS[code], year=year, seed=7)
    assert [place[0] for place in answers(book)] == [code]
    assert found(laid_out(book, tmp_path)) == answers(book)


def test_every_check_and_every_remark_is_planted_or_says_why_not() -> None:
    can_be_said = {check.code for check in all_checks()} | set(REMARKS)
    assert set(FAULTS) | set(NOT_PLANTED) == can_be_said
    assert not set(FAULTS) & set(NOT_PLANTED)


@pytest.mark.parametrize("seed", [1, 2])
def test_one_of_each_fault_is_found_among_all_years_and_nothing_else_is(
    seed: int, imagined: DemoReturns, tmp_path: Path
) -> None:
    book = plant_all(imagined, seed=seed)
    planted = {code for code, _ in book.answers}
    assert planted == {code for code, fault in FAULTS.items() if any(map(fault.fits, imagined.tables))}
    assert len(planted) == len(book.answers)
    book.write(tmp_path)
    assert found(tmp_path) == answers(book)
    assert json.loads((tmp_path / "answers.json").read_text()) == book.document()


def test_the_same_seed_plants_the_same_faults(imagined: DemoReturns) -> None:
    first, again, other = (plant_all(imagined, seed=seed) for seed in (5, 5, 6))
    assert first.files() == again.files()
    assert first.document() == again.document() != other.document()


def test_planting_leaves_the_valid_returns_as_they_are(imagined: DemoReturns) -> None:
    before = Book.of(imagined).files()
    plant_all(imagined, seed=1)
    assert Book.of(imagined).files() == before


def test_a_fault_that_no_child_has_room_for_says_so(by_year: dict[int, DemoReturns]) -> None:
    nobody = DemoReturns("999", 1, {2018: {table: [] for table in by_year[2018].tables[2018]}})
    with pytest.raises(NoRoom, match="2018"):
        plant(nobody, FAULTS["sex-missing"], year=2018, seed=1)
    with pytest.raises(NoRoom, match="date-unreadable"):
        plant_all(nobody, seed=1)
