"""The tables of the SSDA903 return and their columns, read from `layouts.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

FIRST_YEAR, LAST_YEAR = 2017, 2027
"""The collection years whose layouts and code sets are held here."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table.

    Attributes:
        name: the published name (``DECOM``).
        kind: ``id``, ``date``, ``code``, ``int``, ``postcode`` or ``text``.
        codes: name of the code set, for a column of codes.
        future: whether a date after today is allowed.
        unknown_parts: whether ``zz`` may stand for an unknown day, month or year.
        low: the least whole number allowed.
        high: the greatest whole number allowed.
    """

    name: str
    kind: str
    codes: str | None = None
    future: bool = False
    unknown_parts: bool = False
    low: int = 0
    high: int = 0

    @property
    def field(self) -> str:
        """The name that the column has in a frame."""
        return self.name.lower()


@dataclass(frozen=True, slots=True)
class Table:
    """One table of the return.

    Attributes:
        name: the published name (``Episodes``).
        columns: in published order.
        needs: columns without which a file is not this table.
        any: columns of which at least one must be there as well; empty when `needs` says enough.
        words: what its files tend to be called.
        from_year: first collection year that has the table; None when all have.
        one_row_a_child: whether a second row of one child takes the place of the first.
    """

    name: str
    columns: tuple[Column, ...]
    needs: frozenset[str]
    any: frozenset[str]
    words: tuple[str, ...]
    from_year: int | None = None
    one_row_a_child: bool = False

    @property
    def names(self) -> frozenset[str]:
        """The published names of its columns."""
        return frozenset(column.name for column in self.columns)


def _column(name: str, kind: str) -> Column:
    words = kind.split()
    match words[0]:
        case "code":
            return Column(name, "code", codes=words[1])
        case "int":
            return Column(name, "int", low=int(words[1]), high=int(words[2]))
        case "date":
            return Column(name, "date", future="future" in words, unknown_parts="zz" in words)
        case _:
            return Column(name, kind)


def _table(name: str, declared: Mapping[str, Any]) -> Table:
    return Table(
        name=name,
        columns=tuple(_column(column, kind) for column, kind in declared["columns"].items()),
        needs=frozenset(declared["needs"]),
        any=frozenset(declared.get("any", ())),
        words=tuple(declared["words"]),
        from_year=declared.get("from_year"),
        one_row_a_child=declared.get("one_row_a_child", False),
    )


@cache
def tables() -> Mapping[str, Table]:
    """Return the twelve tables by published name, in published order."""
    declared = tomllib.loads((Path(__file__).parent / "layouts.toml").read_text(encoding="utf-8"))
    return {name: _table(name, body) for name, body in declared.items()}


def tables_for(year: int | None) -> Mapping[str, Table]:
    """Return the tables that collection year `year` has; all of them when the year is not known."""
    return {
        name: table
        for name, table in tables().items()
        if year is None or table.from_year is None or table.from_year <= year
    }
