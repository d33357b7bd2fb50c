"""Settled tables put together as returns, one for each authority and year; those that cannot be used are refused."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

import polars as pl

from suffice.engine.returns import flags
from suffice.engine.returns.grouping import Unit
from suffice.engine.returns.model import SSDA903, FileReport, Return
from suffice.engine.returns.remarks import REMARKS
from suffice.engine.returns.settle import UNIT, Settled
from suffice.engine.returns.ssda903.layouts import tables, tables_for
from suffice.engine.returns.ssda903.tables import AUTHORITY
from suffice.engine.words import prose

_NAMED_YEAR = re.compile(
    r"(?:(?<![0-9a-z])|(?<=[a-z]{3}))(20\d\d)(?:\s?[-_/]\s?(20\d\d|\d\d)(?!\d))?(?!\d)", re.IGNORECASE
)
_HASH = re.compile(r"[0-9a-f-]{16,}", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Piece:
    """The rows of one settled table that belong to one unit."""

    settled: Settled
    unit: int
    rows: pl.DataFrame


def assembled(
    units: Sequence[Unit], settled: Sequence[Settled], *, top: str
) -> tuple[list[Return], list[pl.DataFrame]]:
    """Return the returns that the settled tables make up, and the flags about them.

    Args:
        units: the returns before they are divided by authority.
        settled: their tables, each row with the number of its unit.
        top: the name of what the person gave, for a return that lies at its top.
    """
    pieces = [piece for one in settled for piece in _pieces(one)]
    headed = _with_header_in_some_year(units, pieces)
    returns: list[Return] = []
    remarks: list[pl.DataFrame] = []
    for unit in units:
        mine = [piece for piece in pieces if piece.unit == unit.number]
        for ret in _divided(unit, mine, _name(unit, units, top)):
            lacking = _lacking(ret, elsewhere=unit.label is not None and (unit.folder, ret.authority) in headed)
            returns.append(replace(ret, refusal=_refusal(lacking, ret.name)) if lacking else ret)
            remarks += [flags.at_file(lacking, file=ret.name, value=ret.name)] if lacking else []
        remarks += [*_names_that_disagree(unit, mine, top), *_in_two_files(mine), *_not_in_year(unit, mine)]
    kept, twice = told_twice(returns)
    return kept, [*remarks, *twice]


def told_twice(returns: Sequence[Return]) -> tuple[list[Return], list[pl.DataFrame]]:
    """Return the returns, those that are one authority's for the same year refused, and the flags about them."""
    told = _twice(returns)
    return [_refused(ret, told) for ret in returns], [
        flags.at_file("return-twice", file=name, value=words) for name, words in told.items()
    ]


def _pieces(one: Settled) -> list[_Piece]:
    if one.frame.is_empty():
        return [] if one.home is None else [_Piece(one, one.home, one.frame)]
    return [_Piece(one, rows[UNIT][0], rows) for rows in one.frame.partition_by(UNIT, maintain_order=True)]


def _with_header_in_some_year(units: Sequence[Unit], pieces: Sequence[_Piece]) -> frozenset[tuple[str, str | None]]:
    """Return folder and authority of every Header in files that hold several years: one year's serves the others."""
    return frozenset(
        (units[piece.unit].folder, authority)
        for piece in pieces
        if piece.settled.table == "Header" and units[piece.unit].label is not None
        for authority in piece.rows[AUTHORITY].unique().to_list()
    )


def _name(unit: Unit, units: Sequence[Unit], top: str) -> str:
    folder = unit.folder or top
    if unit.label is not None:
        return f"{unit.file}, YEAR {unit.label}"
    alone = sum(other.folder == unit.folder for other in units) == 1
    return folder if alone or unit.file is None else unit.file


def _divided(unit: Unit, mine: Sequence[_Piece], name: str) -> list[Return]:
    """Return the return of each authority that the rows of a unit name."""
    authorities = dict.fromkeys(
        authority for piece in mine for authority in piece.rows[AUTHORITY].unique(maintain_order=True).to_list()
    )
    return [_of_authority(unit, mine, authority, name) for authority in authorities or {None: None}]


def _of_authority(unit: Unit, mine: Sequence[_Piece], authority: str | None, name: str) -> Return:
    own = pl.col(AUTHORITY).eq_missing(pl.lit(authority, dtype=pl.String))
    frames = {
        table: pl.concat([piece.rows.filter(own).drop(UNIT) for piece in mine if piece.settled.table == table])
        for table in tables()
        if any(piece.settled.table == table for piece in mine)
    }
    lacked = {table: [piece.settled.absent for piece in mine if piece.settled.table == table] for table in frames}
    return Return(
        kind=SSDA903,
        authority=authority,
        year=unit.year,
        name=name if authority is None else f"{name}, {authority}",
        tables=frames,
        files=tuple(dict.fromkeys(piece.settled.report for piece in mine)),
        absent=frozenset(column for files in lacked.values() for column in frozenset.intersection(*files)),
    )


def _lacking(ret: Return, *, elsewhere: bool) -> str | None:
    """Return the remark for the table that `ret` cannot do without; a Header of another YEAR of the file will do."""
    if ret.year is None or not _rows(ret, "Episodes"):
        return "no-episodes"
    return None if _rows(ret, "Header") or elsewhere else "no-header"


def _rows(ret: Return, table: str) -> int:
    return ret.tables[table].height if table in ret.tables else 0


def _refusal(code: str, name: str) -> str:
    return REMARKS[code].sentence.replace("{value}", name)


def _twice(returns: Iterable[Return]) -> dict[str, str]:
    """Return, by name of the return, what is said about usable returns that share an authority and a year."""
    alike: dict[tuple[str, str | None, int, date | None], list[Return]] = {}
    for ret in returns:
        if ret.refusal is None and ret.year is not None:
            alike.setdefault((ret.kind, ret.authority, ret.year, ret.as_at), []).append(ret)
    told: dict[str, str] = {}
    for (_, authority, year, day), same in alike.items():
        if len(same) > 1:
            who = f" of {authority}" if authority else ""
            when = f"collection year {year}" if day is None else prose(day)
            words = f"{' and '.join(ret.name for ret in same)} are each the return{who} for {when}"
            told |= {ret.name: words for ret in same}
    return told


def _refused(ret: Return, told: Mapping[str, str]) -> Return:
    if ret.refusal is not None or ret.name not in told:
        return ret
    return replace(ret, refusal=_refusal("return-twice", told[ret.name]))


def _names_that_disagree(unit: Unit, mine: Sequence[_Piece], top: str) -> list[pl.DataFrame]:
    if unit.year is None:
        return []
    remarks = []
    if unit.label is not None and not _agrees(unit.label, unit.year):
        words = f"collection year {unit.year} by its latest dates, although its YEAR column says {unit.label}"
        remarks.append(flags.at_file("name-disagrees", file=unit.file or top, column="YEAR", value=words))
    for file in dict.fromkeys(piece.settled.report.name for piece in mine):
        folder, _, name = file.rpartition("/")
        for called in (folder.rpartition("/")[2] or top, name):
            if unit.label is None and not _agrees(called, unit.year):
                words = f"collection year {unit.year} by its latest dates, although the name {called} says another"
                remarks.append(flags.at_file("name-disagrees", file=file, value=words))
    return remarks


def _agrees(name: str, year: int) -> bool:
    """Return whether `name` holds no year, or one that is the collection year or the calendar year of its start."""
    named = list(_NAMED_YEAR.finditer(_HASH.sub(" ", name)))
    if not named:
        return True
    ends = {int(f"{match[1][:2]}{match[2][-2:]}") for match in named if match[2]}
    return year in ends or any(int(match[1]) in (year, year - 1) for match in named if not match[2])


def _in_two_files(mine: Sequence[_Piece]) -> list[pl.DataFrame]:
    files: dict[str, list[str]] = {}
    for one in (piece.settled for piece in mine):
        if one.report.name not in files.setdefault(one.table, []):
            files[one.table].append(one.report.name)
    return [
        flags.at_file("table-in-two-files", file=name, value=" and ".join(n for n in names if n != name))
        for names in files.values()
        if len(names) > 1
        for name in names
    ]


def _not_in_year(unit: Unit, mine: Sequence[_Piece]) -> list[pl.DataFrame]:
    in_year = tables_for(unit.year)
    late = dict.fromkeys(
        (one.report.name, one.table) for one in (piece.settled for piece in mine) if one.table not in in_year
    )
    return [
        flags.at_file("table-not-in-year", file=file, value=f"{table} is asked for from {tables()[table].from_year}")
        for file, table in late
    ]


def broken(report: FileReport, sentence: str) -> Return:
    """Return the refused return that a file which is a return but cannot be read stands for."""
    return Return(report.kind or SSDA903, None, None, report.name, {}, (report,), refusal=sentence)
