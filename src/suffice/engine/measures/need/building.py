"""What the measures of children in need and child protection have in common."""

from __future__ import annotations

from functools import partial

import polars as pl

from suffice.engine.measures.model import Area, Indicator, Polarity, Span, Unit

REFERENCE = "Department for Education, children in need census"
POPULATION = "children aged 0 to 17, mid-year estimate of the latest 30 June on or before the day"
ITSELF = pl.lit(value=True)


of_need = partial(
    Indicator,
    unit=Unit.PERCENT,
    polarity=Polarity.CONTEXT,
    reference=REFERENCE,
    source=("cin",),
    area=Area.NEED,
    span=Span.YEAR,
)
"""The definition of a measure that is told by the census of children in need, save where something else is said."""
