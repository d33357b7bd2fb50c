"""Small returns as frames, out of tables that can be read, and what the checks say of them."""

from __future__ import annotations

from datetime import date, datetime

import polars as pl

from suffice.engine.returns.model import Return
from suffice.engine.returns.ssda903 import layouts
from suffice.engine.returns.ssda903.checks.run import run_checks

_TYPES: dict[str, pl.DataType] = {"date": pl.Date(), "int": pl.Int32()}


def _cell(text: str, kind: str) -> str | int | date | None:
    if text == "":
        return None
    if kind == "date":
        return datetime.strptime(text, "%d/%m/%Y").date()
    return int(text) if kind == "int" else text


def frame(table: str, text: str) -> pl.DataFrame:
    """Return a table out of lines with ``|`` between the cells, the first being the names of the columns given."""
    lines = [[cell.strip() for cell in line.split("|")] for line in text.strip().splitlines()]
    names, rows = lines[0], lines[1:]
    columns = layouts.tables()[table].columns
    cells = {
        column.field: pl.Series(
            [_cell(row[names.index(column.name)], column.kind) if column.name in names else None for row in rows],
            dtype=_TYPES.get(column.kind, pl.String()),
        )
        for column in columns
    }
    places = {"file": [f"{table.lower()}.csv"] * len(rows), "row": range(2, len(rows) + 2)}
    return pl.DataFrame(cells | places, schema_overrides={"row": pl.Int32})


def small_return(year: int = 2020, **tables: str) -> Return:
    """Return a return of the tables given (see `frame`)."""
    frames = {table: frame(table, text) for table, text in tables.items()}
    return Return("ssda903", None, year, "small", frames, ())


def said(ret: Return, *, about: str = "") -> list[tuple[str, int]]:
    """Return code and row of every fault found, of those whose code starts with `about`; notes apart."""
    faults = run_checks(ret).filter((pl.col("severity") != "note") & pl.col("code").str.starts_with(about))
    return list(faults.select("code", "row").iter_rows())
