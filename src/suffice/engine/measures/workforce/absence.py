"""How often social workers are away."""

from __future__ import annotations

from collections.abc import Callable

import polars as pl

from suffice.engine.measures.judging import judged
from suffice.engine.measures.model import Option, Tally, Unit
from suffice.engine.measures.scene import Scene, chosen
from suffice.engine.measures.workforce.staff import IN_POST, KEEP, NO_POST, OWN, of_staff, of_workforce, staff

_LEFT, _LOST, _POST = pl.col("left"), pl.col("workingdayslost"), pl.col("post")
WORKING_DAYS = Option(
    "working_days_a_year",
    {
        "253": "A year has 253 working days, as in the published rates.",
        "252": "A year has 252 working days.",
    },
    default="253",
)
LEAVERS = Option(
    "sickness_of_leavers",
    {
        "count": "Days lost by those who left in the year count.",
        "leave_out": "Days lost by those who left in the year do not count.",
    },
    default="count",
)


def _days_lost(days_a_post: Callable[[Scene], int]) -> Callable[[Scene], pl.DataFrame]:
    """Return a judge of the days that the council's own workers lost, over their posts times so many days."""

    def judge(scene: Scene) -> pl.DataFrame:
        with_leavers = chosen(scene, LEAVERS) == "count"
        days = days_a_post(scene)
        return judged(
            staff(scene),
            passes=_LOST > 0,
            among=OWN & (IN_POST | _LEFT) if with_leavers else OWN & IN_POST,
            unknown=IN_POST & NO_POST,
            item=pl.col("sweno"),
            value=_LOST.fill_null(0.0),
            weight=pl.when(IN_POST).then(_POST * days).otherwise(0.0),
            keep=KEEP,
        )

    return judge


INDICATORS = (
    of_workforce(
        "sw_absence",
        "Sickness absence of social workers",
        numerator="working days that the council's own workers lost to sickness in the year to 30 September",
        denominator="full-time equivalents in post on 30 September, times the working days of a year",
        who_counts="a worker without days lost has lost none; agency workers are in neither figure",
        judge=_days_lost(lambda scene: int(chosen(scene, WORKING_DAYS))),
        tally=Tally.RATIO,
        options=(WORKING_DAYS, LEAVERS),
    ),
    of_workforce(
        "sw_sick_days",
        "Average days of sickness of social workers",
        numerator="working days that the council's own workers lost to sickness in the year to 30 September",
        denominator="full-time equivalents in post on 30 September",
        who_counts="a worker without days lost has lost none; agency workers are in neither figure",
        judge=_days_lost(lambda scene: 1),
        unit=Unit.DAYS,
        options=(LEAVERS,),
    ),
    of_workforce(
        "sw_away",
        "Social workers away on the day",
        numerator="the council's own workers in post who are away on 30 September, for whatever reason",
        denominator="the council's own workers in post",
        who_counts="each worker weighs the same; who is not said to be away is not",
        judge=of_staff(pl.col("absat30sept"), among=IN_POST & OWN),
    ),
)
