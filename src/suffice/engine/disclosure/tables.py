"""Tables with totals, in which a number that is hidden cannot be worked out from those that are shown.

A small number that is hidden alone is found by taking the others from the total. So others are hidden with it, the
smallest that will do, until every hidden number could be at least two numbers: as a reader would find who knows the
rule, the bounds of every rounded number and that no hidden number is nought.

A table of one or two dimensions is a flow: from the total to each row, from rows to columns, and from columns to the
total. A hidden number could be another if and only if some round trip through it could carry one more or one fewer,
within what is known of every number that it passes (Gusfield, "A graph theoretic approach to statistical data
security", SIAM Journal on Computing 17, 1988).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from heapq import heappop, heappush
from itertools import chain
from math import inf

from suffice.engine.disclosure.rules import Rule

_Way = tuple[int, int]
"""From one sum of the table to another, told by their places."""


@dataclass(frozen=True, slots=True)
class Line:
    """Groups and their total, as they may be shown; None stands for a number that may not be."""

    cells: tuple[int | None, ...]
    total: int | None


@dataclass(frozen=True, slots=True)
class Grid:
    """Groups by groups and all their totals, as they may be shown; None stands for a number that may not be."""

    cells: tuple[tuple[int | None, ...], ...]
    row_totals: tuple[int | None, ...]
    column_totals: tuple[int | None, ...]
    total: int | None


def line(counts: Sequence[int], rule: Rule) -> Line:
    """Return groups and their total as they may be shown.

    Args:
        counts: of each group, 0 or more.
        rule: how small numbers are protected.

    Raises:
        ValueError: a count is below 0.
    """
    shown = _protected([*counts, sum(counts)], [(0, 1)] * len(counts) + [(1, 0)], rule)
    return Line(tuple(shown[:-1]), shown[-1])


def grid(counts: Sequence[Sequence[int]], rule: Rule) -> Grid:
    """Return groups by groups, with the totals of rows, of columns and of all, as they may be shown.

    Args:
        counts: a row each, all as long as the first, 0 or more.
        rule: how small numbers are protected.

    Raises:
        ValueError: a count is below 0, or the rows are not equally long.
    """
    wide = len(counts[0]) if counts else 0
    if any(len(row) != wide for row in counts):
        raise ValueError("Every row of a table must be as long as the first.")
    rows = [[*row, sum(row)] for row in counts]
    rows.append([sum(column) for column in zip(*rows, strict=True)] or [0])
    shown = _protected(list(chain.from_iterable(rows)), list(_ways(len(counts), wide)), rule)
    told = [tuple(shown[at : at + wide + 1]) for at in range(0, len(shown), wide + 1)]
    body = told[:-1]
    return Grid(
        cells=tuple(row[:-1] for row in body),
        row_totals=tuple(row[-1] for row in body),
        column_totals=told[-1][:-1],
        total=told[-1][-1],
    )


def _ways(rows: int, columns: int) -> Iterator[_Way]:
    """Give the way of each number of a table, row by row, with its totals.

    The sums are told by their places: of each row, of the row of totals, of each column, of the column of totals.
    """
    of_columns, of_rows = rows, rows + columns + 1
    for row in range(rows):
        yield from ((row, rows + 1 + column) for column in range(columns))
        yield of_rows, row
    yield from ((rows + 1 + column, of_columns) for column in range(columns))
    yield of_columns, of_rows


def _protected(counts: Sequence[int], ways: Sequence[_Way], rule: Rule) -> list[int | None]:
    if any(count < 0 for count in counts):
        raise ValueError("A count of children is below 0.")
    small = {at for at, count in enumerate(counts) if rule.small(count)}
    table = _Table(counts, ways, rule)
    hidden = table.lean(table.closed(small), small)
    return [None if at in hidden else rule.shown(count) for at, count in enumerate(counts)]


@dataclass(frozen=True, slots=True)
class _Table:
    counts: Sequence[int]
    ways: Sequence[_Way]
    rule: Rule

    def closed(self, small: set[int]) -> set[int]:
        """Return what must be hidden so that no hidden number can be worked out: the small ones, and others."""
        hidden = set(small)
        for at in sorted(small):
            hidden.update(min(self._trips(at, hidden), key=lambda trip: trip[0])[1])
        return hidden

    def lean(self, hidden: set[int], small: set[int]) -> set[int]:
        """Return what must be hidden still when each number is shown again that need not have been hidden."""
        for at in sorted(hidden - small, key=lambda one: -self.counts[one]):
            fewer = hidden - {at}
            if not any(self.known(one, fewer) for one in fewer):
                hidden = fewer
        return hidden

    def known(self, at: int, hidden: set[int]) -> bool:
        """Say whether a reader could work out a hidden number: whether it could be no other."""
        return all(cost > 0 for cost, _ in self._trips(at, hidden))

    def _trips(self, at: int, hidden: set[int]) -> Iterator[tuple[float, set[int]]]:
        """Give the cheapest round trips through a hidden number, with one more and with one fewer."""
        tail, head = self.ways[at]
        yield self._cheapest(head, tail, at, hidden)
        if self.counts[at] > 1:
            yield self._cheapest(tail, head, at, hidden)

    def _cheapest(self, start: int, end: int, without: int, hidden: set[int]) -> tuple[float, set[int]]:
        """Return what must still be hidden so that one more can pass from a sum to another, and how much that is."""
        waiting: list[tuple[float, int, int, frozenset[int]]] = [(0, 0, start, frozenset())]
        done, turn = set[int](), 0
        while waiting:
            cost, _, here, path = heappop(waiting)
            if here == end:
                return cost, set(path)
            if here in done:
                continue
            done.add(here)
            for at, (tail, head) in enumerate(self.ways):
                if at != without and here in (tail, head):
                    more = self._price(at, hidden, up=here == tail)
                    turn += 1
                    also = path | {at} if more else path
                    heappush(waiting, (cost + more, turn, head if here == tail else tail, also))
        return inf, set()

    def _price(self, at: int, hidden: set[int], *, up: bool) -> float:
        """Return what must be hidden so that a number could be one more (up) or one fewer: nothing, itself, or inf."""
        count = self.counts[at]
        if not count or (not up and count == 1):
            return inf
        if at in hidden:
            return 0
        low, high = self.rule.could_be(self.rule.shown(count) or 0)
        return 0 if (count < high if up else count > low) else count
