"""Children in care by legal status."""

from __future__ import annotations

from enum import StrEnum

import polars as pl

from suffice.engine.measures.judging import of_stock
from suffice.engine.measures.model import Cohort, Indicator, Polarity, Unit


class LegalGroup(StrEnum):
    """The legal status of a child in care, as the statistics group it."""

    CARE_ORDER = "care_order"
    PLACEMENT_ORDER = "placement_order"
    VOLUNTARY = "voluntary"
    CHILD_PROTECTION = "child_protection"
    YOUTH_JUSTICE = "youth_justice"
    OTHER = "other"

    @property
    def label(self) -> str:
        """The words a page uses."""
        return _LABELS[self]


_LABELS = {
    LegalGroup.CARE_ORDER: "Care order, full or interim",
    LegalGroup.PLACEMENT_ORDER: "Placement order",
    LegalGroup.VOLUNTARY: "By agreement (section 20)",
    LegalGroup.CHILD_PROTECTION: "Police protection, emergency protection or child assessment order",
    LegalGroup.YOUTH_JUSTICE: "Remanded, detained or under a youth order",
    LegalGroup.OTHER: "Other or not known",
}

_GROUP_OF = {
    **dict.fromkeys(("C1", "C2"), "care_order"),
    **dict.fromkeys(("E1", "D1"), "placement_order"),
    "V2": "voluntary",
    **dict.fromkeys(("L1", "L2", "L3"), "child_protection"),
    **dict.fromkeys(("J1", "J2", "J3"), "youth_justice"),
}


def legal_group(status: str = "ls") -> pl.Expr:
    """Return the `LegalGroup` value of a legal status code."""
    return pl.col(status).replace_strict(_GROUP_OF, default="other", return_dtype=pl.String).fill_null("other")


def _indicator(group: LegalGroup) -> Indicator:
    return Indicator(
        code=f"legal_{group}",
        title=f"Children in care by legal status: {group.label}",
        numerator=f"children in care whose legal status on the day is: {group.label}",
        denominator="children in care at the end of the day",
        who_counts="children on a series of short breaks (V3, V4) are not counted as in care",
        unit=Unit.PERCENT,
        polarity=Polarity.CONTEXT,
        reference="Department for Education, children looked after in England",
        cohort=Cohort.IN_CARE,
        judge=of_stock(legal_group() == str(group)),
    )


INDICATORS = tuple(_indicator(group) for group in LegalGroup)
