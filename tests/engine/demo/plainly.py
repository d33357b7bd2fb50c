"""The written files read again with nothing but the csv module, and counted by rules written again here."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime
from functools import cache
from pathlib import Path

Row = dict[str, str]
FOSTERED, KIN, AGENCY = {"U4", "U5", "U6"}, {"U1", "U2", "U3"}, {"PR4", "PR5"}


@cache
def day(text: str) -> date | None:
    return datetime.strptime(text, "%d/%m/%Y").date() if text else None


def known_day(text: str) -> date:
    found = day(text)
    assert found is not None
    return found


@cache
def rows(folder: Path, name: str) -> list[tuple[int, Row]]:
    return list(_read(folder, name))


def _read(folder: Path, name: str) -> Iterator[tuple[int, Row]]:
    for file in sorted(folder.glob(f"*/{name}.csv")):
        with file.open(newline="") as opened:
            for row in csv.DictReader(opened):
                yield int(file.parent.name), row


@cache
def latest_episodes(folder: Path) -> list[Row]:
    """Each episode as the last return that tells of it has it, by child and start."""
    latest = {(row["CHILD"], row["DECOM"]): row for _, row in rows(folder, "episodes")}
    return sorted(latest.values(), key=lambda row: (row["CHILD"], known_day(row["DECOM"])))


@cache
def born(folder: Path) -> dict[str, date]:
    return {row["CHILD"]: known_day(row["DOB"]) for _, row in rows(folder, "header")}


def adult_on(birth: date, on: date) -> bool:
    return (on.year - birth.year, on.month, on.day) >= (18, birth.month, birth.day)


def in_care(folder: Path, on: date) -> dict[str, Row]:
    """The episode of each child in care at the end of a day."""
    births = born(folder)
    return {
        row["CHILD"]: row
        for row in latest_episodes(folder)
        if known_day(row["DECOM"]) <= on
        and ((dec := day(row["DEC"])) is None or dec > on)
        and row["LS"] not in {"V3", "V4"}
        and not adult_on(births[row["CHILD"]], on)
    }


def fostering(folder: Path, on: date) -> Counter[str]:
    """Children in each kind of fostering; a temporary placement counts as the one before it."""
    present = in_care(folder, on)
    interrupted: dict[str, Row] = {}
    for row in latest_episodes(folder):
        if row["CHILD"] in present and known_day(row["DECOM"]) <= on and not row["PLACE"].startswith("T"):
            interrupted[row["CHILD"]] = row
    return Counter(_kind(interrupted[child]) for child in present)


def _kind(row: Row) -> str:
    if row["PLACE"] in KIN:
        return "friends and family"
    if row["PLACE"] in FOSTERED:
        return "agency" if row["PLACE_PROVIDER"] in AGENCY else "in house"
    return "elsewhere"
