"""Every return that was accepted, of whatever kind, as figures are made of them.

Only work in the background asks for `returns_of`, `scene` and what else opens tables: a page reads what was made.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import polars as pl
from django.db.models import QuerySet

from suffice.analyse.returns import kinds
from suffice.analyse.returns.models import BY_YEAR, ReturnRecord, ReturnState
from suffice.analyse.returns.queries.history import accepted_history
from suffice.analyse.returns.queries.keeping import Held, Parts, loaded, part_of
from suffice.analyse.returns.queries.population import population_of
from suffice.core.models import Authority
from suffice.engine.comparison.neighbours import Neighbours, neighbours_in
from suffice.engine.measures import beside, scene_of
from suffice.engine.measures.scene import Scene
from suffice.engine.places import Directory
from suffice.engine.places.bringing import with_lookups
from suffice.engine.places.directory import directory_of
from suffice.engine.returns.cin.history import CinHistory
from suffice.engine.returns.model import Return
from suffice.engine.returns.population import find
from suffice.engine.returns.published.rows import SCHEMA

NEIGHBOURS, AGES = "neighbours", "ages"


@dataclass(frozen=True, slots=True)
class Ages:
    """How many people of each single year of age live in the authority, and the file that says so."""

    source: str
    people: Mapping[int, int]

    @property
    def children(self) -> list[tuple[int, int]]:
        """The ages of childhood, each with how many there are."""
        return [(age, number) for age, number in self.people.items() if age < _GROWN_UP]


_GROWN_UP = 18


def accepted(authority: Authority, among: Collection[str] | None = None) -> QuerySet[ReturnRecord]:
    """Return the accepted returns of every kind, or of the kinds `among`, by kind, year and part."""
    found = ReturnRecord.objects.filter(authority=authority, state=ReturnState.ACCEPTED)
    found = found if among is None else found.filter(kind__in=among)
    return found.select_related("upload__by", "accepted_by", "authority").order_by("kind", BY_YEAR, "part", "pk")


def kept(authority: Authority, among: Collection[str] | None = None) -> QuerySet[ReturnRecord]:
    """Return the accepted returns whose rows have not been cleared."""
    return accepted(authority, among).filter(upload__cleared_at__isnull=True).prefetch_related("tables")


def is_cleared(authority: Authority, among: Collection[str] | None = None) -> bool:
    """Say whether returns are accepted and the rows of every one of them have been cleared: figures stay as made.

    Args:
        authority: whose.
        among: the kinds that a figure rests on; None for all of the council's own, since published files are kept.
    """
    own = _OWN if among is None else among
    return accepted(authority, own).exists() and not kept(authority, own).exists()


def cleared_kinds(authority: Authority) -> frozenset[str]:
    """Return the kinds of which returns are accepted and every row has been cleared."""
    every = set(accepted(authority).order_by().values_list("kind", flat=True))
    return frozenset(every - set(kept(authority).order_by().values_list("kind", flat=True)))


def in_use(authority: Authority, among: Collection[str] | None = None) -> list[dict[str, Any]]:
    """Return what figures are made of, as it goes into a result's ``inputs``: each return with its tables by hash.

    Args:
        authority: whose.
        among: the kinds that a figure rests on (`kinds.KINDS`); None for all, published tables too.
    """
    return [
        {
            "id": one.pk,
            "kind": one.kind,
            "year": one.year,
            "part": one.part,
            "accepted": one.accepted_at.isoformat() if one.accepted_at else None,
            "tables": {table.table: table.sha256 for table in one.tables.all()},
        }
        for one in kept(authority, among)
    ]


def returns_of(authority: Authority) -> tuple[Return, ...]:
    """Return every accepted return whose rows are kept, with its tables; published ones are apart.

    They are held by this process, known by the hashes of their tables, and let go when these have been cleared.
    """
    return _RETURNS.of(authority, _parts(authority, _OWN))


def census(authority: Authority) -> CinHistory | None:
    """Return the children in need censuses as one history; None when none was accepted."""
    return _CENSUSES.of(authority, _parts(authority, (kinds.CIN,)))


def scene(authority: Authority, on: date, *, options: Mapping[str, str] | None = None) -> Scene:
    """Return all that measures of a day look at: history, returns, census, workbook, workforce, population, places.

    Args:
        authority: whose children.
        on: the day.
        options: chosen where the official definition is not settled.

    Raises:
        ValueError: an option is not known, or cannot be so chosen.
    """
    return scene_of(
        accepted_history(authority),
        on,
        authority=authority.code,
        population=population_of(authority),
        options=options or {},
        returns=returns_of(authority),
        cin=census(authority),
        places=places(authority),
    )


def latest_day(authority: Authority) -> date | None:
    """Return the last day that the accepted returns tell of; None when there are none."""
    return beside.latest_day(accepted_history(authority), returns_of(authority))


def published(authority: Authority) -> pl.DataFrame | None:
    """Return the rows of every accepted published table as `engine.returns.published.rows.SCHEMA` has them.

    Where two files tell one figure, the one that reaches further, else the one brought later, is believed.
    """
    return _PUBLISHED.of(authority, tuple(one for one in _statistics(authority) if one.part not in _APART))


def neighbours(authority: Authority) -> Neighbours | None:
    """Return the list of statistical neighbours that stands; None when none was accepted."""
    return _NEIGHBOURS.of(authority, tuple(one for one in _statistics(authority) if one.part == NEIGHBOURS))


def places(authority: Authority) -> Directory | None:
    """Return the directory of postcodes with the districts, localities and deprivation accepted beside it; or None."""
    return _PLACES.of(authority, tuple(one for one in _statistics(authority) if one.part in kinds.LOOKUPS_OF_PLACES))


def ages(authority: Authority) -> Ages | None:
    """Return how many people of each single year of age live in the authority; None when no such file was accepted."""
    return _AGES.of(authority, tuple(one for one in _statistics(authority) if one.part == AGES))


_OWN = tuple(code for code in kinds.KINDS if code != kinds.PUBLISHED)
_APART = frozenset({NEIGHBOURS, AGES, kinds.SMALL_AREA_PEOPLE, kinds.PROJECTED_PEOPLE, *kinds.LOOKUPS_OF_PLACES})


def _parts(authority: Authority, among: Sequence[str]) -> Parts:
    return tuple(part_of(one) for one in kept(authority, among))


def _statistics(authority: Authority) -> Parts:
    return tuple(part_of(one) for one in kept(authority, (kinds.PUBLISHED,)).order_by(BY_YEAR, "accepted_at", "pk"))


def _loaded(authority: Authority, parts: Parts) -> tuple[Return, ...]:
    return tuple(loaded(authority, part) for part in parts)


def _census(authority: Authority, parts: Parts) -> CinHistory | None:
    return beside.censuses(_loaded(authority, parts))


def _rows(authority: Authority, parts: Parts) -> pl.DataFrame | None:
    frames = [frame for one in _loaded(authority, parts) for frame in one.tables.values()]
    told = [frame for frame in frames if frame.schema == pl.Schema(SCHEMA)]
    if not told:
        return None
    return pl.concat(told).unique(
        ["measure", "level", "area_code", "area_name", "year"], keep="last", maintain_order=True
    )


def _list_of_neighbours(authority: Authority, parts: Parts) -> Neighbours | None:
    lists = [(one.name, frame) for one in _loaded(authority, parts) for frame in one.tables.values()]
    return neighbours_in(lists[-1][1], file=lists[-1][0]) if lists else None


def _single_ages(authority: Authority, parts: Parts) -> Ages | None:
    """Return the ages in the latest file that tells of the authority, under its present code."""
    area = find(authority.code)
    for one in reversed(_loaded(authority, parts)):
        (frame,) = one.tables.values()
        mine = frame.filter(pl.col("area_code") == (area.ons_code if area else authority.code)).sort("age")
        if mine.height:
            return Ages(one.name, dict(mine.select("age", "number").iter_rows()))
    return None


def _directory(authority: Authority, parts: Parts) -> Directory | None:
    told = {one.part: (one.name, frame) for one in _loaded(authority, parts) for frame in one.tables.values()}
    if "postcodes" not in told:
        return None
    file, rows = told.pop("postcodes")
    return with_lookups(directory_of(rows, source=file), told)


_RETURNS = Held(_loaded)
_CENSUSES = Held(_census)
_PUBLISHED = Held(_rows)
_NEIGHBOURS = Held(_list_of_neighbours)
_AGES = Held(_single_ages)
_PLACES = Held(_directory)
