"""Dates are read however returns write them, and never crash."""

from __future__ import annotations

from datetime import date

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from suffice.engine.returns import dates
from suffice.engine.returns.dates import Style

TODAY = date(2026, 11, 21)

WRITTEN = [
    ("09/04/2017", date(2017, 4, 9), Style.DAY_FIRST),
    ("9/4/2017", date(2017, 4, 9), Style.DAY_FIRST),
    ("09-04-2017", date(2017, 4, 9), Style.DAY_FIRST),
    ("2017-04-09", date(2017, 4, 9), Style.YEAR_FIRST),
    ("2017/04/09", date(2017, 4, 9), Style.YEAR_FIRST),
    ("09/04/17", date(2017, 4, 9), Style.TWO_DIGIT_YEAR),
    ("21/11/26", date(2026, 11, 21), Style.TWO_DIGIT_YEAR),
    ("22/11/26", date(1926, 11, 22), Style.TWO_DIGIT_YEAR),
    ("01/01/99", date(1999, 1, 1), Style.TWO_DIGIT_YEAR),
    ("29/02/00", date(2000, 2, 29), Style.TWO_DIGIT_YEAR),
    ("2017-04-09 00:00:00", date(2017, 4, 9), Style.WITH_TIME),
    ("2017-04-09T13:45:00.000Z", date(2017, 4, 9), Style.WITH_TIME),
    ("09/04/2017 00:00", date(2017, 4, 9), Style.WITH_TIME),
    ("29/02/2019", None, Style.UNREADABLE),
    ("31/04/2019", None, Style.UNREADABLE),
    ("04/25/2019", None, Style.UNREADABLE),
    ("00/00/0000", None, Style.UNREADABLE),
    ("09/04-2017", None, Style.UNREADABLE),
    ("soon", None, Style.UNREADABLE),
    ("٠٩/٠٤/٢٠١٧", None, Style.UNREADABLE),
    ("zz/04/2017", None, Style.UNREADABLE),
    ("01/01/2089", None, Style.OUT_OF_RANGE),
    ("22/11/2026", None, Style.OUT_OF_RANGE),
    ("31/12/1899", None, Style.OUT_OF_RANGE),
    ("01/01/1900", date(1900, 1, 1), Style.DAY_FIRST),
    ("21/11/2026", date(2026, 11, 21), Style.DAY_FIRST),
]


@pytest.mark.parametrize(("text", "day", "style"), WRITTEN)
def test_a_date_is_read_as_it_was_meant(text: str, day: date | None, style: Style) -> None:
    assert dates.parse_one(text, today=TODAY) == (day, style)


@pytest.mark.parametrize("text", ["zz/04/2017", "ZZ/ZZ/2017", "zz/zz/zzzz"])
def test_unknown_parts_are_no_mistake_where_they_are_allowed(text: str) -> None:
    assert dates.parse_one(text, today=TODAY, unknown_parts=True) == (None, Style.UNKNOWN_PARTS)


def test_a_planned_date_may_lie_ahead() -> None:
    assert dates.parse_one("01/06/2030", today=TODAY, future=True) == (date(2030, 6, 1), Style.DAY_FIRST)


@given(st.dates(min_value=date(1900, 1, 1), max_value=TODAY), st.sampled_from(["%d/%m/%Y", "%Y-%m-%d", "%d.%m.%Y"]))
def test_every_day_is_the_same_in_every_style(day: date, style: str) -> None:
    assert dates.parse_one(day.strftime(style), today=TODAY)[0] == day


@given(st.dates(min_value=date(1926, 11, 22), max_value=TODAY))
def test_two_digits_mean_the_latest_such_day_that_is_not_ahead(day: date) -> None:
    read, style = dates.parse_one(day.strftime("%d/%m/%y"), today=TODAY)
    assert style is Style.TWO_DIGIT_YEAR
    assert read == day


@given(st.lists(st.none() | st.text(min_size=1, max_size=12)))
def test_a_column_of_anything_gives_a_row_for_each_cell(cells: list[str | None]) -> None:
    parsed = dates.parse(pl.Series(cells, dtype=pl.String), today=TODAY)
    assert parsed.height == len(cells)
    assert [style is None for style in parsed["style"]] == [cell is None for cell in cells]


@given(st.lists(st.sampled_from([text for text, _, _ in WRITTEN]) | st.none(), max_size=30))
def test_many_at_once_are_read_as_one_by_one(cells: list[str | None]) -> None:
    parsed = dates.parse(pl.Series(cells, dtype=pl.String), today=TODAY)
    alone = [(None, None) if cell is None else dates.parse_one(cell, today=TODAY) for cell in cells]
    assert list(parsed.iter_rows()) == [(day, None if style is None else str(style)) for day, style in alone]
