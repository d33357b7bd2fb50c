"""Measures of real-sized returns equal counts written again, child by child, with the csv module alone."""

from __future__ import annotations

import csv
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from suffice.engine.episodes import assemble
from suffice.engine.measures import compute
from suffice.engine.returns.population import read_population
from tests.engine.episodes.build import folder_returns
from tests.engine.episodes.oracle import FAR, Oracle, read_folder

pytestmark = pytest.mark.samples

CASES = [
    ("csc-data-synthesizer/steady_n150_seed1", 2022),
    ("csc-data-synthesizer/steady_n150_seed1", 2024),
    ("cs-demand-model/v1_by_year", 2020),
]
STATE_OF = {"U1": "friends_and_family", "U2": "friends_and_family", "U3": "friends_and_family", "K1": "secure"}
STATE_OF |= {"K2": "childrens_home", "R1": "childrens_home", "S1": "childrens_home", "P1": "with_parents"}
STATE_OF |= {"H5": "supported_accommodation", "P2": "supported_accommodation", "K3": "supported_accommodation"}
STATE_OF |= dict.fromkeys(("A3", "A4", "A5", "A6"), "placed_for_adoption")
LEGAL_OF = {"C": "care_order", "E": "placement_order", "D": "placement_order", "V": "voluntary"}
LEGAL_OF |= {"L": "child_protection", "J": "youth_justice"}


def state(row: dict[str, Any]) -> str:
    if row["PLACE"] in ("U4", "U5", "U6"):
        if row["PLACE_PROVIDER"] in ("PR4", "PR5"):
            return "agency_foster"
        return "other" if row["PLACE_PROVIDER"] == "PR0" else "in_house_foster"
    return STATE_OF.get(row["PLACE"], "other")


class Year:
    """The same measures by hand, for the year that ends on 31 March."""

    def __init__(self, folder: Path, year: int) -> None:
        self.oracle = Oracle(*read_folder(folder))
        self.first, self.last = date(year - 1, 4, 1), date(year, 3, 31)
        self.in_care = {
            child: found
            for child, rows in self.oracle.episodes.items()
            if (found := self.live(child, rows)) and self.last < self.adult(child)
        }

    def adult(self, child: str) -> date:
        born = self.oracle.born.get(child)
        return Oracle.adult(born) if born else date.min

    def live(self, child: str, rows: list[dict[str, Any]]) -> dict[str, Any] | None:
        here = [r for r in rows if r["start"] <= self.last < (r["end"] or FAR) and r["LS"] not in ("V3", "V4")]
        return here[-1] if here else None

    def state(self, child: str) -> str:
        """Where the child lives: for a temporary placement, where it lived before in the same unbroken run."""
        found, now = "other", self.in_care[child]
        until = date.min
        for row in self.oracle.episodes[child]:
            if row["start"] > until:
                found = "other"
            until = max(until, row["end"] or FAR)
            if not row["PLACE"].startswith("T"):
                found = state(row)
            if row is now:
                break
        return found

    def runs(self, child: str) -> list[tuple[date, date, str, str]]:
        """Unbroken runs of the child before 18: start, end, first and last legal status."""
        found: list[tuple[date, date, str, str]] = []
        for row in self.oracle.episodes[child]:
            if row["start"] >= self.adult(child):
                continue
            end = row["end"] or FAR
            if found and row["start"] <= found[-1][1]:
                start, until, first, last = found[-1]
                found[-1] = (start, max(until, end), first, row["LS"] if end >= until else last)
            else:
                found.append((row["start"], end, row["LS"], row["LS"]))
        return [(start, min(end, self.adult(child)), first, last) for start, end, first, last in found]

    def started(self) -> int:
        return sum(
            any(
                self.first <= start <= self.last and first not in ("V3", "V4")
                for start, _, first, _ in self.runs(child)
            )
            for child in self.oracle.episodes
        )

    def ceased(self) -> int:
        return sum(
            any(self.first <= end <= self.last and last not in ("V3", "V4") for _, end, _, last in self.runs(child))
            for child in self.oracle.episodes
        )

    def age(self, child: str) -> int:
        born = self.oracle.born[child]
        return self.last.year - born.year - ((born.month, born.day) > (self.last.month, self.last.day))


@pytest.fixture(scope="module", params=CASES, ids=lambda case: f"{case[0].split('/')[-1]}-{case[1]}")
def both(request: pytest.FixtureRequest, samples: Path) -> tuple[dict[str, dict[str, Any]], Year]:
    name, year = request.param
    folder = samples / "returns" / name
    population = read_population(samples / "public/geography/ons_mid-year_population_estimates_2012_to_2024.csv")
    on = date(year, 3, 31)
    told = compute(assemble(folder_returns(folder)), on, authority="336", population=population)
    return {one.indicator.code: one.document() for one in told}, Year(folder, year)


def groups(told: dict[str, dict[str, Any]], prefix: str) -> dict[str, int]:
    found = {code.removeprefix(prefix): one["numerator"] for code, one in told.items() if code.startswith(prefix)}
    return {code: number for code, number in found.items() if number}


def test_placement_legal_status_and_age_agree(both: tuple[dict[str, dict[str, Any]], Year]) -> None:
    told, year = both
    assert told["cla_rate"]["numerator"] == len(year.in_care)
    assert groups(told, "placement_") == Counter(year.state(child) for child in year.in_care)
    assert groups(told, "legal_") == Counter(LEGAL_OF[row["LS"][0]] for row in year.in_care.values())
    ages = Counter(year.age(child) for child in year.in_care)
    bands = {"0": range(1), "1_4": range(1, 5), "5_9": range(5, 10), "10_15": range(10, 16), "16_17": range(16, 18)}
    expected = {band: sum(ages[age] for age in within) for band, within in bands.items()}
    assert groups(told, "age_") == {band: number for band, number in expected.items() if number}


def test_foster_care_and_young_children_in_homes_agree(both: tuple[dict[str, dict[str, Any]], Year]) -> None:
    told, year = both
    fostered = [row for row in year.in_care.values() if row["PLACE"].startswith("U")]
    agency = [row for row in fostered if row["PLACE_PROVIDER"] in ("PR4", "PR5")]
    young = [child for child in year.in_care if year.age(child) < 10]
    in_homes = [child for child in young if year.state(child) == "childrens_home"]
    assert (told["fostering_agency"]["numerator"], told["fostering_agency"]["denominator"]) == (
        len(agency),
        len(fostered),
    )
    homes = told["under_10_in_childrens_homes"]
    assert (homes["numerator"], homes["denominator"]) == (len(in_homes), len(young))


def test_starts_and_ends_agree(both: tuple[dict[str, dict[str, Any]], Year]) -> None:
    told, year = both
    # Legal status is random in these samples, so a start counts when its first episode is not a short break.
    assert told["cla_start_rate"]["numerator"] == year.started()
    assert told["cla_cease_rate"]["numerator"] == year.ceased()


def test_the_rate_divides_by_the_mid_year_before(both: tuple[dict[str, dict[str, Any]], Year], samples: Path) -> None:
    told, year = both
    path = samples / "public/geography/ons_mid-year_population_estimates_2012_to_2024.csv"
    with path.open(encoding="utf-8-sig", newline="") as lines:
        (number,) = [
            int(row["population_estimate"])
            for row in csv.DictReader(lines)
            if row["old_la_code"] == "336" and int(row["time_period"]) == year.last.year - 1
        ]
    rate = told["cla_rate"]
    assert (rate["denominator"], rate["denominator_year"]) == (number, year.last.year - 1)
    assert rate["value"] == pytest.approx(len(year.in_care) / number * 10_000)
