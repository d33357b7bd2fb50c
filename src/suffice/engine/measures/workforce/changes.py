"""Children in care who had three or more social workers in the year."""

from __future__ import annotations

from datetime import date

import polars as pl

from suffice.engine.measures.judging import KEY, judged
from suffice.engine.measures.model import Area, Cohort, Indicator, Polarity, Span, Unit
from suffice.engine.measures.scene import Scene

_MANY = 3


def workers_in_year(scene: Scene) -> pl.DataFrame:
    """Return how many different social workers each child had in the twelve months: ``authority, child, workers``."""
    rows = scene.care.table("SWEpisodes").filter(
        pl.col("sw_id").is_not_null(),
        pl.col("sw_decom") <= scene.on,
        pl.col("sw_dec").is_null() | (pl.col("sw_dec") >= scene.first),
        pl.col("year") == scene.year,
    )
    return rows.group_by(KEY).agg(pl.col("sw_id").n_unique().alias("workers"))


def _judge(scene: Scene) -> pl.DataFrame:
    children = scene.stock.children.join(workers_in_year(scene), on=KEY, how="left")
    workers = pl.col("workers")
    return judged(children, passes=workers >= _MANY, unknown=workers.is_null(), keep=("workers",))


INDICATORS = (
    Indicator(
        code="sw_changes",
        title="Children in care with three or more social workers in the year",
        numerator="children in care on 31 March who had three or more different social workers in the year to it",
        denominator="children in care on 31 March",
        who_counts=(
            "different numbers of workers (SW_ID) in the return of the year; one who comes back counts once; a child "
            "without a worker in the return stays in the denominator"
        ),
        unit=Unit.PERCENT,
        polarity=Polarity.LOW,
        reference="Department for Education, children looked after in England, official statistics in development",
        judge=_judge,
        source=("ssda903:SWEpisodes",),
        area=Area.STABILITY,
        span=Span.COLLECTION_YEAR,
        cohort=Cohort.IN_CARE,
        incomplete_counts=True,
        valid_from=date(2024, 3, 31),
    ),
)
