"""The published tables that can be read, as data: what each is known by, and every heading that a column has had."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

from suffice.engine.returns.sheets.layout import plain

LICENCE = "Contains public sector information licensed under the Open Government Licence v3.0."
"""What stands wherever a published figure is shown."""


class Unit(StrEnum):
    """What a published figure counts."""

    NUMBER = "number"
    PERCENT = "percent"
    PER_10_000 = "per_10000"
    FULL_TIME = "full_time"
    DAYS = "days"
    MEAN = "mean"


@dataclass(frozen=True, slots=True)
class Named:
    """A column: our name, the headings that it has had (the newest first), and what its figures count."""

    name: str
    headings: tuple[str, ...]
    unit: Unit | None = None

    @property
    def plainly(self) -> tuple[str, ...]:
        """The headings without case and signs."""
        return tuple(plain(heading) for heading in self.headings)


@dataclass(frozen=True, slots=True)
class Table:
    """One published table.

    Attributes:
        key: our name, with which each of its measures begins.
        title: what it holds, for people.
        publisher: who publishes it.
        source: the publication.
        filters: the columns that say what a figure is of.
        measures: the columns of figures.
        optional: names of columns that it need not have.
        tell: words of which one must stand in a filter, where other tables have the same headings.
        words: our short name for each wording of a filter.
        others: what further columns of figures count, where the table has more than are named.
    """

    key: str
    title: str
    publisher: str
    source: str
    filters: tuple[Named, ...]
    measures: tuple[Named, ...]
    optional: frozenset[str]
    tell: frozenset[str]
    words: Mapping[str, str]
    others: Unit | None

    @property
    def own(self) -> tuple[Named, ...]:
        """Its columns beside those that every table has."""
        return (*self.filters, *self.measures)


@cache
def tables() -> tuple[Table, ...]:
    """Return every table that can be read."""
    return tuple(_table(key, body) for key, body in _declared()["tables"].items())


@cache
def common() -> tuple[Named, ...]:
    """Return the columns that every table has: year, level, codes and names."""
    return tuple(Named(name, tuple(headings)) for name, headings in _declared()["columns"].items())


def headings_of(*names: str) -> dict[str, tuple[str, ...]]:
    """Return the headings that columns of every table have had, by our name for them."""
    return {one.name: one.headings for one in common() if one.name in names}


@cache
def marks() -> Mapping[str, str]:
    """Return what the publishers write where there is no figure, with its meaning."""
    declared: dict[str, str] = _declared()["marks"]
    return declared


def find_table(key: str) -> Table:
    """Return the table of this name.

    Raises:
        KeyError: there is none.
    """
    return next((one for one in tables() if one.key == key), None) or _unknown(key)


def _unknown(key: str) -> Table:
    raise KeyError(f"There is no published table called {key}; there are {', '.join(one.key for one in tables())}.")


def _table(key: str, body: Mapping[str, Any]) -> Table:
    measures = [
        Named(name, tuple(headings), unit) for unit in Unit for name, headings in body.get(str(unit), {}).items()
    ]
    return Table(
        key=key,
        title=body["title"],
        publisher=body["publisher"],
        source=body["source"],
        filters=tuple(Named(name, tuple(headings)) for name, headings in body.get("filters", {}).items()),
        measures=tuple(measures),
        optional=frozenset(body.get("optional", ())),
        tell=frozenset(plain(words) for words in body.get("tell", ())),
        words={plain(wording): name for name, wordings in body.get("words", {}).items() for wording in wordings},
        others=Unit(body["others"]) if "others" in body else None,
    )


@cache
def _declared() -> dict[str, Any]:
    return tomllib.loads((Path(__file__).parent / "tables.toml").read_text(encoding="utf-8"))
