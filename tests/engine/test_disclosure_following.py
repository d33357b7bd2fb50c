"""What follows from counts told one after another, found as a reader finds it who tries every past that fits."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations, product
from math import inf
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from suffice.engine.disclosure.following import Known, Pair, follows, kept_back, revised, running

LEAST = 5


def exactly(first: int, last: int, count: int) -> Known:
    return Known(first, last, count, count)


def windows(last: int) -> list[Pair]:
    return list(combinations(range(last + 1), 2))


def test_a_month_follows_from_two_totals_since_april() -> None:
    april_to_june, april_to_july = exactly(0, 3, 40), exactly(0, 4, 42)
    assert follows([april_to_june, *running(range(5))], windows(4), LEAST) == set()
    assert (3, 4) in follows([april_to_june, april_to_july, *running(range(5))], windows(4), LEAST)


def test_years_that_roll_on_tell_no_month_but_beside_the_month_a_year_before_they_do() -> None:
    year, later = exactly(0, 12, 60), exactly(1, 13, 58)
    always = running(range(14))
    assert follows([year, later, *always], windows(13), LEAST) == set()
    assert (12, 13) in follows([year, later, exactly(0, 1, 5), *always], windows(13), LEAST)


def test_those_who_left_follow_from_two_stocks_and_those_who_came() -> None:
    """30 children, 8 came, 35 are left: three have gone, though nobody told that number."""
    stocks = [Known(("left", on), ("came", on), count, count) for on, count in ((0, 30), (1, 35))]
    came = Known(("came", 0), ("came", 1), 8, 8)
    assert follows([*stocks, came], [(("left", 0), ("left", 1))], LEAST) == {(("left", 0), ("left", 1))}


def test_rounded_totals_tell_no_month() -> None:
    rounded = [Known(0, 3, 38, 42), Known(0, 4, 43, 47)]
    assert follows([*rounded, *running(range(5))], windows(4), LEAST) == set()


def test_the_figure_that_may_best_be_missed_is_kept_back() -> None:
    new = {"small": [exactly(0, 1, 12)], "large": [exactly(1, 2, 40)]}
    total = exactly(0, 3, 55)
    kept = kept_back(new, [total], [(2, 3)], LEAST, always=running(range(4)))
    assert kept.figures == ("small",)
    assert kept.follows == ((2, 3),)


def test_what_follows_from_those_before_alone_costs_the_new_nothing() -> None:
    before = [exactly(0, 3, 40), exactly(0, 4, 42)]
    new = {"later": [exactly(0, 5, 60)]}
    assert kept_back(new, before, windows(5), LEAST, always=running(range(6))).figures == ()


def test_what_contradicts_the_later_report_is_left_aside() -> None:
    new = {"now": [exactly(0, 2, 50)]}
    assert kept_back(new, [exactly(0, 1, 60)], windows(2), LEAST, always=running(range(3))).figures == ()


@pytest.mark.parametrize(("now", "told"), [(602, {"stock"}), (596, {"stock"}), (600, set()), (605, set())])
def test_the_same_count_told_anew_with_a_small_difference_is_found(now: int, told: set[str]) -> None:
    assert revised({"stock": [exactly(0, 1, now)]}, [exactly(0, 1, 600)], LEAST) == told


def test_a_rounded_count_told_anew_tells_no_difference() -> None:
    assert revised({"stock": [Known(0, 1, 598, 602)]}, [Known(0, 1, 593, 597)], LEAST) == set()


MONTHS = st.lists(st.integers(0, 7), min_size=3, max_size=4)


@st.composite
def pasts(draw: st.DrawFn) -> tuple[list[int], list[Pair], int]:
    months = draw(MONTHS)
    told = draw(st.lists(st.sampled_from(windows(len(months))), min_size=1, max_size=4, unique=True))
    return months, told, draw(st.sampled_from([0, 1, 2]))


def _known(months: Sequence[int], told: Sequence[Pair], within: int) -> list[Known]:
    sums = [(pair, _within(months, pair)) for pair in told]
    return [Known(*pair, max(0, count - within), count + within) for pair, count in sums]


def _within(months: Sequence[int], pair: tuple[Any, Any]) -> int:
    return sum(months[pair[0] : pair[1]])


def _tried(known: Sequence[Known], months: int) -> set[Pair]:
    """Try every past that fits what is known, and return the windows that are the same small number in all of them."""
    most = int(max(one.high for one in known))
    found: dict[Pair, set[int]] = {pair: set() for pair in windows(months)}
    for past in product(range(most + 1), repeat=months):
        if all(one.low <= _within(past, (one.first, one.last)) <= one.high for one in known):
            for pair, counts in found.items():
                counts.add(_within(past, pair))
    return {pair for pair, counts in found.items() if len(counts) == 1 and 0 < min(counts) < LEAST}


@settings(max_examples=60, deadline=None)
@given(pasts())
def test_it_finds_what_a_reader_finds_who_tries_every_past(given_: tuple[list[int], list[Pair], int]) -> None:
    months, told, within = given_
    months = [min(one, 3) for one in months]
    known = _known(months, told, within)
    covered = {month for first, last in told for month in range(first, last)}  # type: ignore[call-overload]
    if covered != set(range(len(months))):
        known.append(Known(0, len(months), 0, sum(months) + 1))
    found = follows([*known, *running(range(len(months) + 1))], windows(len(months)), LEAST)
    assert found == _tried(known, len(months))


@settings(max_examples=60, deadline=None)
@given(pasts(), st.integers(0, 3))
def test_nothing_small_follows_from_what_is_kept(given_: tuple[list[int], list[Pair], int], cut: int) -> None:
    months, told, within = given_
    known = _known(months, told, within)
    before, new = known[:cut], dict(enumerate(known[cut:]))
    always, guarded = running(range(len(months) + 1)), windows(len(months))
    kept = kept_back({name: [one] for name, one in new.items()}, before, guarded, LEAST, always=always)
    left = [one.hidden if name in kept.figures else one for name, one in new.items()]
    already = follows([*always, *before], guarded, LEAST)
    assert follows([*left, *always, *before], guarded, LEAST) <= already
    assert set(kept.figures) <= new.keys()
    assert bool(kept.figures) is bool(follows([*new.values(), *always, *before], guarded, LEAST) - already)


def test_a_count_that_nothing_bounds_is_not_known() -> None:
    assert follows([Known(0, 1, 1, inf)], [(0, 1)], LEAST) == set()
