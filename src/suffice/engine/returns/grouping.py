"""Which tables belong together, and to which authority and collection year: from their rows, never from a name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

import polars as pl

from suffice.engine.returns import dates
from suffice.engine.returns.settle import UNIT
from suffice.engine.returns.ssda903.tables import AUTHORITY, LABEL, RawTable


@dataclass(frozen=True, slots=True)
class Unit:
    """One return before it is divided by authority: an Episodes table (or one YEAR value of it) and its neighbours.

    Attributes:
        number: its place in the list of all.
        folder: where it lies.
        file: its Episodes file, or the XML file; None for a folder without Episodes.
        label: the YEAR value; None where the file has no YEAR column.
        whole: whether it is an XML file.
        year: the collection year; None when nothing in it says.
        children: ``child`` and ``authority`` as the Episodes rows have them, each pair once.
        stem: what is left of the file name without the table's own words.
    """

    number: int
    folder: str
    file: str | None
    label: str | None
    whole: bool
    year: int | None
    children: pl.DataFrame = field(repr=False)
    stem: str = ""


def latest_year(episodes: pl.DataFrame, *, today: date) -> int | None:
    """Return the collection year of the latest DECOM or DEC in `episodes` (text); None when no date can be read.

    A DEC of 1 April belongs to the year before. Dates after `today` do not count.
    """
    decom = dates.parse(episodes["decom"], today=today)["day"]
    dec = dates.parse(episodes["dec"], today=today)["day"]
    day = pl.col("day")
    starts = pl.DataFrame({"day": decom}).select(day.max())
    ends = pl.DataFrame({"day": dec}).select(day.dt.offset_by("-1d").max())
    latest = pl.concat([starts, ends]).to_series().drop_nulls()
    return None if latest.is_empty() else _collection_year(latest)


def _collection_year(days: pl.Series) -> int:
    return int((days.dt.year() + (days.dt.month() >= 4).cast(pl.Int32)).max())  # type: ignore[arg-type]


def grouped(raws: Sequence[RawTable], *, today: date) -> tuple[tuple[Unit, ...], list[RawTable]]:
    """Return the returns found, and the tables with the number of its return (``unit``) on every row."""
    units: list[Unit] = []
    given: list[RawTable] = []
    for folder in dict.fromkeys(raw.folder for raw in raws):
        inside = [raw for raw in raws if raw.folder == folder]
        here = _units(inside, folder, first=len(units), today=today)
        units += here
        given += [_given(raw, here) for raw in inside]
    return tuple(units), given


def _units(raws: Sequence[RawTable], folder: str, *, first: int, today: date) -> list[Unit]:
    found: list[Unit] = []
    for file in dict.fromkeys(raw.file for raw in raws if raw.whole):
        episodes = next((raw for raw in raws if raw.file == file and raw.table.name == "Episodes"), None)
        found.append(_unit(file, folder, None, None if episodes is None else episodes.frame, today=today, whole=True))
    for raw in raws:
        if raw.table.name == "Episodes" and not raw.whole:
            for rows in raw.frame.partition_by(LABEL, maintain_order=True):
                if rows[LABEL][0] is not None or raw.frame[LABEL].is_null().all():
                    found.append(_unit(raw.file, folder, rows[LABEL][0], rows, today=today, stem=stem(raw)))
    if not found:
        found.append(_unit(None, folder, None, None, today=today))
    return [replace(unit, number=first + at) for at, unit in enumerate(found)]


def _unit(
    file: str | None,
    folder: str,
    label: str | None,
    episodes: pl.DataFrame | None,
    *,
    today: date,
    whole: bool = False,
    stem: str = "",
) -> Unit:
    if episodes is None:
        nobody = pl.DataFrame(schema={"child": pl.String, AUTHORITY: pl.String})
        return Unit(0, folder, file, label, whole, None, nobody, stem)
    children = episodes.select("child", AUTHORITY).unique()
    return Unit(0, folder, file, label, whole, latest_year(episodes, today=today), children, stem)


def stem(raw: RawTable) -> str:
    """Return what is left of a file name once the words for its table and all punctuation are gone."""
    name = raw.file.rpartition("/")[2].rpartition(".")[0].lower()
    for word in sorted(raw.table.words, key=len, reverse=True):
        name = name.replace(word, "").replace(word.replace("_", " "), "").replace(word.replace("_", "-"), "")
    return re.sub(r"[^a-z0-9]", "", name)


def _given(raw: RawTable, units: Sequence[Unit]) -> RawTable:
    """Return `raw` with the number of its return on every row, and the authority where its neighbours know it."""
    if raw.whole:
        number = next(unit.number for unit in units if unit.file == raw.file)
        return replace(raw, frame=raw.frame.with_columns(pl.lit(number, dtype=pl.Int32).alias(UNIT)), home=number)
    alone = raw.frame.is_empty() or (raw.frame[LABEL].is_null().all() and raw.frame[AUTHORITY].is_null().all())
    parts = [raw.frame] if alone else raw.frame.partition_by(LABEL, AUTHORITY, maintain_order=True)
    marked = []
    for part in parts:
        unit = _home(raw, part, units)
        marked.append(_named(part, unit).with_columns(pl.lit(unit.number, dtype=pl.Int32).alias(UNIT)))
    frame = marked[0] if alone else pl.concat(marked).sort("row", maintain_order=True)
    return replace(raw, frame=frame, home=unit.number)


def _home(raw: RawTable, part: pl.DataFrame, units: Sequence[Unit]) -> Unit:
    """Return the return that `part`, rows of one table with one YEAR value and one authority, belongs to.

    Its own Episodes file; else the neighbours with the same YEAR value, then of the same authority, then with the same
    rest of the file name, then the one with most children in common, then the latest.
    """
    label, authority = (part[LABEL][0], part[AUTHORITY][0]) if part.height else (None, None)
    possible = [unit for unit in units if not unit.whole] or list(units)
    own = [unit for unit in possible if raw.table.name == "Episodes" and unit.file == raw.file]
    possible = own or possible
    possible = [unit for unit in possible if unit.label == label] or possible
    if len(possible) > 1 and label is None and any(unit.label for unit in possible):
        return max(possible, key=lambda unit: unit.year or 0)
    possible = [unit for unit in possible if authority in unit.children[AUTHORITY].unique().to_list()] or possible
    possible = [unit for unit in possible if unit.stem == stem(raw)] or possible
    if len(possible) == 1:
        return possible[0]
    return max(possible, key=lambda unit: (_in_common(part, unit), unit.year or 0))


def _in_common(part: pl.DataFrame, unit: Unit) -> float:
    """Return the share of the children of `part` and of the unit, taken together, that both have."""
    mine, theirs = set(part["child"].unique()), set(unit.children["child"].unique())
    return len(mine & theirs) / max(1, len(mine | theirs))


def _named(part: pl.DataFrame, unit: Unit) -> pl.DataFrame:
    """Return `part` with the authority of each child, where only the Episodes rows name one."""
    if part.is_empty() or part[AUTHORITY].is_not_null().any() or unit.children[AUTHORITY].is_null().all():
        return part
    known = unit.children.drop_nulls().filter(pl.len().over("child") == 1).rename({AUTHORITY: "_known"})
    return (
        part.join(known, on="child", how="left", maintain_order="left")
        .with_columns(pl.col("_known").alias(AUTHORITY))
        .drop("_known")
    )
