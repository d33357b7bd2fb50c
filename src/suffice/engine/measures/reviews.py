"""Reviews of children in care: held in time, and with the child's part in them."""

from __future__ import annotations

import polars as pl

from suffice.engine.calendar import bank_holidays, working_days, year_start
from suffice.engine.measures.cohorts import in_care, in_care_in_year, once
from suffice.engine.measures.judging import KEY, judged
from suffice.engine.measures.model import Cohort, Indicator, Polarity, Span, Unit
from suffice.engine.measures.scene import Scene

FIRST_WORKING_DAYS, SECOND_DAYS, LATER_DAYS = 20, 91, 183


@once
def held(scene: Scene) -> pl.DataFrame:
    """Return the reviews held by the day, each once: ``authority, child, review, review_code``."""
    rows = scene.care.table("Reviews").filter(pl.col("review") <= scene.on)
    return (
        rows.sort("year")
        .unique((*KEY, "review"), keep="last")
        .sort(*KEY, "review")
        .select(*KEY, "review", "review_code")
    )


@once
def due(scene: Scene) -> pl.DataFrame:
    """Return the reviews that were due in the twelve months, of children in care on the day for 20 working days.

    A review is due 20 working days after the stay began, 91 days after the first one, 183 days after each later one;
    the day that it was held sets the next. One that fell due earlier and was not held when the twelve months began is
    due in them. Where the stay began before the first return with reviews, the earliest review that is known is taken
    for a later one; where none is known before the twelve months, what was due cannot be told unless the returns
    cover the time in which one must have been held.

    Returns:
        ``authority, child, due`` (Date, null where it cannot be told), ``held`` (Date, null where it was not).
    """
    known = _known_from(scene)
    chains = _chains(scene, known).with_columns(held=pl.col("at").shift(-1).over(KEY), due=_next_due())
    outstanding = pl.col("held").is_null() | (pl.col("held") >= scene.first)
    in_year = (pl.col("due") <= scene.on) & (outstanding | (pl.col("due") >= scene.first))
    told = chains.filter(in_year).select(*KEY, "due", "held")
    return pl.concat([told, _untold(scene, chains, known)])


def _known_from(scene: Scene) -> pl.Expr:
    years = [one.year for one in scene.care.returns if one.year is not None and "Reviews" in one.tables]
    return pl.lit(year_start(min(years)) if years else scene.on)


@once
def _long_enough(scene: Scene) -> pl.DataFrame:
    children = in_care(scene).select(*KEY, "start")
    return children.filter(working_days(pl.col("start"), pl.lit(scene.on)) >= FIRST_WORKING_DAYS)


def _chains(scene: Scene, known: pl.Expr) -> pl.DataFrame:
    """Return the start of each stay that the returns saw, and its reviews: ``authority, child, at, nth, seen``."""
    children = _long_enough(scene).with_columns(seen=pl.col("start") >= known)
    reviews = held(scene).join(children, on=KEY).filter(pl.col("review") >= pl.col("start"))
    starts = children.filter("seen").select(*KEY, "seen", pl.col("start").alias("at"), nth=pl.lit(0))
    later = reviews.select(*KEY, "seen", pl.col("review").alias("at"), nth=pl.lit(1))
    every = pl.concat([starts, later]).sort(*KEY, "at", "nth")
    return every.with_columns(pl.col("nth").cum_sum().over(KEY))


def _next_due() -> pl.Expr:
    """Return when the review after this one is due, by how many the child has had."""
    at = pl.col("at")
    first = at.dt.add_business_days(FIRST_WORKING_DAYS, holidays=bank_holidays(), roll="backward")
    second, later = at.dt.offset_by(f"{SECOND_DAYS}d"), at.dt.offset_by(f"{LATER_DAYS}d")
    is_first = pl.col("seen") & (pl.col("nth") == 1)
    return pl.when(pl.col("nth") == 0).then(first).when(is_first).then(second).otherwise(later)


def _untold(scene: Scene, chains: pl.DataFrame, known: pl.Expr) -> pl.DataFrame:
    """Return the children whose last review before the twelve months is not known."""
    before = chains.filter(pl.col("at") < scene.first)
    rest = _long_enough(scene).filter(pl.col("start") < scene.first).join(before, on=KEY, how="anti")
    must_have_been = known.dt.offset_by(f"{LATER_DAYS}d")
    late = pl.when(must_have_been < scene.first).then(must_have_been)
    first_held = chains.group_by(KEY).agg(pl.col("at").min().alias("held"))
    return rest.with_columns(due=late).join(first_held, on=KEY, how="left").select(*KEY, "due", "held")


def _each(scene: Scene) -> pl.DataFrame:
    untold = pl.col("due").is_null()
    return judged(due(scene), passes=pl.col("held") <= pl.col("due"), unknown=untold, item=pl.col("due"))


def _children(scene: Scene) -> pl.DataFrame:
    missed = (pl.col("held").is_null() | (pl.col("held") > pl.col("due"))) & pl.col("due").is_not_null()
    told = due(scene).group_by(KEY).agg(missed=missed.any(), untold=pl.col("due").is_null().any())
    cohort = _long_enough(scene).with_columns(long=pl.lit(value=True))
    everyone = in_care(scene).select(KEY).join(cohort, on=KEY, how="left").join(told, on=KEY, how="left")
    missed_one = pl.col("missed").fill_null(value=False)
    unknown = pl.col("untold") & ~missed_one
    return judged(everyone, passes=~missed_one, among=pl.col("long"), unknown=unknown)


def _participation(scene: Scene) -> pl.DataFrame:
    reviews = held(scene).filter(pl.col("review") >= scene.first)
    rows = reviews.join(in_care_in_year(scene), on=KEY, how="semi")
    code = pl.col("review_code")
    took_part = code.is_in([f"PN{one}" for one in range(1, 7)])
    among = (code != "PN0").fill_null(value=True)
    return judged(
        rows, passes=took_part, among=among, unknown=code.is_null(), item=pl.col("review"), keep=("review_code",)
    )


_TIMES = (
    "a first review within 20 working days of coming into care, a second within 91 days of the first, later ones "
    "within 183 days of the one before; the day a review was held sets when the next is due; one overdue when the "
    "twelve months began is due in them; bank holidays of England"
)
_REFERENCE = "Care Planning, Placement and Case Review Regulations 2010, regulation 33; the former NI 66"
_SOURCE = ("ssda903", "ssda903:Reviews")

INDICATORS = (
    Indicator(
        code="lac_reviews_on_time",
        title="Children in care whose reviews in the year were all on time",
        numerator="children for whom every review due in the twelve months was held by the day that it was due",
        denominator="children in care at the end of the day, and for at least 20 working days",
        who_counts=f"{_TIMES}; a child with no review due in the year counts as on time",
        unit=Unit.PERCENT,
        polarity=Polarity.HIGH,
        reference=_REFERENCE,
        judge=_children,
        source=_SOURCE,
        span=Span.YEAR,
        cohort=Cohort.IN_CARE,
    ),
    Indicator(
        code="lac_reviews_held_on_time",
        title="Reviews of children in care held on time",
        numerator="reviews that were held by the day that they were due",
        denominator="reviews due in the twelve months, of children in care on the day for at least 20 working days",
        who_counts=_TIMES,
        unit=Unit.PERCENT,
        polarity=Polarity.HIGH,
        reference=_REFERENCE,
        judge=_each,
        source=_SOURCE,
        span=Span.YEAR,
        cohort=Cohort.IN_CARE,
    ),
    Indicator(
        code="lac_review_participation",
        title="Reviews in which the child took part",
        numerator="reviews to which the child came, or to which the child's views were brought (PN1 to PN6)",
        denominator="reviews held in the twelve months of children aged 4 and over (all but PN0)",
        who_counts="children in care on any day of the twelve months; a review without a code cannot be judged",
        unit=Unit.PERCENT,
        polarity=Polarity.HIGH,
        reference="long-standing local indicator, from the participation codes of the return",
        judge=_participation,
        source=_SOURCE,
        span=Span.YEAR,
    ),
)
