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
_HOW_OFTEN = "frequency"
_OF_SUPERVISION = (pl.col("group") == "staff") & pl.col("question").str.to_lowercase().str.contains("supervis")
_ON_A_SIDE = [f"{name}:{answer}" for name, scale in scales().items() for answer in scale.answers]


def _asked(scene: Scene) -> pl.DataFrame:
    rows = by_template.table(scene, by_template.SURVEYS)
    if rows is None:
        raise ValueError("No survey answers were brought, so none can be judged.")
    return rows.filter(pl.col("date").is_between(scene.first, scene.on))


def _judged(rows: pl.DataFrame, *, among: pl.Expr) -> pl.DataFrame:
    """Judge each row of answers; it weighs as many as gave it."""
    return judged(
        rows,
        passes=_ANSWERED.is_in(_GOOD),
        among=_ANSWERED.is_in(_ON_A_SIDE) & among,
        item=pl.concat_str(pl.col("file"), pl.lit(" row "), pl.col("row")),
        weight=pl.col("count"),
        keep=_KEEP,
    )


def _judge(scene: Scene) -> pl.DataFrame:
    return _judged(_asked(scene), among=pl.lit(value=True))


def _about_supervision(scene: Scene, scale: pl.Expr) -> pl.DataFrame:
    """Judge what staff answered to questions about their supervision, of the scales for which `scale` holds."""
    return _judged(_asked(scene), among=(_OF_SUPERVISION & scale).fill_null(value=False))


def _held(scene: Scene) -> pl.DataFrame:
    return _about_supervision(scene, pl.col("scale") == _HOW_OFTEN)


def _helpful(scene: Scene) -> pl.DataFrame:
    return _about_supervision(scene, pl.col("scale") != _HOW_OFTEN)


def of_supervision(rows: pl.DataFrame) -> pl.DataFrame:
    """Return what staff answered about their supervision, survey by survey and question by question.

    Args:
        rows: of the survey template.

    Returns:
        ``date, survey, question, good, answered``: answers on the good side, and all that are on the scale, by date.
    """
    weight = pl.col("count").fill_null(1)
    told = rows.filter(_OF_SUPERVISION & _ANSWERED.is_in(_ON_A_SIDE) & pl.col("date").is_not_null())
    counted = told.group_by("date", "survey", "question", maintain_order=True).agg(
        weight.filter(_ANSWERED.is_in(_GOOD)).sum().alias("good"), weight.sum().alias("answered")
    )
    return counted.sort("date", "survey", maintain_order=True)


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
    Indicator(
        code="survey_supervision_held",
        title="Staff who say that their supervision takes place as it should",
        numerator="answers “always” or “often”, in surveys of the twelve months to the day",
        denominator="answers of staff on the scale “how often” to questions about supervision, those of who does not "
        "know or would not say left out",
        who_counts="questions put to staff with the word supervision, or supervised, in them",
        unit=Unit.PERCENT,
        polarity=Polarity.HIGH,
        reference="this project, from the survey template",
        judge=_held,
        source=("survey",),
        area=Area.WORKFORCE,
    ),
    Indicator(
        code="survey_supervision_helps",
        title="Staff who speak well of their supervision",
        numerator="answers on the good side of their scale, in surveys of the twelve months to the day",
        denominator="answers of staff on any scale but “how often” to questions about supervision, those of who does "
        "not know or would not say left out",
        who_counts="questions put to staff with the word supervision, or supervised, in them",
        unit=Unit.PERCENT,
        polarity=Polarity.HIGH,
        reference="this project, from the survey template",
        judge=_helpful,
        source=("survey",),
        area=Area.WORKFORCE,
    ),
)
