"""What happened in the reference window, and for how long it could have: events and exposure, cell by cell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from suffice.engine.projection.cells import (
    AGES,
    AWAY_EDGES,
    CARE_EDGES,
    DAYS_A_MONTH,
    ENTRY_EDGES,
    PLACE_EDGES,
    STATES,
    Cause,
)
from suffice.engine.projection.spells import Days, Spells
from suffice.engine.projection.tables import Reals, Whole

Cells = NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class Window:
    """The days that rates are read from, as days since 1970.

    Attributes:
        first: the stock at the end of this day is the first exposed; events from the day after count.
        last: the last day of events, the origin.
        away_months: how long after leaving a return counts as one; after longer absences a child enters anew.
    """

    first: int
    last: int
    away_months: int


@dataclass(frozen=True, slots=True)
class Observed:
    """Events and exposure (child-months) in the window; the axes are in the names' brackets.

    Attributes:
        exposed_to_leaving: [state, age, months in care], where the months in care are known.
        left: [state, age, months in care], where the months in care are known.
        left_by_cause: [state, age, cause], all who left.
        exposed_to_moving: [state, age, months in placement].
        moved: [state, age, months in placement].
        moved_to: [state, age, state].
        entry_months: months over which entries were counted.
        entered: [age cell].
        entered_state: [age, state].
        exposed_to_return: [cause, age, months away].
        returned: [cause, age, months away].
        returned_state: [state left, age, state].
        turned_18: children who left because of the 18th birthday.
    """

    exposed_to_leaving: Reals
    left: Reals
    left_by_cause: Reals
    exposed_to_moving: Reals
    moved: Reals
    moved_to: Reals
    entry_months: float
    entered: Reals
    entered_state: Reals
    exposed_to_return: Reals
    returned: Reals
    returned_state: Reals
    turned_18: int


class _Pieces(NamedTuple):
    row: Cells
    months: Reals
    cells: tuple[Cells, ...]


def observe(found: Spells, window: Window) -> Observed:
    """Count events over exposure in the window.

    Args:
        found: every stretch in the count, as known at the end of the window.
        window: the days to look at.
    """
    s, a, c = len(STATES), len(AGES), len(Cause)
    leaving, moving = _exposure(found, window)
    left, moved = _within(found.stop, window) & found.leaves, _within(found.stop, window) & (found.moves_to >= 0)
    at_stop = found.stop - 0.5
    age = _bracket(at_stop, found.birthdays[:, :-1])
    care = _bracket(at_stop, _after(found.since, CARE_EDGES))
    place = _bracket(at_stop, _after(found.start, PLACE_EDGES))
    entry = found.enters & _within(found.start, window)
    back = entry & (found.start - found.last_stop < window.away_months * DAYS_A_MONTH)
    new = entry & ~back
    age_in = _bracket(found.start + 0.5, found.birthdays[:, :-1])
    return Observed(
        exposed_to_leaving=leaving,
        left=_count((s, a, len(CARE_EDGES) + 1), left & (found.stop > found.known_from), found.state, age, care),
        left_by_cause=_count((s, a, c), left, found.state, age, found.cause),
        exposed_to_moving=moving,
        moved=_count((s, a, len(PLACE_EDGES) + 1), moved, found.state, age, place),
        moved_to=_count((s, a, s), moved, found.state, age, found.moves_to),
        entry_months=(window.last - window.first) / DAYS_A_MONTH,
        entered=_count((len(ENTRY_EDGES) - 1,), new, _entry_cell(found)),
        entered_state=_count((a, s), new, age_in, found.state),
        **_returns(found, window, back, age_in),
        turned_18=int(np.sum(found.grown_up & _within(found.stop, window))),
    )


def pooled(streams: Sequence[Observed]) -> Observed:
    """Return what was seen of all streams together, over the same months."""
    sums = {
        field.name: sum(getattr(one, field.name) for one in streams)
        for field in fields(Observed)
        if field.name != "entry_months"
    }
    return Observed(entry_months=streams[0].entry_months, **sums)


def _returns(found: Spells, window: Window, back: NDArray[np.bool_], age_in: Cells) -> dict[str, Reals]:
    shape = (len(Cause), len(AGES), len(AWAY_EDGES) + 1)
    gone = np.flatnonzero(found.leaves)
    limit = found.stop[gone] + np.int64(window.away_months * DAYS_A_MONTH)
    until = np.minimum.reduce([found.next_start[gone], found.birthdays[gone, -1], limit])
    pieces = _pieces(
        found.stop[gone], until, window, (found.birthdays[gone, :-1], _after(found.stop[gone], AWAY_EDGES))
    )
    exposure = _add(shape, pieces.months, found.cause[gone][pieces.row], *pieces.cells)
    before = np.maximum(np.arange(found.start.size) - 1, 0)
    away = _bracket(found.start - 0.5, _after(found.last_stop, AWAY_EDGES))
    states = (len(STATES), len(AGES), len(STATES))
    return {
        "exposed_to_return": exposure,
        "returned": _count(shape, back, found.cause[before], age_in, away),
        "returned_state": _count(states, back, found.state[before], age_in, found.state),
    }


def _exposure(found: Spells, window: Window) -> tuple[Reals, Reals]:
    ages, care, place = found.birthdays[:, :-1], _after(found.since, CARE_EDGES), _after(found.start, PLACE_EDGES)
    leaving = _pieces(np.maximum(found.start, found.known_from), found.stop, window, (ages, care))
    moving = _pieces(found.start, found.stop, window, (ages, place))
    s, a = len(STATES), len(AGES)
    return (
        _add((s, a, len(CARE_EDGES) + 1), leaving.months, found.state[leaving.row], *leaving.cells),
        _add((s, a, len(PLACE_EDGES) + 1), moving.months, found.state[moving.row], *moving.cells),
    )


def _pieces(start: Days, stop: Days, window: Window, clocks: tuple[Days | Reals, ...]) -> _Pieces:
    """Cut each stretch of time at every edge of every clock, so that a piece lies in one cell."""
    low, high = np.maximum(start, window.first), np.minimum(stop, window.last)
    kept = np.flatnonzero(high > low)
    ends = np.column_stack([low[kept], high[kept]]).astype(np.float64)
    edges = [np.clip(clock[kept].astype(np.float64), ends[:, :1], ends[:, 1:]) for clock in clocks]
    cuts = np.sort(np.concatenate([ends, *edges], axis=1), axis=1)
    length = np.diff(cuts, axis=1)
    row, column = np.nonzero(length > 0)
    middle = cuts[row, column] + length[row, column] / 2
    cells = tuple(_bracket(middle, clock[kept][row]) for clock in clocks)
    return _Pieces(kept[row], length[row, column] / DAYS_A_MONTH, cells)


def _after(day: Days, edges: tuple[int, ...]) -> Reals:
    return day[:, None] + np.array(edges, np.float64)[None, :] * DAYS_A_MONTH


def _bracket(moment: NDArray[Any], edges: Days | Reals) -> Cells:
    return np.asarray(np.sum(edges <= moment[:, None], axis=1), np.intp)


def _within(day: Days, window: Window) -> NDArray[np.bool_]:
    return (day > window.first) & (day <= window.last)


def _entry_cell(found: Spells) -> Cells:
    """The age cell in which each stretch begins."""
    born = found.birthdays[:, -1] - 18 * 12 * DAYS_A_MONTH
    months = (found.start - born) / DAYS_A_MONTH
    cell = np.searchsorted(np.array(ENTRY_EDGES), months, side="right") - 1
    return np.clip(cell, 0, len(ENTRY_EDGES) - 2)


def _count(shape: tuple[int, ...], chosen: NDArray[np.bool_], *cells: Cells | Whole) -> Reals:
    rows = np.flatnonzero(chosen)
    return _add(shape, np.ones(rows.size), *(cell[rows] for cell in cells))


def _add(shape: tuple[int, ...], amounts: Reals, *cells: Cells | Whole) -> Reals:
    flat = np.ravel_multi_index(tuple(np.asarray(cell, np.intp) for cell in cells), shape)
    return np.asarray(np.bincount(flat, amounts, int(np.prod(shape))), np.float64).reshape(shape)
