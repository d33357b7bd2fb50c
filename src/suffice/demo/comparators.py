"""Published headline figures beside which the demonstration's authority is shown: facts, each with its source."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

import polars as pl

from suffice.engine.comparison.neighbours import Neighbour, Neighbours
from suffice.engine.returns.population import find
from suffice.engine.returns.published.areas import region_names
from suffice.engine.returns.published.layouts import find_table
from suffice.engine.returns.published.rows import SCHEMA

FILE = "comparators.toml"


@dataclass(frozen=True, slots=True)
class Comparators:
    """The figures, and whom they are of.

    Attributes:
        frame: a row a figure, in the shape of `PublishedFile.frame`; ``file`` is the table that ships with Suffice.
        authority: whose comparators they are, three figures.
        neighbours: its statistical neighbours, the closest first, as comparison takes them.
        sources: the title, publisher and publication of each table that figures come from.
        licence: what stands wherever they are shown.
    """

    frame: pl.DataFrame
    authority: str
    neighbours: Neighbours
    sources: tuple[tuple[str, str, str], ...]
    licence: str


@cache
def comparators() -> Comparators:
    """Return the published headline figures that ship with the demonstration."""
    told = tomllib.loads(resources.files("suffice.demo").joinpath(FILE).read_text(encoding="utf-8"))
    rows = [row for table in told["tables"] for row in _figures(table)]
    return Comparators(
        frame=pl.DataFrame(rows, schema=pl.Schema(SCHEMA), orient="row"),
        authority=told["neighbours"]["of"],
        neighbours=Neighbours(
            {told["neighbours"]["of"]: tuple(Neighbour(*one) for one in told["neighbours"]["closest_first"])}, FILE
        ),
        sources=tuple((one["title"], one["publisher"], one["source"]) for one in told["tables"]),
        licence=told["licence"],
    )


def _figures(table: Mapping[str, Any]) -> Iterator[list[Any]]:
    units = {one.name: str(one.unit) for one in find_table(table["table"]).measures}
    source = f"{table['publisher']}, {table['source']}"
    for measure, areas in table["figures"].items():
        unit = units[measure.rpartition(".")[2]]
        for area, values in areas.items():
            for year, value in zip(table["years"], values, strict=True):
                yield [measure, *_area(area), year, *_cell(value), unit, source, FILE, _old(area), None]


def _area(code: str) -> Sequence[str]:
    """Return the code, name and level of an area."""
    authority = find(code)
    if authority is not None:
        return authority.ons_code, authority.name, "authority"
    name = region_names()[code]
    return code, name, "national" if name == "England" else "regional"


def _old(code: str) -> str | None:
    return code if find(code) else None


def _cell(value: float | str) -> tuple[float | None, str | None]:
    """Return a figure, or the mark that stands for it."""
    return (None, value) if isinstance(value, str) else (float(value), None)
