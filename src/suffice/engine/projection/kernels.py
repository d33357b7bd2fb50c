# ruff: noqa: PLR0917  compiled functions take their arguments by position
"""The compiled heart of the projection: random numbers by counter, drawn rates, children followed month by month.

Everything compiled lives in this one file on purpose: the compiler's cache on disk is renewed when the file that holds
a function changes, and not when a file that it calls does. For the same reason nothing here reads a constant from
another module: sizes come with the arrays.

A random number is a pure function of what it is for: mix(seed, replicate, child), then a counter that says which month
and which draw of the month. So results are the same to the bit for any number of threads and any way of sharing out
replicates, and a child that two runs have in common meets the same luck in both.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any, NamedTuple, TypeVar, cast

import numba
import numpy as np

from suffice.engine.projection.tables import Brackets, Children, Reals, Table, Tables, Whole

_F = TypeVar("_F", bound=Callable[..., Any])

STARTED, RETURNED, LEFT, TURNED_18 = 0, 1, 2, 3
FLOWS = 4

_SLOTS = 64
_EVENTS_A_MONTH = 20
_AWAY = 1 << 39
_NEVER = 1e-300
_ARRIVALS = 1 << 40
_RATES = 1 << 41
_BIRTH = 1 << 42


def _compiled(function: _F) -> _F:
    return cast(_F, numba.njit(nogil=True, cache=True)(function))


def _inlined(function: _F) -> _F:
    """Compile into the caller: a call would pass every array by value, some hundred words for each child and month."""
    return cast(_F, numba.njit(nogil=True, cache=True, inline="always")(function))


class _Drawn(NamedTuple):
    """One replicate's monthly rates and cumulative shares, with an axis for each thing in the brackets of `Tables`."""

    stir: Reals
    leave: Reals
    cause: Reals
    move: Reals
    destination: Reals
    enter: Reals
    entry_state: Reals
    back: Reals
    back_yet: Reals
    back_state: Reals


_Child = tuple[Any, Any, float, float, float, float]
"""State; cause of leaving, -1 while in care; the months at which the stay, the placement and the absence began; what is
owed before a child who left comes back: a unit exponential number, paid off at the rate of coming back."""


@_compiled
def mix(number: np.uint64) -> np.uint64:
    """Return 64 well mixed bits of `number` (the finaliser of splitmix64)."""
    bits = (number ^ (number >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    bits = (bits ^ (bits >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return bits ^ (bits >> np.uint64(31))


@_compiled
def stream(key: np.uint64, part: int) -> np.uint64:
    """Return the key of the stream that `part` has inside the stream `key`."""
    return mix(mix(key + np.uint64(0x9E3779B97F4A7C15)) ^ (np.uint64(part) * np.uint64(0xD1342543DE82EF95)))


@_compiled
def uniform(key: np.uint64, counter: int) -> float:
    """Return the `counter`-th number of stream `key`, in [0, 1)."""
    bits = mix(key + np.uint64(counter) * np.uint64(0x9E3779B97F4A7C15))
    return float(bits >> np.uint64(11)) * (1.0 / 9007199254740992.0)


@_compiled
def gamma(key: np.uint64, shape: float) -> float:
    """Return a Gamma number of that shape and scale 1 (Marsaglia and Tsang 2000), from stream `key`."""
    boosted = shape if shape >= 1.0 else shape + 1.0
    d = boosted - 1.0 / 3.0
    c = 1.0 / math.sqrt(9.0 * d)
    counter = 1
    while True:
        radius = math.sqrt(-2.0 * math.log(1.0 - uniform(key, counter)))
        x = radius * math.cos(2.0 * math.pi * uniform(key, counter + 1))
        v = (1.0 + c * x) ** 3
        u = 1.0 - uniform(key, counter + 2)
        if v > 0.0 and math.log(u) < 0.5 * x * x + d * (1.0 - v + math.log(v)):
            break
        counter += 3
    if shape >= 1.0:
        return d * v
    return d * v * math.pow(1.0 - uniform(key, 0), 1.0 / shape)


@_compiled
def sweep(table: Table, factors: Reals, rates: Reals, key: np.uint64, noise: bool) -> None:
    """Renew every factor in turn, given the others: its posterior mean, or with `noise` a draw from its posterior.

    Repeated without noise it fits the table; once with noise, from the fit, it draws rates that are uncertain together:
    a cell without events of its own moves with the coarser rate that it leans on.

    Args:
        table: events and exposure.
        factors: [margin, group], changed in place.
        rates: [cell], changed in place with them.
        key: stream of the draw.
        noise: draw, or take the mean.
    """
    for margin in range(table.sizes.size):
        size = table.sizes[margin]
        expected = np.zeros(size)
        seen = np.zeros(size)
        for cell in range(rates.size):
            group = table.groups[margin, cell]
            expected[group] += table.exposure[cell] * rates[cell]
            seen[group] += table.events[cell]
        change = np.zeros(size)
        for group in range(size):
            old = factors[margin, group]
            shape = table.weights[margin] + seen[group]
            if shape > 0.0 and old > 0.0:
                scale = table.weights[margin] + expected[group] / old
                over = gamma(stream(key, margin * 4096 + group), shape) if noise else shape
                factors[margin, group] = over / scale if scale > 0.0 else 1.0
                change[group] = factors[margin, group] / old
            else:
                factors[margin, group] = 0.0
        for cell in range(rates.size):
            rates[cell] *= change[table.groups[margin, cell]]


@_compiled
def _rates(table: Table, key: np.uint64, noise: bool) -> Reals:
    rates = table.rates.copy()
    if noise:
        sweep(table, table.factors.copy(), rates, key, True)
    return rates


@_compiled
def _shares(table: Table, options: int, key: np.uint64, noise: bool) -> Reals:
    """Cumulative shares, `options` to a row; a row without any stays at nothing."""
    shares = _rates(table, key, noise).reshape((-1, options))
    for row in range(shares.shape[0]):
        total = shares[row].sum()
        reached = 0.0
        for option in range(options):
            reached += shares[row, option]
            shares[row, option] = reached / total if total > 0.0 else 0.0
    return shares


@_compiled
def _back_yet(back: Reals, by_away: Whole) -> Reals:
    """[cause, whole months away]: the most that can be paid off, at any age, before a return is no longer possible."""
    causes, ages, _ = back.shape
    left = np.zeros((causes, by_away.size + 1))
    for cause in range(causes):
        for month in range(by_away.size - 1, -1, -1):
            most = 0.0
            for age in range(ages):
                most = max(most, back[cause, age, by_away[month]])
            left[cause, month] = left[cause, month + 1] + most
    return left


@_compiled
def _stir(leave: Reals, move: Reals) -> Reals:
    """Chance of any event in a month, [state, age, months in care, months in placement]."""
    states, ages, longs = leave.shape
    stays = move.shape[2]
    chance = np.empty((states, ages, longs, stays))
    for state in range(states):
        for age in range(ages):
            for long in range(longs):
                for stay in range(stays):
                    chance[state, age, long, stay] = 1.0 - math.exp(-leave[state, age, long] - move[state, age, stay])
    return chance


@_compiled
def _draw(tables: Tables, by_away: Whole, states: int, ages: int, key: np.uint64, noise: bool) -> _Drawn:
    leave = _rates(tables.leave, stream(key, 0), noise).reshape((states, ages, -1))
    move = _rates(tables.move, stream(key, 1), noise).reshape((states, ages, -1))
    causes = tables.cause.rates.size // (states * ages)
    back = _rates(tables.back, stream(key, 6), noise).reshape((causes, ages, -1))
    return _Drawn(
        _stir(leave, move),
        leave,
        _shares(tables.cause, causes, stream(key, 2), noise).reshape((states, ages, causes)),
        move,
        _shares(tables.destination, states, stream(key, 3), noise).reshape((states, ages, states)),
        _rates(tables.enter, stream(key, 4), noise),
        _shares(tables.entry_state, states, stream(key, 5), noise).reshape((1, ages, states)),
        back,
        _back_yet(back, by_away),
        _shares(tables.back_state, states, stream(key, 7), noise).reshape((states, ages, states)),
    )


@_inlined
def _choose(cumulative: Reals, row: int, column: int, u: float) -> int:
    """The option of a row that `u` falls on; -1 where there is none."""
    chosen = -1
    for option in range(cumulative.shape[2]):
        if u < cumulative[row, column, option]:
            chosen = option
            break
    return chosen


@_inlined
def _bracket(brackets: Whole, month: int, since: float) -> int:
    """The bracket of the time from `since` to the middle of `month`, in whole months."""
    return int(brackets[min(max(int(month + 0.5 - since), 0), brackets.size - 1)])


@_inlined
def _month(
    leave: Reals,
    causes: Reals,
    move: Reals,
    destinations: Reals,
    back: Reals,
    back_state: Reals,
    by_care: Whole,
    by_place: Whole,
    by_away: Whole,
    flows: Whole,
    key: np.uint64,
    month: int,
    begin: float,
    age: int,
    child: _Child,
) -> _Child:
    """Take one child through the rest of a month, event by event: exact for rates that are constant between events."""
    state, cause, care, place, left, owed = child
    now = begin
    for event in range(_EVENTS_A_MONTH):
        counter = month * _SLOTS + 3 * event
        if cause >= 0:
            hazard = back[cause, age, _bracket(by_away, month, left)]
            if now + owed / max(hazard, _NEVER) >= 1.0:
                owed -= hazard * (1.0 - now)
                break
            now += owed / hazard
            found = _choose(back_state, state, age, uniform(key, counter))
            state = found if found >= 0 else state
            cause, care, place = -1, month + now, month + now
            flows[month // 12, RETURNED] += 1
        else:
            going = leave[state, age, _bracket(by_care, month, care)]
            moving = move[state, age, _bracket(by_place, month, place)]
            now -= math.log(1.0 - uniform(key, counter)) / max(going + moving, _NEVER)
            if now >= 1.0:
                break
            which = uniform(key, counter + 1) * (going + moving)
            if which < going:
                cause = max(_choose(causes, state, age, which / going), 0)
                left, owed = month + now, -math.log(1.0 - uniform(key, counter + 2))
                flows[month // 12, LEFT] += 1
            else:
                found = _choose(destinations, state, age, (which - going) / moving)
                if found >= 0:
                    state, place = found, month + now
    return state, cause, care, place, left, owed


@_compiled
def _follow(
    drawn: _Drawn, brackets: Brackets, key: np.uint64, those: Children, slots: Whole, counts: Whole, flows: Whole
) -> None:
    """Follow each child to the last month, or to the 18th birthday, counting at the month ends that are kept."""
    stir, leave, causes, move, destinations = drawn.stir, drawn.leave, drawn.cause, drawn.move, drawn.destination
    back, back_yet, back_state = drawn.back, drawn.back_yet, drawn.back_state
    by_care, by_place, by_away, steps = brackets.care, brackets.place, brackets.away, those.steps
    months, oldest = slots.size - 1, steps.shape[1] - 1
    for one in range(those.key.size):
        own, state, cause = stream(key, those.key[one]), np.int64(those.state[one]), np.int64(those.cause[one])
        care, place, left = those.care[one], those.place[one], those.left[one]
        owed = -math.log(1.0 - uniform(own, _AWAY)) if cause >= 0 else 0.0
        first = max(int(care), 0)
        begin = max(care - first, 0.0)
        flows[first // 12, STARTED] += 1 if care > 0.0 else 0
        age = 0
        for month in range(first, months):
            while age < oldest and steps[one, age] <= month:
                age += 1
            if cause < 0:
                chance = stir[state, age, _bracket(by_care, month, care), _bracket(by_place, month, place)]
                eventful = begin > 0.0 or uniform(own, month * _SLOTS) < chance
            else:
                if owed >= back_yet[cause, min(int(month + 0.5 - left), by_away.size)]:
                    break
                eventful = True
            if eventful:
                child = (state, cause, care, place, left, owed)
                state, cause, care, place, left, owed = _month(
                    leave, causes, move, destinations, back, back_state, by_care, by_place, by_away, flows,
                    own, month, begin, age, child,
                )  # fmt: skip
            begin = 0.0
            if steps[one, oldest] <= month + 1:
                flows[month // 12, TURNED_18] += 1 if cause < 0 else 0
                break
            slot = slots[month + 1]
            if slot >= 0 and cause < 0:
                counts[slot, state, age + (1 if age < oldest and steps[one, age] <= month + 1 else 0)] += 1


@_compiled
def _arrivals(key: np.uint64, rate: float) -> int:
    """How many points of a unit Poisson process lie below `rate`.

    Read this way a higher rate keeps the children who would have come anyway, and two scenarios can be compared.
    """
    reached, number = 0.0, 0
    while True:
        reached -= math.log(1.0 - uniform(key, number))
        if reached > rate:
            return number
        number += 1


@_compiled
def _arrive(drawn: _Drawn, brackets: Brackets, key: np.uint64, month: int, cell: int, to: Children, at: int) -> None:
    """Write the child of key `key` who enters during `month` at an age within `cell` into place `at`."""
    when = month + uniform(key, _BIRTH)
    width = brackets.entry_to[cell] - brackets.entry_from[cell]
    months_old = brackets.entry_from[cell] + uniform(key, _BIRTH + 1) * width
    age = 0
    for band in range(brackets.birthdays.size):
        age += 1 if months_old >= brackets.birthdays[band] else 0
        to.steps[at, band] = math.ceil(when + brackets.birthdays[band] - months_old)
    to.key[at] = key
    to.state[at] = _choose(drawn.entry_state, 0, age, uniform(key, _BIRTH + 2))
    to.cause[at] = -1
    to.care[at] = when
    to.place[at] = when
    to.left[at] = 0.0


@_compiled
def _entrants(drawn: _Drawn, brackets: Brackets, key: np.uint64, months: int) -> Children:
    """The children who enter, month by month."""
    size = 0
    numbers = np.zeros((months, drawn.enter.size), np.int64)
    for month in range(months):
        for cell in range(drawn.enter.size):
            if drawn.enter[cell] > 0.0:
                numbers[month, cell] = _arrivals(stream(key, _ARRIVALS + month * _SLOTS + cell), drawn.enter[cell])
                size += numbers[month, cell]
    entering = Children(
        np.empty(size, np.uint64),
        np.empty(size, np.int32),
        np.empty(size, np.int32),
        np.empty(size),
        np.empty(size),
        np.empty(size),
        np.empty((size, brackets.birthdays.size), np.int32),
    )
    at = 0
    for month in range(months):
        for cell in range(drawn.enter.size):
            arrivals = stream(key, _ARRIVALS + month * _SLOTS + cell)
            for number in range(numbers[month, cell]):
                _arrive(drawn, brackets, stream(arrivals, number), month, cell, entering, at)
                at += 1
    return entering


@_compiled
def run(
    tables: Tables,
    brackets: Brackets,
    children: Children,
    slots: Whole,
    seed: np.uint64,
    first: int,
    uncertain: bool,
    counts: Whole,
    flows: Whole,
) -> None:
    """Run replicates `first` onwards, as many as `counts` has room for.

    Args:
        tables: fitted rates.
        brackets: how months become cells.
        children: in care, or able to return, at the origin.
        slots: [month + 1], where the count at each month end goes; -1 where it is not kept.
        seed: of the run.
        first: number of the first replicate, so that replicates can be shared out in any way.
        uncertain: draw the rates anew in each replicate, or use them as fitted.
        counts: [replicate, kept month end, state, age], zero at first, filled here.
        flows: [replicate, year, flow], zero at first, filled here.
    """
    states, ages = counts.shape[2], counts.shape[3]
    for replicate in range(counts.shape[0]):
        key = stream(seed, first + replicate)
        drawn = _draw(tables, brackets.away, states, ages, stream(key, _RATES), uncertain)
        entering = _entrants(drawn, brackets, key, slots.size - 1)
        _follow(drawn, brackets, key, children, slots, counts[replicate], flows[replicate])
        _follow(drawn, brackets, key, entering, slots, counts[replicate], flows[replicate])
