"""Children who start and cease to be in care between two days."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import polars as pl

from suffice.engine.episodes.model import History
from suffice.engine.episodes.periods import NEVER, runs, with_period_start
from suffice.engine.episodes.stock import age_band, age_in_years, counted

TURNED_18 = "turned_18"
"""The reason for ceasing when the 18th birthday ended the stay, or fell on the day that it ended."""

_KEY = ("authority", "child")


@dataclass(frozen=True, slots=True)
class Flows:
    """Who started and who ceased to be in care from `first` to `last`, both days included.

    The stock at the end of `last` is the stock at the end of the day before `first`, plus the rows of `starts`, less
    the rows of `ceases`. A row whose ``continuing`` is true is a child who changed from or to a series of short breaks
    (V3, V4) without a day between: the count of children in care changes, but no period of care begins or ends.

    Attributes:
        first: the first day.
        last: the last day.
        starts: one row a start: ``authority, child, on, dob, age, age_band, sex, uasc, ethnic, rne, ls, state,
            continuing``, ``days_away`` (Int32: since the child last ceased to be in care; null when never before) and
            ``reentry`` (Boolean: was in care before, with a gap).
        ceases: one row an end: ``authority, child, on`` (the first day not in care), ``dob, age, age_band, sex, uasc,
            ethnic, reason`` (`TURNED_18`, or the REC code, or null), ``provisional`` (Boolean: a repair put the end
            there), ``ls, state, start, continuing``.
        left_out: children who would be in either table but have no header or no date of birth.
    """

    first: date
    last: date
    starts: pl.DataFrame
    ceases: pl.DataFrame
    left_out: int

    @property
    def started(self) -> int:
        """How many different children began a period of care."""
        return self.starts.filter(~pl.col("continuing")).select(_KEY).n_unique()

    @property
    def ceased(self) -> int:
        """How many different children ended a period of care, 18th birthdays among them."""
        return self.ceases.filter(~pl.col("continuing")).select(_KEY).n_unique()


def flows(history: History, first: date, last: date, *, known: pl.DataFrame | None = None) -> Flows:
    """Return the children who started and ceased to be in care from `first` to `last`, both included.

    A stay is an unbroken run of episodes whose legal status is not V3 or V4, cut short by the 18th birthday. An end
    date is the first day not in care, so that a stay through 31 March ends on 1 April, in the next year.

    Args:
        history: what `assemble` returned.
        first: the first day.
        last: the last day.
        known: what `stays` tells of the history, by whoever has it already.
    """
    known = stays(history) if known is None else known
    unborn = _runs_counted(history.episodes.join(history.children, on=_KEY, how="anti"))
    within = [pl.col(day).is_between(first, last).fill_null(False) for day in ("start", "end")]
    return Flows(
        first=first,
        last=last,
        starts=_starts(known.filter(within[0])),
        ceases=_ceases(known.filter(within[1])),
        left_out=unborn.filter(within[0] | within[1]).select(_KEY).n_unique(),
    )


def stays(history: History) -> pl.DataFrame:
    """Return every stay in care of every child with a date of birth, as `flows` counts them.

    Returns:
        ``authority, child, start, end`` (Date; the 18th birthday at the latest, so never null), ``reason``,
        ``provisional, rne, first_ls, last_ls, first_state, last_state, from_short_breaks, to_short_breaks`` (Boolean),
        ``previous_end`` (Date), ``sex, dob, eighteenth, ethnic, uasc``; ordered by authority, child, start.
    """
    children = history.children.select(*_KEY, "sex", "dob", "eighteenth", "ethnic", "uasc")
    minors = history.episodes.join(children.select(*_KEY, "eighteenth"), on=_KEY, maintain_order="left")
    found = _runs_counted(minors.filter(pl.col("decom") < pl.col("eighteenth")))
    joined = found.join(children, on=_KEY, maintain_order="left")
    adult = pl.col("eighteenth") <= pl.col("end").fill_null(NEVER)
    return joined.with_columns(
        end=pl.min_horizontal("end", "eighteenth"),
        reason=pl.when(adult).then(pl.lit(TURNED_18)).otherwise("rec"),
        provisional=pl.col("provisional") & ~adult,
        to_short_breaks=pl.col("to_short_breaks") & ~adult,
    ).with_columns(previous_end=pl.col("end").shift(1).over(_KEY))


def _runs_counted(episodes: pl.DataFrame) -> pl.DataFrame:
    """Return the unbroken runs of counted episodes, and whether short breaks lie directly before or after each."""
    whole = episodes.select(*_KEY, "decom", whole_start="period_start", whole_end=_run_end())
    alone = with_period_start(episodes.filter(counted()))
    around = (
        alone.select(*_KEY, start="period_start")
        .unique()
        .join(whole.unique([*_KEY, "decom"], keep="first"), left_on=[*_KEY, "start"], right_on=[*_KEY, "decom"])
    )
    found = runs(alone).join(around, on=[*_KEY, "start"], maintain_order="left")
    return found.with_columns(
        from_short_breaks=pl.col("whole_start") < pl.col("start"),
        to_short_breaks=pl.col("whole_end") > pl.col("end").fill_null(NEVER),
    ).drop("whole_start", "whole_end")


def _run_end() -> pl.Expr:
    return pl.col("dec").fill_null(NEVER).max().over(*_KEY, "period_start")


def _starts(stay: pl.DataFrame) -> pl.DataFrame:
    away = (pl.col("start") - pl.col("previous_end")).dt.total_days().cast(pl.Int32)
    return _aged(stay, "start").select(
        *_KEY,
        pl.col("start").alias("on"),
        *_ABOUT,
        "rne",
        pl.col("first_ls").alias("ls"),
        pl.col("first_state").alias("state"),
        pl.col("from_short_breaks").alias("continuing"),
        away.alias("days_away"),
        (away.is_not_null() & ~pl.col("from_short_breaks")).alias("reentry"),
    )


def _ceases(stay: pl.DataFrame) -> pl.DataFrame:
    return _aged(stay, "end").select(
        *_KEY,
        pl.col("end").alias("on"),
        *_ABOUT,
        "reason",
        "provisional",
        pl.col("last_ls").alias("ls"),
        pl.col("last_state").alias("state"),
        "start",
        pl.col("to_short_breaks").alias("continuing"),
    )


_ABOUT = ("dob", "age", "age_band", "sex", "uasc", "ethnic")


def _aged(stay: pl.DataFrame, day: str) -> pl.DataFrame:
    """Add the age on `day`; a young person leaving on the 18th birthday is put in the last age band."""
    aged = stay.with_columns(age=age_in_years(pl.col(day)))
    return aged.with_columns(age_band=age_band(pl.col("age").clip(upper_bound=17)))
