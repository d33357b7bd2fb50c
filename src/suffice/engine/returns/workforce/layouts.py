"""The tables and code sets of the workforce census, read from `layouts.toml` and `codes.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from suffice.engine.returns.codebook import CodeBook
from suffice.engine.returns.columns import Column, column_of

KIND = "csww"
VACANCIES, WORKERS = "LALevelVacancies", "CSWWWorker"
FIRST_YEAR = 2017
"""The first census of single workers."""
BOOK = CodeBook(Path(__file__).parent / "codes.toml")
"""What each code means."""


@dataclass(frozen=True, slots=True)
class Table:
    """One table of the census.

    Attributes:
        name: the published name (``CSWWWorker``).
        columns: in the order of the schema.
        several: names of the elements that may stand more than once.
        local: names of the columns that are no part of the census.
    """

    name: str
    columns: tuple[Column, ...]
    several: frozenset[str]
    local: frozenset[str]


@cache
def tables() -> Mapping[str, Table]:
    """Return the two tables by published name."""
    declared = tomllib.loads((Path(__file__).parent / "layouts.toml").read_text(encoding="utf-8"))
    return {
        name: Table(
            name,
            tuple(column_of(column, kind) for column, kind in body["columns"].items()),
            frozenset(body.get("several", ())),
            frozenset(body.get("local", ())),
        )
        for name, body in declared.items()
    }


def census_day(year: int) -> date:
    """Return the day of a census."""
    return date(year, 9, 30)
