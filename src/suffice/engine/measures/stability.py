"""Three or more placements in the year."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import polars as pl

from suffice.engine.calendar import first_of_years
from suffice.engine.episodes import History, moves
from suffice.engine.episodes.stock import counted, live_on
from suffice.engine.measures.judging import KEY, judged
from suffice.engine.measures.model import Area, Cohort, Indicator, Option, Polarity, Span, Unit
from suffice.engine.measures.scene import Scene, chosen

_NEW_PLACEMENT = ["S", "P", "B"]
_WITH_SAME_CARER = ["T", "U"]


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
    codes = _NEW_PLACEMENT + (_WITH_SAME_CARER if same_carer else [])
    episodes = history.episodes.filter(counted())
    at_first = episodes.filter(live_on(first)).select(KEY).unique()
    begun = episodes.filter(pl.col("decom") == pl.col("period_start"), pl.col("decom").is_between(first, last, "right"))
    moved = moves(replace(history, episodes=episodes)).filter(
        pl.col("on").is_between(first, last, "right") & pl.col("rne").is_in(codes)
    )
    every = pl.concat([at_first, begun.select(KEY), moved.select(KEY)])
    return every.group_by(KEY).agg(pl.len().alias("placements"))


def _judge(scene: Scene) -> pl.DataFrame:
    return judged(_with_placements(scene, scene.first), passes=pl.col("placements") >= 3)


def _judge_two_years(scene: Scene) -> pl.DataFrame:
    first = first_of_years(scene.on, 2)
    return judged(_with_placements(scene, first), passes=pl.col("placements") < 3)


def _with_placements(scene: Scene, first: date) -> pl.DataFrame:
    """Return the children in care with how many placements they have had since a day."""
    counts = chosen(scene, SAME_CARER) == "count"
    told = placements_in(scene.history, first, scene.on, same_carer=counts)
    return scene.stock.children.join(told, on=KEY, how="left", maintain_order="left")


SAME_CARER = Option(
    name="same_carer_changes",
    choices={
        "leave_out": "Changes of placement with the same carer (RNE T and U) do not count as placements.",
        "count": "Changes of placement with the same carer (RNE T and U) count as placements.",
    },
    default="leave_out",
)

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
        area=Area.STABILITY,
        span=Span.YEAR,
        cohort=Cohort.IN_CARE,
        options=(SAME_CARER,),
        judge=_judge,
    ),
    Indicator(
        code="fewer_than_3_placements_2y",
        title="Children in care with fewer than three placements in two years",
        numerator="children in care who had one or two placements in the two years that end on the day",
        denominator="children in care at the end of the day",
        who_counts="placements are counted as for three or more placements in the year",
        unit=Unit.PERCENT,
        polarity=Polarity.HIGH,
        reference="standard local indicator",
        area=Area.STABILITY,
        span=Span.TWO_YEARS,
        cohort=Cohort.IN_CARE,
        options=(SAME_CARER,),
        judge=_judge_two_years,
    ),
)
