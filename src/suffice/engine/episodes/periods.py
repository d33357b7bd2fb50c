"""Periods of care: episodes that follow each other without a day between."""

from __future__ import annotations

from datetime import date

import polars as pl

from suffice.engine.episodes.model import History

NEVER = date(9999, 12, 31)
"""Stands for the end of an open episode where ends are compared."""

_KEY = ("authority", "child")


def covered_until() -> pl.Expr:
    """Return, for each episode in order, the latest end of the same child's earlier episodes (null for the first)."""
    return pl.col("dec").fill_null(NEVER).cum_max().shift(1).over(_KEY)


def with_period_start(episodes: pl.DataFrame) -> pl.DataFrame:
    """Add ``period_start``, the first day of the unbroken run of episodes that each episode belongs to.

    Args:
        episodes: ordered by authority, child, decom, with at least ``authority, child, decom, dec``.
    """
    begins = covered_until().fill_null(date.min) < pl.col("decom")
    return episodes.with_columns(period_start=pl.when(begins).then("decom").forward_fill().over(_KEY))


def periods(history: History) -> pl.DataFrame:
    """Return the periods of care, one row each, whatever the legal status.

    Returns:
        ``authority, child, start, end`` (Date; `end` null while in care, the first day after otherwise), ``rne`` (of
        the first episode), ``rec`` (why the last ended), ``provisional`` (Boolean: its end was put there by a repair,
        so the reason is not known), ``episodes`` (how many), ``first_ls, last_ls, first_state, last_state``, ``dob``
        and ``eighteenth`` (null for a child without a date of birth). Ordered by authority, child, start.
    """
    births = history.children.select(*_KEY, "dob", "eighteenth")
    return runs(history.episodes).join(births, on=_KEY, how="left", maintain_order="left")


def runs(episodes: pl.DataFrame) -> pl.DataFrame:
    """Return the unbroken runs of `episodes` (which carry ``period_start``), as `periods` describes them."""
    last = pl.col("dec").fill_null(NEVER).arg_max()
    return (
        episodes.group_by(*_KEY, "period_start", maintain_order=True)
        .agg(
            pl.col("dec").get(last).alias("end"),
            pl.col("rne").first(),
            pl.col("rec").get(last),
            pl.col("unknown_exit").get(last).alias("provisional"),
            pl.len().cast(pl.Int32).alias("episodes"),
            pl.col("ls").first().alias("first_ls"),
            pl.col("ls").get(last).alias("last_ls"),
            pl.col("state").first().alias("first_state"),
            pl.col("state").get(last).alias("last_state"),
        )
        .rename({"period_start": "start"})
    )
