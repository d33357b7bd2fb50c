"""What a row of the census says of a worker on its day: in post, begun or gone in the year, holding cases."""

from __future__ import annotations

import polars as pl

MOST_FTE = 1
"""The schema allows nobody more than one post."""


def seen(workers: pl.DataFrame) -> pl.DataFrame:
    """Return the rows of ``CSWWWorker`` with what they come to on the day of their census.

    Added: ``day`` (Date, 30 September), ``begins`` (Date, 1 October before), ``agency`` (Boolean, no where it is
    blank), ``in_post`` (Boolean: the role has begun by the day and goes on after it), ``began``, ``left`` (Boolean:
    within the twelve months to the day; who leaves on the day has left), ``holds`` (Boolean: in post with a case),
    ``post`` and ``case_post`` (Float64: FTE and FTE30, null where they are more than 1, which nobody's can be).
    """
    day = pl.date(pl.col("year"), 9, 30)
    begins = pl.date(pl.col("year") - 1, 10, 1)
    starts, ends = pl.col("rolestartdate"), pl.col("roleenddate")
    in_post = (starts.is_null() | (starts <= day)) & (ends.is_null() | (ends > day))
    return workers.with_columns(
        day=day,
        begins=begins,
        agency=pl.col("agencyworker").fill_null(value=False),
        in_post=in_post,
        began=starts.is_between(begins, day).fill_null(value=False),
        left=ends.is_between(begins, day).fill_null(value=False),
        holds=in_post & (pl.col("cases30") > 0).fill_null(value=False),
        post=possible("fte"),
        case_post=possible("fte30"),
    )


def possible(column: str) -> pl.Expr:
    """Return a full-time equivalent where it can be one, null where it is more than a whole post."""
    return pl.when(pl.col(column) <= MOST_FTE).then(pl.col(column))
