"""A history as someone would have known it on an earlier day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import polars as pl

from suffice.engine.episodes.model import History


def as_known_on(history: History, on: date) -> History:
    """Return the history with every event dated after `on` removed, so that a past date is an honest test.

    Episodes that start later go; those that end later are open again, with no reason for ending and no repair of their
    end; children of whom nothing is left go too. The stock on `on`, or on any day before, is the same as it was.

    Args:
        history: what `assemble` returned.
        on: the last day of which anything is known.
    """
    later = (pl.col("dec") > on).fill_null(False)
    forgotten = [pl.when(~later).then(pl.col(name)).alias(name) for name in ("dec", "rec", "repair")]
    episodes = history.episodes.filter(pl.col("decom") <= on).with_columns(
        *forgotten, unknown_exit=pl.col("unknown_exit") & ~later
    )
    key = ["authority", "child"]
    return replace(
        history,
        children=history.children.join(episodes, on=key, how="semi", maintain_order="left"),
        episodes=episodes,
        set_aside=history.set_aside
        if history.set_aside.is_empty()
        else history.set_aside.filter(pl.col("decom") <= on),
        last_day=min(on, history.last_day) if history.last_day else None,
    )
