"""The lists of one workbook, prepared once for all checks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

import polars as pl

from suffice.engine.calendar import months_after
from suffice.engine.returns.annex_a.layouts import lists
from suffice.engine.returns.model import Return

CHILD = "child_unique_id"
ENDS = {
    "List6": "cin_closure_date",
    "List7": "child_protection_plan_end_date",
    "List8": "date_ceased_to_be_looked_after",
}
"""The column that says when what a list holds came to an end."""
WINDOW_MONTHS = 6


class Frames:
    """The lists of one workbook as checks read them.

    Every list has its columns, ``row``, ``child`` (whom a row is about), ``file`` (the sheet and the workbook, for
    sentences), ``as_at`` and ``earliest`` (Date: the day that the workbook tells of, and six months before).
    """

    def __init__(self, ret: Return, as_at: date) -> None:
        self._tables = ret.tables
        self._absent = ret.absent
        self._beside = (
            pl.lit(as_at).alias("as_at"),
            pl.lit(months_after(as_at, -WINDOW_MONTHS)).alias("earliest"),
            pl.concat_str(pl.lit("sheet "), "sheet", pl.lit(" of "), "file").alias("file"),
        )

    def lacks(self, field: str) -> bool:
        """Return whether the workbook has no such ``List.column``."""
        return field.partition(".")[0] not in self._tables or field in self._absent

    def has_table(self, table: str) -> bool:
        """Return whether the workbook has the list at all."""
        return table in self._tables

    def table(self, name: str) -> pl.DataFrame:
        """Return one list, with the columns that every list has here."""
        return self._tables[name].with_columns(*self._beside, child=lists()[name].identity)

    def open(self, name: str) -> pl.DataFrame:
        """Return the rows of List 6, 7 or 8 that had not come to an end on the day that the workbook tells of."""
        ended = pl.col(ENDS[name])
        return self.table(name).filter((ended > pl.col("as_at")) | ended.is_null())

    def several(self, names: Iterable[str], columns: Sequence[str], where: pl.Expr) -> pl.DataFrame:
        """Return the rows of several lists for which `where` holds: ``row, file, child, list`` and `columns`."""
        there = [name for name in names if not any(self.lacks(f"{name}.{column}") for column in columns)]
        found = [
            self.table(name)
            .filter(where)
            .select("row", "file", "child", *columns, "as_at", list=pl.lit(in_words(name)))
            for name in there
        ]
        return pl.concat(found) if found else _nothing(columns)


def _nothing(columns: Sequence[str]) -> pl.DataFrame:
    names = ("row", "file", "child", *columns, "as_at", "list")
    return pl.DataFrame(schema=dict.fromkeys(names, pl.String))


def in_words(name: str) -> str:
    """Return the name of a list as a person says it."""
    return f"List {lists()[name].number}"
