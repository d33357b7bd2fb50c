"""Children who ceased to be in care in the year, for every 10,000 children who live here."""

from __future__ import annotations

from suffice.engine.measures.judging import of_year
from suffice.engine.measures.model import Cohort, Indicator, Polarity, Span, Unit

INDICATORS = (
    Indicator(
        code="cla_cease_rate",
        title="Children ceasing to be in care in the year, per 10,000 children",
        numerator="different children whose period of care ended in the twelve months that end on the day",
        denominator="children aged 0 to 17, mid-year estimate of the latest 30 June on or before the day",
        who_counts=(
            "each child once; 18th birthdays in care count; changes to a series of short breaks (V3, V4) do not; an "
            "end date is the first day not in care"
        ),
        unit=Unit.PER_10_000,
        polarity=Polarity.CONTEXT,
        reference="Department for Education, children looked after in England",
        cohort=Cohort.MOVING,
        span=Span.YEAR,
        judge=of_year(lambda flows: flows.ceases),
    ),
)
