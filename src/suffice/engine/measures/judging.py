"""The shape of a judgement, and the few ways in which measures judge children in care."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import polars as pl

from suffice.engine.episodes import Flows
from suffice.engine.measures.model import Outcome
from suffice.engine.measures.scene import Scene

KEY = ("authority", "child")
SHAPE = {"authority": pl.String, "child": pl.String, "item": pl.String, "outcome": pl.String}


def judged(
    rows: pl.DataFrame,
    *,
    passes: pl.Expr,
    among: pl.Expr | None = None,
    unknown: pl.Expr | None = None,
    item: pl.Expr | None = None,
    value: pl.Expr | None = None,
    weight: pl.Expr | None = None,
    keep: Sequence[str] = (),
) -> pl.DataFrame:
    """Return one judgement a row, in the shape that `Indicator.judge` promises.

    Args:
        rows: with ``authority, child`` and whatever the expressions look at.
        passes: whether the row is in the numerator; null is no.
        among: whether it is in the cohort at all; everyone by default.
        unknown: whether something that the judgement needs is missing.
        item: what tells the rows of one child apart, as text; "" by default.
        value: of a mean.
        weight: what the row weighs; 1 by default.
        keep: further columns to keep, to split by or to show.
    """
    yes = pl.lit(True)
    outcome = (
        pl.when(~(yes if among is None else among).fill_null(value=False))
        .then(pl.lit(str(Outcome.NOT_ELIGIBLE)))
        .when((~yes if unknown is None else unknown).fill_null(value=False))
        .then(pl.lit(str(Outcome.INCOMPLETE)))
        .when(passes.fill_null(value=False))
        .then(pl.lit(str(Outcome.PASS)))
        .otherwise(pl.lit(str(Outcome.FAIL)))
    )
    numbers = {"value": value, "weight": weight}
    return rows.select(
        *KEY,
        (pl.lit("") if item is None else item.cast(pl.String).fill_null("")).alias("item"),
        outcome.alias("outcome"),
        *(one.cast(pl.Float64).alias(name) for name, one in numbers.items() if one is not None),
        *keep,
    )


def of_stock(
    who: pl.Expr, *, among: pl.Expr | None = None, unknown: pl.Expr | None = None
) -> Callable[[Scene], pl.DataFrame]:
    """Return a judge of the children in care on the day: those for whom `who` holds pass."""

    def judge(scene: Scene) -> pl.DataFrame:
        return judged(scene.stock.children, passes=who, among=among, unknown=unknown)

    return judge


def of_year(table: Callable[[Flows], pl.DataFrame], who: pl.Expr | None = None) -> Callable[[Scene], pl.DataFrame]:
    """Return a judge of the year's starts or ends, each child once: who has one for which `who` holds passes.

    What is judged is the day of the child's first.
    """

    def judge(scene: Scene) -> pl.DataFrame:
        rows = table(scene.flows).filter(~pl.col("continuing"))
        told = pl.lit(True) if who is None else who.fill_null(value=False)
        children = rows.group_by(KEY, maintain_order=True).agg(told.any().alias("told"), pl.col("on").min())
        return judged(children, passes=pl.col("told"), item=pl.col("on"))

    return judge
