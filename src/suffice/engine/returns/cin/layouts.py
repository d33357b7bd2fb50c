"""The tables of the census and the elements that they are made of, read from `layouts.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from suffice.engine.returns.columns import Column, column_of

KIND = "cin"
CHILD = "lachildid"
"""The key that every table but the header has."""


@dataclass(frozen=True, slots=True)
class Years:
    """The collection years in which an element is asked for.

    Attributes:
        first: None when it was there before the first year held here.
        last: None while it is in use.
    """

    first: int | None = None
    last: int | None = None

    def hold(self, year: int | None) -> bool:
        """Return whether the census of `year` asks for it; any year will do when it is None."""
        return year is None or ((self.first or year) <= year <= (self.last or year))

    @property
    def words(self) -> str:
        """The years, for a sentence."""
        return f"it is asked for from {self.first}" if self.first else f"it was asked for until {self.last}"


@dataclass(frozen=True, slots=True)
class Table:
    """One table: the rows that one kind of element makes.

    Attributes:
        name: as `Return.tables` has it.
        element: the published name of the element.
        within: the table in whose element it stands; "" for the file itself.
        columns: in published order.
        wraps: elements, in capitals, that only hold others.
        numbered: the key that counts the elements within their parent; None when nothing stands in them.
        alone: whether the element's own text is its only cell.
        also: other published names of columns, to the name under which they are read.
        years: elements, in capitals, that not every year has; the table's own element among them.
    """

    name: str
    element: str
    within: str
    columns: tuple[Column, ...]
    wraps: frozenset[str]
    numbered: str | None
    alone: bool
    also: Mapping[str, str]
    years: Mapping[str, Years]


@cache
def tables() -> Mapping[str, Table]:
    """Return the tables by name; a table stands after the one it is within."""
    declared = tomllib.loads((Path(__file__).parent / "layouts.toml").read_text(encoding="utf-8"))
    return {name: _table(name, body) for name, body in declared.items()}


def _table(name: str, declared: Mapping[str, Any]) -> Table:
    also = declared.get("also", {})
    years = {column.upper(): Years(**body) for column, body in declared.get("years", {}).items()}
    years |= {old.upper(): Years(last=body["last"]) for old, body in also.items()}
    if "first" in declared:
        years[declared["element"].upper()] = Years(first=declared["first"])
    return Table(
        name=name,
        element=declared["element"],
        within=declared["within"],
        columns=tuple(column_of(column, kind) for column, kind in declared["columns"].items()),
        wraps=frozenset(one.upper() for one in declared.get("wraps", ())),
        numbered=declared.get("numbered"),
        alone=declared.get("alone", False),
        also={old: body["reads"] for old, body in also.items()},
        years=years,
    )


@cache
def fields(name: str) -> Mapping[str, str]:
    """Return the frame name of every cell of table `name`, by element in capitals, other names among them."""
    table = tables()[name]
    own = {column.name.upper(): column.field for column in table.columns}
    return own | {old.upper(): kept.lower() for old, kept in table.also.items()}


@cache
def inside(name: str) -> Mapping[str, Table]:
    """Return the tables whose elements stand in those of table `name`, by element in capitals."""
    return {table.element.upper(): table for table in tables().values() if table.within == name}


@cache
def keys(name: str) -> tuple[str, ...]:
    """Return the numbers that a row of table `name` is known by, beside the child: ``episode``, ``assessment``."""
    return tuple(reversed(list(_numbers(tables()[name]))))


def _numbers(table: Table) -> Iterator[str]:
    if table.numbered:
        yield table.numbered
    if table.within:
        yield from _numbers(tables()[table.within])
