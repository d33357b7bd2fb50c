"""Small expressions that many checks share: ages, lengths, groups of codes. Names of columns are those of `Frames`."""

from __future__ import annotations

import polars as pl

SHORT_BREAKS = ("V3", "V4")
FOR_ADOPTION = ("A3", "A4", "A5", "A6")
TEMPORARY = ("T0", "T1", "T2", "T3", "T4")
ADOPTED = ("E11", "E12")
FOSTERED_BY_OTHERS = ("U4", "U5", "U6")


def birthday(born: pl.Expr, years: int) -> pl.Expr:
    """Return the day on which someone `born` then turns `years`; born 29 February: 1 March in a common year."""
    turned = born.dt.offset_by(f"{years}y")
    early = (born.dt.day() == 29) & (turned.dt.day() == 28)
    return pl.when(early).then(turned.dt.offset_by("1d")).otherwise(turned)


def age_on(day: str) -> pl.Expr:
    """Return the age in whole years on the day in column `day`."""
    born, then = pl.col("born"), pl.col(day)
    return then.dt.year() - born.dt.year() - (_day_of_year(then) < _day_of_year(born)).cast(pl.Int32)


def _day_of_year(day: pl.Expr) -> pl.Expr:
    return day.dt.month().cast(pl.Int32) * 100 + day.dt.day()


def in_set(column: str, codes: tuple[str, ...]) -> pl.Expr:
    """Return whether the code in `column` is one of `codes`; null where it is blank."""
    return pl.col(column).is_in(codes)


def blank(column: str) -> pl.Expr:
    """Return whether nothing stands in `column`."""
    return pl.col(column).is_null()


def given(column: str) -> pl.Expr:
    """Return whether something stands in `column`."""
    return pl.col(column).is_not_null()


def days() -> pl.Expr:
    """Return how many days an episode has lasted, to the end of the year while it is open."""
    return (pl.col("until") - pl.col("decom")).dt.total_days()


def later_of_same_child(column: str) -> pl.Expr:
    """Return `column` of the row before, where that row is the same child's; null otherwise."""
    return pl.when(pl.col("child") == pl.col("child").shift(1)).then(pl.col(column).shift(1))
