"""Moves from one placement to another inside a period of care."""

from __future__ import annotations

import polars as pl

from suffice.engine.episodes.model import History
from suffice.engine.episodes.states import TEMPORARY

_RUN = ("authority", "child", "period_start")
_HOME = ("place", "place_provider", "pl_post")


def moves(history: History) -> pl.DataFrame:
    """Return the changes from one placement to the next, one row each, ordered by authority, child, date.

    A change of legal status alone (RNE L) is no move. A temporary placement (T0-T4) and the return from it to the same
    home are none either; a child who comes back to another home has moved from the home that was interrupted.

    Returns:
        ``authority, child, on`` (Date), ``rne, from_place, to_place, from_state, to_state``, ``carer_changed``
        (Boolean: RNE P or B; with T or U the carer stays), ``file, row`` (of the episode that begins).
    """
    temporary = pl.col("place").is_in(TEMPORARY).fill_null(False)
    told = history.episodes.with_columns(returning=temporary.shift(1) & _same_as_before(_RUN))
    before = told.filter(~temporary).with_columns(
        follows=_same_as_before(_RUN),
        same_home=_same_as_before(_HOME),
        from_place=pl.col("place").shift(1),
        from_state=pl.col("state").shift(1),
    )
    moved = (
        pl.col("follows")
        & (pl.col("rne") != "L").fill_null(True)
        & ~(pl.col("returning").fill_null(False) & pl.col("same_home"))
    )
    return before.filter(moved).select(
        "authority",
        "child",
        pl.col("decom").alias("on"),
        "rne",
        "from_place",
        pl.col("place").alias("to_place"),
        "from_state",
        pl.col("state").alias("to_state"),
        pl.col("rne").is_in(["P", "B"]).fill_null(False).alias("carer_changed"),
        "file",
        "row",
    )


def _same_as_before(columns: tuple[str, ...]) -> pl.Expr:
    """Return whether a row has the same values as the row above it; the first row has none above."""
    same = pl.all_horizontal(pl.col(name).eq_missing(pl.col(name).shift(1)) for name in columns)
    return same & (pl.int_range(pl.len()) > 0)
