"""Three or more placements in the year."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import polars as pl

from suffice.engine.episodes import History, moves
from suffice.engine.episodes.stock import counted, live_on
from suffice.engine.measures.counting import NOT_COVERED
from suffice.engine.measures.model import Count, Indicator, Polarity, Unit
from suffice.engine.measures.scene import Scene

_KEY = ("authority", "child")
_NEW_PLACEMENT = ["S", "P", "B"]
_SAME_CARER = ["T", "U"]


def placements_in(history: History, first: date, last: date, *, same_carer: bool = False) -> pl.DataFrame:
    """Return how many placements each child had from `first` to `last`: ``authority, child, placements``.

    The placement on the first day is one; each later start of a period of care, and each move to another placement
    (RNE S, P or B), is one more. Temporary placements and the return from them to the same home add none.

    Args:
        history: what `assemble` returned.
        first: the first day.
        last: the last day.
        same_carer: count changes of placement with the same carer (RNE T or U) too.
    """
    codes = _NEW_PLACEMENT + (_SAME_CARER if same_carer else [])
    episodes = history.episodes.filter(counted())
    at_first = episodes.filter(live_on(first)).select(_KEY).unique()
    begun = episodes.filter(pl.col("decom") == pl.col("period_start"), pl.col("decom").is_between(first, last, "right"))
    moved = moves(replace(history, episodes=episodes)).filter(
        pl.col("on").is_between(first, last, "right") & pl.col("rne").is_in(codes)
    )
    every = pl.concat([at_first, begun.select(_KEY), moved.select(_KEY)])
    return every.group_by(_KEY).agg(pl.len().alias("placements"))


def _count(scene: Scene) -> Count:
    if not scene.covers_year:
        return Count(None, None, note=NOT_COVERED)
    told = placements_in(scene.history, scene.first, scene.on, same_carer=scene.same_carer_changes_count)
    many = scene.stock.children.join(told.filter(pl.col("placements") >= 3), on=_KEY, how="semi")
    counts = "count" if scene.same_carer_changes_count else "do not count"
    note = f"Changes of placement with the same carer (RNE T and U) {counts} as placements."
    return Count(many.height, scene.stock.total, left_out=scene.stock.left_out, note=note)


INDICATORS = (
    Indicator(
        code="placements_3plus",
        title="Children in care with three or more placements in the year",
        numerator="children in care who had three or more placements in the twelve months that end on the day",
        denominator="children in care at the end of the day",
        who_counts=(
            "the placement on the first day and each one begun later by RNE S, P or B; not temporary placements (T0 to "
            "T4), changes of legal status, or, unless that option is chosen, changes with the same carer (T, U)"
        ),
        unit=Unit.PERCENT,
        polarity=Polarity.LOW,
        reference="Department for Education, stability measures; the exact treatment of T and U is not published",
        count=_count,
    ),
)
