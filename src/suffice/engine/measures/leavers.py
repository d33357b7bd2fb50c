"""Care leavers, out of the OC3 table: in touch, in work or learning, where they live, staying put."""

from __future__ import annotations

from collections.abc import Callable

import polars as pl

from suffice.engine.measures.cohorts import once, with_age
from suffice.engine.measures.judging import KEY, judged
from suffice.engine.measures.model import Area, Indicator, Polarity, Span, Unit
from suffice.engine.measures.scene import Scene

_GROUPS = (("17_18", "aged 17 and 18", (17, 18)), ("19_21", "aged 19 to 21", (19, 20, 21)))
_ACTIVE = ("F1", "P1", "F2", "P2", "F3", "P3", "F4", "P4", "F5", "P5")
_GONE = ("DIED", "RHOM")
_NO_INFORMATION = ("G", "H", "R")
_FOSTER = ("U1", "U2", "U3", "U4", "U5", "U6")
_WHO = (
    "age reached on the birthday in the year; not those who died, returned home for six months (IN_TOUCH DIED, RHOM) "
    "or whose care another authority took over (REC E3)"
)
_REFERENCE = "Department for Education, care leavers"


@once
def leavers(scene: Scene) -> pl.DataFrame:
    """Return the care leavers of the year's OC3 table, with ``age`` and what became of their care."""
    rows = scene.care.of_year("OC3", scene.year).drop("file", "row", "year")
    last = scene.history.episodes.sort(*KEY, "decom").group_by(KEY).agg(pl.col("rec").last())
    fostered = scene.history.children.filter(pl.col("eighteenth") <= scene.on).select(*KEY, "eighteenth")
    there = scene.history.episodes.join(fostered, on=KEY).filter(
        pl.col("decom") < pl.col("eighteenth"),
        pl.col("dec").is_null() | (pl.col("dec") >= pl.col("eighteenth")),
        pl.col("state").is_in(["in_house_foster", "agency_foster", "friends_and_family"])
        | pl.col("place").is_in(_FOSTER),
    )
    aged = with_age(rows, scene).join(last, on=KEY, how="left")
    known = pl.col("dob").dt.offset_by("18y") > (scene.history.first_day or scene.on)
    return aged.join(
        there.select(KEY).unique().with_columns(fostered=pl.lit(value=True)), on=KEY, how="left"
    ).with_columns(seen_at_18=known)


def _eligible(ages: tuple[int, ...]) -> pl.Expr:
    gone = pl.col("in_touch").is_in(_GONE).fill_null(value=False) | (pl.col("rec") == "E3").fill_null(value=False)
    return pl.col("age").is_in(ages) & ~gone


def _judge(ages: tuple[int, ...], passes: pl.Expr, unknown: pl.Expr | None = None) -> Callable[[Scene], pl.DataFrame]:
    def judge(scene: Scene) -> pl.DataFrame:
        return judged(leavers(scene), passes=passes, among=_eligible(ages), unknown=unknown)

    return judge


def _staying(ages: tuple[int, ...]) -> Callable[[Scene], pl.DataFrame]:
    def judge(scene: Scene) -> pl.DataFrame:
        unseen = ~pl.col("seen_at_18").fill_null(value=False)
        among = _eligible(ages) & (pl.col("fostered").fill_null(value=False) | unseen)
        return judged(leavers(scene), passes=pl.col("accom").is_in(["Z1", "Z2"]), among=among, unknown=unseen)

    return judge


def _indicator(
    code: str,
    title: str,
    numerator: str,
    judge: Callable[[Scene], pl.DataFrame],
    *,
    ages: str,
    who_counts: str,
    polarity: Polarity = Polarity.HIGH,
    denominator: str | None = None,
) -> Indicator:
    return Indicator(
        code=code,
        title=f"Care leavers {ages} {title}",
        numerator=numerator,
        denominator=denominator or f"care leavers {ages} in the OC3 table of the year",
        who_counts=who_counts,
        unit=Unit.PERCENT,
        polarity=polarity,
        reference=_REFERENCE,
        judge=judge,
        source=("ssda903", "ssda903:OC3"),
        area=Area.LEAVERS,
        span=Span.COLLECTION_YEAR,
        incomplete_counts=denominator is None,
    )


def _family(suffix: str, words: str, ages: tuple[int, ...]) -> tuple[Indicator, ...]:
    letter, told = pl.col("accom").str.head(1), pl.col("accom")
    nothing = told.is_null() | (told == "0") | letter.is_in(_NO_INFORMATION)
    stay = f"{_WHO}; not in touch and not known stay in the denominator"
    homes = f"{stay}; gone abroad, deported and not known (G, H, R) are no information"
    activity = _judge(ages, pl.col("activ").is_in(_ACTIVE), pl.col("activ").is_null())
    touch = _judge(ages, pl.col("in_touch") == "YES", pl.col("in_touch").is_null())
    return (
        _indicator(
            f"cl_in_touch_{suffix}",
            "with whom the council is in touch",
            "those in touch (IN_TOUCH YES)",
            touch,
            ages=words,
            who_counts=stay,
        ),
        _indicator(
            f"cl_eet_{suffix}",
            "in education, employment or training",
            "those in education, employment or training (ACTIV F or P with 1, 2, 4 or 5; 3 until 2018)",
            activity,
            ages=words,
            who_counts=stay,
        ),
        _indicator(
            f"cl_suitable_{suffix}",
            "in suitable accommodation",
            "those whose accommodation is suitable (ACCOM ending in 1)",
            _judge(ages, told.str.ends_with("1"), nothing),
            ages=words,
            who_counts=homes,
        ),
        _indicator(
            f"cl_unsuitable_{suffix}",
            "in accommodation that is not suitable",
            "those whose accommodation is not suitable (ACCOM ending in 2)",
            _judge(ages, told.str.ends_with("2"), nothing),
            ages=words,
            who_counts=homes,
            polarity=Polarity.LOW,
        ),
        _indicator(
            f"cl_accommodation_unknown_{suffix}",
            "about whose accommodation nothing is known",
            "those gone abroad, deported or not known (ACCOM G, H, R), or with no code",
            _judge(ages, nothing),
            ages=words,
            who_counts=_WHO,
            polarity=Polarity.LOW,
        ),
    )


def _staying_put(suffix: str, words: str, ages: tuple[int, ...]) -> Indicator:
    return _indicator(
        f"staying_put_{suffix}",
        "staying put with their former foster carers",
        "those who live with former foster carers (ACCOM Z1, Z2)",
        _staying(ages),
        ages=words,
        who_counts=f"{_WHO}; where the returns do not reach back to the 18th birthday, it cannot be judged",
        denominator=f"care leavers {words} who were in foster care (U1 to U6) on the day before their 18th birthday",
    )


INDICATORS = (
    *(one for suffix, words, ages in _GROUPS for one in _family(suffix, words, ages)),
    _staying_put("18", "aged 18", (18,)),
    _staying_put("19_20", "aged 19 and 20", (19, 20)),
)
