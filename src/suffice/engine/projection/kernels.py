# ruff: noqa: PLR0917  compiled functions take their arguments by position
"""The compiled heart of the projection: each child followed from event to event.

Every kind of event has a clock of its own: a unit exponential number, paid off at the rate of the event, which changes
with the month, the placement, the age and the time. When it is paid off, the event happens. This is exact for rates
that are constant between the edges of their cells, and it needs a random number an event, not one a month. A lever that
alters one rate leaves the other clocks as they were, so a child meets the same luck with it and without it.

Nothing compiled here is called by compiled code of another file, and no constant is read from one: see `luck`.
"""

from __future__ import annotations

import math
from typing import Any, NamedTuple

import numpy as np

from suffice.engine.projection.draws import Drawn
from suffice.engine.projection.luck import compiled, exponential, inlined, stream, uniform
from suffice.engine.projection.tables import Brackets, Changes, Children, Reals, Whole

STARTED, RETURNED, LEFT, TURNED_18 = 0, 1, 2, 3
FLOWS = 4

_LEAVE, _MOVE, _BACK, _LEAVE_TOO, _MOVE_TOO = 0, 1 << 20, 2 << 20, 3 << 20, 4 << 20
_NOTHING, _HOME = -1, 0
_BIRTH = 1 << 39
_ARRIVALS = 1 << 40
_NEVER = 1e300

_Clocks = tuple[float, float, float, float]
"""What is owed on leaving, moving, leaving on top and moving on top."""
_Step = tuple[float, int, _Clocks]
_Child = tuple[Any, Any, float, float, float]
"""State; cause of leaving, -1 while in care; the months at which the stay, the placement and the absence began."""


class _Rates(NamedTuple):
    """One replicate's rates and cumulative shares, as `Drawn` without its first axis, each thing on an axis."""

    leave: Reals
    cause: Reals
    move: Reals
    destination: Reals
    back: Reals
    back_state: Reals


class _Pace(NamedTuple):
    """How fast time runs for each rate: multipliers added up over the months, from 0 at the origin.

    Attributes:
        leave: [state, age, month end], what multiplies the rate of leaving.
        move: [state, age, month end], what multiplies the rate of moving.
        leave_too: [state, age, month end], leaving on top of it.
        move_too: [state, age, month end], moving on top of it.
        to: [month, state, age, state], the rates of moving on top, by where to.
    """

    leave: Reals
    move: Reals
    leave_too: Reals
    move_too: Reals
    to: Reals


@compiled
def _pace(path: Reals, changes: Changes, strong: Reals, states: int, ages: int, leave: int, move: int) -> _Pace:
    months = path.shape[1]
    parts = changes.key.size
    changed = months if parts > 0 else 0
    pace = _Pace(
        np.zeros((states, ages, months + 1)),
        np.zeros((states, ages, months + 1)),
        np.zeros((states, ages, changed + 1)),
        np.zeros((states, ages, changed + 1)),
        np.zeros((changed, states, ages, states)),
    )
    for state in range(states):
        for age in range(ages):
            for month in range(months):
                times = path[leave, month]
                for part in range(parts):
                    times *= max(0.0, 1.0 + strong[part] * changes.leave[part, month, state, age])
                pace.leave[state, age, month + 1] = pace.leave[state, age, month] + times
                pace.move[state, age, month + 1] = pace.move[state, age, month] + path[move, month]
            for month in range(changed):
                going, moving = 0.0, 0.0
                for part in range(parts):
                    going += strong[part] * changes.leave_too[part, month, state, age]
                    for other in range(states):
                        more = strong[part] * changes.move_too[part, month, state, age, other]
                        pace.to[month, state, age, other] += more
                        moving += more
                pace.leave_too[state, age, month + 1] = pace.leave_too[state, age, month] + going
                pace.move_too[state, age, month + 1] = pace.move_too[state, age, month] + moving
    return pace


@inlined
def _run_up(sums: Reals, state: int, age: int, time: float) -> float:
    """What the months up to `time` add up to."""
    month = int(time)
    reached = float(sums[state, age, month])
    if time > month:
        reached += (time - month) * (sums[state, age, month + 1] - reached)
    return reached


@compiled
def _when(sums: Reals, state: int, age: int, after: float, until: float, target: float) -> float:
    """The time between `after` and `until` at which the months add up to `target`."""
    low, high = int(after), math.ceil(until) - 1
    while low < high:
        middle = (low + high) // 2
        if sums[state, age, middle + 1] >= target:
            high = middle
        else:
            low = middle + 1
    width = sums[state, age, low + 1] - sums[state, age, low]
    time = low + (target - sums[state, age, low]) / width if width > 0.0 else float(low)
    return min(max(time, after), until)


@inlined
def _choose(cumulative: Reals, row: int, column: int, u: float) -> int:
    """The option of a row that `u` falls on; -1 where there is none."""
    chosen = -1
    for option in range(cumulative.shape[2]):
        if u < cumulative[row, column, option]:
            chosen = option
            break
    return chosen


@inlined
def _bracket(edges: Reals, since: float, time: float) -> int:
    """The bracket that `time` is in, counted from `since`."""
    bracket = 0
    while bracket < edges.size and since + edges[bracket] <= time:
        bracket += 1
    return bracket


@inlined
def _age(steps: Whole, time: float) -> int:
    """The age band that a child is in, one more than the last from the 18th birthday on."""
    age = 0
    while age < steps.size and steps[age] <= time:
        age += 1
    return age


@compiled
def _back_again(
    back: Reals, away: Reals, steps: Whole, age: int, cause: int, time: float, left: float, owed: float
) -> float:
    """The time at which a child who left comes back; never, once it would be after the 18th birthday or too long."""
    bracket = _bracket(away, left, time)
    while bracket < away.size and age < steps.size:
        until = min(left + away[bracket], float(steps[age]))
        rate = float(back[cause, age, bracket])
        if rate * (until - time) > owed:
            return time + owed / rate
        owed -= rate * (until - time)
        time = until
        if steps[age] <= time:
            age += 1
        else:
            bracket += 1
    return _NEVER


@compiled
def _moved_to(to: Reals, month: int, state: int, age: int, u: float) -> int:
    """Where a move on top of the rates goes."""
    u *= to[month, state, age].sum()
    chosen = state
    for other in range(to.shape[3]):
        if to[month, state, age, other] > 0.0:
            chosen = other
            u -= to[month, state, age, other]
            if u < 0.0:
                break
    return chosen


@inlined
def _next(pace: _Pace, state: int, age: int, go: float, move: float, time: float, end: float, clocks: _Clocks) -> _Step:
    """The first event between `time` and `end`, and what all clocks still owe then."""
    leaving, moving, leaving_too, moving_too = clocks
    when, what = end, _NOTHING
    gone, moved = _run_up(pace.leave, state, age, time), _run_up(pace.move, state, age, time)
    if go * (_run_up(pace.leave, state, age, when) - gone) > leaving:
        when, what = _when(pace.leave, state, age, time, when, gone + leaving / go), _LEAVE
    if move * (_run_up(pace.move, state, age, when) - moved) > moving:
        when, what = _when(pace.move, state, age, time, when, moved + moving / move), _MOVE
    if pace.to.shape[0] > 0:
        gone_too, moved_too = _run_up(pace.leave_too, state, age, time), _run_up(pace.move_too, state, age, time)
        if _run_up(pace.leave_too, state, age, when) - gone_too > leaving_too:
            when, what = _when(pace.leave_too, state, age, time, when, gone_too + leaving_too), _LEAVE_TOO
        if _run_up(pace.move_too, state, age, when) - moved_too > moving_too:
            when, what = _when(pace.move_too, state, age, time, when, moved_too + moving_too), _MOVE_TOO
        leaving_too -= _run_up(pace.leave_too, state, age, when) - gone_too
        moving_too -= _run_up(pace.move_too, state, age, when) - moved_too
    leaving -= go * (_run_up(pace.leave, state, age, when) - gone)
    moving -= move * (_run_up(pace.move, state, age, when) - moved)
    return when, what, (leaving, moving, leaving_too, moving_too)


@compiled
def _stay(
    rates: _Rates,
    pace: _Pace,
    brackets: Brackets,
    key: np.uint64,
    steps: Whole,
    state: int,
    care: float,
    place: float,
    slots: Whole,
    tally: Whole,
    flows: Whole,
) -> tuple[float, int, int]:
    """Follow one stay in care to its end: when, from which state, why (-1: the 18th birthday, or the last month)."""
    months, oldest = slots.size - 1, steps.size - 1
    time, moves, moves_too = max(care, 0.0), 0, 0
    age, long, here = _age(steps, time), _bracket(brackets.care, care, time), _bracket(brackets.place, place, time)
    clocks = (
        exponential(key, _LEAVE),
        exponential(key, _MOVE),
        exponential(key, _LEAVE_TOO),
        exponential(key, _MOVE_TOO),
    )
    tally[slots[math.ceil(time)], state, age] += 1
    while True:
        end = min(float(min(months, steps[age])), care + brackets.care[long], place + brackets.place[here])
        go, move = rates.leave[state, age, long], rates.move[state, age, here]
        time, what, clocks = _next(pace, state, age, go, move, time, end, clocks)
        slot, month = slots[math.ceil(time)], min(int(time), months - 1)
        if what == _NOTHING:
            long += 1 if care + brackets.care[long] <= time else 0
            here += 1 if place + brackets.place[here] <= time else 0
            if steps[age] <= time:
                tally[slot, state, age] -= 1
                if age == oldest:
                    flows[(steps[age] - 1) // 12, TURNED_18] += 1
                    return time, state, -1
                age += 1
                tally[slot, state, age] += 1
            if time >= months:
                return time, state, -1
        elif what in (_MOVE, _MOVE_TOO):
            tally[slot, state, age] -= 1
            if what == _MOVE:
                to = _choose(rates.destination, state, age, uniform(key, _MOVE + 2 * moves + 1))
                moves += 1
                clocks = (clocks[0], exponential(key, _MOVE + 2 * moves), clocks[2], clocks[3])
            else:
                to = _moved_to(pace.to, month, state, age, uniform(key, _MOVE_TOO + 2 * moves_too + 1))
                moves_too += 1
                clocks = (clocks[0], clocks[1], clocks[2], exponential(key, _MOVE_TOO + 2 * moves_too))
            if to >= 0 and to != state:
                state, place, here = to, time, 0
            tally[slot, state, age] += 1
        else:
            tally[slot, state, age] -= 1
            flows[month // 12, LEFT] += 1
            cause = max(_choose(rates.cause, state, age, uniform(key, _LEAVE + 1)), 0) if what == _LEAVE else _HOME
            return time, state, cause


@compiled
def _live(
    rates: _Rates,
    pace: _Pace,
    brackets: Brackets,
    key: np.uint64,
    steps: Whole,
    child: _Child,
    slots: Whole,
    tally: Whole,
    flows: Whole,
) -> None:
    """Follow a child through every stay until the last month, the 18th birthday or an absence without return."""
    state, cause, care, place, left = child
    months, stays, time = slots.size - 1, 0, max(left, 0.0)
    while True:
        if cause >= 0:
            age = _age(steps, time)
            owed = exponential(key, _BACK + 2 * stays)
            time = _back_again(rates.back, brackets.away, steps, age, cause, time, left, owed)
            if time >= months:
                break
            found = _choose(rates.back_state, state, _age(steps, time), uniform(key, _BACK + 2 * stays + 1))
            state, care, place = found if found >= 0 else state, time, time
            flows[int(time) // 12, RETURNED] += 1
            stays += 1
        time, state, cause = _stay(
            rates, pace, brackets, stream(key, stays), steps, state, care, place, slots, tally, flows
        )
        left = time
        if cause < 0:
            break


@compiled
def _birth(brackets: Brackets, key: np.uint64, when: float, cell: int, steps: Whole) -> int:
    """Fill in the birthdays of a child who enters at an age within `cell`; return the age band."""
    width = brackets.entry_to[cell] - brackets.entry_from[cell]
    months_old = brackets.entry_from[cell] + uniform(key, _BIRTH) * width
    age = 0
    for band in range(brackets.birthdays.size):
        turned = months_old >= brackets.birthdays[band]
        age += 1 if turned else 0
        steps[band] = int(when) if turned else math.ceil(when + brackets.birthdays[band] - months_old)
    return age


@compiled
def _wanted(changes: Changes, strong: Reals, month: int, to: Reals) -> float:
    """Fill in what multiplies the entries of each age cell in a month; return the greatest."""
    for cell in range(to.size):
        to[cell] = 1.0
        for part in range(changes.key.size):
            to[cell] *= max(0.0, 1.0 + strong[part] * changes.enter[part, month, cell])
    return float(to.max())


@compiled
def _newcomers(
    rates: _Rates,
    pace: _Pace,
    brackets: Brackets,
    enter: Reals,
    entry_state: Reals,
    together: Reals,
    path: Reals,
    changes: Changes,
    strong: Reals,
    key: np.uint64,
    slots: Whole,
    tally: Whole,
    flows: Whole,
) -> None:
    """Let groups of brothers and sisters enter, month by month, and follow each child.

    Groups are the points of a Poisson process that lie below the rate of the month. Read this way a higher rate keeps
    the children who would have come anyway. A scenario's rate for the age of a child decides whether that child comes.
    """
    total = enter.sum()
    cells = (enter / max(total, 1e-300)).reshape((1, 1, -1))
    for cell in range(1, enter.size):
        cells[0, 0, cell] += cells[0, 0, cell - 1]
    sizes = together.cumsum().reshape((1, 1, -1))
    mean = (together * np.arange(1, together.size + 1)).sum()
    wanted, steps = np.ones(enter.size), np.empty(brackets.birthdays.size, np.int32)
    for month in range(path.size):
        rate = total * path[month] / mean
        most = rate * _wanted(changes, strong, month, wanted)
        arrivals, groups, reached = stream(key, month), 0, exponential(stream(key, month), 0)
        while reached <= most:
            group = stream(arrivals, groups)
            size = 1 + max(_choose(sizes, 0, 0, uniform(group, 0)), 0)
            when = month + uniform(group, 1)
            for member in range(size):
                own = stream(group, member)
                cell = max(_choose(cells, 0, 0, uniform(own, _BIRTH + 1)), 0)
                if reached <= rate * wanted[cell]:
                    age = _birth(brackets, own, when, cell, steps)
                    state = max(_choose(entry_state, 0, age, uniform(own, _BIRTH + 2)), 0)
                    flows[month // 12, STARTED] += 1
                    _live(rates, pace, brackets, own, steps, (state, -1, when, when, 0.0), slots, tally, flows)
            groups += 1
            reached += exponential(arrivals, groups)


@compiled
def run(
    drawn: Drawn,
    paths: Reals,
    together: Reals,
    changes: Changes,
    strong: Reals,
    brackets: Brackets,
    children: Children,
    slots: Whole,
    seed: np.uint64,
    first: int,
    which: int,
    counts: Whole,
    flows: Whole,
) -> None:
    """Run replicates `first` onwards of one stream of children, as many as `counts` has room for.

    Args:
        drawn: rates of each of these replicates.
        paths: [replicate, kind, month], multipliers; the kinds are entries of each stream, leaving, moving.
        together: [4], shares of groups that enter with 1, 2, 3 and 4 children.
        changes: what a scenario changes.
        strong: [replicate, part], how strongly each part works.
        brackets: how months become cells.
        children: in care, or able to return, at the origin.
        slots: [month + 1], how many kept month ends come before each month end.
        seed: of what happens by chance.
        first: number of the first replicate, so that replicates can be shared out in any way.
        which: the stream of children.
        counts: [replicate, kept month end, stream, state, age], zero at first, filled here for this stream.
        flows: [replicate, year, flow], added to.
    """
    kept, states, ages = counts.shape[1], counts.shape[3], counts.shape[4]
    causes, leaving = drawn.cause.shape[1] // (states * ages), paths.shape[1] - 2
    for at in range(counts.shape[0]):
        key = stream(seed, first + at)
        rates = _Rates(
            drawn.leave[at].reshape((states, ages, -1)),
            drawn.cause[at].reshape((states, ages, causes)),
            drawn.move[at].reshape((states, ages, -1)),
            drawn.destination[at].reshape((states, ages, states)),
            drawn.back[at].reshape((causes, ages, -1)),
            drawn.back_state[at].reshape((states, ages, states)),
        )
        pace = _pace(paths[at], changes, strong[at], states, ages, leaving, leaving + 1)
        tally = np.zeros((kept + 1, states, ages), np.int32)
        for one in range(children.key.size):
            child = (
                np.int64(children.state[one]),
                np.int64(children.cause[one]),
                children.care[one],
                children.place[one],
                children.left[one],
            )
            own = stream(key, children.key[one])
            _live(rates, pace, brackets, own, children.steps[one], child, slots, tally, flows[at])
        _newcomers(
            rates, pace, brackets, drawn.enter[at], drawn.entry_state[at].reshape((1, ages, states)), together,
            paths[at, which], changes, strong[at], stream(key, _ARRIVALS + which), slots, tally, flows[at],
        )  # fmt: skip
        running = np.zeros((states, ages), np.int32)
        for slot in range(kept):
            running += tally[slot]
            counts[at, slot, which] = running
