"""Measures that no return tells, out of monthly figures that a council brings by hand: the latest month by the day."""

from __future__ import annotations

from collections.abc import Callable

import polars as pl

from suffice.engine.measures import by_template
from suffice.engine.measures.judging import judged
from suffice.engine.measures.model import Area, Indicator, Polarity, Tally, Unit
from suffice.engine.measures.scene import Scene
from suffice.engine.returns.templates.layouts import Known, known_measures

_OF_ALL = pl.col("service").is_null() & pl.col("team").is_null()


def _judge(measure: str) -> Callable[[Scene], pl.DataFrame]:
    """Return a judge of the figures of a measure: those of the whole where there are any, else those of its parts.

    A file brought later tells the same figure again, so the last counts.
    """

    def judge(scene: Scene) -> pl.DataFrame:
        rows = by_template.table(scene, by_template.FIGURES)
        if rows is None:
            raise ValueError("No monthly figures were brought, so none can be judged.")
        told = by_template.months_of(rows, measure, scene).unique(("service", "team"), keep="last", maintain_order=True)
        where = pl.concat_str(
            pl.col("month").dt.strftime("%B %Y"), "service", "team", separator=", ", ignore_nulls=True
        )
        return judged(
            told,
            passes=pl.lit(value=True),
            among=_OF_ALL | ~_OF_ALL.any(),
            item=where,
            value=pl.coalesce("number", "numerator"),
            weight=pl.col("denominator"),
            keep=("service", "team", "month"),
        )

    return judge


def _indicator(known: Known) -> Indicator:
    return Indicator(
        code=f"brought_{known.code}",
        title=known.title,
        numerator="as the authority states it for the month" if known.percent else "as the authority states it",
        denominator="as the authority states it for the month" if known.percent else "",
        who_counts="the latest month by the day, of the last twelve; the figure of the whole where there is one, else "
        "those of its parts together",
        unit=Unit.PERCENT if known.percent else Unit.NUMBER,
        polarity=Polarity(known.better or "context"),
        reference="the authority's own figures; this project reads them and defines nothing",
        judge=_judge(known.code),
        source=(f"figures:{known.code}",),
        area=Area(known.area),
        tally=Tally.RATIO if known.percent else Tally.SUM,
    )


INDICATORS = tuple(_indicator(known) for known in known_measures().values())
