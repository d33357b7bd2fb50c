"""Who provides foster care, as commissioners publish it; the projection's placement states are another grouping."""

from __future__ import annotations

import polars as pl

from suffice.engine.measures.judging import of_stock
from suffice.engine.measures.model import Area, Cohort, Indicator, Polarity, Unit

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
        area=Area.SUFFICIENCY,
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
    Indicator(
        code="fostering_in_house_ours",
        title="Foster care in house, as the projection groups it",
        numerator="children in foster care (U4 to U6) whose provider is a public body (PR1 to PR3) or not named",
        denominator="children in foster care in house or with an agency, as the projection groups them",
        who_counts="friends and family (U1 to U3) are a group of their own; temporary placements count as what they "
        "interrupt",
        unit=Unit.PERCENT,
        polarity=Polarity.HIGH,
        reference="the nine placement states of the projection",
        area=Area.SUFFICIENCY,
        cohort=Cohort.IN_CARE,
        judge=of_stock(
            pl.col("state") == "in_house_foster", among=pl.col("state").is_in(["in_house_foster", "agency_foster"])
        ),
    ),
)
