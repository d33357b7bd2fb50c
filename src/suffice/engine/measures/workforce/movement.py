"""Who comes, who goes and who stays: turnover, starters, time in role."""

from __future__ import annotations

import polars as pl

from suffice.engine.measures.model import Polarity, Tally, Unit
from suffice.engine.measures.workforce.staff import IN_POST, NO_POST, OWN, of_staff, of_workforce

_LEFT, _POST, _STARTED = pl.col("left"), pl.col("post"), pl.col("rolestartdate")
_DAYS_A_YEAR = 365.25
_years = (pl.col("day") - _STARTED).dt.total_days() / _DAYS_A_YEAR
_STATUS = pl.col("cfkssstatus")

INDICATORS = (
    of_workforce(
        "sw_turnover",
        "Turnover of social workers",
        numerator="full-time equivalents of the council's own workers who left in the year to 30 September",
        denominator="full-time equivalents of the council's own workers in post on 30 September",
        who_counts="who leaves on 30 September has left; agency workers are in neither figure",
        judge=of_staff(
            _LEFT,
            among=OWN & (IN_POST | _LEFT),
            unknown=NO_POST,
            value=pl.when(_LEFT).then(_POST).otherwise(0.0),
            weight=pl.when(IN_POST).then(_POST).otherwise(0.0),
        ),
        tally=Tally.RATIO,
    ),
    of_workforce(
        "sw_starters",
        "Social workers who joined in the year",
        numerator="full-time equivalents of the council's own workers in post whose role began in the year",
        denominator="full-time equivalents of the council's own workers in post on 30 September",
        who_counts="who joined and left within the year is in neither figure; agency workers are not counted",
        judge=of_staff(pl.col("began"), among=IN_POST & OWN, unknown=NO_POST | _STARTED.is_null(), weight=_POST),
        polarity=Polarity.CONTEXT,
    ),
    of_workforce(
        "sw_years_in_role",
        "Average years in role of social workers",
        numerator="years from the start of the role to 30 September",
        denominator="the council's own workers in post",
        who_counts="each worker weighs the same; who has no start of the role is in neither figure",
        judge=of_staff(_STARTED.is_not_null(), among=IN_POST & OWN, unknown=_STARTED.is_null(), value=_years),
        unit=Unit.MEAN,
        polarity=Polarity.HIGH,
    ),
    of_workforce(
        "sw_under_two_years",
        "Social workers with less than two years in role",
        numerator="the council's own workers in post whose role began less than two years before 30 September",
        denominator="the council's own workers in post",
        who_counts="each worker weighs the same; who has no start of the role is in neither figure",
        judge=of_staff(pl.col("day").dt.offset_by("-2y") < _STARTED, among=IN_POST & OWN, unknown=_STARTED.is_null()),
        polarity=Polarity.CONTEXT,
    ),
    of_workforce(
        "sw_newly_qualified",
        "Social workers in their assessed and supported year",
        numerator="the council's own workers in post in their first, assessed and supported year",
        denominator="the council's own workers in post",
        who_counts="each worker weighs the same; who has no status is in neither figure",
        judge=of_staff(_STATUS == "1", among=IN_POST & OWN, unknown=_STATUS.is_null()),
        polarity=Polarity.CONTEXT,
    ),
)
