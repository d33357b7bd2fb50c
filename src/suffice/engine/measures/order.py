"""In which order the events of a month came, so that the gaps between rare ones can be told."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from suffice.engine.measures.model import Indicator, Outcome, Tally
from suffice.engine.measures.scene import Scene

_DAY = 10  # characters of 2021-05-03, with which what is judged begins where it has a day


@dataclass(frozen=True, slots=True)
class Turns:
    """Those judged in a month, in order of their day.

    Attributes:
        days: [event] the day of the month.
        passes: [event] whether it meets the measure.
    """

    days: tuple[int, ...]
    passes: tuple[bool, ...]


def turns_of(indicator: Indicator, judgement: pl.DataFrame, month: Scene) -> Turns | None:
    """Return the judgements of a month in order; None where their days are not told, or they weigh differently.

    Of several on one day the order is that of the judgement.

    Args:
        indicator: the definition, one of `monthly.FLOWS`.
        judgement: of the month, as its `judge` tells it.
        month: a scene of `monthly.month_of`.
    """
    alike = indicator.counted_as in (Tally.SHARE, Tally.NUMBER, Tally.RATE) and "weight" not in judgement.columns
    if not alike or indicator.incomplete_counts:
        return None
    told = pl.col("date") if "date" in judgement.columns else pl.col("item").str.head(_DAY).str.to_date(strict=False)
    counted = judgement.filter(pl.col("outcome").is_in([str(Outcome.PASS), str(Outcome.FAIL)]))
    events = counted.select(day=told, passes=pl.col("outcome") == str(Outcome.PASS))
    if events["day"].null_count():
        return None
    if indicator.counted_as is not Tally.SHARE:
        events = events.filter(pl.col("day").is_between(month.first, month.on), "passes")
    ordered = events.sort("day", maintain_order=True)
    return Turns(tuple(ordered["day"].dt.day()), tuple(ordered["passes"]))
