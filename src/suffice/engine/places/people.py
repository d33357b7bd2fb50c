"""Children who live in each locality, out of the mid-year estimates of the small areas that lie in it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import polars as pl

from suffice.engine.places.directory import Directory
from suffice.engine.places.localities import Localities, of_another_year
from suffice.engine.words import counted, listed, number


@dataclass(frozen=True, slots=True)
class LocalityPeople:
    """How many children aged 0 to 17 live in each locality.

    Attributes:
        mid_year: the year whose 30 June is told.
        source: the file.
        people: by locality; one of which not every small area is told is not there.
        areas: how many small areas of the authority were counted.
        elsewhere: children of small areas that lie in no locality.
        notes: what is to be said, in sentences.
    """

    mid_year: int
    source: str
    people: Mapping[str, int]
    areas: int
    elsewhere: int = 0
    notes: tuple[str, ...] = ()

    @property
    def sentence(self) -> str:
        """Where the figures come from, for a reader."""
        whole, where = sum(self.people.values()), counted(len(self.people), "locality", "localities")
        return (
            f"Rates by locality divide by the mid-{self.mid_year} estimates of {counted(self.areas, 'small area')} "
            f"({self.source}): {number(whole)} children aged 0 to 17 in {where}."
        )

    def document(self) -> dict[str, Any]:
        """Return it as plain values, ready for JSON."""
        return {
            "mid_year": self.mid_year,
            "source": self.source,
            "people": dict(self.people),
            "areas": self.areas,
            "elsewhere": self.elsewhere,
            "notes": list(self.notes),
        }

    @classmethod
    def read(cls, document: Mapping[str, Any]) -> LocalityPeople:
        """Return what `document` was made from."""
        return cls(**{**document, "notes": tuple(document["notes"])})


def wards_of(directory: Directory) -> dict[str, str]:
    """Return the ward of each small area: the one in which most of its postcodes lie; of several, the first by code."""
    if not {"small_area", "ward"} <= directory.places.keys():
        return {}
    area, ward = (np.asarray(directory.places[one]) for one in ("small_area", "ward"))
    both = (area >= 0) & (ward >= 0)
    held = pl.DataFrame({"area": area[both], "ward": ward[both]}).group_by("area", "ward").len()
    most = held.sort("len", "ward", descending=[True, False]).unique("area", keep="first")
    areas, wards = directory.codes["small_area"], directory.codes["ward"]
    return {areas[one]: wards[other] for one, other in most.select("area", "ward").iter_rows()}


def people_of(
    rows: pl.DataFrame,
    localities: Localities,
    *,
    source: str,
    mid_year: int,
    authorities: Collection[str],
    wards: Mapping[str, str] | None = None,
) -> LocalityPeople | None:
    """Return the children of each locality; None where no small area of the authority lies in one.

    A small area lies in the locality that the council's list names for it, or else for its ward.

    Args:
        rows: ``small_area``, ``area_code``, ``age`` and ``number`` of one mid-year.
        localities: as the council tells them.
        source: the file of `rows`.
        mid_year: the year of `rows`.
        authorities: the codes of the authority, and of the districts within it.
        wards: the ward of each small area, where the directory of postcodes tells it.
    """
    mine = rows.filter(pl.col("area_code").is_in(list(authorities)) & (pl.col("age") < 18))
    areas = mine.group_by("small_area", maintain_order=True).agg(pl.col("number").sum())
    found = areas.with_columns(locality=_locality(areas["small_area"], localities, wards or {}))
    placed = found.drop_nulls("locality")
    if placed.is_empty():
        return None
    strange = of_another_year(
        localities.small_areas, known=found["small_area"], file=localities.source, reference=source
    )
    lacking = {localities.of_area[one.lower()] for one in {*localities.small_areas} - {*found["small_area"]}}
    summed = dict(placed.group_by("locality").agg(pl.col("number").sum()).iter_rows())
    elsewhere = int(found.filter(pl.col("locality").is_null())["number"].sum())
    notes = [place.sentence for place in strange.examples] if strange else []
    notes += _unrated([one for one in localities.names if one in lacking], source)
    notes += _outside(found.filter(pl.col("locality").is_null()).height, elsewhere)
    people = {name: int(summed[name]) for name in localities.names if name in summed and name not in lacking}
    return LocalityPeople(mid_year, source, people, areas.height, elsewhere, tuple(notes))


def _locality(areas: pl.Series, localities: Localities, wards: Mapping[str, str]) -> pl.Series:
    ward = areas.replace_strict(dict(wards), default=None, return_dtype=pl.String)
    itself, around = localities.of(areas), localities.of(ward)
    return itself.zip_with(itself.is_not_null(), around)


def _unrated(lacking: list[str], source: str) -> list[str]:
    if not lacking:
        return []
    has = "has" if len(lacking) == 1 else "have"
    return [f"{listed(lacking)} {has} no rate: {source} does not tell every small area there."]


def _outside(areas: int, children: int) -> list[str]:
    if not areas:
        return []
    lie, in_them = ("lies", "in it") if areas == 1 else ("lie", "in them")
    return [f"{counted(areas, 'small area')} {lie} in no locality, with {number(children)} children {in_them}."]
