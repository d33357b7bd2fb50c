"""What follows from counts that are told one after another: a small one may be the difference of two that are not.

A report to the end of June and one to the end of July, both counted from April, tell by subtraction what July alone
was. So do a total and all of its parts but one, or two stocks with those who came and those who left between them.
The Government Statistical Service asks for every release to be held against those before it for such differences
("GSS/GSR disclosure control guidance for tables produced from administrative sources", 2014, on differencing and
linked tables).

Every count here lies between two marks of something that only runs on: events up to a day, the parts of a total laid
end to end. Each count that is told bounds the distance of two marks. Such bounds are a system of difference
constraints, whose tightest consequences are the shortest paths between the marks, and are whole numbers wherever the
bounds are (Cormen, Leiserson, Rivest and Stein, "Introduction to Algorithms", section 24.4). So what a reader can
work out is found exactly, whichever figures are put together.
"""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import inf
from typing import TYPE_CHECKING, Generic, TypeVar

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

Mark = Hashable
Pair = tuple[Mark, Mark]
"""A count that nobody may work out while it is small: from one mark to a later one."""


@dataclass(frozen=True, slots=True)
class Known:
    """What a reader knows of one count.

    Attributes:
        first, last: the marks that it lies between.
        low, high: the least and the most that it may be; `inf` where nothing bounds it.
    """

    first: Mark
    last: Mark
    low: float
    high: float = inf

    @property
    def hidden(self) -> Known:
        """What is known of it once it is not told: at the most that it is not nought."""
        return Known(self.first, self.last, min(self.low, 1))


Name = TypeVar("Name", bound=Hashable)
Figures = Mapping[Name, Sequence[Known]]
"""What each figure tells: often more than one count, such as the two numbers behind a share."""


@dataclass(frozen=True, slots=True)
class Kept(Generic[Name]):
    """What is to be kept back of new figures.

    Attributes:
        figures: which, in the order in which they were given up.
        follows: the small counts that would follow from them.
    """

    figures: tuple[Name, ...] = ()
    follows: tuple[Pair, ...] = ()


def running(marks: Sequence[Mark]) -> list[Known]:
    """Return what anybody knows of marks in their order: no count between two of them is below nought."""
    return [Known(first, last, 0) for first, last in pairwise(marks)]


def follows(known: Iterable[Known], guarded: Collection[Pair], least: int) -> set[Pair]:
    """Return the guarded counts of 1 to one less than `least` that a reader can work out.

    Args:
        known: all that the reader knows; what contradicts what stands before it is left aside, as a reader would who
            takes the later of two reports to be right: give the latest first.
        guarded: the counts to look at.
        least: the smallest count that may be told.
    """
    told = list(known)
    return _Account(told, guarded, least).small(told)


def kept_back(
    new: Figures[Name], before: Sequence[Known], guarded: Collection[Pair], least: int, *, always: Sequence[Known] = ()
) -> Kept[Name]:
    """Return which new figures must be kept back, so that no small count follows from them and from those before.

    What follows from those before alone cannot be mended, and is not laid at the door of the new. For each count that
    follows, the first figure is given up without which it does not; what need not have been given up is told again.

    Args:
        new: what is about to be told, those first that may best be missed.
        before: what has been told already, the latest first.
        guarded: the counts that nobody may work out while they are small.
        least: the smallest count that may be told.
        always: what everybody knows, see `running`.
    """
    base = [*always, *before]
    account = _Account([*(one for counts in new.values() for one in counts), *base], guarded, least)

    def found(given_up: Collection[Name]) -> set[Pair]:
        return account.small([*_told(new, given_up), *base])

    first = found(())
    if not first:
        return Kept()
    first -= (out := account.small(base))
    given_up: list[Name] = []
    left = first
    while left:
        pair = min(left, key=repr)
        able = account.behind(pair, new, given_up, base)
        if not able:
            break
        given_up.append(next((one for one in able if pair not in found([*given_up, one])), able[0]))
        left = found(given_up) - out
    for one in given_up[:-1]:
        fewer = [other for other in given_up if other != one]
        given_up = given_up if found(fewer) - out > left else fewer
    return Kept(tuple(given_up), tuple(sorted(first, key=repr)))


def revised(new: Figures[Name], before: Sequence[Known], least: int) -> set[Name]:
    """Return the new figures that tell a count anew which was told before, apart by 1 to one less than `least`.

    The difference of the two is of as many children whose records were put right, or nearly so.
    """
    told: dict[Pair, set[float]] = {}
    for one in before:
        if one.low == one.high:
            told.setdefault((one.first, one.last), set()).add(one.low)
    return {
        name
        for name, counts in new.items()
        for one in counts
        if one.low == one.high
        and any(0 < abs(one.low - other) < least for other in told.get((one.first, one.last), ()))
    }


def _told(new: Figures[Name], given_up: Collection[Name]) -> list[Known]:
    return [one.hidden if name in given_up else one for name, counts in new.items() for one in counts]


class _Account:
    """The marks of one account, and the counts between them that are looked at."""

    def __init__(self, known: Sequence[Known], guarded: Collection[Pair], least: int) -> None:
        marks = [mark for one in known for mark in (one.first, one.last)]
        marks += [mark for pair in guarded for mark in pair]
        self._at = {mark: at for at, mark in enumerate(dict.fromkeys(marks))}
        self._pairs = list(guarded)
        self._ends = (
            np.array([[self._at[first], self._at[last]] for first, last in self._pairs], dtype=np.intp).reshape(-1, 2).T
        )
        self._least = least

    def small(self, known: Sequence[Known]) -> set[Pair]:
        """Return the counts that can be no other than one that is too small."""
        most = self._bounds(known)
        first, last = self._ends
        high, low = most[first, last], -most[last, first]
        return {self._pairs[at] for at in np.flatnonzero((low == high) & (high > 0) & (high < self._least))}

    def behind(self, pair: Pair, new: Figures[Name], given_up: Collection[Name], base: Sequence[Known]) -> list[Name]:
        """Return the new figures that a count follows from; those of nought, telling of nobody, if no other does."""
        most = self._bounds([*_told(new, given_up), *base])
        start, end = (self._at[mark] for mark in pair)
        able = [
            name
            for name, counts in new.items()
            if name not in given_up and any(self._on_the_way(one, start, end, most) for one in counts)
        ]
        return [one for one in able if all(count.high > 0 for count in new[one])] or able

    def _on_the_way(self, one: Known, start: int, end: int, most: NDArray[np.float64]) -> bool:
        """Whether the bounds of a count rest on another: whether it lies on a shortest path from mark to mark."""
        first, last = self._at[one.first], self._at[one.last]
        return any(
            most[here, into] + length + most[out, there] == most[here, there]
            for here, there in ((start, end), (end, start))
            for into, out, length in ((first, last, one.high), (last, first, -one.low))
            if length != inf
        )

    def _bounds(self, known: Sequence[Known]) -> NDArray[np.float64]:
        """Return the most that each mark may lie beyond each other."""
        most: NDArray[np.float64] = np.full((len(self._at), len(self._at)), inf)
        np.fill_diagonal(most, 0)
        for one in known:
            self._learn(one, most)
        return most

    def _learn(self, one: Known, most: NDArray[np.float64]) -> None:
        """Add what is known of one count to all that follows, unless it contradicts what is known already."""
        first, last = self._at[one.first], self._at[one.last]
        if one.high + most[last, first] < 0 or -one.low + most[first, last] < 0:
            return
        for start, end, length in ((first, last, one.high), (last, first, -one.low)):
            if length < most[start, end]:
                np.minimum(most, (most[:, start] + length)[:, None] + most[end], out=most)
