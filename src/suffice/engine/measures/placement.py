"""Children in care by where they live."""

from __future__ import annotations

import polars as pl

from suffice.engine.episodes import PlacementState
from suffice.engine.measures.judging import of_stock
from suffice.engine.measures.model import Area, Cohort, Indicator, Polarity, Unit


def _indicator(state: PlacementState) -> Indicator:
    return Indicator(
        code=f"placement_{state}",
        title=f"Children in care by placement: {state.label}",
        numerator=f"children in care whose placement is: {state.label}",
        denominator="children in care at the end of the day",
        who_counts="temporary placements (T0 to T4) count as what they interrupt; in-house is PR1 to PR3 or blank",
        unit=Unit.PERCENT,
        polarity=Polarity.CONTEXT,
        reference="the nine placement states of the projection",
        area=Area.SUFFICIENCY,
        cohort=Cohort.IN_CARE,
        judge=of_stock(pl.col("state") == str(state)),
    )


INDICATORS = tuple(_indicator(state) for state in PlacementState)
