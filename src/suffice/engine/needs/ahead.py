"""Tomorrow at today's rates: how many children there would be, if more or fewer lived here and nothing else changed."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

import polars as pl

from suffice.engine.comparison.intervals import Estimate, of_rate

GROUPS = {"0 to 4": (0, 4), "5 to 9": (5, 9), "10 to 15": (10, 15), "16 and 17": (16, 17)}
"""The groups of ages in which a projection is told: the first and the last age of each."""
_CHILDREN = 18


@dataclass(frozen=True, slots=True)
class Projected:
    """How many children are projected to live in the area.

    Attributes:
        source: the file.
        by_year: children of each of `GROUPS` on 30 June of each year.
    """

    source: str
    by_year: Mapping[int, Mapping[str, int]]

    def children(self, year: int) -> int:
        """Return the children aged 0 to 17 of a year."""
        return sum(self.by_year[year].values())

    def document(self) -> dict[str, Any]:
        """Return it as plain values, ready for JSON."""
        return {"source": self.source, "by_year": {str(year): dict(told) for year, told in self.by_year.items()}}

    @classmethod
    def read(cls, document: Mapping[str, Any]) -> Projected:
        """Return what `document` was made from."""
        return cls(document["source"], {int(year): dict(told) for year, told in document["by_year"].items()})


def projected_children(rows: pl.DataFrame, *, authorities: Collection[str], source: str) -> Projected | None:
    """Return the children of each year in a published projection by age; None where it tells none of the area.

    A year is told where every age from 0 to 17 is, of persons or else of both sexes.

    Args:
        rows: ``area_code``, ``sex``, ``age``, ``year`` and ``number``.
        authorities: the codes of the authority, the likeliest first; one area alone is taken.
        source: the file.
    """
    for code in authorities:
        mine = rows.filter(pl.col("area_code") == code).with_columns(
            pl.col("age").cast(pl.Int64, strict=False), pl.col("sex").str.to_lowercase()
        )
        young = mine.filter(pl.col("age") < _CHILDREN)
        persons = young.filter(pl.col("sex").is_in(["persons", "all", "total"]))
        told = persons if persons.height else young.unique(["sex", "age", "year"])
        by_age = told.group_by("year", "age").agg(pl.col("number").sum())
        whole = by_age.filter(pl.len().over("year") == _CHILDREN)
        if whole.height:
            return Projected(source, {year: _grouped(whole, year) for year in sorted(whole["year"].unique())})
    return None


def _grouped(by_age: pl.DataFrame, year: int) -> dict[str, int]:
    mine = by_age.filter(pl.col("year") == year)
    return {
        name: int(mine.filter(pl.col("age").is_between(first, last))["number"].sum())
        for name, (first, last) in GROUPS.items()
    }


def expected(count: int, *, people: int, ahead: int) -> Estimate:
    """Return how many there would be of `ahead` people at the rate of `count` among `people`, with its 95% interval.

    The interval is that of the count (Byar's, exact below 10): it says nothing of how wrong the projection of people
    may be, or the assumption that the rate stays.
    """
    rate = of_rate(count, people)
    return Estimate(rate.value * ahead / 10_000, rate.interval.times(ahead / 10_000))
