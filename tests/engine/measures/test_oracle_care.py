"""Measures of whole returns equal counts written again, child by child, with the csv module alone."""

from __future__ import annotations

import csv
from collections import defaultdict
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from suffice.engine.calendar import bank_holidays
from suffice.engine.episodes import assemble
from suffice.engine.measures import INDICATORS, measure, scene_of
from suffice.engine.returns.reading import read
from tests.engine.episodes.oracle import FAR, Oracle, collection, parse, read_folder

pytestmark = pytest.mark.samples
FOLDERS = [("csc-data-synthesizer/steady_n150_seed1", 2022), ("cs-demand-model/v1_by_year", 2021)]


class Care:
    """What a careful person would count by hand for the year that ends on 31 March."""

    def __init__(self, folder: Path, year: int) -> None:
        self.oracle = Oracle(*read_folder(folder))
        self.folder, self.year = folder, year
        self.first, self.last = date(year - 1, 4, 1), date(year, 3, 31)
        self.stays = {child: self.stays_of(child) for child in self.oracle.episodes if child in self.oracle.born}
        here = {child: [s for s, e in found if s <= self.last < e] for child, found in self.stays.items()}
        self.now = {child: found[-1] for child, found in here.items() if found}

    def stays_of(self, child: str) -> list[tuple[date, date]]:
        adult, found = Oracle.adult(self.oracle.born[child]), list[tuple[date, date]]()
        for row in self.oracle.episodes[child]:
            if row["LS"] in ("V3", "V4") or row["start"] >= adult:
                continue
            start, end = row["start"], row["end"] or FAR
            if found and start <= found[-1][1]:
                found[-1] = (found[-1][0], max(found[-1][1], end))
            else:
                found.append((start, end))
        return [(start, min(end, adult)) for start, end in found]

    def rows(self, table: str) -> list[tuple[int, dict[str, str]]]:
        told = []
        for inside in sorted(self.folder.iterdir()):
            if (inside / f"{table}.csv").is_file():
                year = self.year_of(inside)
                with (inside / f"{table}.csv").open() as lines:
                    told += [(year, row) for row in csv.DictReader(lines)]
        return told

    @staticmethod
    def year_of(inside: Path) -> int:
        with (inside / "episodes.csv").open() as lines:
            days = [(parse(row["DECOM"]), parse(row["DEC"])) for row in csv.DictReader(lines)]
        starts = [collection(start) for start, _ in days if start]
        return max(starts + [collection(end - timedelta(days=1)) for _, end in days if end])

    def age(self, child: str) -> int:
        born = self.oracle.born[child]
        return self.last.year - born.year - ((born.month, born.day) > (3, 31))

    def a_year(self) -> set[str]:
        return {child for child, start in self.now.items() if start <= self.first}

    def oc2(self) -> dict[str, dict[str, str]]:
        told = {row["CHILD"]: row for year, row in self.rows("oc2") if year == self.year}
        return {child: told.get(child, {}) for child in self.a_year()}

    def missing(self) -> set[str]:
        there = {c for c, found in self.stays.items() if any(s <= self.last and e > self.first for s, e in found)}
        return {
            row["CHILD"]
            for _, row in self.rows("missing")
            if row["CHILD"] in there
            and row["MISSING"] == "M"
            and parse(row["MIS_START"]) <= self.last  # type: ignore[operator]
            and (parse(row["MIS_END"]) or FAR) >= self.first
        }

    def reviews(self) -> tuple[int, int]:
        """Return how many children had every review in time, and how many there are who had been there long enough."""
        held: dict[str, set[date]] = defaultdict(set)
        known = min(year for year, _ in self.rows("reviews"))
        for _, row in self.rows("reviews"):
            day = parse(row["REVIEW"])
            if day and day <= self.last:
                held[row["CHILD"]].add(day)
        told = [self.in_time(start, sorted(held[c]), date(known - 1, 4, 1)) for c, start in self.now.items()]
        return sum(one is True for one in told), sum(one is not None for one in told)

    def in_time(self, start: date, days: list[date], known: date) -> bool | None:
        first_due = start
        for _ in range(20):
            first_due = next_working_day(first_due)
        if first_due > self.last:
            return None
        days = [day for day in days if day >= start]
        chain = [start, *days] if start >= known else days
        if start < known and not any(day < self.first for day in chain):
            return False  # the samples reach back for years, so one must have been held
        gaps = [None, 91] if start >= known else []
        for at, day in enumerate(chain):
            gap = gaps[at] if at < len(gaps) else 183
            due = day + timedelta(days=gap) if gap else first_due
            after = chain[at + 1] if at + 1 < len(chain) else None
            if due <= self.last and (after is None or (after > due and after >= self.first)):
                return False
        return True

    def same_carer(self) -> tuple[int, int]:
        cohort = [c for c, start in self.now.items() if self.age(c) < 16 and start <= date(self.year - 3, 9, 30)]
        since = date(self.year - 2, 3, 31)
        return sum(max([self.now[c], *self.changes(c)]) <= since for c in cohort), len(cohort)

    def changes(self, child: str) -> list[date]:
        rows = [row for row in self.oracle.episodes[child] if row["start"] <= self.last]
        live = [row for row in rows if (row["end"] or FAR) > self.last]
        adopters = live[-1]["PLACE"] in ("A3", "A4", "A5", "A6")
        found, home, run_end, away = list[date](), None, date.min, False
        for row in rows:
            if row["start"] > run_end:
                home, away = None, False
            run_end = max(run_end, row["end"] or FAR)
            if row["PLACE"][:1] == "T":
                away = True
                continue
            if home is not None and self.changed(home, row, away=away, adopters=adopters):
                found.append(row["start"])
            home, away = row, False
        return found

    @staticmethod
    def changed(home: dict[str, Any], row: dict[str, Any], *, away: bool, adopters: bool) -> bool:
        same = all(home[name] == row[name] for name in ("PLACE", "PLACE_PROVIDER", "PL_POST"))
        if row["RNE"] == "L" or (away and same):
            return False
        if adopters and row["PLACE"][0] == "A" and home["PLACE"][0] != "A":
            return False
        early = (home["PLACE"] in ("U2", "U5")) != (row["PLACE"] in ("U2", "U5"))
        return row["RNE"] in ("P", "B") or early


def next_working_day(day: date) -> date:
    day += timedelta(days=1)
    while day.weekday() > 4 or day in bank_holidays():
        day += timedelta(days=1)
    return day


@pytest.fixture(scope="module", params=FOLDERS, ids=lambda case: case[0].split("/")[-1])
def both(request: pytest.FixtureRequest, samples: Path) -> tuple[dict[str, tuple[Any, Any]], Care]:
    name, year = request.param
    folder = samples / "returns" / name
    returns = read([folder], today=date(2026, 1, 1)).usable
    scene = scene_of(assemble(returns), date(year, 3, 31), returns=returns)
    codes = (
        "health_assessment",
        "sdq_average",
        "convicted",
        "missing_children",
        "lac_reviews_on_time",
        "same_carer_2y",
    )
    counted = {code: measure(INDICATORS[code], scene).counted for code in codes}
    return {code: (one.above, one.below) for code, one in counted.items()}, Care(folder, year)


def test_health_agrees(both: tuple[dict[str, tuple[Any, Any]], Care]) -> None:
    told, care = both
    rows = care.oc2()
    assert told["health_assessment"] == (sum(row.get("HEALTH_ASSESSMENT") == "1" for row in rows.values()), len(rows))
    old = {child: row for child, row in rows.items() if care.age(child) >= 10}
    assert told["convicted"] == (sum(row.get("CONVICTED") == "1" for row in old.values()), len(old))
    scores = [int(row["SDQ_SCORE"]) for c, row in rows.items() if row.get("SDQ_SCORE") and 5 <= care.age(c) <= 16]
    assert told["sdq_average"] == (sum(scores), len(scores))


def test_missing_children_agree(both: tuple[dict[str, tuple[Any, Any]], Care]) -> None:
    told, care = both
    assert told["missing_children"][0] == len(care.missing())


def test_reviews_agree(both: tuple[dict[str, tuple[Any, Any]], Care]) -> None:
    told, care = both
    assert told["lac_reviews_on_time"] == care.reviews()


def test_the_same_carer_agrees(both: tuple[dict[str, tuple[Any, Any]], Care]) -> None:
    told, care = both
    assert told["same_carer_2y"] == care.same_carer()
