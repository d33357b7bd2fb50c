"""Health of children in care, out of the OC2 table: those in care without a break for twelve months at 31 March."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import polars as pl

from suffice.engine.measures.cohorts import in_care_a_year, once
from suffice.engine.measures.judging import KEY, judged
from suffice.engine.measures.model import Area, Indicator, Polarity, Span, Unit
from suffice.engine.measures.scene import Scene

_ALL = "children in care at 31 March without a break for twelve months, none of it on short breaks (V3, V4)"
_WHO = "a child with no row in the OC2 table, or no answer in it, stays in the denominator"
_REFERENCE = "Department for Education, outcomes of children looked after"
_EVERYONE = pl.lit(value=True)
_FOUR_TO_SIXTEEN = pl.col("age").is_between(5, 16)
_SCORE = pl.col("sdq_score")


@once
def cohort(scene: Scene) -> pl.DataFrame:
    """Return the children whom the OC2 table is about, with their row of the year, nulls where they have none."""
    rows = scene.care.of_year("OC2", scene.year).drop("dob", "file", "row", "year")
    return in_care_a_year(scene).join(rows, on=KEY, how="left", maintain_order="left")


def _flag(column: str, among: pl.Expr) -> Callable[[Scene], pl.DataFrame]:
    """Return a judge of a yes or no in the year's return."""

    def judge(scene: Scene) -> pl.DataFrame:
        answer = pl.col(column)
        return judged(cohort(scene), passes=answer == "1", among=among, unknown=answer.is_null())

    return judge


_indicator = partial(
    Indicator,
    denominator=_ALL,
    who_counts=_WHO,
    unit=Unit.PERCENT,
    polarity=Polarity.HIGH,
    reference=_REFERENCE,
    source=("ssda903", "ssda903:OC2"),
    area=Area.HEALTH,
    span=Span.COLLECTION_YEAR,
    incomplete_counts=True,
)


def _everyone(scene: Scene) -> pl.DataFrame:
    return judged(in_care_a_year(scene), passes=_EVERYONE)


def _scored(scene: Scene) -> pl.DataFrame:
    return judged(cohort(scene), passes=_SCORE.is_not_null(), among=_FOUR_TO_SIXTEEN)


def _score(scene: Scene) -> pl.DataFrame:
    scored = _SCORE.is_not_null()
    return judged(cohort(scene), passes=scored, among=_FOUR_TO_SIXTEEN & scored, value=_SCORE)


def _band(low: int, high: int) -> Callable[[Scene], pl.DataFrame]:
    def judge(scene: Scene) -> pl.DataFrame:
        among = _FOUR_TO_SIXTEEN & _SCORE.is_not_null()
        return judged(cohort(scene), passes=_SCORE.is_between(low, high), among=among)

    return judge


def _helped(scene: Scene) -> pl.DataFrame:
    answer = pl.col("intervention_received")
    return judged(
        cohort(scene), passes=answer == "1", among=pl.col("substance_misuse") == "1", unknown=answer.is_null()
    )


_BANDS = (("normal", "normal", 0, 13), ("borderline", "borderline", 14, 16), ("concern", "a cause for concern", 17, 40))
_WITH_SCORE = f"those with a score, aged 5 to 16, of {_ALL}"

INDICATORS = (
    _indicator(
        "in_care_12_months",
        "Children in care for twelve months without a break",
        _ALL,
        judge=_everyone,
        polarity=Polarity.CONTEXT,
        unit=Unit.NUMBER,
        denominator="",
        who_counts="in care on 1 April and every day to the 31 March after it; 18th birthdays end the stay",
        incomplete_counts=False,
    ),
    _indicator(
        "health_assessment",
        "Children in care with an up-to-date health assessment",
        "those with a health assessment in the year (HEALTH_ASSESSMENT 1)",
        judge=_flag("health_assessment", _EVERYONE),
    ),
    _indicator(
        "dental",
        "Children in care whose teeth were checked by a dentist",
        "those whose teeth were checked in the year (TEETH_CHECK 1)",
        judge=_flag("teeth_check", _EVERYONE),
    ),
    _indicator(
        "immunised",
        "Children in care whose immunisations are up to date",
        "those whose immunisations are up to date (IMMUNISATIONS 1)",
        judge=_flag("immunisations", _EVERYONE),
    ),
    _indicator(
        "dev_checks",
        "Children under 5 in care whose development checks are up to date",
        "those whose development checks are up to date (HEALTH_CHECK 1)",
        judge=_flag("health_check", pl.col("age") < 5),
        denominator=f"those under 5 of {_ALL}",
    ),
    _indicator(
        "sdq_completed",
        "Children in care with a strengths and difficulties score",
        "those with a score (SDQ_SCORE)",
        judge=_scored,
        denominator=f"those aged 5 to 16 of {_ALL}",
    ),
    _indicator(
        "sdq_average",
        "Average strengths and difficulties score",
        "the sum of the scores (0 to 40; the higher, the more difficulty)",
        judge=_score,
        polarity=Polarity.LOW,
        unit=Unit.MEAN,
        denominator=_WITH_SCORE,
        who_counts="one score a child, that of the year's return",
        incomplete_counts=False,
    ),
    *(
        _indicator(
            f"sdq_{code}",
            f"Strengths and difficulties score: {words}",
            f"those whose score is {low} to {high}",
            judge=_band(low, high),
            polarity=Polarity.HIGH if code == "normal" else Polarity.LOW,
            denominator=_WITH_SCORE,
            who_counts="one score a child, that of the year's return",
            incomplete_counts=False,
        )
        for code, words, low, high in _BANDS
    ),
    _indicator(
        "convicted",
        "Children in care convicted or cautioned in the year",
        "those convicted or subject to a youth caution in the year (CONVICTED 1)",
        judge=_flag("convicted", pl.col("age") >= 10),
        polarity=Polarity.LOW,
        denominator=f"those aged 10 and over of {_ALL}",
    ),
    _indicator(
        "substance_misuse",
        "Children in care with a substance misuse problem",
        "those found to have a substance misuse problem in the year (SUBSTANCE_MISUSE 1)",
        judge=_flag("substance_misuse", _EVERYONE),
        polarity=Polarity.LOW,
    ),
    _indicator(
        "substance_misuse_helped",
        "Children with a substance misuse problem who were helped with it",
        "those who received an intervention for it (INTERVENTION_RECEIVED 1)",
        judge=_helped,
        denominator=f"those with a substance misuse problem of {_ALL}",
    ),
)
