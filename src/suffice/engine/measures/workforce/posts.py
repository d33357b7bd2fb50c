"""Who is in post: agency workers, vacancies and what covers them, roles."""

from __future__ import annotations

import polars as pl

from suffice.engine.measures.judging import judged
from suffice.engine.measures.model import Polarity, Tally, Unit
from suffice.engine.measures.scene import Scene
from suffice.engine.measures.workforce.staff import (
    IN_POST,
    KEEP,
    NO_POST,
    OWN,
    nobody_s,
    of_staff,
    of_workforce,
    staff,
    vacancies,
)
from suffice.engine.returns.workforce.layouts import BOOK

_AGENCY, _POST = pl.col("agency"), pl.col("post")
_IN_POST_WORDS = "a role begun by 30 September and not ended by then; a full-time equivalent above 1 cannot be"


def _vacancy(scene: Scene) -> pl.DataFrame:
    """Judge the posts: each of the council's own workers fills one, and the vacancies are one item together."""
    filled = staff(scene).filter(OWN).select("authority", "child", "sweno", *KEEP, "in_post", "post", vacant=False)
    empty = nobody_s(vacancies(scene)).select(
        "authority", "child", sweno=pl.lit("vacancies"), in_post=True, post="numberofvacancies", vacant=True
    )
    return judged(
        pl.concat([filled, empty], how="diagonal"),
        passes=pl.col("vacant"),
        among=IN_POST,
        unknown=NO_POST,
        item=pl.col("sweno"),
        weight=_POST,
        keep=KEEP,
    )


def _covered(scene: Scene) -> pl.DataFrame:
    return judged(
        vacancies(scene),
        passes=pl.lit(value=True),
        unknown=pl.col("noagencyfte").is_null() | pl.col("numberofvacancies").is_null(),
        item=pl.lit("vacancies"),
        value=pl.col("noagencyfte"),
        weight=pl.col("numberofvacancies"),
    )


INDICATORS = (
    of_workforce(
        "sw_agency",
        "Agency social workers, share of all in post",
        numerator="full-time equivalents of agency workers in post on 30 September",
        denominator="full-time equivalents of agency workers and the council's own in post",
        who_counts=_IN_POST_WORDS,
        judge=of_staff(_AGENCY, among=IN_POST, unknown=NO_POST, weight=_POST),
    ),
    of_workforce(
        "sw_agency_number",
        "Agency social workers",
        numerator="agency workers in post on 30 September, each a whole person",
        denominator="",
        who_counts=_IN_POST_WORDS,
        judge=of_staff(_AGENCY, among=IN_POST & _AGENCY),
        unit=Unit.NUMBER,
    ),
    of_workforce(
        "sw_in_post_number",
        "Social workers in post",
        numerator="the council's own workers in post on 30 September, each a whole person",
        denominator="",
        who_counts="agency workers are not counted",
        judge=of_staff(OWN, among=IN_POST & OWN),
        unit=Unit.NUMBER,
        polarity=Polarity.CONTEXT,
    ),
    of_workforce(
        "sw_vacancy",
        "Vacancy rate of social workers",
        numerator="vacant full-time equivalents on 30 September, as the authority states them",
        denominator="vacant full-time equivalents and those of the council's own workers in post",
        who_counts="a vacancy that an agency worker covers is vacant all the same; " + _IN_POST_WORDS,
        judge=_vacancy,
    ),
    of_workforce(
        "sw_vacancy_covered",
        "Vacancies that agency workers cover",
        numerator="full-time equivalents of agency workers who cover vacancies, as the authority states them",
        denominator="vacant full-time equivalents",
        who_counts="agency workers who cover no vacancy are not counted",
        judge=_covered,
        polarity=Polarity.CONTEXT,
        tally=Tally.RATIO,
    ),
    *(
        of_workforce(
            f"sw_role_{one.code}",
            f"Social workers by role: {one.label.lower()}",
            numerator=f"the council's own workers in post on 30 September whose role is: {one.label.lower()}",
            denominator="",
            who_counts="agency workers are not counted; each worker is a whole person",
            judge=of_staff(pl.col("orgrole") == one.code, among=IN_POST & OWN, unknown=pl.col("orgrole").is_null()),
            unit=Unit.NUMBER,
            polarity=Polarity.CONTEXT,
        )
        for one in BOOK.code_set("ROLE")
    ),
)
