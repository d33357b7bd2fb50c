"""Another day and one month alone are told as they would be from the beginning, and months add up to the year."""

from __future__ import annotations

from datetime import date

import polars as pl
import pytest

from suffice.engine.episodes import assemble
from suffice.engine.measures import INDICATORS, Scene, measure, scene_of
from suffice.engine.measures.computing import another_day
from suffice.engine.measures.monthly import FLOWS, month_alone, month_in_turn, month_of
from suffice.engine.measures.order import Turns, turns_of
from tests.engine.episodes.build import a_return

HEADER = "child | sex | dob\n" + "\n".join(f"{child} | 1 | 2012-01-01" for child in "ABCD")
FIRST = """
child | decom      | dec        | rne | ls | place | rec
A     | 2020-05-10 |            | S   | C2 | U6    |
B     | 2020-05-20 |            | S   | C2 | U6    |
"""
SECOND = """
child | decom      | dec        | rne | ls | place | rec
A     | 2020-05-10 | 2021-09-15 | S   | C2 | U6    | E13
B     | 2020-05-20 |            | S   | C2 | U6    |
C     | 2021-04-30 |            | S   | C2 | U6    |
D     | 2021-06-01 |            | S   | C2 | U6    |
A     | 2022-03-31 |            | S   | C2 | U6    |
"""
MONTH_ENDS = [date(2021, month, 30) for month in (4, 6, 9, 11)] + [
    date(2021, 5, 31),
    date(2021, 7, 31),
    date(2021, 8, 31),
    date(2021, 10, 31),
    date(2021, 12, 31),
    date(2022, 1, 31),
    date(2022, 2, 28),
    date(2022, 3, 31),
]


def _seen() -> Scene:
    returns = [a_return(2021, Episodes=FIRST, Header=HEADER), a_return(2022, Episodes=SECOND, Header=HEADER)]
    return scene_of(assemble(returns), date(2022, 3, 31), returns=returns)


@pytest.mark.parametrize("on", [date(2021, 3, 31), date(2021, 8, 15), date(2022, 3, 31)])
def test_another_day_is_told_as_if_it_had_been_asked_for_first(on: date) -> None:
    seen = _seen()
    fresh, moved = scene_of(seen.history, on, returns=seen.returns), another_day(seen, on)
    for code, one in INDICATORS.items():
        assert measure(one, moved).counted == measure(one, fresh).counted, code


def test_each_start_is_in_one_month_and_the_months_add_up_to_the_year() -> None:
    seen, starts = _seen(), INDICATORS["cla_start_rate"]
    months = {on: month_alone(starts, month_of(another_day(seen, on))).numerator for on in MONTH_ENDS}
    assert {on: count for on, count in months.items() if count} == {
        date(2021, 4, 30): 1,
        date(2021, 6, 30): 1,
        date(2022, 3, 31): 1,
    }
    assert sum(count or 0 for count in months.values()) == measure(starts, seen).counted.numerator


def test_a_share_of_a_month_is_of_those_of_the_month() -> None:
    counted = month_alone(INDICATORS["left_care_adopted"], month_of(another_day(_seen(), date(2021, 9, 30))))
    assert (counted.numerator, counted.denominator) == (0, 1)


def test_a_stock_cannot_be_told_of_a_month_alone() -> None:
    with pytest.raises(ValueError, match="cannot be told of a month alone"):
        month_alone(INDICATORS["cla_rate"], month_of(_seen()))
    assert "placements_3plus" not in FLOWS


@pytest.mark.parametrize(
    ("on", "first"),
    [
        (date(2022, 3, 31), date(2021, 4, 1)),
        (date(2020, 2, 29), date(2019, 3, 1)),
        (date(2021, 2, 28), date(2020, 3, 1)),  # 29 February 2020 is in the year before, and not in both
        (date(2020, 2, 28), date(2019, 3, 1)),
    ],
)
def test_a_year_begins_on_the_day_after_the_one_on_which_the_year_before_ends(on: date, first: date) -> None:
    assert another_day(_seen(), on).first == first


def test_the_order_of_a_month_is_that_of_the_days_and_none_where_they_are_not_told() -> None:
    starts, seen = INDICATORS["cla_start_rate"], _seen()
    for on in MONTH_ENDS:
        counted, turns = month_in_turn(starts, month_of(another_day(seen, on)))
        assert turns is not None
        assert len(turns.days) == counted.numerator
        assert list(turns.days) == sorted(turns.days)
    rows = pl.DataFrame(
        {"outcome": ["fail", "pass", "incomplete"], "item": ["2021-05-20", "2021-05-03", "2021-05-04"]},
    )
    may = month_of(another_day(seen, date(2021, 5, 31)))
    turns = turns_of(INDICATORS["rereferral"], rows, may)
    assert turns == Turns((3, 20), (True, False))
    assert turns_of(INDICATORS["rereferral"], rows.with_columns(item=pl.lit("a review")), may) is None
    assert turns_of(INDICATORS["missing_incidents"], rows.with_columns(item=pl.lit("2021-04-30")), may) == Turns((), ())
    assert turns_of(INDICATORS["s47_icpc"], rows, may) is None
