"""In a table with totals nobody can work out a hidden number from those that are shown.

Two readers try, who know nothing of how the numbers were hidden: one with linear algebra, and one who tries every
table that there could have been.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from suffice.engine.disclosure import COUNCIL, PUBLICATION, SUPPRESSED, Grid, Line, Rule, grid, line, mean, rate, share

Whole = list[list[int | None]]
TABLES = st.integers(1, 4).flatmap(
    lambda wide: st.lists(st.lists(st.integers(0, 12), min_size=wide, max_size=wide), min_size=1, max_size=4)
)


def whole(told: Grid) -> Whole:
    """The table with its totals as its last column and its last row."""
    rows = [[*row, total] for row, total in zip(told.cells, told.row_totals, strict=True)]
    return [*rows, [*told.column_totals, told.total]]


def worked_out(table: Whole) -> list[tuple[int, int]]:
    """The hidden numbers that follow from the sums: those whose own direction is in the span of the equations."""
    hidden = [(r, c) for r, row in enumerate(table) for c, one in enumerate(row) if one is None]
    if not hidden:
        return []
    last_row, last = len(table) - 1, len(table[0]) - 1
    equations = []
    for r in range(last_row + 1):
        equations.append([(1 if c < last else -1) if r == row else 0 for row, c in hidden])
    for c in range(last + 1):
        equations.append([(1 if r < last_row else -1) if c == column else 0 for r, column in hidden])
    matrix = np.array(equations, dtype=float)
    rank = np.linalg.matrix_rank(matrix)
    return [
        place
        for at, place in enumerate(hidden)
        if np.linalg.matrix_rank(np.vstack([matrix, np.eye(len(hidden))[at]])) == rank
    ]


def whole_numbers_for(told: Line, rule: Rule, most: int) -> list[set[int]]:
    """What each group may be, up to `most`, in all lines shown like this; a hidden one is at least 1."""
    could = [range(1, most + 1) if one is None else _behind(one, rule, most) for one in told.cells]
    found: list[set[int]] = [set() for _ in told.cells]
    for tried in itertools.product(*could):
        if told.total is None or rule.shown(sum(tried)) == told.total:
            for at, one in enumerate(tried):
                found[at].add(one)
    return found


def _behind(shown: int, rule: Rule, most: int) -> list[int]:
    return [one for one in range(most + 1) if rule.shown(one) == shown]


@given(TABLES)
def test_no_hidden_number_follows_from_the_sums_of_a_table(counts: list[list[int]]) -> None:
    assert worked_out(whole(grid(counts, SUPPRESSED))) == []


@given(TABLES, st.sampled_from([SUPPRESSED, PUBLICATION]))
def test_no_small_number_is_shown_and_every_number_shown_is_right(counts: list[list[int]], rule: Rule) -> None:
    told = whole(grid(counts, rule))
    true = [[*row, sum(row)] for row in counts]
    true.append([sum(column) for column in zip(*true, strict=True)])
    for shown, count in zip(itertools.chain(*told), itertools.chain(*true), strict=True):
        assert shown is None if 0 < count < 5 else shown in (None, rule.shown(count))
        assert count or shown == 0


@given(st.lists(st.integers(0, 9), min_size=1, max_size=4), st.sampled_from([SUPPRESSED, PUBLICATION]))
def test_each_hidden_group_could_be_two_numbers_for_who_tries_them_all(counts: list[int], rule: Rule) -> None:
    told = line(counts, rule)
    could = whole_numbers_for(told, rule, 20)
    for at, one in enumerate(told.cells):
        assert counts[at] in could[at]
        assert one is not None or len(could[at]) >= 2


@given(TABLES)
def test_a_table_of_the_council_is_in_full(counts: list[list[int]]) -> None:
    told = grid(counts, COUNCIL)
    assert [list(row) for row in told.cells] == counts
    assert told.total == sum(map(sum, counts))


@pytest.mark.parametrize(
    ("counts", "cells", "total"),
    [
        ((10, 20, 30), (10, 20, 30), 60),
        ((3, 50, 12, 8), (None, 50, 12, None), 73),
        ((3, 2, 50), (None, None, 50), 55),
        ((1, 1, 50, 9), (None, None, 50, None), 61),
        ((4, 0, 0), (None, 0, 0), None),
        ((0, 0), (0, 0), 0),
        ((), (), 0),
    ],
)
def test_the_smallest_that_will_do_is_hidden_too(
    counts: Sequence[int], cells: Sequence[int | None], total: int | None
) -> None:
    assert line(counts, SUPPRESSED) == Line(tuple(cells), total)


def test_in_a_table_of_two_ways_four_corners_are_hidden_at_the_least_loss() -> None:
    told = grid([[3, 20, 7], [10, 9, 8], [6, 0, 5]], SUPPRESSED)
    assert told.cells == ((None, 20, None), (10, 9, 8), (None, 0, None))
    assert (told.row_totals, told.column_totals, told.total) == ((30, 27, 11), (19, 29, 20), 68)


def test_many_rounded_groups_do_not_pin_a_small_one_down() -> None:
    """Seven groups of 13 and one child are 92: the total of 90 would leave one child only, were nothing else hidden."""
    told = line([13] * 7 + [1], PUBLICATION)
    assert told.cells.count(15) == 6
    assert told.cells[-1] is None


def test_what_cannot_be_is_refused() -> None:
    with pytest.raises(ValueError, match="below 0"):
        line([3, -1], SUPPRESSED)
    with pytest.raises(ValueError, match="as long as the first"):
        grid([[1, 2], [3]], SUPPRESSED)


@pytest.mark.parametrize(
    ("hits", "of", "rule", "value", "numerator"),
    [
        (41, 50, COUNCIL, 82.0, 41),
        (41, 50, SUPPRESSED, 82.0, 41),
        (41, 50, PUBLICATION, 80.0, 40),
        (48, 50, SUPPRESSED, None, None),  # two who are not in it would be known
        (2, 50, PUBLICATION, None, None),
        (0, 50, SUPPRESSED, 0.0, 0),
        (0, 0, SUPPRESSED, None, 0),
        (50, 50, PUBLICATION, 100.0, 50),
    ],
)
def test_a_share_tells_nothing_of_a_few(
    hits: int, of: int, rule: Rule, value: float | None, numerator: int | None
) -> None:
    told = share(hits, of, rule)
    assert told.value == (None if value is None else pytest.approx(value))
    assert told.numerator == numerator


def test_a_rate_is_worked_out_from_what_is_shown() -> None:
    assert rate(62, 60_000, PUBLICATION).value == pytest.approx(60 / 6)
    assert rate(62, 60_000, SUPPRESSED).value == pytest.approx(62 / 6)
    assert rate(3, 60_000, SUPPRESSED).value is None
    assert rate(3, 0, COUNCIL).value is None


def test_a_mean_of_a_few_children_is_not_told_nor_its_sum() -> None:
    assert mean(410.0, 3, SUPPRESSED).value is None
    told = mean(410.0, 12, PUBLICATION)
    assert (told.value, told.numerator, told.denominator) == (410.0, None, 10)
