"""Child protection plans: how many, of which kind, how often again, and for how long."""

from __future__ import annotations

from collections.abc import Callable

import polars as pl

from suffice.engine.calendar import years_after
from suffice.engine.measures.cohorts import once
from suffice.engine.measures.judging import KEY, judged
from suffice.engine.measures.model import Area, Indicator, Option, Polarity, Span, Unit
from suffice.engine.measures.need.building import ITSELF, POPULATION, of_need
from suffice.engine.measures.need.census import known_from, on_a_plan, table
from suffice.engine.measures.scene import Scene, chosen

_BEGUN, _ENDED = pl.col("cppstartdate"), pl.col("cppenddate")
CATEGORIES = {
    "NEG": ("neglect", "neglect"),
    "PHY": ("physical", "physical abuse"),
    "SAB": ("sexual", "sexual abuse"),
    "EMO": ("emotional", "emotional abuse"),
    "MUL": ("multiple", "several categories"),
}

REPEAT = Option(
    name="repeat_plan",
    choices={
        "ever": "A plan counts as repeated whenever the earlier plan was.",
        "two_years": "A plan counts as repeated when the earlier plan ended within the two years before.",
    },
    default="ever",
)


@once
def begun(scene: Scene) -> pl.DataFrame:
    """Return the plans that began in the twelve months, with ``ended_before`` (Date): when its last one ended."""
    plans = table(scene, "ChildProtectionPlans")
    new = plans.filter(_BEGUN.is_between(scene.first, scene.on))
    ends = plans.select(*KEY, before=_ENDED).drop_nulls().unique()
    earlier = new.select(*KEY, "cppstartdate").unique().join(ends, on=KEY).filter(pl.col("before") <= _BEGUN)
    last = earlier.group_by(*KEY, "cppstartdate").agg(ended_before=pl.col("before").max())
    return new.join(last, on=[*KEY, "cppstartdate"], how="left", maintain_order="left")


def _open(scene: Scene) -> pl.DataFrame:
    return judged(on_a_plan(scene), passes=ITSELF)


def _again(scene: Scene) -> pl.DataFrame:
    times, before = pl.col("numberofpreviouscpp"), pl.col("ended_before")
    if chosen(scene, REPEAT) == "ever":
        return judged(begun(scene), passes=times >= 1, unknown=times.is_null(), item=_BEGUN)
    two_years_before = _BEGUN.dt.offset_by("-2y")
    first = known_from(scene, scene.on)
    cannot_know = before.is_null() & times.fill_null(1).ge(1) & (two_years_before < pl.lit(first))
    return judged(begun(scene), passes=before >= two_years_before, unknown=cannot_know, item=_BEGUN)


def _long(scene: Scene) -> pl.DataFrame:
    return judged(on_a_plan(scene), passes=_BEGUN.le(years_after(scene.on, -2)))


def _ended_long(scene: Scene) -> pl.DataFrame:
    ended = table(scene, "ChildProtectionPlans").filter(_ENDED.is_between(scene.first, scene.on))
    return judged(ended, passes=_BEGUN.dt.offset_by("2y") <= _ENDED, unknown=_BEGUN.is_null(), item=_ENDED)


def _of_category(code: str) -> Callable[[Scene], pl.DataFrame]:
    def judge(scene: Scene) -> pl.DataFrame:
        latest = pl.coalesce("latestcategoryofabuse", "initialcategoryofabuse")
        return judged(on_a_plan(scene), passes=latest == code, unknown=latest.is_null())

    return judge


def _category(code: str, name: str, words: str) -> Indicator:
    return of_need(
        f"cpp_category_{name}",
        f"Child protection plans for {words}",
        f"children on a plan whose latest category is {words} ({code})",
        "children on a child protection plan at the end of the day",
        "the initial category where no latest one is told",
        judge=_of_category(code),
        area=Area.PROTECTION,
        span=Span.DAY,
    )


INDICATORS = (
    of_need(
        "cpp_rate",
        "Children on a child protection plan, per 10,000 children",
        "children on a child protection plan at the end of the day",
        POPULATION,
        "each child once, unborn children too; a plan that ends on the day does not count",
        judge=_open,
        unit=Unit.PER_10_000,
        area=Area.PROTECTION,
        span=Span.DAY,
    ),
    of_need(
        "cpp_repeat",
        "Child protection plans that were a second or later one",
        "plans of children who had been on a plan before",
        "plans that began in the twelve months that end on the day",
        "as the census says (NumberOfPreviousCPP, plans of other authorities too); within two years needs the end of "
        "the earlier plan in a census that was brought",
        judge=_again,
        polarity=Polarity.LOW,
        area=Area.PROTECTION,
        options=(REPEAT,),
    ),
    of_need(
        "cpp_2years",
        "Child protection plans of two years or more",
        "children whose plan began two years or more before the day",
        "children on a child protection plan at the end of the day",
        "each child once; a plan that ends on the day does not count",
        judge=_long,
        polarity=Polarity.LOW,
        area=Area.PROTECTION,
        span=Span.DAY,
    ),
    of_need(
        "cpp_2years_ended",
        "Child protection plans that ended after two years or more",
        "plans that had lasted two years or more when they ended",
        "plans that ended in the twelve months that end on the day",
        "by calendar years: begun on 1 May 2020, a plan has lasted two years on 1 May 2022",
        judge=_ended_long,
        polarity=Polarity.LOW,
        area=Area.PROTECTION,
    ),
    *(_category(code, name, words) for code, (name, words) in CATEGORIES.items()),
)
