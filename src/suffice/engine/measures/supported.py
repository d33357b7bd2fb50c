"""Young people of 16 and 17 in supported accommodation."""

from __future__ import annotations

import polars as pl

from suffice.engine.episodes import PlacementState
from suffice.engine.measures.judging import of_stock
from suffice.engine.measures.model import Area, Cohort, Indicator, Polarity, Unit

INDICATORS = (
    Indicator(
        code="supported_accommodation_16_17",
        title="Young people aged 16 and 17 in supported accommodation",
        numerator="children in care aged 16 or 17 in supported accommodation (H5, P2; K3 from 2024)",
        denominator="children in care aged 16 or 17 at the end of the day",
        who_counts="temporary placements (T0 to T4) count where the young person lived before",
        unit=Unit.PERCENT,
        polarity=Polarity.CONTEXT,
        reference="this project, from the placement codes of the return",
        area=Area.SUFFICIENCY,
        cohort=Cohort.IN_CARE,
        judge=of_stock(
            pl.col("state") == str(PlacementState.SUPPORTED_ACCOMMODATION), among=pl.col("age_band") == "16-17"
        ),
    ),
)
