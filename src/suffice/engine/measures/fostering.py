"""Who provides foster care, as commissioners publish it; the projection's placement states are another grouping."""

from __future__ import annotations

import polars as pl

from suffice.engine.measures.judging import of_stock
from suffice.engine.measures.model import Cohort, Indicator, Polarity, Unit

_FOSTERED = pl.col("place").is_in(["U1", "U2", "U3", "U4", "U5", "U6"])
_WHO_COUNTS = (
    "foster placements U1 to U6 as coded on the day; children in a temporary placement (T0 to T4) are in neither figure"
)


def _indicator(code: str, title: str, words: str, who: pl.Expr, polarity: Polarity) -> Indicator:
    return Indicator(
        code=code,
        title=title,
        numerator=f"children in foster care {words}",
        denominator="children in foster care (U1 to U6) at the end of the day",
        who_counts=_WHO_COUNTS,
        unit=Unit.PERCENT,
        polarity=polarity,
        reference="standard commissioning indicator",
        cohort=Cohort.IN_CARE,
        judge=of_stock(who, among=_FOSTERED),
    )


INDICATORS = (
    _indicator(
        "fostering_in_house",
        "Foster care with the council's own carers",
        "whose provider is the council itself (PR1)",
        pl.col("place_provider") == "PR1",
        Polarity.HIGH,
    ),
    _indicator(
        "fostering_agency",
        "Foster care with an agency",
        "whose provider is private or voluntary (PR4, PR5)",
        pl.col("place_provider").is_in(["PR4", "PR5"]),
        Polarity.LOW,
    ),
    _indicator(
        "fostering_friends_and_family",
        "Foster care with friends and family",
        "with a relative or friend (U1 to U3)",
        pl.col("place").is_in(["U1", "U2", "U3"]),
        Polarity.CONTEXT,
    ),
)
