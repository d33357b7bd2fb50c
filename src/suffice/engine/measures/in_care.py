"""Children in care for every 10,000 children who live here."""

from __future__ import annotations

import polars as pl

from suffice.engine.measures.judging import of_stock
from suffice.engine.measures.model import Cohort, Indicator, Polarity, Unit

INDICATORS = (
    Indicator(
        code="cla_rate",
        title="Children in care per 10,000 children",
        numerator="children in care at the end of the day",
        denominator="children aged 0 to 17, mid-year estimate of the latest 30 June on or before the day",
        who_counts="an episode begun by the day and not ended, not yet 18, not on a series of short breaks (V3, V4)",
        unit=Unit.PER_10_000,
        polarity=Polarity.CONTEXT,
        reference="Department for Education, children looked after in England",
        cohort=Cohort.IN_CARE,
        judge=of_stock(pl.lit(True)),
    ),
)
