"""Answers to surveys of the last twelve months: how many, and how many on the good side of their scale."""

from __future__ import annotations

import polars as pl

from suffice.engine.measures import by_template
from suffice.engine.measures.judging import judged
from suffice.engine.measures.model import Area, Indicator, Polarity, Tally, Unit
from suffice.engine.measures.scene import Scene
from suffice.engine.returns.templates.layouts import scales

_KEEP = ("survey", "question", "group", "service", "team")
_ANSWERED = pl.concat_str("scale", pl.lit(":"), "answer")
_GOOD = [f"{name}:{answer}" for name, scale in scales().items() for answer in scale.answers[: scale.good]]
_ON_A_SIDE = [f"{name}:{answer}" for name, scale in scales().items() for answer in scale.answers]


def _judge(scene: Scene) -> pl.DataFrame:
    """Judge each row of answers; it weighs as many as gave it."""
    rows = by_template.table(scene, by_template.SURVEYS)
    if rows is None:
        raise ValueError("No survey answers were brought, so none can be judged.")
    return judged(
        rows.filter(pl.col("date").is_between(scene.first, scene.on)),
        passes=_ANSWERED.is_in(_GOOD),
        among=_ANSWERED.is_in(_ON_A_SIDE),
        item=pl.concat_str(pl.col("file"), pl.lit(" row "), pl.col("row")),
        weight=pl.col("count"),
        keep=_KEEP,
    )


def _number(scene: Scene) -> pl.DataFrame:
    """Judge every row of answers to count, those in words too."""
    judgement = _judge(scene)
    return judgement.with_columns(outcome=pl.lit("pass"), value=pl.col("weight")).drop("weight")


INDICATORS = (
    Indicator(
        code="survey_answers",
        title="Answers to surveys",
        numerator="answers to questions of surveys asked in the twelve months to the day",
        denominator="",
        who_counts="every answer, those in words too; one person gives as many as there are questions",
        unit=Unit.NUMBER,
        polarity=Polarity.CONTEXT,
        reference="this project, from the survey template",
        judge=_number,
        source=("survey",),
        area=Area.QUALITY,
        tally=Tally.SUM,
    ),
    Indicator(
        code="survey_good",
        title="Answers to surveys on the good side",
        numerator="answers on the good side of their scale, in surveys of the twelve months to the day",
        denominator="answers on a scale, those of who does not know or would not say left out",
        who_counts="answers in words are in neither figure; look at one question or one group at a time",
        unit=Unit.PERCENT,
        polarity=Polarity.HIGH,
        reference="this project, from the survey template",
        judge=_judge,
        source=("survey",),
        area=Area.QUALITY,
    ),
)
