"""Children who have lived with the same carer for two years."""

from __future__ import annotations

import polars as pl

from suffice.engine.calendar import months_after, years_after
from suffice.engine.episodes import moves
from suffice.engine.measures.cohorts import in_care
from suffice.engine.measures.judging import KEY, judged
from suffice.engine.measures.model import Area, Cohort, Indicator, Option, Polarity, Span, Unit
from suffice.engine.measures.scene import Scene, chosen

_ADOPTIVE = ("A3", "A4", "A5", "A6")
_FOR_ADOPTION = ("U2", "U5")

FOSTERING_FOR_ADOPTION = Option(
    name="fostering_for_adoption_changes",
    choices={
        "count": (
            "A change to or from fostering for adoption (U2, U5) counts as a change, as in the department's figures "
            "since 2021."
        ),
        "by_carer": "A change to or from fostering for adoption (U2, U5) counts only where the carer changed.",
    },
    default="count",
)


def _judge(scene: Scene) -> pl.DataFrame:
    since = _changes(scene).group_by(KEY).agg(pl.col("on").max().alias("changed"))
    children = in_care(scene).join(since, on=KEY, how="left")
    same = pl.max_horizontal("changed", "start") <= years_after(scene.on, -2)
    cohort = (pl.col("age") < 16) & (pl.col("start") <= months_after(scene.on, -30))
    return judged(children, passes=same, among=cohort)


def _changes(scene: Scene) -> pl.DataFrame:
    """Return the changes of carer up to the day; for a child placed for adoption, not the move into that placement."""
    told = moves(scene.history).filter(pl.col("on") <= scene.on)
    between = pl.col("from_place").is_in(_FOR_ADOPTION) != pl.col("to_place").is_in(_FOR_ADOPTION)
    counts = chosen(scene, FOSTERING_FOR_ADOPTION) == "count"
    changed = pl.col("carer_changed") | between if counts else pl.col("carer_changed")
    adoptive = in_care(scene).filter(pl.col("place").is_in(_ADOPTIVE)).select(*KEY, adoptive=pl.lit(value=True))
    joined = told.join(adoptive, on=KEY, how="left")
    into = pl.col("adoptive") & pl.col("to_place").is_in(_ADOPTIVE) & ~pl.col("from_place").is_in(_ADOPTIVE)
    return joined.filter(changed & ~into.fill_null(value=False))


INDICATORS = (
    Indicator(
        code="same_carer_2y",
        title="Children who have lived with the same carer for two years",
        numerator="children who have had the same carer since the day two years before, or are placed for adoption and "
        "have lived in that placement and the one before it together for two years",
        denominator="children in care on the day, under 16, in care without a break for two and a half years",
        who_counts="a change of carer is RNE P or B; temporary placements (T0 to T4) and the return from them are none",
        unit=Unit.PERCENT,
        polarity=Polarity.HIGH,
        reference="Department for Education, stability measures",
        judge=_judge,
        area=Area.STABILITY,
        span=Span.TWO_YEARS,
        cohort=Cohort.IN_CARE,
        options=(FOSTERING_FOR_ADOPTION,),
    ),
)
