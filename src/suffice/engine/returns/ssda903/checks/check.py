"""How a check of the SSDA903 return finds its rows."""

from __future__ import annotations

from collections.abc import Callable

import polars as pl

from suffice.engine.returns.ssda903.checks.frames import Frames

Find = Callable[[Frames], pl.DataFrame]


def episodes(where: pl.Expr) -> Find:
    """Return a finder of the episodes for which `where` holds; see `Frames.episodes` for what it may name."""
    return lambda frames: frames.episodes.filter(where)


def rows(table: str, where: pl.Expr) -> Find:
    """Return a finder of the rows of `table` for which `where` holds; see `Frames.table` for what it may name."""
    return lambda frames: frames.table(table).filter(where)


def beside_care(table: str, where: pl.Expr) -> Find:
    """Return a finder of rows of `table`, each beside the facts of the child's care (`Frames.care`)."""
    return lambda frames: frames.table(table).join(frames.care, on="child", how="left").filter(where)


def on_the_day(table: str, column: str, where: pl.Expr) -> Find:
    """Return a finder of rows of `table`, each beside the episode under way on the day in `column`."""
    return lambda frames: frames.on_the_day(table, column).filter(where)
