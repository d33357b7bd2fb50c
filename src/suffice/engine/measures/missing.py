"""Children who went missing from their placement, or were away without authorisation."""

from __future__ import annotations

from collections.abc import Callable

import polars as pl

from suffice.engine.measures.cohorts import in_care_in_year, once
from suffice.engine.measures.judging import KEY, judged
from suffice.engine.measures.model import Indicator, Polarity, Span, Unit
from suffice.engine.measures.scene import Scene


@once
def incidents(scene: Scene) -> pl.DataFrame:
    """Return the times away that touch the twelve months, each once, of children in care in them."""
    rows = scene.care.table("Missing").sort("year").unique((*KEY, "missing", "mis_start"), keep="last")
    touches = (pl.col("mis_start") <= scene.on) & (pl.col("mis_end").is_null() | (pl.col("mis_end") >= scene.first))
    return rows.filter(touches).join(in_care_in_year(scene), on=KEY, how="semi").sort(*KEY, "mis_start")


def _children(kind: str) -> Callable[[Scene], pl.DataFrame]:
    def judge(scene: Scene) -> pl.DataFrame:
        away = incidents(scene).filter(pl.col("missing") == kind).select(KEY).unique()
        told = in_care_in_year(scene).join(away.with_columns(away=pl.lit(value=True)), on=KEY, how="left")
        return judged(told, passes=pl.col("away"))

    return judge


def _incidents(scene: Scene) -> pl.DataFrame:
    rows = incidents(scene)
    unknown = pl.col("missing").is_null()
    return judged(
        rows,
        passes=pl.col("missing") == "M",
        among=pl.col("missing").fill_null("M") == "M",
        unknown=unknown,
        item=pl.col("mis_start"),
    )


_DENOMINATOR = "different children in care on any day of the twelve months, short breaks (V3, V4) apart"
_REFERENCE = "Department for Education, children looked after who were missing or away without authorisation"
_SOURCE = ("ssda903", "ssda903:Missing")


def _share(code: str, title: str, kind: str, words: str) -> Indicator:
    return Indicator(
        code=code,
        title=title,
        numerator=f"children {words} at least once in the twelve months (MISSING {kind})",
        denominator=_DENOMINATOR,
        who_counts="a time away counts when any day of it lies in the twelve months",
        unit=Unit.PERCENT,
        polarity=Polarity.LOW,
        reference=_REFERENCE,
        judge=_children(kind),
        source=_SOURCE,
        span=Span.YEAR,
    )


INDICATORS = (
    _share("missing_children", "Children who went missing from their placement in the year", "M", "missing from care"),
    _share("away_children", "Children away from their placement without authorisation in the year", "A", "away"),
    Indicator(
        code="missing_incidents",
        title="Times that children went missing from their placement in the year",
        numerator="times missing (MISSING M) of which any day lies in the twelve months",
        denominator="",
        who_counts="children in care on any day of the twelve months; a time reported in two returns counts once",
        unit=Unit.NUMBER,
        polarity=Polarity.LOW,
        reference=_REFERENCE,
        judge=_incidents,
        source=_SOURCE,
        span=Span.YEAR,
    ),
)
