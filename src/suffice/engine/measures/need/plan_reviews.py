"""Reviews of child protection plans held in time."""

from __future__ import annotations

import polars as pl

from suffice.engine.calendar import months_after
from suffice.engine.measures.judging import KEY, judged
from suffice.engine.measures.model import Area, Polarity, Span
from suffice.engine.measures.need.building import of_need
from suffice.engine.measures.need.census import known_from, on_a_plan, table
from suffice.engine.measures.scene import Scene

FIRST_DAYS, LATER_DAYS = 91, 183


def _judge(scene: Scene) -> pl.DataFrame:
    """Judge each child on a plan by the longest waits: to the first review, and after every later one.

    Of a plan that began before the censuses do, the first day that they tell stands in for the review before it, so
    that a wait that is too long even from there is a failure, and one that is not leaves the child unknown until a
    review has been seen.
    """
    first_told = pl.lit(known_from(scene, scene.on))
    plans = on_a_plan(scene).with_columns(
        told=pl.col("cppstartdate") >= first_told, clock=pl.max_horizontal("cppstartdate", first_told)
    )
    held = plans.join(_held(scene), on=KEY).filter(
        pl.col("cppreviewdate") >= pl.col("clock"), pl.col("cppreviewdate") <= scene.on
    )
    clocks = plans.select(*KEY, "told", pl.col("clock").alias("at"), nth=pl.lit(0))
    chain = pl.concat([clocks, held.select(*KEY, "told", pl.col("cppreviewdate").alias("at"), nth=pl.lit(1))]).sort(
        *KEY, "at", "nth"
    )
    waits = chain.with_columns(
        days=(pl.col("at").shift(-1).over(KEY).fill_null(scene.on) - pl.col("at")).dt.total_days(),
        allowed=pl.when((pl.col("nth") == 0) & pl.col("told")).then(FIRST_DAYS).otherwise(LATER_DAYS),
    )
    judged_by = waits.group_by(KEY).agg(late=(pl.col("days") > pl.col("allowed")).any(), reviews=pl.col("nth").sum())
    rows = plans.join(judged_by, on=KEY, how="left", maintain_order="left")
    unseen = ~pl.col("told") & (pl.col("reviews") == 0) & ~pl.col("late")
    long_enough = pl.col("cppstartdate") <= months_after(scene.on, -3)
    return judged(rows, passes=~pl.col("late"), among=long_enough, unknown=unseen)


def _held(scene: Scene) -> pl.DataFrame:
    return table(scene, "Reviews").select(*KEY, "cppreviewdate").drop_nulls().unique()


INDICATORS = (
    of_need(
        "cpp_reviews",
        "Children on a plan whose reviews were all on time",
        f"children whose plan was first reviewed within {FIRST_DAYS} days, then within {LATER_DAYS} days each time",
        "children on a child protection plan at the end of the day, for three months or longer",
        "from the start of the plan to the day, the time since the last review included; of a plan that began before "
        "the first census brought, from the first day that it tells",
        judge=_judge,
        polarity=Polarity.HIGH,
        area=Area.PROTECTION,
        span=Span.DAY,
    ),
)
