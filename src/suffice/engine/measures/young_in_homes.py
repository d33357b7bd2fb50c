"""Children under 10 who live in a children's home."""

from __future__ import annotations

import polars as pl

from suffice.engine.episodes import PlacementState
from suffice.engine.measures.judging import of_stock
from suffice.engine.measures.model import Area, Cohort, Indicator, Polarity, Unit

INDICATORS = (
    Indicator(
        code="under_10_in_childrens_homes",
        title="Children under 10 in a children's home",
        numerator="children in care under 10 whose placement is a children's home (K2, R1, S1)",
        denominator="children in care under 10 at the end of the day",
        who_counts="temporary placements (T0 to T4) count where the child lived before",
        unit=Unit.PERCENT,
        polarity=Polarity.LOW,
        reference="this project, from the placement codes of the return",
        area=Area.SUFFICIENCY,
        cohort=Cohort.IN_CARE,
        judge=of_stock(pl.col("state") == str(PlacementState.CHILDRENS_HOME), among=pl.col("age") < 10),
    ),
)
