"""Unaccompanied asylum-seeking children among the children in care."""

from __future__ import annotations

import polars as pl

from suffice.engine.measures.judging import of_stock
from suffice.engine.measures.model import Cohort, Indicator, Polarity, Tally, Unit

INDICATORS = (
    Indicator(
        code="uasc_share",
        title="Unaccompanied asylum-seeking children, share of children in care",
        numerator="children in care who are in the UASC table of any return",
        denominator="children in care at the end of the day",
        who_counts="a child once reported as unaccompanied stays so, whatever the date on which the status ceased",
        unit=Unit.PERCENT,
        polarity=Polarity.CONTEXT,
        reference="Department for Education, children looked after in England",
        cohort=Cohort.IN_CARE,
        judge=of_stock(pl.col("uasc")),
    ),
    Indicator(
        code="uasc_of_all_children",
        title="Unaccompanied asylum-seeking children in care, share of all children who live here",
        numerator="children in care who are in the UASC table of any return",
        denominator="children aged 0 to 17, mid-year estimate of the latest 30 June on or before the day",
        who_counts="the National Transfer Scheme looks at 0.1% of a place's children",
        unit=Unit.PERCENT,
        polarity=Polarity.CONTEXT,
        reference="National Transfer Scheme",
        cohort=Cohort.IN_CARE,
        tally=Tally.RATE,
        judge=of_stock(pl.col("uasc")),
    ),
)
