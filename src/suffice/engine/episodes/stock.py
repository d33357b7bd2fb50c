"""The children in care at the end of one day."""

from __future__ import annotations

from datetime import date

import polars as pl

from suffice.engine.episodes.model import AGE_BANDS, History, Stock

SHORT_BREAKS = ("V3", "V4")
"""Legal statuses of a series of short breaks: such children are not counted as in care."""

_KEY = ("authority", "child")


def age_in_years(on: pl.Expr, dob: str = "dob") -> pl.Expr:
    """Return the age in whole years on a day; born 29 February, a year older on 1 March in a common year."""
    born = pl.col(dob)
    before_birthday = _day_of_year(on) < _day_of_year(born)
    years = on.dt.year() - born.dt.year() - before_birthday.cast(pl.Int32)
    # A date of birth after the day is a mistake that the checks report; the child still counts, as a baby.
    return years.cast(pl.Int32).clip(0)


def _day_of_year(day: pl.Expr) -> pl.Expr:
    """Order days inside a year by month and day alone, leap years or not (months come as 8-bit numbers)."""
    return day.dt.month().cast(pl.Int32) * 32 + day.dt.day()


def age_band(age: pl.Expr) -> pl.Expr:
    """Return the label of `AGE_BANDS` for an age in whole years; null outside 0 to 17."""
    band = pl.lit(None, dtype=pl.String)
    for label, first, after in AGE_BANDS:
        band = pl.when((age >= first) & (age < after)).then(pl.lit(label)).otherwise(band)
    return band


def counted() -> pl.Expr:
    """Return whether an episode counts as being in care: any legal status but a series of short breaks."""
    return ~pl.col("ls").is_in(SHORT_BREAKS).fill_null(False)


def live_on(on: date) -> pl.Expr:
    """Return whether an episode runs on the day: begun on or before it, and open or ended after it."""
    return (pl.col("decom") <= on) & (pl.col("dec").is_null() | (pl.col("dec") > on))


def stock_on(history: History, on: date) -> Stock:
    """Return the children in care at the end of the day `on`.

    A child counts who has an episode begun on or before the day and open or ended after it, whose legal status is not
    V3 or V4, and who is not yet 18 (born 29 February: 18 on 1 March). Where episodes overlap, the child counts once
    and the one that began latest tells where the child lives.

    Args:
        history: what `assemble` returned.
        on: the day.
    """
    live = history.episodes.filter(live_on(on), counted()).unique(_KEY, keep="last", maintain_order=True)
    known = live.join(
        history.children.select(*_KEY, "sex", "dob", "eighteenth", "ethnic", "uasc"),
        on=_KEY,
        how="left",
        maintain_order="left",
    )
    return Stock(on=on, children=_described(known.filter(pl.col("eighteenth") > on), on), left_out=_unborn(known))


def _unborn(known: pl.DataFrame) -> int:
    return int(known.get_column("dob").null_count())


def _described(children: pl.DataFrame, on: date) -> pl.DataFrame:
    aged = children.with_columns(age=age_in_years(pl.lit(on)))
    return aged.select(
        *_KEY,
        "sex",
        "dob",
        "age",
        age_band(pl.col("age")).alias("age_band"),
        "state",
        "ls",
        "cin",
        "place",
        "place_provider",
        "uasc",
        "ethnic",
        "decom",
        "period_start",
        "file",
        "row",
    )
