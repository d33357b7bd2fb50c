"""The stock of any day equals an independent count, the repair rules written again with nothing but the csv module."""

from __future__ import annotations

import csv
from collections import defaultdict
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from suffice.engine.episodes import History, as_known_on, assemble, stock_on
from tests.engine.episodes.build import folder_returns

pytestmark = pytest.mark.samples

STEADY, BY_YEAR = "csc-data-synthesizer/steady_n150_seed1", "cs-demand-model/v1_by_year"
PUBLISHED = {
    STEADY: {2019: 273, 2020: 272, 2021: 265, 2022: 271, 2023: 273, 2024: 273},
    BY_YEAR: {2018: 466, 2019: 288, 2020: 181, 2021: 119, 2022: 55},
}
FAR = date(9999, 1, 1)


def parse(text: str) -> date | None:
    return datetime.strptime(text, "%d/%m/%Y").date() if text else None


def collection(day: date) -> int:
    return day.year + ((day.month, day.day) > (3, 31))


class Oracle:
    """What a careful person would do by hand, child by child."""

    def __init__(self, folder: Path) -> None:
        self.born: dict[str, date] = {}
        self.rows: dict[str, list[dict[str, Any]]] = defaultdict(list)
        for year_folder in sorted(folder.iterdir()):
            self.read(year_folder)
        self.last = max(row["year"] for rows in self.rows.values() for row in rows)
        self.episodes = {child: self.repaired(rows) for child, rows in self.rows.items()}

    def read(self, folder: Path) -> None:
        with (folder / "episodes.csv").open() as lines:
            rows = list(csv.DictReader(lines))
        years = []
        for row in rows:
            row["start"], row["end"] = parse(row["DECOM"]), parse(row["DEC"])  # type: ignore[assignment]
            years.append(collection(row["start"]))  # type: ignore[arg-type]
            if row["end"]:
                years.append(collection(row["end"] - timedelta(days=1)))  # type: ignore[operator]
        for row in rows:
            self.rows[row["CHILD"]].append({**row, "year": max(years)})
        with (folder / "header.csv").open() as lines:
            self.born.update({row["CHILD"]: born for row in csv.DictReader(lines) if (born := parse(row["DOB"]))})

    def repaired(self, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
        newest = {
            start: max(one["year"] for one in rows if one["start"] == start) for start in {r["start"] for r in rows}
        }
        rows = [row for row in rows if row["year"] == newest[row["start"]]]
        rows = [row for row in rows if not (self.left_open(row) and self.overtaken(row, rows))]
        rows.sort(key=lambda row: (row["start"], row["end"] or FAR, row["year"]))
        return [{**row, "end": self.end(row, after)} for row, after in zip(rows, [*rows[1:], None], strict=True)]

    def left_open(self, row: dict[str, Any]) -> bool:
        return row["end"] is None and row["year"] < self.last

    def overtaken(self, row: dict[str, Any], rows: list[dict[str, Any]]) -> bool:
        later = [one for one in rows if one["year"] > row["year"]]
        home = ("RNE", "LS", "PLACE", "PLACE_PROVIDER", "PL_POST")
        year_end = date(row["year"], 3, 31)
        around = any(one["start"] < row["start"] < (one["end"] or FAR) for one in later)
        moved = any(
            all(one[name] == row[name] for name in home) and one["start"] <= year_end < (one["end"] or FAR)
            for one in later
        )
        return around or moved

    def end(self, row: dict[str, Any], after: dict[str, Any] | None) -> date | None:
        end, year_end = row["end"], date(row["year"], 4, 1)
        if self.left_open(row):
            if after is None:
                return year_end
            return min(year_end, after["start"]) if after["RNE"] == "S" else after["start"]
        if end and after and end > after["start"] and after["year"] > row["year"]:
            return after["start"]
        if end and after and row["REC"] == "X1" and end < after["start"] and after["RNE"] != "S":
            return after["start"]
        return end

    def stock(self, on: date) -> tuple[int, int]:
        live = {
            child
            for child, rows in self.episodes.items()
            if any(r["start"] <= on < (r["end"] or FAR) and r["LS"] not in ("V3", "V4") for r in rows)
        }
        known = {child for child in live if child in self.born}
        return sum(1 for child in known if on < self.adult(self.born[child])), len(live - known)

    @staticmethod
    def adult(born: date) -> date:
        return date(born.year + 18, 3, 1) if (born.month, born.day) == (2, 29) else born.replace(year=born.year + 18)


@pytest.fixture(scope="module", params=[STEADY, BY_YEAR])
def both(request: pytest.FixtureRequest, samples: Path) -> tuple[str, History, Oracle]:
    folder = samples / "returns" / request.param
    return request.param, assemble(folder_returns(folder)), Oracle(folder)


def test_the_stock_on_31_march_is_the_number_that_was_counted_by_hand(both: tuple[str, History, Oracle]) -> None:
    name, history, _ = both
    assert {year: stock_on(history, date(year, 3, 31)).total for year in PUBLISHED[name]} == PUBLISHED[name]


def test_the_stock_agrees_with_the_oracle_at_every_month_and_quarter_end(both: tuple[str, History, Oracle]) -> None:
    _, history, oracle = both
    assert history.first_day is not None
    days = [date(year, month, 1) - timedelta(days=1) for year in range(2016, 2026) for month in range(1, 13)]
    days += [date(year, 4, 1) for year in range(2016, 2026)] + [date(2020, 2, 29)]
    ours = {on: (found.total, found.left_out) for on in days for found in [stock_on(history, on)]}
    assert ours == {on: oracle.stock(on) for on in days}


def test_what_was_known_on_a_day_gives_the_stock_of_that_day(both: tuple[str, History, Oracle]) -> None:
    _, history, _ = both
    for on in (date(2019, 3, 31), date(2020, 9, 30), date(2022, 3, 31), date(2023, 12, 25)):
        known = as_known_on(history, on)
        assert stock_on(known, on).children.equals(stock_on(history, on).children)
        assert known.episodes.filter(unknown_exit=True).get_column("dec").is_null().sum() == 0
        assert known.last_day == min(on, history.last_day or on)
