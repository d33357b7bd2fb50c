"""Children by the council's own localities: how many at each tier, and how many came to the front door, in each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import polars as pl

from suffice.engine.measures.need.census import referrals
from suffice.engine.measures.need.covering import missing_years
from suffice.engine.measures.scene import Places, Scene
from suffice.engine.needs.front_door import OTHER
from suffice.engine.needs.tiers import tiers

KNOWN, CONTACTS, REFERRALS = "known", "contacts", "referrals"
"""Children at any tier; contacts and referrals of the twelve months."""

_TEAM, _CHILD = "allocated_team", "child_unique_id"
_NAMED = r"(?i)\b(locality [0-9a-z]+)\b"
_NOWHERE = {"child": pl.String, "locality": pl.String, "how": pl.String}


class How(StrEnum):
    """What told where a child lives."""

    COLUMN = "column"
    POSTCODE = "postcode"
    HOME = "home"
    TEAM = "team"

    @property
    def words(self) -> str:
        """The words a page uses, after "by"."""
        return {
            "column": "a column of the workbook that names the locality",
            "postcode": "a postcode in the workbook",
            "home": "the home postcode in the SSDA903 returns",
            "team": "the name of the team that holds the child",
        }[self.value]


@dataclass(frozen=True, slots=True)
class ByLocality:
    """How many children of each locality are at each tier on a day.

    Attributes:
        names: of the localities, in the order of the council's own list, else of the alphabet.
        counts: by locality (None for children of whom it is not known) and by what is counted: a tier, `KNOWN`,
            `CONTACTS` or `REFERRALS`. What no return tells is not there, nor what is told of children of none of whom
            the locality is known: that is no nought.
        how: children known, by what told where they live.
    """

    names: tuple[str, ...]
    counts: Mapping[str | None, Mapping[str, int]]
    how: Mapping[str, int]

    def of(self, name: str | None, what: str) -> int | None:
        """Return a count; None where no return tells it."""
        return self.counts.get(name, {}).get(what)

    def total(self, what: str) -> int | None:
        """Return the count over all localities that are known; None where no return tells it."""
        found = [one for name in self.names if (one := self.of(name, what)) is not None]
        return sum(found) if found else None

    def document(self) -> dict[str, Any]:
        """Return the counts as plain values, ready for JSON."""
        return {
            "names": list(self.names),
            "counts": [{"locality": name, **dict(counted)} for name, counted in self.counts.items()],
            "how": dict(self.how),
        }

    @classmethod
    def read(cls, document: Mapping[str, Any]) -> ByLocality:
        """Return what `document` was made from."""
        counts = {
            one["locality"]: {what: count for what, count in one.items() if what != "locality"}
            for one in document["counts"]
        }
        return cls(tuple(document["names"]), counts, dict(document["how"]))


def by_locality(scene: Scene) -> ByLocality | None:
    """Return tiers and the front door by locality; None where nothing tells in which locality a child lives.

    A child's locality is told, first that tells: by a column of the Annex A workbook headed locality, by a postcode in
    it, by the home postcode of the SSDA903 (both need the directory of postcodes with the council's localities), by the
    team that holds the child, where its name has a locality's name in it.
    """
    where = living_in(scene)
    if where.is_empty():
        return None
    names = _names(scene, where)
    rows = dict(_counted(scene, where))
    counts: dict[str | None, dict[str, int]] = {
        name: {what: int(found.get(name, 0)) for what, found in rows.items() if _placed(found)} for name in names
    }
    nowhere = {what: int(found.get(None, 0)) for what, found in rows.items()}
    if any(nowhere.values()):
        counts[None] = nowhere
    known = tiers(scene).children.join(where, on="child", how="inner").group_by("how").len()
    return ByLocality(names, counts, dict(sorted(known.iter_rows())))


def _counted(scene: Scene, where: pl.DataFrame) -> Iterator[tuple[str, dict[str | None, int]]]:
    """Return the number of each thing that is told, by locality."""
    levels = tiers(scene)
    for tier, children in levels.at.items():
        yield str(tier), _by(children, where)
    yield KNOWN, _by(levels.children["child"], where)
    for what, name in ((CONTACTS, "List1"), (REFERRALS, "List3")):
        if scene.annex_a is not None and name in scene.annex_a:
            yield what, _by(scene.annex_a[name][_CHILD], where)
        elif what == REFERRALS and scene.cin is not None and not missing_years(scene, scene.first):
            yield what, _by(referrals(scene)["child"], where)


def _placed(found: Mapping[str | None, int]) -> bool:
    """Return whether a locality is known of anybody who was counted, or nobody was counted at all."""
    return not found or set(found) != {None}


def _by(children: pl.Series, where: pl.DataFrame) -> dict[str | None, int]:
    rows = pl.DataFrame({"child": children.cast(pl.String)}).join(where, on="child", how="left")
    return dict(rows.group_by("locality").len().iter_rows())


def _names(scene: Scene, where: pl.DataFrame) -> tuple[str, ...]:
    listed = _listed(scene.places)
    found = where["locality"].unique().sort()
    return (*listed, *found.filter(~found.is_in(listed)))


def _listed(places: Places | None) -> tuple[str, ...]:
    """Return the localities as the council's own list names them; none where it was not brought."""
    told = getattr(places, "localities", None)
    return () if told is None else tuple(told.names)


def living_in(scene: Scene) -> pl.DataFrame:
    """Return ``child, locality, how`` of every child of whom it is told, each once, by what is believed first."""
    told = [*_of_workbook(scene), *_of_homes(scene), *_of_teams(scene)]
    known = pl.concat([pl.DataFrame(schema=_NOWHERE), *told]).drop_nulls(["child", "locality"])
    return known.unique("child", keep="first", maintain_order=True)


def _of_workbook(scene: Scene) -> Iterator[pl.DataFrame]:
    """Return what columns of a council's own in its workbook tell: its localities first, then postcodes of homes."""
    lists = _lists(scene)
    for rows in lists:
        for name in _own(rows, "locality"):
            yield _told(rows, rows[name].str.strip_chars(), How.COLUMN)
    if scene.places is not None:
        for rows in lists:
            for name in _own(rows, "postcode"):
                yield _told(rows, scene.places.locality_of(rows[name]), How.POSTCODE)


def _of_homes(scene: Scene) -> Iterator[pl.DataFrame]:
    if scene.places is None:
        return
    homes = scene.history.episodes.drop_nulls("home_post").filter(pl.col("decom") <= scene.on)
    latest = homes.sort("decom", maintain_order=True).unique("child", keep="last", maintain_order=True)
    yield _told(latest, scene.places.locality_of(latest["home_post"]), How.HOME, child="child")


def _of_teams(scene: Scene) -> Iterator[pl.DataFrame]:
    """Return what the names of teams tell; of the council's list the longest name in them, else "Locality 8"."""
    names = sorted(_listed(scene.places), key=len, reverse=True)
    for rows in _lists(scene):
        if _TEAM not in rows.columns:
            continue
        team = pl.col(_TEAM).str.to_lowercase()
        listed = [pl.when(team.str.contains(one.lower(), literal=True)).then(pl.lit(one)) for one in names]
        named = [pl.col(_TEAM).str.extract(_NAMED).str.to_titlecase()] if not names else []
        yield _told(rows, rows.select(pl.coalesce(*listed, *named).alias("locality")).to_series(), How.TEAM)


def _lists(scene: Scene) -> list[pl.DataFrame]:
    return [] if scene.annex_a is None else [one for one in scene.annex_a.values() if _CHILD in one.columns]


def _own(rows: pl.DataFrame, word: str) -> list[str]:
    own = [name for name in rows.columns if name.startswith(OTHER)]
    return [name for name in own if word in name.lower() and "placement" not in name.lower()]


def _told(rows: pl.DataFrame, locality: pl.Series, how: How, *, child: str = _CHILD) -> pl.DataFrame:
    return pl.DataFrame(
        {"child": rows[child].cast(pl.String), "locality": locality.cast(pl.String), "how": [str(how)] * rows.height},
        schema=_NOWHERE,
    )
