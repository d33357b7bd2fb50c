"""Disabled children in need: who of them is in care, who on a plan, and who neither."""

from __future__ import annotations

from collections.abc import Callable

import polars as pl

from suffice.engine.measures.cohorts import once
from suffice.engine.measures.judging import judged
from suffice.engine.measures.model import Indicator, Span
from suffice.engine.measures.need.building import of_need
from suffice.engine.measures.need.census import disabled, in_need, on_a_plan
from suffice.engine.measures.scene import Scene

TIERS = {
    "in_care": ("in care", "disabled children in need who are in care"),
    "on_plan": ("on a child protection plan", "disabled children on a child protection plan, not in care"),
    "in_need": ("in need alone", "disabled children in need, neither in care nor on a child protection plan"),
}


@once
def by_tier(scene: Scene) -> pl.DataFrame:
    """Return the disabled children in need on the day with ``tier``, the highest that they are at."""
    children = in_need(scene)
    planned, cared = on_a_plan(scene)["child"].implode(), scene.stock.children["child"].implode()
    tier = (
        pl.when(pl.col("child").is_in(cared))
        .then(pl.lit("in_care"))
        .when(pl.col("child").is_in(planned))
        .then(pl.lit("on_plan"))
        .otherwise(pl.lit("in_need"))
    )
    known = disabled(scene).with_columns(pl.lit(value=True).alias("known"))
    return children.join(known, on=["authority", "child"], how="left", maintain_order="left").with_columns(
        pl.col("known").fill_null(value=False), tier=tier
    )


def _at(tier: str) -> Callable[[Scene], pl.DataFrame]:
    def judge(scene: Scene) -> pl.DataFrame:
        return judged(by_tier(scene), passes=pl.col("tier") == tier, among=pl.col("known"))

    return judge


def _indicator(tier: str, words: str, numerator: str) -> Indicator:
    return of_need(
        f"disabled_{tier}",
        f"Disabled children in need who are {words}",
        numerator,
        "children in need at the end of the day of whom a census tells a disability",
        "each child once, at the highest of the three; any code but NONE is a disability; who is in care is told by "
        "the SSDA903 return, under the same identifier",
        judge=_at(tier),
        span=Span.DAY,
        source=("cin", "ssda903"),
    )


INDICATORS = tuple(_indicator(tier, *words) for tier, words in TIERS.items())
