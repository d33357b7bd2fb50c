"""A census's tables as its checks read them."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property

import polars as pl

from suffice.engine.returns.model import Return
from suffice.engine.returns.workforce.layouts import VACANCIES, WORKERS
from suffice.engine.returns.workforce.people import seen


class Frames:
    """The tables of one census of a known year."""

    def __init__(self, ret: Return) -> None:
        self._tables = ret.tables

    def lacks(self, field: str) -> bool:
        """Return whether the census has no such ``Table.COLUMN``."""
        table, _, column = field.partition(".")
        return not self.has_table(table) or column.lower() not in self._tables[table].columns

    def has_table(self, table: str) -> bool:
        """Return whether the census has a row of `table`."""
        return table in self._tables and not self._tables[table].is_empty()

    @cached_property
    def workers(self) -> pl.DataFrame:
        """The workers, with what `people.seen` adds, and ``others``: rows in post with the same number (UInt32)."""
        workers = seen(self._tables[WORKERS])
        same = pl.col("in_post").sum().over("sweno")
        return workers.with_columns(others=pl.when(pl.col("sweno").is_not_null() & pl.col("in_post")).then(same))

    @cached_property
    def vacancies(self) -> pl.DataFrame:
        """The vacancies, and ``agency_post`` (Float64): the FTE of the agency workers listed in post."""
        agency = self.workers.filter(pl.col("in_post") & pl.col("agency"))["post"].sum()
        return self._tables[VACANCIES].with_columns(agency_post=pl.lit(float(agency)).round(2))


def workers(where: pl.Expr) -> Callable[[Frames], pl.DataFrame]:
    """Return a finder of the workers for whom `where` holds; see `Frames.workers` for what it may name."""
    return lambda frames: frames.workers.filter(where)


def vacancies(where: pl.Expr) -> Callable[[Frames], pl.DataFrame]:
    """Return a finder of the row of vacancies where `where` holds; see `Frames.vacancies` for what it may name."""
    return lambda frames: frames.vacancies.filter(where)
