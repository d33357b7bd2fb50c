"""Children who left care through adoption or a special guardianship order."""

from __future__ import annotations

import polars as pl

from suffice.engine.measures.judging import of_year
from suffice.engine.measures.model import Area, Cohort, Indicator, Polarity, Span, Unit

ADOPTED = ("E11", "E12")
SPECIAL_GUARDIANSHIP = ("E43", "E44", "E45", "E46", "E47", "E48")
"""E43 and E44 until 2018; E45 to E48 (by who the guardian is, and whether a carer) from 2019."""


def _indicator(code: str, title: str, numerator: str, reasons: tuple[str, ...]) -> Indicator:
    return Indicator(
        code=code,
        title=title,
        numerator=numerator,
        denominator="different children whose period of care ended in the twelve months that end on the day",
        who_counts="each child once; ends that a repair put at a year end have no reason and count in the denominator",
        unit=Unit.PERCENT,
        polarity=Polarity.HIGH,
        reference="Department for Education, children looked after in England",
        area=Area.ADOPTION,
        cohort=Cohort.MOVING,
        span=Span.YEAR,
        judge=of_year(lambda flows: flows.ceases, pl.col("reason").is_in(reasons)),
    )


INDICATORS = (
    _indicator(
        "left_care_adopted_sgo",
        "Children leaving care through adoption or special guardianship",
        "children whose period of care ended with REC E11, E12 or E45 to E48 (E43, E44 before 2019)",
        (*ADOPTED, *SPECIAL_GUARDIANSHIP),
    ),
    _indicator(
        "left_care_adopted",
        "Children leaving care through adoption",
        "children whose period of care ended with REC E11 or E12",
        ADOPTED,
    ),
    _indicator(
        "left_care_sgo",
        "Children leaving care through special guardianship",
        "children whose period of care ended with REC E45 to E48 (E43, E44 before 2019)",
        SPECIAL_GUARDIANSHIP,
    ),
)
