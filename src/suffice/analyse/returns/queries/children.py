"""What the accepted returns say about one child."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import polars as pl

from suffice.analyse.returns import kinds, storage
from suffice.analyse.returns.models import ReturnRecord
from suffice.analyse.returns.queries.history import accepted_history
from suffice.analyse.returns.queries.shelf import kept
from suffice.core.models import Authority
from suffice.core.pages.words import day
from suffice.engine.returns.annex_a.layouts import lists
from suffice.engine.returns.cin.layouts import tables

_WIDE = 6  # columns above which one row is better read downwards
_PLACE = ("year", "file", "row", "sheet", "authority")
_NUMBERS = ("episode", "assessment", "section47", "plan", "preproceedings")


@dataclass(frozen=True, slots=True)
class Told:
    """What one table of a return beside the SSDA903 says of the child.

    Attributes:
        title: which table.
        headings: of its columns, those without a value left out.
        rows: as words.
    """

    title: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    @property
    def facts(self) -> list[tuple[str, str]]:
        """The one row as headings with their values; nothing where there are several, or few headings."""
        wide = len(self.rows) == 1 and len(self.headings) > _WIDE
        return list(zip(self.headings, self.rows[0], strict=True)) if wide else []


@dataclass(frozen=True, slots=True)
class Child:
    """One child: the header that is believed, if any, the episodes in order, and what other returns say of it."""

    reference: str
    header: dict[str, Any] | None
    episodes: list[dict[str, Any]]
    set_aside: list[dict[str, Any]]
    census: tuple[Told, ...] = ()
    workbook: tuple[Told, ...] = ()
    workbook_called: str = ""


def child(authority: Authority, reference: str) -> Child | None:
    """Return what is known about the child with exactly this reference; None when no accepted return names it."""
    history = accepted_history(authority)
    wanted = pl.col("child").str.to_uppercase() == reference.strip().upper()
    header = history.children.filter(wanted)
    episodes = history.episodes.filter(wanted).sort("decom")
    aside = history.set_aside.filter(wanted) if history.set_aside.width else history.set_aside
    census, named = _census(authority, reference)
    workbook, called, also = _workbook(authority, reference)
    names = [frame["child"][0] for frame in (header, episodes, aside) if frame.height] + [*named, *also]
    if not names:
        return None
    return Child(
        reference=names[0],
        header=header.row(0, named=True) if header.height else None,
        episodes=episodes.to_dicts(),
        set_aside=aside.to_dicts(),
        census=census,
        workbook=workbook,
        workbook_called=called,
    )


def _census(authority: Authority, reference: str) -> tuple[tuple[Told, ...], list[str]]:
    """Return what the censuses say, the latest telling of each row, and the reference as they write it."""
    found: dict[str, list[pl.DataFrame]] = {}
    for record in kept(authority, (kinds.CIN,)).order_by("-year"):
        for name, rows in _rows(record, "lachildid", reference):
            found.setdefault(name, []).append(rows)
    told = [(name, pl.concat(found[name], how="diagonal")) for name in tables() if name in found]
    named = [frame["lachildid"][0] for _, frame in told]
    return tuple(_told(name, _latest(frame), _census_heading(name)) for name, frame in told), named


def _workbook(authority: Authority, reference: str) -> tuple[tuple[Told, ...], str, list[str]]:
    """Return what the latest workbook that names the child says, what it is called, and the reference in it."""
    for record in kept(authority, (kinds.ANNEX_A,)).order_by("-part"):
        found = dict(_rows(record, "child_unique_id", reference))
        if found:
            told = [_told(_list_title(name), found[name], _list_heading(name)) for name in lists() if name in found]
            return tuple(told), str(record), [frame["child_unique_id"][0] for frame in found.values()]
    return (), "", []


def _rows(record: ReturnRecord, column: str, reference: str) -> Iterator[tuple[str, pl.DataFrame]]:
    """Return the rows about the child, by table; a workbook or census is opened for them and not held."""
    for table in record.tables.all():
        frame = storage.load_table(table.sha256)
        if column in frame.columns:
            mine = frame.filter(pl.col(column).str.to_uppercase() == reference.strip().upper())
            if mine.height:
                yield table.table, mine


def _latest(frame: pl.DataFrame) -> pl.DataFrame:
    """Return rows that censuses of several years tell alike once, with the latest of the years."""
    same = [name for name in frame.columns if name not in (*_PLACE, *_NUMBERS)]
    return frame.unique(same, keep="first", maintain_order=True)


def _told(title: str, rows: pl.DataFrame, heading: Callable[[str], str | None]) -> Told:
    """Return rows as words, without the columns that hold nothing; `heading` is None for what is not shown."""
    shown = {name: words for name in rows.columns if (words := heading(name)) and rows[name].null_count() < rows.height}
    cells = rows.select(*shown).iter_rows()
    return Told(title, tuple(shown.values()), tuple(tuple(_words(cell) for cell in row) for row in cells))


def _words(cell: Any) -> str:
    if cell is None:
        return "-"
    if isinstance(cell, bool):
        return "Yes" if cell else "No"
    return day(cell) if isinstance(cell, date) else str(cell)


def _census_heading(table: str) -> Callable[[str], str | None]:
    titles = {column.field: column.name for column in tables()[table].columns} | {"year": "Census of"}
    return titles.get


def _list_title(name: str) -> str:
    return f"List {lists()[name].number}: {lists()[name].title}"


def _list_heading(name: str) -> Callable[[str], str | None]:
    titles = {column.field: column.title for column in lists()[name].columns[1:]}
    return titles.get
