"""Visits that are up to date on the day, out of the workbook that tells the latest one."""

from __future__ import annotations

from collections.abc import Callable

import polars as pl

from suffice.engine.measures.judging import judged
from suffice.engine.measures.model import Area, Indicator, Polarity, Span
from suffice.engine.measures.need.building import of_need
from suffice.engine.measures.scene import Scene

_WHO = {
    "visit_in_care": ("lac_visits", "Children in care", Area.CARE, "children in care (List 8)"),
    "visit_on_plan": ("cpp_visits", "Children on a plan", Area.PROTECTION, "children on a protection plan (List 7)"),
    "visit_in_need": ("cin_visits", "Children in need", Area.NEED, "children with a child in need plan (List 6)"),
}


def _of_rule(rule: str) -> Callable[[Scene], pl.DataFrame]:
    def judge(scene: Scene) -> pl.DataFrame:
        from suffice.engine.timeliness.drift import drift  # noqa: PLC0415 - it looks at scenes, and so at measures
        from suffice.engine.timeliness.tables import as_at  # noqa: PLC0415

        rows = drift(scene).items.filter(pl.col("rule") == rule)
        another_day = pl.lit(as_at(scene) not in (None, scene.on))
        late, unknown = pl.col("standing") == "overdue", pl.col("standing") == "unknown"
        return judged(rows, passes=~late, unknown=unknown | another_day, keep=("team", "worker"))

    return judge


def _indicator(rule: str, code: str, who: str, area: Area, denominator: str) -> Indicator:
    return of_need(
        code,
        f"{who} whose visits are up to date",
        "those of whom no visit is overdue at the end of the day",
        denominator,
        "the latest visit alone is told; a workbook of another day cannot be judged",
        judge=_of_rule(rule),
        polarity=Polarity.HIGH,
        area=area,
        span=Span.DAY,
        source=("annex_a",),
        reference="the rules on drift and delay of this project",
    )


INDICATORS = tuple(_indicator(rule, *words) for rule, words in _WHO.items())
