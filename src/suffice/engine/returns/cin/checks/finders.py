"""How a check of the census finds its rows."""

from __future__ import annotations

from collections.abc import Callable

import polars as pl

from suffice.engine.returns.cin.checks.frames import Frames

Find = Callable[[Frames], pl.DataFrame]


def rows(table: str, where: pl.Expr) -> Find:
    """Return a finder of the rows of `table` for which `where` holds; see `Frames` for what it may name."""
    return lambda frames: frames.table(table).filter(where)


def referrals(where: pl.Expr) -> Find:
    """Return a finder of the referrals for which `where` holds; see `Frames.referrals` for what it may name."""
    return lambda frames: frames.referrals.filter(where)


def repeated(table: str, columns: list[str]) -> Find:
    """Return a finder of the rows of `table` that repeat an earlier one in `columns`."""
    return lambda frames: frames.table(table).filter(
        pl.all_horizontal(pl.col(columns).is_not_null()) & ~pl.struct(columns).is_first_distinct()
    )


def overlapping(table: str, start: str, end: str) -> Find:
    """Return a finder of the rows of `table` that start before the child's one before has ended."""
    return lambda frames: frames.after_another(table, start, end).filter(
        pl.col("prev_start").is_not_null() & (pl.col("prev_end").is_null() | (pl.col("prev_end") > pl.col(start)))
    )


def blank(column: str) -> pl.Expr:
    """Return whether nothing stands in `column`."""
    return pl.col(column).is_null()


def given(column: str) -> pl.Expr:
    """Return whether something stands in `column`."""
    return pl.col(column).is_not_null()


def before(column: str, other: str) -> pl.Expr:
    """Return whether one date lies before another; null where one is blank."""
    return pl.col(column) < pl.col(other)


def days_until_year_end(column: str) -> pl.Expr:
    """Return how many days lie between a date and the end of the census year."""
    return (pl.col("year_end") - pl.col(column)).dt.total_days()
