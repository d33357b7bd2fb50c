"""Every row of a census settled: used, used after a repair, or set aside with its reason."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

import polars as pl

from suffice.engine.returns import csv_table, flags, settle
from suffice.engine.returns.cells import Reading, identifiers, typed
from suffice.engine.returns.cin.codes import BOOK
from suffice.engine.returns.cin.layouts import CHILD, KIND, Table, keys
from suffice.engine.returns.cin.walking import ASIDE, Piece
from suffice.engine.returns.columns import Column
from suffice.engine.returns.dates import Style
from suffice.engine.returns.model import FileReport

_BLANK = pl.lit(None, dtype=pl.String)


@dataclass(frozen=True, slots=True)
class Place:
    """Where rows come from.

    Attributes:
        file: its name.
        sha256: of its bytes.
        authority: as the header names it; None where it does not.
        year: collection year; None when nothing tells it.
        today: no event lies after it.
    """

    file: str
    sha256: str
    authority: str | None
    year: int | None
    today: date


@dataclass(frozen=True, slots=True)
class Settled:
    """One table, settled: the rows that are used, typed, the account, the remarks, and the rows set aside."""

    name: str
    frame: pl.DataFrame
    report: FileReport
    flags: pl.DataFrame
    set_aside: pl.DataFrame


def tidy(rows: pl.DataFrame) -> pl.DataFrame:
    """Return rows of text with every cell trimmed and blanks null."""
    text = pl.col([name for name in rows.columns if name != "row"]).str.strip_chars(csv_table.BLANKS)
    return rows.with_columns(pl.when(text != "").then(text).name.keep())


def read_cells(rows: pl.DataFrame, columns: Sequence[Column], at: Place) -> Reading:
    """Return the cells of tidy rows, typed."""
    return typed(rows, columns, file=at.file, year=at.year, today=at.today, codes=BOOK, written=Style.YEAR_FIRST)


def settle_table(table: Table, rows: pl.DataFrame, at: Place) -> Settled:
    """Settle the rows of one table; `rows` as `tidy` gives them."""
    reading = read_cells(rows, table.columns, at)
    aside = _aside(table, rows, reading)
    used = aside.is_null()
    repaired = int((used & reading.repaired).sum())
    kept, told = _set_aside(table, rows, aside, at)
    return Settled(
        name=table.name,
        frame=_typed(table, rows, reading, at).filter(used),
        report=FileReport(
            name=at.file,
            kind=KIND,
            table=table.name,
            year=at.year,
            rows=rows.height,
            used=int(used.sum()) - repaired,
            repaired=repaired,
            set_aside=kept.height,
            sha256=at.sha256,
        ),
        flags=flags.joined([*reading.flags, *told]),
        set_aside=kept,
    )


def _aside(table: Table, rows: pl.DataFrame, reading: Reading) -> pl.Series:
    """Return the remark that sets each row aside: for where it stands, or for having nothing to say."""
    if table.name in ("Children", "Header"):
        return rows[ASIDE]
    silent = pl.DataFrame(reading.columns).select(pl.all_horizontal(pl.all().is_null())).to_series()
    return rows.select(
        pl.coalesce(ASIDE, pl.when(silent).then(pl.lit("row-says-nothing"))).alias(ASIDE),
    ).to_series()


def _typed(table: Table, rows: pl.DataFrame, reading: Reading, at: Place) -> pl.DataFrame:
    own = [cells.alias(name) for name, cells in reading.columns.items() if name != "year"]
    beside = [] if table.name in ("Children", "Header") else [identifiers(rows[CHILD]).alias(CHILD)]
    numbers = [rows[key].cast(pl.Int32) for key in keys(table.name)]
    return pl.DataFrame([*beside, *numbers, *own]).with_columns(
        pl.lit(at.authority, dtype=pl.String).alias("authority"),
        pl.lit(at.year, dtype=pl.Int32).alias("year"),
        pl.lit(at.file).alias("file"),
        rows["row"],
    )


def _set_aside(
    table: Table, rows: pl.DataFrame, aside: pl.Series, at: Place
) -> tuple[pl.DataFrame, list[pl.DataFrame]]:
    """Return the rows set aside as `Intake.set_aside` has them, and a flag for each."""
    kept, told = [settle.none_set_aside()], []
    for code in aside.drop_nulls().unique(maintain_order=True).to_list():
        chosen = rows.filter(aside == code)
        flagged = flags.at_rows(
            code, chosen.select("row", _value(table, code).alias("value")), file=at.file, column=_column(table, code)
        )
        told.append(flagged)
        cells = [name for name in chosen.columns if name not in ("row", ASIDE)]
        values = chosen.select(pl.struct(cells).struct.json_encode()).to_series()
        kept.append(_lines(chosen["row"], table.name, flagged["sentence"], values, at))
    return pl.concat(kept), told


def _value(table: Table, code: str) -> pl.Expr:
    if code == "row-says-nothing":
        return pl.coalesce(*(column.field for column in table.columns), pl.lit("blank"))
    return pl.col(CHILD) if code in ("child-twice", "referral-repeated") else _BLANK


def _column(table: Table, code: str) -> str:
    return table.element if code == "row-says-nothing" else "LAchildID"


def settle_pieces(pieces: Sequence[Piece], at: Place) -> Settled:
    """Settle what has no place in a census: all of it is set aside as it stands, and accounted for under no table."""
    told = [_piece_flag(piece, at) for piece in pieces]
    sentences = pl.concat(told)["sentence"] if told else pl.Series([], dtype=pl.String)
    text = pl.DataFrame({"element": pl.Series([piece.text for piece in pieces], dtype=pl.String)})
    values = text.select(pl.struct("element").struct.json_encode()).to_series()
    lines = pl.Series([piece.line for piece in pieces], dtype=pl.Int32)
    report = FileReport(at.file, KIND, None, at.year, rows=len(pieces), set_aside=len(pieces), sha256=at.sha256)
    return Settled("", pl.DataFrame(), report, flags.joined(told), _lines(lines, None, sentences, values, at))


def _piece_flag(piece: Piece, at: Place) -> pl.DataFrame:
    return flags.at_file(piece.code, file=at.file, column=piece.name, value=piece.value, row=piece.line)


def _lines(rows: pl.Series, table: str | None, reasons: pl.Series, values: pl.Series, at: Place) -> pl.DataFrame:
    columns: Iterable[pl.Series | pl.Expr] = (
        pl.lit(at.file).alias("file"),
        rows.alias("row"),
        pl.lit(table, dtype=pl.String).alias("table"),
        reasons.alias("reason"),
        values.alias("values"),
    )
    return pl.select(rows.alias("row")).select(*columns).select(list(settle.SET_ASIDE_SCHEMA))
