"""Settled tables put together as returns, one for each authority and year; those that cannot be used are refused."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

import polars as pl

from suffice.engine.returns import flags
from suffice.engine.returns.cells import DTYPES
from suffice.engine.returns.grouping import Unit
from suffice.engine.returns.model import FileReport, Return
from suffice.engine.returns.remarks import REMARKS
from suffice.engine.returns.settle import PROVENANCE, UNIT, Settled
from suffice.engine.returns.ssda903.layouts import Table, tables
from suffice.engine.returns.ssda903.tables import AUTHORITY

_NAMED_YEAR = re.compile(r"(?<!\d)(20\d\d)(?:\s?[-_/]\s?(20\d\d|\d\d)(?!\d))?(?!\d)")
Refusals = tuple[list[Return], list[pl.DataFrame]]


def assembled(units: Sequence[Unit], settled: Sequence[Settled], *, top: str) -> Refusals:
    """Return the returns that the settled tables make up, and the flags about them.

    Args:
        units: the returns before they are divided by authority.
        settled: their tables, each row with the number of its unit.
        top: the name of what the person gave, for a return that lies at its top.
    """
    returns: list[Return] = []
    remarks: list[pl.DataFrame] = []
    pieces = [(one, rows) for one in settled for rows in one.frame.partition_by(UNIT, maintain_order=True)]
    headed = {
        (units[number].folder, authority)
        for one, rows in pieces
        if one.table == "Header" and units[number := rows[UNIT][0]].label is not None
        for authority in rows[AUTHORITY].unique().to_list()
    }
    for unit in units:
        mine = [(one, rows.drop(UNIT)) for one, rows in pieces if rows[UNIT][0] == unit.number]
        name = _name(unit, units, top)
        for ret in _divided(unit, mine, name):
            lacking = _lacking(ret, elsewhere=(unit.folder, ret.authority) in headed and unit.label is not None)
            returns.append(replace(ret, refusal=_refusal(lacking, ret.name)) if lacking else ret)
            remarks += [flags.at_file(lacking, file=ret.name, value=ret.name)] if lacking else []
        remarks += _names_that_disagree(unit, mine, top) + _in_two_files(mine) + _not_in_year(unit, mine)
    twice, told = _twice(returns)
    return twice, remarks + told


def _name(unit: Unit, units: Sequence[Unit], top: str) -> str:
    folder = unit.folder or top
    if unit.label is not None:
        return f"{unit.file}, YEAR {unit.label}"
    alone = sum(other.folder == unit.folder for other in units) == 1
    return folder if alone or unit.file is None else unit.file


def _divided(unit: Unit, mine: Sequence[tuple[Settled, pl.DataFrame]], name: str) -> list[Return]:
    authorities = dict.fromkeys(
        authority for _, rows in mine for authority in rows[AUTHORITY].unique(maintain_order=True).to_list()
    )
    files = tuple(dict.fromkeys(one.report for one, _ in mine))
    order = list(tables())
    made = []
    for authority in authorities or {None: None}:
        frames: dict[str, list[pl.DataFrame]] = {}
        for one, rows in mine:
            own = rows.filter(pl.col(AUTHORITY).eq_missing(pl.lit(authority, dtype=pl.String)))
            frames.setdefault(one.table, []).append(own)
        joined = {table: pl.concat(frames[table], how="diagonal") for table in order if table in frames}
        called = name if authority is None else f"{name}, {authority}"
        made.append(Return("ssda903", authority, unit.year, called, joined, files))
    return made


def completed(ret: Return) -> Return:
    """Return `ret` with every column of its tables there; those that its files lack are blank in every row."""
    return replace(ret, tables={name: _whole(frame, tables()[name]) for name, frame in ret.tables.items()})


def _whole(frame: pl.DataFrame, table: Table) -> pl.DataFrame:
    lacking = [
        pl.lit(None, dtype=DTYPES[column.kind]).alias(column.field)
        for column in table.columns
        if column.field not in frame.columns
    ]
    return frame.with_columns(lacking).select(*(column.field for column in table.columns), *PROVENANCE)


def _lacking(ret: Return, *, elsewhere: bool) -> str | None:
    """Return the remark for the table that `ret` cannot do without; a Header of another YEAR of the file will do."""
    if ret.year is None or not _rows(ret, "Episodes"):
        return "no-episodes"
    return None if _rows(ret, "Header") or elsewhere else "no-header"


def _rows(ret: Return, table: str) -> int:
    return ret.tables[table].height if table in ret.tables else 0


def _refusal(code: str, name: str) -> str:
    return REMARKS[code].sentence.replace("{value}", name)


def _twice(returns: Iterable[Return]) -> Refusals:
    """Refuse all usable returns that share an authority and a year, naming them."""
    alike: dict[tuple[str | None, int | None], list[Return]] = {}
    made = list(returns)
    for ret in made:
        if ret.refusal is None:
            alike.setdefault((ret.authority, ret.year), []).append(ret)
    told: dict[str, str] = {}
    for (authority, year), same in alike.items():
        if len(same) > 1:
            who = f" of {authority}" if authority else ""
            words = f"{' and '.join(ret.name for ret in same)} are both the return{who} for {year}"
            told |= {ret.name: words for ret in same}
    refused = [
        replace(ret, refusal=_refusal("return-twice", told[ret.name]))
        if ret.refusal is None and ret.name in told
        else ret
        for ret in made
    ]
    return refused, [flags.at_file("return-twice", file=name, value=words) for name, words in told.items()]


def _names_that_disagree(unit: Unit, mine: Sequence[tuple[Settled, pl.DataFrame]], top: str) -> list[pl.DataFrame]:
    if unit.year is None:
        return []
    remarks = []
    if unit.label is not None and not _agrees(unit.label, unit.year):
        words = f"YEAR {unit.label}, but the latest dates of those rows are in collection year {unit.year}"
        remarks.append(flags.at_file("name-disagrees", file=unit.file or top, column="YEAR", value=words))
    for file in dict.fromkeys(one.report.name for one, _ in mine):
        folder, _, name = file.rpartition("/")
        for called in (folder.rpartition("/")[2] or top, name):
            if unit.label is None and not _agrees(called, unit.year):
                words = f"a year in {called}, but its latest dates are in collection year {unit.year}"
                remarks.append(flags.at_file("name-disagrees", file=file, value=words))
    return remarks


def _agrees(name: str, year: int) -> bool:
    """Return whether `name` holds no year, or one that is the collection year or the calendar year of its start."""
    named = list(_NAMED_YEAR.finditer(name))
    if not named:
        return True
    ends = {int(f"{match[1][:2]}{match[2][-2:]}") for match in named if match[2]}
    return year in ends or any(int(match[1]) in (year, year - 1) for match in named if not match[2])


def _in_two_files(mine: Sequence[tuple[Settled, pl.DataFrame]]) -> list[pl.DataFrame]:
    files: dict[str, list[str]] = {}
    for one, _ in mine:
        if one.report.name not in files.setdefault(one.table, []):
            files[one.table].append(one.report.name)
    return [
        flags.at_file("table-in-two-files", file=name, value=" and ".join(n for n in names if n != name))
        for names in files.values()
        if len(names) > 1
        for name in names
    ]


def _not_in_year(unit: Unit, mine: Sequence[tuple[Settled, pl.DataFrame]]) -> list[pl.DataFrame]:
    late = dict.fromkeys(
        (one.report.name, one.table, first)
        for one, _ in mine
        if (first := tables()[one.table].from_year) is not None and unit.year is not None and unit.year < first
    )
    return [
        flags.at_file("table-not-in-year", file=file, value=f"{table} is asked for from {first}")
        for file, table, first in late
    ]


def broken(report: FileReport, sentence: str) -> Return:
    """Return the refused return that a file which is a return but cannot be read stands for."""
    return Return("ssda903", None, None, report.name, {}, (report,), refusal=sentence)
