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
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from suffice.engine.projection.draws import Drawn
from suffice.engine.projection.luck import compiled, exponential, inlined, stream, uniform
from suffice.engine.projection.tables import Brackets, Changes, Children, Reals, Whole

STARTED, RETURNED, LEFT, TURNED_18 = 0, 1, 2, 3
FLOWS = 4

_LEAVE, _MOVE, _LEAVE_TOO, _MOVE_TOO, _BACK = 0, 1, 2, 3, 4
_APART = 1 << 20
_NOTHING, _HOME = -1, 0
_BIRTH, _ARRIVALS = 1 << 39, 1 << 40
_NEVER, _LEAST = 1e300, 1e-300

_Clocks = tuple[float, float, float, float]
"""What is owed on leaving, moving, leaving on top and moving on top."""
_Step = tuple[float, float, float, float]
"""The rates of leaving and of moving, and the two times between which nothing else changes them."""
_Moves = tuple[int, int]
"""How many moves there have been in a stay, and how many on top."""


class _Rates(NamedTuple):
    """One replicate's rates and cumulative shares, as `Drawn` without its first axis, each thing on an axis."""

    leave: Reals
    cause: Reals
    move: Reals
    destination: Reals
    back: Reals
    back_state: Reals


class _Pace(NamedTuple):
    """How fast time runs for each rate.

    Attributes:
        sums: [kind, state, age, month end], multipliers added up over the months, from 0 at the origin: of leaving, of
            moving; and where a scenario changes something, rates of leaving and of moving on top.
        to: [month, state, age, state], the rates of moving on top, by where to.
    """

    sums: Reals
    to: Reals


@compiled
def _pace(path: Reals, changes: Changes, strong: Reals, states: int, ages: int) -> _Pace:
    parts, leaving, months = changes.key.size, path.shape[0] - 2, path.shape[1]
    changed = months if parts > 0 else 0
    sums = np.zeros((4 if parts > 0 else 2, states, ages, months + 2))
    to = np.zeros((changed, states, ages, states))
    for state in range(states):
        for age in range(ages):
            for month in range(months):
                times = path[leaving, month]
                for part in range(parts):
                    times *= max(0.0, 1.0 + strong[part] * changes.leave[part, month, state, age])
                sums[_LEAVE, state, age, month + 1] = sums[_LEAVE, state, age, month] + times
                sums[_MOVE, state, age, month + 1] = sums[_MOVE, state, age, month] + path[leaving + 1, month]
            for month in range(changed):
                going, moving = 0.0, 0.0
                for part in range(parts):
                    going += strong[part] * changes.leave_too[part, month, state, age]
                    for other in range(states):
                        more = strong[part] * changes.move_too[part, month, state, age, other]
                        to[month, state, age, other] += more
                        moving += more
                sums[_LEAVE_TOO, state, age, month + 1] = sums[_LEAVE_TOO, state, age, month] + going
                sums[_MOVE_TOO, state, age, month + 1] = sums[_MOVE_TOO, state, age, month] + moving
    return _Pace(sums, to)


@inlined
def _luck(key: np.uint64, kind: int, number: int) -> float:
    """The random numbers of one kind of event, apart from those of all others."""
    return uniform(key, kind * _APART + number)


@inlined
def _owed(key: np.uint64, kind: int, number: int) -> float:
    """What the clock of one kind of event has to pay off: exponential of mean 1."""
    return exponential(key, kind * _APART + number)


@inlined
def _run_up(sums: Reals, kind: int, state: int, age: int, time: float) -> float:
    """What the months up to `time` add up to. Without a branch, so that the compiler need not hold the array."""
    month = int(time)
    reached = float(sums[kind, state, age, month])
    return float(reached + (time - month) * (sums[kind, state, age, month + 1] - reached))


@inlined
def _over(sums: Reals, kind: int, state: int, age: int, time: float, end: float) -> float:
    """What the months between two times add up to."""
    return _run_up(sums, kind, state, age, end) - _run_up(sums, kind, state, age, time)


@compiled
def _when(sums: Reals, kind: int, state: int, age: int, after: float, until: float, more: float) -> float:
    """The time between `after` and `until` at which the months add up to `more` than after `after`."""
    target = _run_up(sums, kind, state, age, after) + more
    low, high = int(after), math.ceil(until) - 1
    while low < high:
        middle = (low + high) // 2
        if sums[kind, state, age, middle + 1] >= target:
            high = middle
        else:
            low = middle + 1
    width = sums[kind, state, age, low + 1] - sums[kind, state, age, low]
    time = low + (target - sums[kind, state, age, low]) / width if width > 0.0 else float(low)
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


@compiled
def _back_again(
    back: Reals, away: Reals, steps: Whole, one: int, cause: int, time: float, left: float, owed: float
) -> float:
    """The time at which a child who left comes back; never, once it would be after the 18th birthday or too long."""
    age, bracket, when = 0, 0, _NEVER
    while bracket < away.size and age < steps.shape[1]:
        until = max(min(left + away[bracket], float(steps[one, age])), time)
        rate = float(back[cause, age, bracket])
        if rate * (until - time) > owed:
            when = time + owed / rate
            break
        owed -= rate * (until - time)
        time = until
        if steps[one, age] <= time:
            age += 1
        else:
            bracket += 1
    return when


@compiled
def _back_to(back_state: Reals, steps: Whole, one: int, state: int, time: float, u: float) -> int:
    """Where a child lives who comes back."""
    age = 0
    while age < steps.shape[1] - 1 and steps[one, age] <= time:
        age += 1
    found = _choose(back_state, state, age, u)
    return found if found >= 0 else state


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


@compiled
def _first(sums: Reals, state: int, age: int, step: _Step, clocks: _Clocks) -> tuple[float, int, _Clocks]:
    """The first event of a step: when, which, and what all clocks owe then."""
    go, shift, time, when = step
    leaving, moving, leaving_too, moving_too = clocks
    what = _NOTHING
    if go * _over(sums, _LEAVE, state, age, time, when) > leaving:
        when, what = _when(sums, _LEAVE, state, age, time, when, leaving / go), _LEAVE
    if shift * _over(sums, _MOVE, state, age, time, when) > moving:
        when, what = _when(sums, _MOVE, state, age, time, when, moving / shift), _MOVE
    if sums.shape[0] > _LEAVE_TOO:
        if _over(sums, _LEAVE_TOO, state, age, time, when) > leaving_too:
            when, what = _when(sums, _LEAVE_TOO, state, age, time, when, leaving_too), _LEAVE_TOO
        if _over(sums, _MOVE_TOO, state, age, time, when) > moving_too:
            when, what = _when(sums, _MOVE_TOO, state, age, time, when, moving_too), _MOVE_TOO
        leaving_too -= _over(sums, _LEAVE_TOO, state, age, time, when)
        moving_too -= _over(sums, _MOVE_TOO, state, age, time, when)
    leaving -= go * _over(sums, _LEAVE, state, age, time, when)
    moving -= shift * _over(sums, _MOVE, state, age, time, when)
    return when, what, (leaving, moving, leaving_too, moving_too)


@compiled
def _event(
    causes: Reals, destinations: Reals, sums: Reals, to: Reals, key: np.uint64, state: int, age: int, step: _Step,
    clocks: _Clocks, moves: _Moves,
) -> tuple[float, int, int, _Clocks, _Moves]:  # fmt: skip
    """Let the first event of a step happen: when, the state after it, the cause of leaving or -1, and what is owed."""
    when, what, (leaving, moving, leaving_too, moving_too) = _first(sums, state, age, step, clocks)
    usual, extra, cause = moves[0], moves[1], -1
    if what == _LEAVE:
        cause = max(_choose(causes, state, age, _luck(key, _LEAVE, 1)), 0)
    elif what == _MOVE:
        found = _choose(destinations, state, age, _luck(key, _MOVE, 2 * usual + 1))
        state, usual = (found if found >= 0 else state), usual + 1
        moving = _owed(key, _MOVE, 2 * usual)
    elif what == _MOVE_TOO:
        month = min(int(when), to.shape[0] - 1)
        state, extra = _moved_to(to, month, state, age, _luck(key, _MOVE_TOO, 2 * extra + 1)), extra + 1
        moving_too = _owed(key, _MOVE_TOO, 2 * extra)
    elif what == _LEAVE_TOO:
        cause = _HOME
    return when, state, cause, (leaving, moving, leaving_too, moving_too), (usual, extra)


@inlined
def _on_top(sums: Reals, state: int, age: int, time: float, end: float) -> tuple[float, float]:
    """What leaving and moving on top come to between two times."""
    return _over(sums, _LEAVE_TOO, state, age, time, end), _over(sums, _MOVE_TOO, state, age, time, end)


@compiled
def _begin(
    steps: Whole, one: int, by_care: Reals, by_place: Reals, care: float, place: float, time: float
) -> tuple[int, int, int]:
    """The age band and the brackets of months in care and in the placement at a time."""
    age, long, here = 0, 0, 0
    while age < steps.shape[1] - 1 and steps[one, age] <= time:
        age += 1
    while care + by_care[long] <= time:
        long += 1
    while place + by_place[here] <= time:
        here += 1
    return age, long, here


@compiled
def _clocks(key: np.uint64, too: bool) -> _Clocks:
    """What is owed at the beginning of a stay."""
    on_top = (_owed(key, _LEAVE_TOO, 0), _owed(key, _MOVE_TOO, 0)) if too else (_NEVER, _NEVER)
    return _owed(key, _LEAVE, 0), _owed(key, _MOVE, 0), on_top[0], on_top[1]


@compiled
def _follow(  # noqa: PLR0915  one loop: a call, or holding an array, would take longer than a step
    rates: _Rates, pace: _Pace, brackets: Brackets, key: np.uint64, those: Children, number: int, slots: Whole,
    tally: Whole, flows: Whole,
) -> None:  # fmt: skip
    """Follow the first `number` children, each until the last month, the 18th birthday or an absence for good."""
    leave, move, back, back_state = rates.leave, rates.move, rates.back, rates.back_state
    sums, to, causes, destinations = pace.sums, pace.to, rates.cause, rates.destination
    by_care, by_place, away, steps = brackets.care, brackets.place, brackets.away, those.steps
    keys, cares, places, lefts = those.key, those.care, those.place, those.left
    states, whys = those.state, those.cause
    months, oldest, too = slots.size - 1, steps.shape[1] - 1, to.shape[0] > 0
    for one in range(number):
        own, state, cause, stays = stream(key, keys[one]), int(states[one]), int(whys[one]), 0
        care, place, left = cares[one], places[one], lefts[one]
        time = max(care if cause < 0 else left, 0.0)
        flows[int(time) // 12, STARTED] += 1 if care > 0.0 else 0
        while time < months:
            if cause >= 0:
                owed = _owed(own, _BACK, 2 * stays)
                time = _back_again(back, away, steps, one, cause, time, left, owed)
                if time >= months:
                    break
                state = _back_to(back_state, steps, one, state, time, _luck(own, _BACK, 2 * stays + 1))
                cause, care, place, stays = -1, time, time, stays + 1
                flows[int(time) // 12, RETURNED] += 1
            stay, moves = stream(own, stays), (0, 0)
            age, long, here = _begin(steps, one, by_care, by_place, care, place, time)
            clocks = _clocks(stay, too)
            tally[slots[math.ceil(time)], state, age] += 1
            while time < months and cause < 0:
                end = min(float(min(months, steps[one, age])), care + by_care[long], place + by_place[here])
                go, shift, on_top = leave[state, age, long], move[state, age, here], (0.0, 0.0)
                due = go * _over(sums, _LEAVE, state, age, time, end), shift * _over(sums, _MOVE, state, age, time, end)
                if too:
                    on_top = _on_top(sums, state, age, time, end)
                if due[0] > clocks[0] or due[1] > clocks[1] or on_top[0] > clocks[2] or on_top[1] > clocks[3]:
                    step, old = (go, shift, time, end), state
                    time, state, cause, clocks, moves = _event(
                        causes, destinations, sums, to, stay, state, age, step, clocks, moves
                    )
                    tally[slots[math.ceil(time)], old, age] -= 1
                    if cause >= 0:
                        left = time
                        flows[min(int(time), months - 1) // 12, LEFT] += 1
                    else:
                        place, here = (time, 0) if state != old else (place, here)
                        tally[slots[math.ceil(time)], state, age] += 1
                    continue
                time = end
                clocks = clocks[0] - due[0], clocks[1] - due[1], clocks[2] - on_top[0], clocks[3] - on_top[1]
                long += 1 if care + by_care[long] <= time else 0
                here += 1 if place + by_place[here] <= time else 0
                if steps[one, age] <= time:
                    tally[slots[steps[one, age]], state, age] -= 1
                    if age == oldest:
                        flows[(steps[one, age] - 1) // 12, TURNED_18] += 1
                        time = _NEVER
                    else:
                        age += 1
                        tally[slots[steps[one, age - 1]], state, age] += 1


class _Arrivals(NamedTuple):
    """Children who enter, as far as there is room: key, when, age cell."""

    key: NDArray[np.uint64]
    when: Reals
    cell: Whole


@compiled
def _children(brackets: Brackets, entry_state: Reals, arrivals: _Arrivals, number: int) -> Children:
    """The first `number` children who enter, each at an age within its cell."""
    entry_from, entry_to, birthdays = brackets.entry_from, brackets.entry_to, brackets.birthdays
    keys, whens, cells = arrivals.key, arrivals.when, arrivals.cell
    states, steps = np.empty(number, np.int32), np.empty((number, birthdays.size), np.int32)
    for at in range(number):
        key, when, cell, age = keys[at], whens[at], cells[at], 0
        months_old = entry_from[cell] + uniform(key, _BIRTH) * (entry_to[cell] - entry_from[cell])
        for band in range(birthdays.size):
            turned = months_old >= birthdays[band]
            age += 1 if turned else 0
            steps[at, band] = int(when) if turned else math.ceil(when + birthdays[band] - months_old)
        states[at] = max(_choose(entry_state, 0, age, uniform(key, _BIRTH + 2)), 0)
    nothing = np.zeros(number)
    return Children(keys, states, np.full(number, -1, np.int32), whens, whens, nothing, steps)


@compiled
def _wanted(changes: Changes, strong: Reals, month: int, to: Reals) -> float:
    """Fill in what multiplies the entries of each age cell in a month; return the greatest."""
    for cell in range(to.size):
        to[cell] = 1.0
        for part in range(changes.key.size):
            to[cell] *= max(0.0, 1.0 + strong[part] * changes.enter[part, month, cell])
    return float(to.max())


@compiled
def _enter(
    enter: Reals,
    together: Reals,
    path: Reals,
    changes: Changes,
    strong: Reals,
    key: np.uint64,
    to: _Arrivals,
) -> int:
    """Let groups of brothers and sisters enter, month by month, as far as `to` has room; return how many children.

    Groups are the points of a Poisson process that lie below the rate of the month. Read this way a higher rate keeps
    the children who would have come anyway. A scenario's rate for the age of a child decides whether that child comes.
    """
    total = max(enter.sum(), _LEAST)
    cells = (enter.cumsum() / total).reshape((1, 1, -1))
    sizes = together.cumsum().reshape((1, 1, -1))
    mean = (together * np.arange(1, together.size + 1)).sum()
    wanted, came = np.ones(enter.size), 0
    keys, whens, cell_of, room = to.key, to.when, to.cell, to.key.size
    for month in range(path.size):
        rate = total * path[month] / mean
        most = rate * _wanted(changes, strong, month, wanted)
        arrivals = stream(key, month)
        groups, reached = 0, exponential(arrivals, 0)
        while reached <= most:
            group = stream(arrivals, groups)
            when = month + uniform(group, 1)
            for member in range(1 + max(_choose(sizes, 0, 0, uniform(group, 0)), 0)):
                own = stream(group, member)
                cell = max(_choose(cells, 0, 0, uniform(own, _BIRTH + 1)), 0)
                if reached <= rate * wanted[cell]:
                    if came < room:
                        keys[came], whens[came], cell_of[came] = own, when, cell
                    came += 1
            groups += 1
            reached += exponential(arrivals, groups)
    return came


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
    causes = drawn.cause.shape[1] // (states * ages)
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
        pace = _pace(paths[at], changes, strong[at], states, ages)
        tally = np.zeros((kept + 1, states, ages), np.int32)
        _follow(rates, pace, brackets, key, children, children.key.size, slots, tally, flows[at])
        entry_state, path = drawn.entry_state[at].reshape((1, ages, states)), paths[at, which]
        own, room, came = stream(key, _ARRIVALS + which), 0, 64 + int(1.2 * drawn.enter[at].sum() * path.sum())
        while came > room:
            room = came
            arrivals = _Arrivals(np.empty(room, np.uint64), np.empty(room), np.empty(room, np.int32))
            came = _enter(drawn.enter[at], together, path, changes, strong[at], own, arrivals)
        entering = _children(brackets, entry_state, arrivals, came)
        _follow(rates, pace, brackets, key, entering, came, slots, tally, flows[at])
        running = np.zeros((states, ages), np.int32)
        for slot in range(kept):
            running += tally[slot]
            counts[at, slot, which] = running
