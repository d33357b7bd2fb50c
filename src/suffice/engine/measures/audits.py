"""Audits of practice: how many, and how they judged."""

from __future__ import annotations

from collections.abc import Callable

import polars as pl

from suffice.engine.measures import by_template
from suffice.engine.measures.judging import KEY, judged
from suffice.engine.measures.model import Area, Indicator, Polarity, Unit
from suffice.engine.measures.scene import Scene
from suffice.engine.returns.templates.layouts import Grade

_KEEP = ("service", "team", "grade")
_GOOD = [str(Grade.OUTSTANDING), str(Grade.GOOD)]
_EXERCISES = {
    "case_audit": ("audits", "Case audits"),
    "dip_sample": ("dip_samples", "Dip samples"),
    "quarterly_evaluation": ("evaluations", "Quarterly evaluations"),
}


def in_year(scene: Scene, exercise: str) -> pl.DataFrame:
    """Return the audits of one kind finished in the twelve months to the day, one row an audit.

    The row is the overall judgement; ``grade`` is null where an audit has none. Of an audit in several files the last
    counts.
    """
    rows = by_template.table(scene, by_template.AUDITS)
    if rows is None:
        raise ValueError("No audits were brought, so none can be judged.")
    of_kind = rows.filter(pl.col("date").is_between(scene.first, scene.on) & (pl.col("exercise") == exercise))
    overall = of_kind.with_columns(grade=pl.when(pl.col("standard").is_null()).then("grade"))
    return (
        overall.sort(pl.col("grade").is_not_null(), maintain_order=True)
        .unique("audit", keep="last", maintain_order=True)
        .select(*KEY, "audit", "date", *_KEEP)
    )


def _judge(exercise: str, passes: pl.Expr, *, unknown: pl.Expr | None = None) -> Callable[[Scene], pl.DataFrame]:
    def judge(scene: Scene) -> pl.DataFrame:
        rows = in_year(scene, exercise)
        return judged(rows, passes=passes, unknown=unknown, item=pl.col("audit"), keep=("date", *_KEEP))

    return judge


def _indicator(
    code: str,
    title: str,
    judge: Callable[[Scene], pl.DataFrame],
    *,
    numerator: str,
    denominator: str = "",
    polarity: Polarity = Polarity.CONTEXT,
) -> Indicator:
    return Indicator(
        code=code,
        title=title,
        numerator=numerator,
        denominator=denominator,
        who_counts="each audit once, by its overall judgement; one without is in the number alone",
        unit=Unit.PERCENT if denominator else Unit.NUMBER,
        polarity=polarity,
        reference="this project, from the audit template",
        judge=judge,
        source=("audit",),
        area=Area.QUALITY,
    )


def _indicators(exercise: str, code: str, title: str) -> tuple[Indicator, ...]:
    words = f"{title.lower()} finished in the twelve months to the day"
    grade = pl.col("grade")
    shares = (
        ("good", "judged good or outstanding", grade.is_in(_GOOD), Polarity.HIGH),
        ("inadequate", "judged inadequate", grade == str(Grade.INADEQUATE), Polarity.LOW),
    )
    every = _judge(exercise, pl.lit(value=True))
    return _indicator(f"{code}_number", title, every, numerator=words), *(
        _indicator(
            f"{code}_{suffix}",
            f"{title} {told}",
            _judge(exercise, passes, unknown=grade.is_null()),
            numerator=f"{words} and {told}",
            denominator=f"{words}, with an overall judgement",
            polarity=polarity,
        )
        for suffix, told, passes, polarity in shares
    )


INDICATORS = tuple(one for exercise, (code, title) in _EXERCISES.items() for one in _indicators(exercise, code, title))
