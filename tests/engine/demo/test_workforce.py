"""The workforce census of the demonstration meets the published figures, and is read without a fault."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree

import pytest

from suffice.demo.returns.chance import Chance
from suffice.demo.story.annex_a.given import Line
from suffice.demo.story.staff import staff
from suffice.demo.story.workforce import write_workforce
from suffice.engine.returns.reading import read

Lists = dict[str, list[Line]]


@pytest.fixture(scope="module", params=[1, 2, 3])
def censuses(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    return write_workforce(staff(Chance(request.param, "staff")), tmp_path_factory.mktemp("workforce"))


# In post, began, left, agency, holders of cases: people and full-time equivalents, each as published.
PUBLISHED = {
    2017: ((157, "144"), (37, "35"), (35, "32.1"), (32, "30"), "106.5", 2133, "1393.5"),
    2018: ((166, "152"), (43, "42"), (43, "42.5"), (36, "33.3"), "114", 2244, "2144"),
    2019: ((192, "177.2"), (52, "49.5"), (23, "19.9"), (21, "20.1"), "108.3", 1734, "1516.1"),
    2020: ((206, "191.2"), (33, "31.1"), (30, "29"), (27, "25.5"), "92.5", 1394, "1383"),
    2021: ((215, "198.3"), (28, "26.6"), (23, "22.3"), (22, "22"), "78.4", 1357, "2325"),
}


def _workers(census: Path) -> list[dict[str, str]]:
    rows = ElementTree.parse(census).getroot().iter("CSWWWorker")
    return [{one.tag: one.text or "" for one in row} for row in rows]


def _sum(rows: list[dict[str, str]], field: str) -> Decimal:
    return sum((Decimal(row.get(field) or 0) for row in rows), Decimal(0))


def _counted(rows: list[dict[str, str]]) -> tuple[int, str]:
    return len(rows), f"{_sum(rows, 'FTE').normalize():f}"


@pytest.mark.parametrize("year", PUBLISHED)
def test_it_meets_the_published_figures_of_its_year(censuses: list[Path], year: int) -> None:
    workers = _workers(censuses[year - 2017])
    agency = [row for row in workers if row["AgencyWorker"] == "1"]
    left = [row for row in workers if "RoleEndDate" in row]
    own = [row for row in workers if row["AgencyWorker"] == "0" and "RoleEndDate" not in row]
    began = [row for row in own if date.fromisoformat(row["RoleStartDate"]) >= date(year - 1, 10, 1)]
    *people, holders, cases, days = PUBLISHED[year]
    assert [_counted(rows) for rows in (own, began, left, agency)] == people
    assert (_sum(workers, "Cases30"), _sum(workers, "FTE30")) == (Decimal(str(cases)), Decimal(str(holders)))
    assert _sum(workers, "WorkingDaysLost") == Decimal(str(days))


def test_every_census_is_read_without_a_remark(censuses: list[Path]) -> None:
    intake = read(censuses, today=date(2022, 6, 1))
    assert [(one.kind, one.year) for one in intake.usable] == [("csww", year) for year in PUBLISHED]
    assert intake.findings == ()


def test_who_is_in_two_censuses_is_the_same_person_mostly_in_the_same_team(censuses: list[Path]) -> None:
    for before, after in pairwise(censuses):
        known = {row["SWENo"]: row for row in _workers(before)}
        stayed = [(known[row["SWENo"]], row) for row in _workers(after) if row["SWENo"] in known]
        assert len(stayed) > 100
        assert all(was["PersonBirthDate"] == now["PersonBirthDate"] for was, now in stayed)
        assert all("RoleEndDate" not in was for was, _ in stayed)
        assert sum(was["Team"] == now["Team"] for was, now in stayed) > 0.7 * len(stayed)


def test_every_locality_has_a_team_that_holds_cases(censuses: list[Path]) -> None:
    for path in censuses:
        holders = [row for row in _workers(path) if "Cases30" in row]
        assert {row["Locality"] for row in holders if "Locality" in row} == {f"Locality {at}" for at in range(1, 9)}
        assert all(row["Team"] for row in _workers(path))


def test_workers_of_children_are_in_the_census_before(by_year: dict[int, Lists], tmp_path: Path) -> None:
    censuses = write_workforce(staff(Chance(1, "staff")), tmp_path)
    for year, sheets in by_year.items():
        census = _workers(censuses[year - 1 - 2017])
        numbers = {f"Social worker {int(row['SWENo'][2:])}" for row in census if "Cases30" in row}
        assert {str(row["Allocated Worker"]) for row in sheets["List 6"]} - {"None", "Team manager"} <= numbers


@pytest.mark.samples
def test_it_fits_the_published_schema_but_for_teams_and_localities(samples: Path, censuses: list[Path]) -> None:
    from lxml import etree

    path = samples / "returns" / "workforce" / "social_work_workforce_2022.xsd"
    census = etree.parse(censuses[-1])
    for own in [*census.iter("Team"), *census.iter("Locality")]:
        own.getparent().remove(own)
    etree.XMLSchema(etree.parse(path)).assertValid(census)
