"""Tables recognised by their columns and brought to one shape, still as text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from suffice.engine.returns import csv_table, flags
from suffice.engine.returns.ssda903.layouts import Table, tables

AUTHORITY, LABEL = "authority", "label"
"""Frame names of the two columns that files of several authorities or years add: LA and YEAR."""
OTHER = "other:"
"""Before the name of a column that the table does not have."""
_ALIASES = {"CHILDID": "CHILD", "CHILD_ID": "CHILD", "PL": "PLACE"}
_ADDED = {"LA": AUTHORITY, "YEAR": LABEL}


@dataclass(frozen=True, slots=True)
class RawTable:
    """One table as it stands in one file, as text.

    Attributes:
        file: the file's name.
        folder: the folder that it lies in.
        table: its layout.
        frame: ``row`` (Int32) and, as String, trimmed, blanks null: every column of the table by its published name
            in lower case, ``authority``, ``label`` (the YEAR column) and what else the file has.
        ragged: ``row``, ``value``, ``line`` of records that are no rows.
        whole: whether the file is a return by itself (XML) rather than one table of it.
        absent: frame names of the table's columns that the file does not have.
        home: number of the return that the table belongs to when it has no rows; known once it is grouped.
    """

    file: str
    folder: str
    table: Table
    frame: pl.DataFrame
    ragged: pl.DataFrame
    whole: bool = False
    absent: frozenset[str] = frozenset()
    home: int | None = None


@dataclass(frozen=True, slots=True)
class Recognition:
    """What the header line of a file says.

    Attributes:
        table: the table that it is.
        positions: frame name to position in the header.
        unknown: names that the table does not have.
        repeated: names that stand more than once.
        missing: columns of the table that are not there.
        tidied: names as written that differ from the published ones.
    """

    table: Table
    positions: dict[str, int]
    unknown: tuple[str, ...]
    repeated: tuple[str, ...]
    missing: tuple[str, ...]
    tidied: tuple[str, ...]


def _published(name: str) -> str:
    tidy = name.strip(csv_table.BLANKS).upper().replace(" ", "_").replace("-", "_")
    return _ALIASES.get(tidy, tidy)


def table_of(header: Sequence[str]) -> Table | None:
    """Return the table whose columns `header` has; the one with most columns there when several might be meant."""
    names = {_published(name) for name in header}
    possible = [table for table in tables().values() if table.needs <= names and (not table.any or table.any & names)]
    return max(possible, key=lambda table: (len(table.names & names), -len(table.names)), default=None)


def almost(header: Sequence[str]) -> str | None:
    """Return what `header` lacks to be a table that it has at least half the columns of; None if there is none."""
    names = {_published(name) for name in header}
    nearest = max(tables().values(), key=lambda table: len(table.names & names) / len(table.names))
    if 2 * len(nearest.names & names) < len(nearest.names):
        return None
    return f"lacks {' and '.join(sorted(nearest.needs - names) or sorted(nearest.any))}, which {nearest.name} needs"


def recognise(header: Sequence[str]) -> Recognition | None:
    """Return what the names in `header` mean, or None when they are no table's."""
    table = table_of(header)
    if table is None:
        return None
    positions: dict[str, int] = {}
    unknown, repeated, tidied = [], [], []
    for at, written in enumerate(header):
        name = _published(written)
        known = name in table.names or name in _ADDED
        key = _ADDED.get(name, name.lower()) if known else f"{OTHER}{written}"
        if key in positions:
            repeated.append(name)
            key = f"{OTHER}{written} ({at + 1})"
        elif not known and name:
            unknown.append(written)
        elif known and written != name:
            tidied.append(written)
        positions[key] = at
    missing = tuple(column.name for column in table.columns if column.field not in positions)
    return Recognition(table, positions, tuple(unknown), tuple(repeated), missing, tuple(tidied))


def remarks_on(found: Recognition, *, file: str) -> list[pl.DataFrame]:
    """Return the flags about the columns of one file."""
    remarks = [flags.at_file("column-unknown", file=file, column=name) for name in found.unknown]
    remarks += [flags.at_file("column-repeated", file=file, column=name) for name in found.repeated]
    remarks += [flags.at_file("column-missing", file=file, column=name) for name in found.missing]
    if found.tidied:
        remarks.append(flags.at_file("column-names-tidied", file=file, value=", ".join(found.tidied)))
    return remarks


def tidy(frame: pl.DataFrame, table: Table) -> pl.DataFrame:
    """Return `frame` with every cell trimmed, blanks null and the columns that it lacks added."""
    text = [name for name in frame.columns if name != "row"]
    lacking = [name for name in (*(c.field for c in table.columns), AUTHORITY, LABEL) if name not in text]
    trimmed = pl.col(text).str.strip_chars(csv_table.BLANKS)
    return frame.with_columns(pl.when(trimmed != "").then(trimmed).name.keep()).with_columns(
        pl.lit(None, dtype=pl.String).alias(name) for name in lacking
    )


def from_grid(grid: csv_table.Grid, found: Recognition, *, file: str, folder: str) -> RawTable:
    """Return the table that a recognised grid holds."""
    chosen = grid.frame.select("row", *(pl.col(str(at)).alias(name) for name, at in found.positions.items()))
    frame = tidy(chosen, found.table).with_columns(pl.col(LABEL).str.replace(r"\.0$", ""))
    absent = frozenset(name.lower() for name in found.missing)
    return RawTable(file, folder, found.table, frame, grid.ragged, absent=absent)
