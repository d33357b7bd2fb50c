"""What holds for any returns at all, however untidy."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from suffice.engine.episodes import History, as_known_on, assemble, flows, periods, stock_on
from suffice.engine.returns.model import Return
from tests.engine.episodes.build import a_return
from tests.engine.episodes.oracle import Oracle

YEARS = (2020, 2021, 2022)
DAYS = st.dates(date(2018, 1, 1), date(2023, 6, 30))


@st.composite
def episode(draw: st.DrawFn, year: int) -> dict[str, Any]:
    """An Episodes row such as the return of `year` could hold."""
    start = draw(st.dates(date(year - 2, 11, 1), date(year, 3, 31)))
    last = date(year, 4, 1)
    end = draw(st.none() | st.dates(start, last))
    return {
        "child": draw(st.sampled_from(["A", "B", "no header"])),
        "decom": str(start),
        "dec": str(end) if end else None,
        "rne": draw(st.sampled_from(["S", "P", "L", "T"])),
        "ls": draw(st.sampled_from(["C2", "V2", "V3"])),
        "place": draw(st.sampled_from(["U4", "K2", "T1"])),
        "place_provider": "PR1",
        "rec": draw(st.sampled_from(["X1", "E8"])) if end else None,
        "pl_post": draw(st.sampled_from(["A1 1AA", None])),
    }


@st.composite
def many_returns(draw: st.DrawFn) -> tuple[list[Return], Oracle]:
    """Three years of returns, and the oracle that has read the same rows."""
    born = {child: draw(st.dates(date(2001, 6, 1), date(2005, 6, 1)) | st.just(date(2004, 2, 29))) for child in "AB"}
    header = [{"child": child, "sex": "1", "dob": str(day)} for child, day in born.items()]
    rows = {year: draw(st.lists(episode(year), min_size=1, max_size=6)) for year in YEARS}
    told = [
        {
            **{name.upper(): value for name, value in row.items()},
            "start": date.fromisoformat(row["decom"]),
            "end": date.fromisoformat(row["dec"]) if row["dec"] else None,
            "year": year,
        }
        for year, inside in rows.items()
        for row in inside
    ]
    returns = [a_return(year, Episodes=inside, Header=header) for year, inside in rows.items()]
    return returns, Oracle(told, born)


def stock_size(history: History, on: date) -> tuple[int, int]:
    found = stock_on(history, on)
    assert found.children.select("authority", "child").is_duplicated().sum() == 0
    return found.total, found.left_out


@settings(max_examples=80, deadline=None)
@given(many_returns(), DAYS)
def test_the_stock_is_what_the_oracle_counts(both: tuple[list[Return], Oracle], on: date) -> None:
    returns, oracle = both
    assert stock_size(assemble(returns), on) == oracle.stock(on)


@settings(max_examples=50, deadline=None)
@given(many_returns())
def test_the_order_in_which_returns_arrive_does_not_matter(both: tuple[list[Return], Oracle]) -> None:
    returns, _ = both
    assert assemble(returns).episodes.equals(assemble(returns[::-1]).episodes)


@settings(max_examples=50, deadline=None)
@given(many_returns())
def test_every_row_is_used_or_set_aside_with_a_reason(both: tuple[list[Return], Oracle]) -> None:
    returns, _ = both
    history = assemble(returns)
    rows = sum(one.tables["Episodes"].height for one in returns)
    assert history.episodes.height + history.set_aside.height == rows
    assert history.set_aside.get_column("repair").null_count() == 0


@settings(max_examples=50, deadline=None)
@given(many_returns(), DAYS, st.integers(0, 400))
def test_forgetting_what_came_later_changes_no_earlier_stock(
    both: tuple[list[Return], Oracle], on: date, before: int
) -> None:
    history = assemble(both[0])
    known, earlier = as_known_on(history, on), on - timedelta(days=before)
    for day in (on, earlier):
        assert stock_on(known, day).children.equals(stock_on(history, day).children)
        assert stock_on(known, day).left_out == stock_on(history, day).left_out
    ends = known.episodes.get_column("dec").drop_nulls()
    assert all(end <= on for end in ends)


@settings(max_examples=80, deadline=None)
@given(many_returns(), DAYS, st.integers(0, 800))
def test_stock_grows_by_starts_and_shrinks_by_ends(both: tuple[list[Return], Oracle], first: date, days: int) -> None:
    history, last = assemble(both[0]), first + timedelta(days=days)
    between = flows(history, first, last)
    opening = stock_on(history, first - timedelta(days=1)).total
    assert opening + between.starts.height - between.ceases.height == stock_on(history, last).total
    assert between.starts.filter("reentry", "continuing").is_empty()


@settings(max_examples=50, deadline=None)
@given(many_returns())
def test_periods_of_care_never_touch_each_other(both: tuple[list[Return], Oracle]) -> None:
    history = assemble(both[0])
    found = periods(history)
    assert found.get_column("episodes").sum() == history.episodes.height
    for child in found.partition_by("child"):
        ends, starts = child.get_column("end")[:-1], child.get_column("start")[1:]
        assert ends.null_count() == 0
        assert (ends < starts).all()
