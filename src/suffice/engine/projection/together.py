"""Brothers and sisters who enter together: how many children come in one group."""

from __future__ import annotations

import numpy as np
import polars as pl

from suffice.engine.episodes import History
from suffice.engine.projection.tables import Reals

NATIONAL: Reals = np.array([0.72, 0.18, 0.07, 0.03])
"""Shares of groups with one, two, three and four children."""

ALONE: Reals = np.array([1.0, 0.0, 0.0, 0.0])
"""Unaccompanied children come one by one."""

_WORTH = 100.0
"""Groups of its own that an authority needs to count as much as the national shares."""


def together_of(known: History) -> tuple[Reals, ...]:
    """Return, of each stream, the shares of groups that enter with 1, 2, 3 and 4 children.

    Children who start on one day from one home postcode are taken for brothers and sisters. Where postcodes come again
    on other days too, as in made-up returns, some of those groups are chance, and count for that much less.

    Args:
        known: the history as known on the origin.
    """
    return (_shares(_starts(known)), ALONE)


def inflation(together: Reals) -> float:
    """Return how many times the variance of the number who enter exceeds that of children who come alone."""
    sizes = np.arange(1, together.size + 1)
    return float((together * sizes**2).sum() / (together * sizes).sum())


def _starts(known: History) -> pl.DataFrame:
    """The starts of periods of care whose home postcode is given."""
    key = ["authority", "child"]
    children = known.children.filter(~pl.col("uasc").fill_null(False)).select(key)
    post = pl.col("home_post").str.replace_all(r"\s", "").str.to_uppercase()
    return (
        known.episodes.filter(pl.col("decom") == pl.col("period_start"))
        .join(children, on=key, how="semi")
        .select("authority", "decom", post.alias("home"), "child")
        .filter(pl.col("home").is_not_null() & (pl.col("home") != ""))
    )


def _shares(starts: pl.DataFrame) -> Reals:
    groups = starts.group_by("authority", "decom", "home").agg(pl.col("child").n_unique().alias("size"))
    sizes = np.bincount(np.minimum(groups["size"].to_numpy(), NATIONAL.size), minlength=NATIONAL.size + 1)[1:]
    counts = sizes * _believed(starts)
    return np.asarray((counts + _WORTH * NATIONAL) / (counts.sum() + _WORTH), np.float64)


def _believed(starts: pl.DataFrame) -> float:
    """How far groups are more than chance: 1 where no postcode comes again on another day."""
    if starts.is_empty():
        return 0.0
    all_pairs, days, homes, groups = (
        _pairs(starts, by) for by in ([], ["decom"], ["home"], ["authority", "decom", "home"])
    )
    if not groups:
        return 1.0
    by_chance = days * (homes - groups) / max(all_pairs - days, 1)
    return max(0.0, 1.0 - by_chance / groups)


def _pairs(starts: pl.DataFrame, by: list[str]) -> int:
    sizes = starts.group_by(by).len()["len"] if by else pl.Series([starts.height])
    return int((sizes * (sizes - 1) // 2).sum())
