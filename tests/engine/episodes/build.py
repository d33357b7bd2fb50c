"""Returns for tests, made from small tables that a person can read, or from files with nothing but the csv module."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import polars as pl

from suffice.engine.calendar import collection_year, year_of_ceasing
from suffice.engine.returns.model import Return

OTHER_DATES = (
    "review",
    "mis_start",
    "mis_end",
    "date_match",
    "date_placed",
    "date_placed_ceased",
    "dolo_start",
    "dolo_end",
)
DATES = ("decom", "dec", "dob", "duc", "sw_decom", "sw_dec", *OTHER_DATES)
PLACED = {"authority": pl.String, "year": pl.Int32, "file": pl.String, "row": pl.Int32}


def day(text: str | None) -> date | None:
    """Read a date in any of the forms that the samples use."""
    for form in ("%Y-%m-%d", "%d/%m/%Y", "%d/%m/%y"):
        try:
            return datetime.strptime((text or "").strip(), form).date()
        except ValueError:
            continue
    return None


def rows_of(table: str) -> list[dict[str, str | None]]:
    """Read an ASCII table: names in the first line, columns split by ``|``, an empty cell is null."""
    lines = [[cell.strip() for cell in line.split("|")] for line in table.strip().splitlines()]
    return [dict(zip(lines[0], (cell or None for cell in line), strict=True)) for line in lines[1:]]


def frame(rows: Sequence[Mapping[str, Any]], *, year: int, file: str, authority: str | None) -> pl.DataFrame:
    """Make a table of a `Return` out of rows of text."""
    names = list(rows[0])
    data = {name: [day(row[name]) if name in DATES else row[name] for row in rows] for name in names}
    shape = {name: pl.Date if name in DATES else pl.String for name in names}
    placed = {
        "authority": [authority] * len(rows),
        "year": [year] * len(rows),
        "file": [file] * len(rows),
        "row": list(range(2, len(rows) + 2)),
    }
    return pl.DataFrame({**data, **placed}, schema={**shape, **PLACED})


def a_return(year: int, *, authority: str | None = None, name: str | None = None, **tables: Any) -> Return:
    """Make a return out of ASCII tables or rows, named as published (``Episodes=...``)."""
    name = name or str(year)
    read = {kind: rows_of(rows) if isinstance(rows, str) else rows for kind, rows in tables.items()}
    frames = {
        kind: frame(rows, year=year, file=f"{name}/{kind.lower()}.csv", authority=authority)
        for kind, rows in read.items()
        if rows
    }
    return Return(kind="ssda903", authority=authority, year=year, name=name, tables=frames, files=())


def csv_rows(path: Path) -> list[dict[str, str | None]]:
    """Read a CSV file with lower-case names and nulls for blanks."""
    with path.open(encoding="utf-8-sig", newline="") as lines:
        return [{key.lower(): value or None for key, value in row.items()} for row in csv.DictReader(lines)]


def year_of(rows: Iterable[Mapping[str, str | None]]) -> int:
    """Return the collection year of the latest date in Episodes rows."""
    starts = [collection_year(found) for row in rows if (found := day(row["decom"]))]
    ends = [year_of_ceasing(found) for row in rows if (found := day(row["dec"]))]
    return max(starts + ends)


def folder_returns(folder: Path) -> list[Return]:
    """Read a folder of year folders as returns."""
    found = []
    for inside in sorted(folder.iterdir()):
        tables = {
            kind: csv_rows(inside / f"{kind.lower()}.csv")
            for kind in ("Episodes", "Header", "UASC")
            if (inside / f"{kind.lower()}.csv").is_file()
        }
        if "Episodes" in tables:
            found.append(a_return(year_of(tables["Episodes"]), name=inside.name, **tables))
    return found
