"""Every row settled inside its own file: used, used after a repair, or set aside with its reason."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import polars as pl

from suffice.engine.returns import flags
from suffice.engine.returns.cells import Reading, typed
from suffice.engine.returns.model import FileReport
from suffice.engine.returns.ssda903 import codes
from suffice.engine.returns.ssda903.layouts import Table
from suffice.engine.returns.ssda903.tables import AUTHORITY, LABEL, OTHER, RawTable

UNIT = "unit"
"""Frame name of the return, by number, that a row was given to."""
SET_ASIDE_SCHEMA = {
    "file": pl.String,
    "row": pl.Int32,
    "table": pl.String,
    "reason": pl.String,
    "values": pl.String,
}
_OF_ONE_CHILD = (UNIT, AUTHORITY, LABEL, "child")
_ASIDE, _REPAIRED = "_aside", "_repaired"


@dataclass(frozen=True, slots=True)
class Settled:
    """One table of one file in one year, settled.

    Attributes:
        table: the published name.
        frame: the rows that are used, typed, as `Return.tables` has them, with ``unit`` beside.
        absent: ``Table.COLUMN`` for every column that the file lacks.
        home: number of the return that it belongs to even without a row.
        report: the account.
        flags: every remark made.
        set_aside: the rows that are not used, as `Intake.set_aside` has them.
    """

    table: str
    frame: pl.DataFrame
    absent: frozenset[str]
    home: int | None
    report: FileReport
    flags: pl.DataFrame
    set_aside: pl.DataFrame


def settle(
    raw: RawTable, frame: pl.DataFrame, ragged: pl.DataFrame, *, year: int | None, today: date, sha256: str
) -> Settled:
    """Settle the rows of `frame`, those of `raw` that belong to collection year `year`, and its `ragged` lines."""
    reading = typed(frame, raw.table.columns, file=raw.file, year=year, today=today, codes=codes.BOOK)
    judged = _judged(reading, raw.table)
    used = judged.filter(pl.col(_ASIDE).is_null())
    lines, line_flags = _ragged_lines(ragged, raw)
    rows, row_flags = _rows_aside(judged, frame, raw)
    repaired = int(used[_REPAIRED].sum())
    return Settled(
        table=raw.table.name,
        frame=_usable(used, raw, year=year),
        absent=frozenset(f"{raw.table.name}.{name.upper()}" for name in raw.absent),
        home=raw.home,
        report=FileReport(
            name=raw.file,
            kind="ssda903",
            table=raw.table.name,
            year=year,
            rows=frame.height + ragged.height,
            used=used.height - repaired,
            repaired=repaired,
            set_aside=lines.height + rows.height,
            sha256=sha256,
        ),
        flags=flags.joined([line_flags, row_flags, *reading.flags, _without_birth(used, raw)]),
        set_aside=pl.concat([lines, rows]),
    )


def _judged(reading: Reading, table: Table) -> pl.DataFrame:
    """Return the typed rows with the code of the remark that sets each aside, if any."""
    raw = reading.raw
    marks = [AUTHORITY, LABEL, UNIT]
    written = [name for name in raw.columns if name not in ("row", UNIT)]
    frame = raw.select("row", *marks).with_columns(
        *(cells.alias(name) for name, cells in reading.columns.items()), reading.repaired.alias(_REPAIRED)
    )
    frame = frame.with_columns(
        pl.when(pl.col("child").is_null())
        .then(pl.lit("child-blank"))
        .when(pl.col(LABEL).is_null() & raw[LABEL].is_not_null().any())
        .then(pl.lit("year-blank"))
        .when(_repeats(raw.select(written)))
        .then(pl.lit("row-repeated"))
        .alias(_ASIDE)
    )
    if table.name == "Episodes":
        frame = _aside(frame, "decom-unreadable", pl.col("decom").is_null())
        frame = _aside(frame, "dec-before-decom", pl.col("dec") < pl.col("decom"))
    if table.one_row_a_child:
        frame = _aside(frame, "child-repeated", pl.lit(_not_the_last_dated(frame)))
    return frame


def _repeats(rows: pl.DataFrame) -> pl.Series:
    """Return which rows repeat an earlier one exactly. Hashes first: hardly ever does a row need comparing."""
    alike = rows.hash_rows().is_duplicated()
    at = alike.arg_true()
    repeats = pl.repeat(False, rows.height, dtype=pl.Boolean, eager=True)
    if at.is_empty():
        return repeats
    again = ~rows[at].select(pl.struct(pl.all()).is_first_distinct()).to_series()
    return repeats.scatter(at.filter(again), True)


def _aside(frame: pl.DataFrame, code: str, where: pl.Expr) -> pl.DataFrame:
    return frame.with_columns(
        pl.when(pl.col(_ASIDE).is_null() & where).then(pl.lit(code)).otherwise(pl.col(_ASIDE)).alias(_ASIDE)
    )


def _not_the_last_dated(frame: pl.DataFrame) -> pl.Series:
    """Among the rows of one child: all but the last that has a date of birth, else all but the last."""
    at = pl.col("_at") + pl.col("dob").is_not_null() * frame.height
    rank = frame.with_row_index("_at").select(
        *_OF_ONE_CHILD, pl.when(pl.col(_ASIDE).is_null()).then(at.cast(pl.Int64)).otherwise(-1).alias("_rank")
    )
    return rank.select(pl.col("_rank") < pl.col("_rank").max().over(_OF_ONE_CHILD)).to_series()


def _rows_aside(judged: pl.DataFrame, raw: pl.DataFrame, where: RawTable) -> tuple[pl.DataFrame, pl.DataFrame]:
    values = {"child-repeated": "child", "decom-unreadable": "decom", "dec-before-decom": "dec"}
    columns = {"decom-unreadable": "DECOM", "dec-before-decom": "DEC", "child-blank": "CHILD", "year-blank": "YEAR"}
    lines, remarks = [none_set_aside()], [flags.none()]
    for code in judged[_ASIDE].drop_nulls().unique(maintain_order=True).to_list():
        rows = raw.filter(judged[_ASIDE] == code)
        value = pl.col(values[code]).fill_null("blank") if code in values else pl.lit(None, dtype=pl.String)
        flagged = flags.at_rows(
            code, rows.select("row", value.alias("value")), file=where.file, column=columns.get(code)
        )
        remarks.append(flagged)
        lines.append(_lines(rows, _as_written(rows), flagged["sentence"], where))
    return pl.concat(lines), flags.joined(remarks)


def _as_written(rows: pl.DataFrame) -> pl.Series:
    names = {AUTHORITY: "LA", LABEL: "YEAR"}
    cells = [
        pl.col(name).alias(names.get(name, name.removeprefix(OTHER) if name.startswith(OTHER) else name.upper()))
        for name in rows.columns
        if name not in ("row", UNIT) and (name not in names or rows[name].is_not_null().any())
    ]
    return rows.select(pl.struct(cells).struct.json_encode().alias("values")).to_series()


def _ragged_lines(ragged: pl.DataFrame, raw: RawTable) -> tuple[pl.DataFrame, pl.DataFrame]:
    flagged = flags.at_rows("line-fields", ragged, file=raw.file)
    if ragged.is_empty():
        return none_set_aside(), flagged
    values = ragged.select(pl.struct("line").struct.json_encode().alias("values")).to_series()
    return _lines(ragged, values, flagged["sentence"], raw), flagged


def _lines(rows: pl.DataFrame, values: pl.Series, reason: pl.Series, raw: RawTable) -> pl.DataFrame:
    return rows.select(
        pl.lit(raw.file).alias("file"),
        "row",
        pl.lit(raw.table.name).alias("table"),
        reason.alias("reason"),
        values.alias("values"),
    )


def none_set_aside() -> pl.DataFrame:
    """Return an empty frame of rows that were set aside."""
    return pl.DataFrame(schema=SET_ASIDE_SCHEMA)


def _without_birth(used: pl.DataFrame, raw: RawTable) -> pl.DataFrame:
    if raw.table.name != "Header":
        return flags.none()
    places = used.filter(pl.col("dob").is_null()).select("row", pl.col("child").alias("value"))
    return flags.at_rows("dob-missing", places, file=raw.file, column="DOB")


def _usable(used: pl.DataFrame, raw: RawTable, *, year: int | None) -> pl.DataFrame:
    return used.select(
        *(column.field for column in raw.table.columns),
        AUTHORITY,
        pl.lit(year, dtype=pl.Int32).alias("year"),
        pl.lit(raw.file).alias("file"),
        "row",
        UNIT,
    )
