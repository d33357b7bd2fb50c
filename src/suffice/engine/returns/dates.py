"""Dates as returns write them: many at once, each distinct one parsed once."""

from __future__ import annotations

import re
from datetime import date
from enum import StrEnum

import polars as pl

EARLIEST = date(1900, 1, 1)
_TIME = r"(?P<time>[ T]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?Z?)?"
_DAY_FIRST = re.compile(
    rf"(?P<d>\d{{1,2}})(?P<sep>[/.-])(?P<m>\d{{1,2}})(?P=sep)(?P<y>\d{{4}}|\d{{2}}){_TIME}", re.ASCII
)
_YEAR_FIRST = re.compile(rf"(?P<y>\d{{4}})(?P<sep>[/.-])(?P<m>\d{{1,2}})(?P=sep)(?P<d>\d{{1,2}}){_TIME}", re.ASCII)
_UNKNOWN_PARTS = re.compile(r"(?:\d{1,2}|zz)/(?:\d{1,2}|zz)/(?:\d{4}|zz(?:zz)?)", re.ASCII | re.IGNORECASE)


class Style(StrEnum):
    """How a date was written, or why it cannot be used."""

    DAY_FIRST = "day first"
    YEAR_FIRST = "year first"
    TWO_DIGIT_YEAR = "two-digit year"
    WITH_TIME = "with time"
    UNKNOWN_PARTS = "unknown parts"
    UNREADABLE = "unreadable"
    OUT_OF_RANGE = "out of range"


def parse_one(
    text: str, *, today: date, future: bool = False, unknown_parts: bool = False
) -> tuple[date | None, Style]:
    """Return the date that `text` is, and how it was written.

    Args:
        text: trimmed and not blank.
        today: no date may lie after it, and a year of two digits means the latest one that does not.
        future: whether dates after today are allowed after all.
        unknown_parts: whether ``zz`` may stand for a part that is not known; there is no date then.
    """
    match = _DAY_FIRST.fullmatch(text) or _YEAR_FIRST.fullmatch(text)
    if match is None:
        known = not (unknown_parts and _UNKNOWN_PARTS.fullmatch(text))
        return None, Style.UNREADABLE if known else Style.UNKNOWN_PARTS
    short = len(match["y"]) == 2
    day = _day(int(match["y"]) + (2000 if short else 0), match)
    if short and not future and (day is None or day > today):
        day = _day(int(match["y"]) + 1900, match)
    if day is None:
        return None, Style.UNREADABLE
    if day < EARLIEST or (day > today and not future):
        return None, Style.OUT_OF_RANGE
    if short:
        return day, Style.TWO_DIGIT_YEAR
    if match["time"]:
        return day, Style.WITH_TIME
    return day, Style.YEAR_FIRST if match.re is _YEAR_FIRST else Style.DAY_FIRST


def _day(year: int, match: re.Match[str]) -> date | None:
    try:
        return date(year, int(match["m"]), int(match["d"]))
    except ValueError:
        return None


def parse(cells: pl.Series, *, today: date, future: bool = False, unknown_parts: bool = False) -> pl.DataFrame:
    """Return ``day`` (Date) and ``style`` (String) for each of `cells`; both null where the cell is null.

    See `parse_one`. Each distinct cell is parsed once.
    """
    distinct = cells.drop_nulls().unique()
    parsed = [parse_one(text, today=today, future=future, unknown_parts=unknown_parts) for text in distinct.to_list()]
    known = pl.DataFrame(
        {
            "cell": distinct,
            "day": pl.Series([day for day, _ in parsed], dtype=pl.Date),
            "style": pl.Series([str(style) for _, style in parsed], dtype=pl.String),
        }
    )
    return cells.alias("cell").to_frame().join(known, on="cell", how="left", maintain_order="left").drop("cell")
