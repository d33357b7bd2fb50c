"""What the measures of children in need and child protection have in common."""

from __future__ import annotations

from collections.abc import Callable

import polars as pl

from suffice.engine.measures.model import Area, Indicator, Option, Polarity, Span, Tally, Unit
from suffice.engine.measures.scene import Scene

REFERENCE = "Department for Education, children in need census"
POPULATION = "children aged 0 to 17, mid-year estimate of the latest 30 June on or before the day"
ITSELF = pl.lit(value=True)


def of_need(
    code: str,
    title: str,
    numerator: str,
    denominator: str,
    who_counts: str,
    *,
    judge: Callable[[Scene], pl.DataFrame],
    unit: Unit = Unit.PERCENT,
    polarity: Polarity = Polarity.CONTEXT,
    area: Area = Area.NEED,
    span: Span = Span.YEAR,
    source: tuple[str, ...] = ("cin",),
    reference: str = REFERENCE,
    tally: Tally | None = None,
    options: tuple[Option, ...] = (),
) -> Indicator:
    """Return the definition of a measure that is told by the census of children in need unless `source` says else."""
    return Indicator(
        code=code,
        title=title,
        numerator=numerator,
        denominator=denominator,
        who_counts=who_counts,
        unit=unit,
        polarity=polarity,
        reference=reference,
        judge=judge,
        source=source,
        area=area,
        span=span,
        tally=tally,
        options=options,
    )
