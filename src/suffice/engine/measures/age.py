"""Children in care by age."""

from __future__ import annotations

import polars as pl

from suffice.engine.episodes import AGE_BANDS
from suffice.engine.measures.judging import of_stock
from suffice.engine.measures.model import Cohort, Indicator, Polarity, Unit


def _indicator(band: str) -> Indicator:
    words = "under 1" if band == "0" else f"aged {band.replace('-', ' to ')}"
    return Indicator(
        code=f"age_{band.replace('-', '_')}",
        title=f"Children in care {words}",
        numerator=f"children in care {words} on the day",
        denominator="children in care at the end of the day",
        who_counts="true age in whole years; born on 29 February, a year older on 1 March",
        unit=Unit.PERCENT,
        polarity=Polarity.CONTEXT,
        reference="Department for Education, children looked after in England",
        cohort=Cohort.IN_CARE,
        judge=of_stock(pl.col("age_band") == band),
    )


INDICATORS = tuple(_indicator(label) for label, _first, _after in AGE_BANDS)
