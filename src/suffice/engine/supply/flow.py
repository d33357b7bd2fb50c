# ruff: noqa: PLR0917  compiled functions take their arguments by position
"""The compiled heart of placing: who finds a place of the type they need, who of the next, and who finds none.

Everything compiled lives in this one file, as in the projection: the cache on disk follows the file.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple, TypeVar, cast

import numba
import numpy as np
from numpy.typing import NDArray

from suffice.engine.projection.tables import Reals
from suffice.engine.supply.groups import OVERFLOW, TYPES, Group

_F = TypeVar("_F", bound=Callable[..., Any])
_NONE = 1e-9  # children fewer than this are rounding
_NEVER = 99
_MOST_ROUNDS = 10_000


class Filled(NamedTuple):
    """Where children would live.

    Attributes:
        held: [case, group], children in each group of places.
        found: [case, type, age], children who find a place of the type that they need.
        unmet: [case, type, age], children who find none, by the type that they need.
    """

    held: Reals
    found: Reals
    unmet: Reals


def fill(need: Reals, usable: Reals, groups: tuple[Group, ...]) -> Filled:
    """Place children, case by case (a case is one date of one replicate).

    Within a type places are filled in the order of `groups`, and shared among the ages that may use them in proportion
    to those who need them, save that nobody is left out whom another share would place. Then those left over try the
    next type of `OVERFLOW`, and so on; a place once filled stays filled.

    Args:
        need: [replicate, date, type, age], children, whole or not.
        usable: [date, group], places; infinite where they have no limit.
        groups: what each place is; their types are those of `TYPES`.
    """
    replicates, dates, types, ages = need.shape
    bounds = np.array([(TYPES.index(group.placement), group.first, group.last) for group in groups], np.int64).reshape(
        -1, 3
    )
    cases = np.ascontiguousarray(need.reshape(replicates * dates, types * ages), np.float64)
    held, found, unmet = _fill(cases, np.ascontiguousarray(usable, np.float64), bounds, _ranks(), ages)
    shape = (replicates, dates, types, ages)
    return Filled(held.reshape(replicates, dates, len(groups)), found.reshape(shape), unmet.reshape(shape))


def _ranks() -> NDArray[np.int64]:
    """Return [type needed, type], in which turn the second is tried for the first: 0 for itself."""
    ranks = np.full((len(TYPES), len(TYPES)), _NEVER, np.int64)
    for at, placement in enumerate(TYPES):
        for turn, other in enumerate((placement, *OVERFLOW[placement])):
            ranks[at, TYPES.index(other)] = turn
    return ranks


def _compiled(function: _F) -> _F:
    return cast(_F, numba.njit(nogil=True, cache=True)(function))


@_compiled
def _fill(cases: Any, usable: Any, bounds: Any, ranks: Any, ages: int) -> Any:
    number, sources = cases.shape
    dates, groups = usable.shape
    held = np.zeros((number, groups))
    found = np.zeros((number, sources))
    unmet = np.zeros((number, sources))
    turn_of = np.full((sources, groups), 99, np.int64)
    for s in range(sources):
        for g in range(groups):
            if bounds[g, 1] <= s % ages <= bounds[g, 2]:
                turn_of[s, g] = ranks[s // ages, bounds[g, 0]]
    for case in range(number):
        short = cases[case].copy()
        left = usable[case % dates].copy()
        flow = np.zeros((sources, groups))
        for turn in range(3):
            for g in range(groups):
                _share_out(short, left, flow, turn_of, turn, g)
            _make_room(short, left, flow, turn_of, turn)
            if turn == 0:
                found[case] = cases[case] - short
        held[case] = flow.sum(axis=0)
        unmet[case] = short
    return held, found, unmet


@_compiled
def _share_out(short: Any, left: Any, flow: Any, turn_of: Any, turn: int, g: int) -> None:
    """Fill a group of places from those whose turn it is, in proportion to how many of each there are."""
    asking = 0.0
    for s in range(short.size):
        if turn_of[s, g] == turn:
            asking += short[s]
    if asking <= _NONE or left[g] <= 0.0:
        return
    all_fit = asking <= left[g]
    share = 1.0 if all_fit else left[g] / asking
    for s in range(short.size):
        if turn_of[s, g] == turn:
            taken = short[s] * share
            flow[s, g] += taken
            short[s] = 0.0 if all_fit else short[s] - taken
    left[g] = left[g] - asking if all_fit else 0.0


@_compiled
def _make_room(short: Any, left: Any, flow: Any, turn_of: Any, turn: int) -> None:
    """Let children change places among the types open to them, as long as that places one more.

    Each round finds the shortest chain from a child without a place to a free place (augmenting paths).
    """
    sources, groups = flow.shape
    came_from_source = np.empty(groups, np.int64)
    came_from_group = np.empty(sources, np.int64)
    for _ in range(_MOST_ROUNDS):
        free = _chain(short, left, flow, turn_of, turn, came_from_source, came_from_group)
        if free < 0:
            return
        moved = left[free]
        g = free
        while True:
            s = came_from_source[g]
            if came_from_group[s] < 0:
                moved = min(moved, short[s])
                break
            g = came_from_group[s]
            moved = min(moved, flow[s, g])
        g = free
        left[free] -= moved
        while True:
            s = came_from_source[g]
            flow[s, g] += moved
            if came_from_group[s] < 0:
                short[s] -= moved
                break
            g = came_from_group[s]
            flow[s, g] -= moved


@_compiled
def _chain(
    short: Any, left: Any, flow: Any, turn_of: Any, turn: int, came_from_source: Any, came_from_group: Any
) -> int:
    """Return the group with a free place that a chain reaches, or -1; fill in who comes from where."""
    sources, groups = flow.shape
    came_from_source[:] = -1
    came_from_group[:] = -2
    queue = np.empty(sources, np.int64)
    first, last = 0, 0
    for s in range(sources):
        if short[s] > _NONE:
            came_from_group[s] = -1
            queue[last] = s
            last += 1
    while first < last:
        s = queue[first]
        first += 1
        for g in range(groups):
            if turn_of[s, g] > turn or came_from_source[g] >= 0:
                continue
            came_from_source[g] = s
            if left[g] > _NONE:
                return g
            for other in range(sources):
                if came_from_group[other] == -2 and flow[other, g] > _NONE:
                    came_from_group[other] = g
                    queue[last] = other
                    last += 1
    return -1
