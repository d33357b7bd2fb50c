"""Children deprived of their liberty under an order of the court; the return asks from April 2026 on."""

from __future__ import annotations

from datetime import date

import polars as pl

from suffice.engine.measures.cohorts import once
from suffice.engine.measures.judging import KEY, judged
from suffice.engine.measures.model import Indicator, Polarity, Span, Unit
from suffice.engine.measures.scene import Scene


@once
def _orders(scene: Scene) -> pl.DataFrame:
    rows = scene.care.table("DoLo").filter(pl.col("dolo_start") <= scene.on)
    return rows.sort("year").unique((*KEY, "dolo_start"), keep="last").sort(*KEY, "dolo_start")


def _open(scene: Scene) -> pl.DataFrame:
    running = pl.col("dolo_end").is_null() | (pl.col("dolo_end") > scene.on)
    children = _orders(scene).group_by(KEY, maintain_order=True).agg(running.any().alias("running"))
    return judged(children, passes=pl.col("running"), among=pl.col("running"))


def _begun(scene: Scene) -> pl.DataFrame:
    begun = pl.col("dolo_start") >= scene.first
    return judged(_orders(scene), passes=begun, among=begun, item=pl.col("dolo_start"))


def _indicator(code: str, title: str, words: str, span: Span) -> Indicator:
    return Indicator(
        code=code,
        title=title,
        numerator=words,
        denominator="",
        who_counts="orders in the DoLo table; an end date in the future is an order still in force",
        unit=Unit.NUMBER,
        polarity=Polarity.CONTEXT,
        reference="SSDA903 guide 2026 to 2027, deprivation of liberty orders",
        judge=_open if span is Span.DAY else _begun,
        source=("ssda903", "ssda903:DoLo"),
        span=span,
        valid_from=date(2026, 4, 1),
    )


INDICATORS = (
    _indicator(
        "dols",
        "Children under a deprivation of liberty order",
        "children with an order begun by the day and not ended",
        Span.DAY,
    ),
    _indicator(
        "dols_started",
        "Deprivation of liberty orders begun in the year",
        "orders that began in the twelve months",
        Span.YEAR,
    ),
)
