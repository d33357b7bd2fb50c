"""An independent count: the repair rules and the stock written again, child by child, with the csv module alone."""

from __future__ import annotations

import csv
from collections import defaultdict
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

FAR = date(9999, 1, 1)


def parse(text: str) -> date | None:
    return datetime.strptime(text, "%d/%m/%Y").date() if text else None


def collection(day: date) -> int:
    return day.year + ((day.month, day.day) > (3, 31))


def read_folder(folder: Path) -> tuple[list[dict[str, Any]], dict[str, date]]:
    """Return the Episodes rows of every year, each with its start, end and year; and each child's date of birth."""
    rows: list[dict[str, Any]] = []
    born: dict[str, date] = {}
    for inside in sorted(folder.iterdir()):
        with (inside / "episodes.csv").open() as lines:
            here = [{**row, "start": parse(row["DECOM"]), "end": parse(row["DEC"])} for row in csv.DictReader(lines)]
        starts = [collection(row["start"]) for row in here if row["start"]]
        ends = [collection(row["end"] - timedelta(days=1)) for row in here if row["end"]]
        rows += [{**row, "year": max(starts + ends)} for row in here]
        with (inside / "header.csv").open() as lines:
            born.update({row["CHILD"]: found for row in csv.DictReader(lines) if (found := parse(row["DOB"]))})
    return rows, born


class Oracle:
    """What a careful person would do by hand, child by child."""

    def __init__(self, rows: list[dict[str, Any]], born: dict[str, date]) -> None:
        self.born = born
        self.last = max((row["year"] for row in rows), default=0)
        children: dict[str, list[dict[str, Any]]] = defaultdict(list)
        for row in rows:
            children[row["CHILD"]].append(row)
        self.episodes = {child: self.repaired(rows) for child, rows in children.items()}

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
