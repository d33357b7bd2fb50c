"""The tables of the SSDA903 return and their columns, read from `layouts.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from suffice.engine.returns.columns import Column, column_of

FIRST_YEAR, LAST_YEAR = 2017, 2027
"""The collection years whose layouts and code sets are held here."""


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


def _table(name: str, declared: Mapping[str, Any]) -> Table:
    return Table(
        name=name,
        columns=tuple(column_of(column, kind) for column, kind in declared["columns"].items()),
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
