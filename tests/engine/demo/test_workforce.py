"""The workforce census of the demonstration meets the published figures, and is read without a fault."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from xml.etree import ElementTree

import pytest

from suffice.demo.returns.chance import Chance
from suffice.demo.story.annex_a.given import Line
from suffice.demo.story.staff import staff
from suffice.demo.story.workforce import write_workforce
from suffice.engine.returns.reading import read


@pytest.fixture(scope="module", params=[1, 2, 3])
def census(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_workforce(staff(Chance(request.param, "staff")), tmp_path_factory.mktemp("workforce"))


def _workers(census: Path) -> list[dict[str, str]]:
    rows = ElementTree.parse(census).getroot().iter("CSWWWorker")
    return [{one.tag: one.text or "" for one in row} for row in rows]


def _sum(rows: list[dict[str, str]], field: str) -> Decimal:
    return sum((Decimal(row.get(field) or 0) for row in rows), Decimal(0))


def test_it_meets_the_published_figures_of_2021(census: Path) -> None:
    workers = _workers(census)
    agency = [row for row in workers if row["AgencyWorker"] == "1"]
    left = [row for row in workers if "RoleEndDate" in row]
    own = [row for row in workers if row["AgencyWorker"] == "0" and "RoleEndDate" not in row]
    began = [row for row in own if date.fromisoformat(row["RoleStartDate"]) >= date(2020, 10, 1)]
    assert (len(own), _sum(own, "FTE")) == (215, Decimal("198.3"))
    assert (len(began), _sum(began, "FTE")) == (28, Decimal("26.6"))
    assert (len(left), _sum(left, "FTE")) == (23, Decimal("22.3"))
    assert (len(agency), _sum(agency, "FTE")) == (22, Decimal(22))
    assert (_sum(workers, "Cases30"), _sum(workers, "FTE30")) == (Decimal(1357), Decimal("78.4"))
    assert _sum(workers, "WorkingDaysLost") == 2325


def test_it_is_read_without_a_remark(census: Path) -> None:
    intake = read([census], today=date(2022, 6, 1))
    assert [(one.kind, one.year) for one in intake.usable] == [("csww", 2021)]
    assert intake.findings == ()


def test_workers_of_children_are_in_the_census(annex_a: dict[str, list[Line]], tmp_path: Path) -> None:
    census = write_workforce(staff(Chance(1, "staff")), tmp_path)
    numbers = {f"Social worker {int(row['SWENo'][2:])}" for row in _workers(census) if "Cases30" in row}
    assert {str(row["Allocated Worker"]) for row in annex_a["List 6"]} <= numbers


@pytest.mark.samples
def test_it_fits_the_published_schema(samples: Path, census: Path) -> None:
    from lxml import etree

    path = samples / "returns" / "workforce" / "social_work_workforce_2022.xsd"
    etree.XMLSchema(etree.parse(path)).assertValid(etree.parse(census))
