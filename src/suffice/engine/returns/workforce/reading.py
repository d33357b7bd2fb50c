"""A workforce census out of one XML file: every row used, repaired or set aside, its checks made."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

import polars as pl

from suffice.engine.returns import flags, settle
from suffice.engine.returns.cells import typed
from suffice.engine.returns.dates import Style, parse_one
from suffice.engine.returns.model import FileReport, Opened, Return
from suffice.engine.returns.remarks_beside import EVERY
from suffice.engine.returns.workforce.checks.registry import run_checks
from suffice.engine.returns.workforce.layouts import BOOK, KIND, VACANCIES, WORKERS, Table, census_day, tables
from suffice.engine.returns.workforce.xml import Census, is_census, read_census

__all__ = ["KIND", "read", "recognises"]
_YEAR, _AUTHORITY = re.compile(r"20[0-9]{2}"), re.compile(r"[0-9]{3}")


@dataclass(frozen=True, slots=True)
class _Settled:
    """One table, its rows used or set aside."""

    frame: pl.DataFrame
    report: FileReport
    flags: pl.DataFrame
    set_aside: pl.DataFrame


def recognises(name: str, data: bytes) -> bool:
    """Return whether the file is a workforce census, by its first elements."""
    return is_census(data)


def read(data: bytes, *, name: str, folder: str, sha256: str, today: date) -> Opened:
    """Return the census that one file holds.

    `Return.year` is the year of its 30 September, `Return.authority` the three figures in its header.
    `Return.tables` has ``LALevelVacancies`` and ``CSWWWorker`` (see `layouts.toml`; numbers are Float64, yes and no
    Boolean, ``team`` and ``locality`` null but where a file has them).

    Raises:
        NotRead: the file declares a document type, breaks off or has no worker.
    """
    census = read_census(data)
    year, authority, told = _header(census, file=name)
    settled = [
        _settled(tables()[table], frame, file=name, year=year, authority=authority, sha256=sha256, today=today)
        for table, frame in census.tables.items()
    ]
    told += [flags.at_file("element-unknown", file=name, column=one, row=row) for one, row in census.unknown.items()]
    ret = Return(
        kind=KIND,
        authority=authority,
        year=year,
        name=name,
        tables={one.report.table or "": one.frame for one in settled},
        files=tuple(one.report for one in settled),
        refusal=EVERY["census-undated"].sentence.replace("{value}", name) if year is None else None,
    )
    checked = run_checks(ret).with_columns(use=pl.lit(None, dtype=pl.String))
    return Opened(
        returns=(ret,),
        reports=ret.files,
        flags=flags.joined([*told, *(one.flags for one in settled), checked]),
        set_aside=pl.concat([settle.none_set_aside(), *(one.set_aside for one in settled)]),
    )


def _header(census: Census, *, file: str) -> tuple[int | None, str | None, list[pl.DataFrame]]:
    """Return the year and the authority that the header names, and what is to be said of it."""
    told: list[pl.DataFrame] = []
    day, _ = parse_one(census.header.get("REFERENCEDATE", ""), today=date.max, future=True)
    written = census.header.get("YEAR", "")
    year = int(written) if _YEAR.fullmatch(written) else day.year if day else None
    authority = census.header.get("LEA", "")
    if year is None:
        told.append(flags.at_file("census-undated", file=file, value=file))
    elif day is not None and day != census_day(year):
        words = f"its reference date is {day:%d/%m/%Y}, and the census of {year} is of 30/09/{year}"
        told.append(flags.at_file("header-disagrees", file=file, column="ReferenceDate", value=words))
    if not _AUTHORITY.fullmatch(authority):
        words = f" (it is {authority!r})" if authority else ""
        told.append(flags.at_file("header-missing", file=file, column="LEA", value=words))
        authority = ""
    return year, authority or None, told


def _settled(
    table: Table, raw: pl.DataFrame, *, file: str, year: int | None, authority: str | None, sha256: str, today: date
) -> _Settled:
    """Return one table with its cells typed, and the rows that repeat an earlier one set aside."""
    reading = typed(raw, table.columns, file=file, year=year, today=today, codes=BOOK, written=Style.YEAR_FIRST)
    again = _again(table, raw)
    code = "vacancies-repeated" if table.name == VACANCIES else "row-repeated"
    flagged = flags.at_rows(code, raw.filter(again).select("row", value=pl.lit(None, dtype=pl.String)), file=file)
    frame = pl.DataFrame(reading.columns).with_columns(
        pl.lit(authority, dtype=pl.String).alias("authority"),
        pl.lit(year, dtype=pl.Int32).alias("year"),
        pl.lit(file).alias("file"),
        raw["row"],
    )
    repaired = int((reading.repaired & ~again).sum())
    report = FileReport(
        name=file,
        kind=KIND,
        table=table.name,
        year=year,
        rows=raw.height,
        used=raw.height - int(again.sum()) - repaired,
        repaired=repaired,
        set_aside=int(again.sum()),
        sha256=sha256,
    )
    aside = _aside(raw.filter(again), flagged["sentence"], table, file)
    return _Settled(frame.filter(~again), report, flags.joined([flagged, *reading.flags]), aside)


def _again(table: Table, raw: pl.DataFrame) -> pl.Series:
    """Return which rows are there a second time: of a worker, word for word; of the vacancies, any but the first."""
    if table.name == VACANCIES:
        return pl.int_range(raw.height, eager=True) > 0
    return ~raw.drop("row").select(pl.struct(pl.all()).is_first_distinct()).to_series()


def _aside(rows: pl.DataFrame, reasons: pl.Series, table: Table, file: str) -> pl.DataFrame:
    names: Iterable[str] = (column.name for column in table.columns)
    written = rows.drop("row").rename(dict(zip((column.field for column in table.columns), names, strict=True)))
    values = written.select(pl.struct(pl.all()).struct.json_encode().alias("values")).to_series()
    return rows.select(
        pl.lit(file).alias("file"),
        "row",
        pl.lit(table.name).alias("table"),
        reasons.alias("reason"),
        values,
    )


def workforce_on(
    returns: Sequence[Return], on: date, *, authorities: frozenset[str] | None = None
) -> dict[str, pl.DataFrame] | None:
    """Return the tables of the latest census taken by a day; None where there is none.

    Args:
        returns: usable returns of any kind.
        on: the day.
        authorities: three-figure codes of those whose censuses count, beside those that name nobody; None for all.
    """
    taken = [
        one
        for one in returns
        if one.kind == KIND
        and one.year is not None
        and census_day(one.year) <= on
        and (authorities is None or not one.authority or one.authority in authorities)
    ]
    latest = max((one.year or 0 for one in taken), default=0)
    return (
        {table: pl.concat([one.tables[table] for one in taken if one.year == latest]) for table in (VACANCIES, WORKERS)}
        if taken
        else None
    )
