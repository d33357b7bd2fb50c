"""Assessments: how many, how soon they were completed, and what they found."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import polars as pl

from suffice.engine.calendar import working_days
from suffice.engine.measures.cohorts import once
from suffice.engine.measures.judging import judged
from suffice.engine.measures.model import Indicator, Polarity, Unit
from suffice.engine.measures.need.building import ITSELF, POPULATION, of_need
from suffice.engine.measures.need.census import EPISODE, assessed, table
from suffice.engine.measures.scene import Scene

WORKING_DAYS = 45
_BEGUN, _DONE = pl.col("assessmentactualstartdate"), pl.col("assessmentauthorisationdate")
NONE_FOUND = "21"

FACTORS: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "alcohol": ("alcohol misuse", ("1A", "1B", "1C")),
    "drugs": ("drug misuse", ("2A", "2B", "2C")),
    "domestic_abuse": ("domestic abuse", ("3A", "3B", "3C")),
    "mental_health": ("mental ill-health", ("4A", "4B", "4C")),
    "learning_disability": ("learning disability", ("5A", "5B", "5C")),
    "physical_disability": ("physical disability or illness", ("6A", "6B", "6C")),
    "young_carer": ("a young carer", ("7A",)),
    "privately_fostered": ("private fostering", ("8B", "8C", "8D", "8E", "8F")),
    "unaccompanied": ("an unaccompanied asylum-seeking child", ("9A",)),
    "missing": ("going missing", ("10A",)),
    "sexual_exploitation": ("child sexual exploitation", ("11A",)),
    "trafficking": ("trafficking", ("12A",)),
    "gangs": ("gangs", ("13A",)),
    "behaviour": ("socially unacceptable behaviour", ("14A",)),
    "self_harm": ("self-harm", ("15A",)),
    "neglect": ("neglect", ("16A",)),
    "emotional_abuse": ("emotional abuse", ("17A",)),
    "physical_abuse": ("physical abuse", ("18A", "18B", "18C")),
    "sexual_abuse": ("sexual abuse", ("19A", "19B", "19C")),
    "genital_mutilation": ("female genital mutilation", ("22A",)),
    "faith_abuse": ("abuse linked to faith or belief", ("23A",)),
    "criminal_exploitation": ("child criminal exploitation", ("24A",)),
}
"""Groups of codes of assessment factors, whoever at home they are about."""


@once
def with_factors(scene: Scene) -> pl.DataFrame:
    """Return the assessments completed in the twelve months with ``factors`` (List; null where none is told)."""
    key = [*EPISODE, "assessment"]
    told = table(scene, "Factors").group_by(key).agg(factors=pl.col("assessmentfactors").drop_nulls().unique())
    return assessed(scene).join(told, on=key, how="left", maintain_order="left")


def _every(scene: Scene) -> pl.DataFrame:
    return judged(assessed(scene), passes=ITSELF, item=_BEGUN)


def _in_time(scene: Scene) -> pl.DataFrame:
    soon = working_days(_BEGUN, _DONE) <= WORKING_DAYS
    return judged(assessed(scene), passes=soon, unknown=_BEGUN.is_null(), item=_BEGUN)


def _found(codes: tuple[str, ...]) -> Callable[[Scene], pl.DataFrame]:
    def judge(scene: Scene) -> pl.DataFrame:
        any_of_them = pl.col("factors").list.eval(pl.element().is_in(list(codes))).list.any()
        return judged(with_factors(scene), passes=any_of_them, unknown=pl.col("factors").is_null(), item=_BEGUN)

    return judge


def _factor(name: str, words: str, codes: tuple[str, ...]) -> Indicator:
    return of_need(
        f"factor_{name}",
        f"Assessments that found {words}",
        f"assessments with {'factor' if len(codes) == 1 else 'one of the factors'} {', '.join(codes)}",
        "assessments completed in the twelve months that end on the day, with factors",
        "whether it is about the child, a parent or carer or another person at home; an assessment without any factor "
        f"cannot be judged, one with {NONE_FOUND} (nothing found) counts",
        judge=_found(codes),
    )


INDICATORS = (
    of_need(
        "assessment_45",
        f"Assessments completed within {WORKING_DAYS} working days",
        f"assessments authorised within {WORKING_DAYS} working days of their start",
        "assessments authorised in the twelve months that end on the day",
        "the day of the start is day nought; bank holidays of England",
        judge=_in_time,
        polarity=Polarity.HIGH,
    ),
    of_need(
        "assessment_rate",
        "Assessments completed in the year, per 10,000 children",
        "assessments authorised in the twelve months that end on the day",
        POPULATION,
        "a child assessed twice counts twice",
        judge=_every,
        unit=Unit.PER_10_000,
    ),
    *(_factor(name, words, codes) for name, (words, codes) in FACTORS.items()),
)
