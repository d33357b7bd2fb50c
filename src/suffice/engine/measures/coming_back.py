"""Children who came back into care within twelve months of leaving it."""

from __future__ import annotations

import polars as pl

from suffice.engine.measures.judging import of_year
from suffice.engine.measures.model import Cohort, Indicator, Polarity, Span, Unit

DAYS = 365

INDICATORS = (
    Indicator(
        code="reentry_12_months",
        title="Children starting to be in care within twelve months of leaving it",
        numerator="children who began a period of care in the year, no more than 365 days after their last one ended",
        denominator="different children who began a period of care in the twelve months that end on the day",
        who_counts="each child once; only earlier periods that are in the returns are known",
        unit=Unit.PERCENT,
        polarity=Polarity.LOW,
        reference="this project; the department publishes no such measure for local authorities",
        cohort=Cohort.MOVING,
        span=Span.YEAR,
        judge=of_year(lambda flows: flows.starts, pl.col("reentry") & (pl.col("days_away") <= DAYS)),
    ),
)
