# ruff: noqa: PLR0917  compiled functions take their arguments by position
"""What each replicate draws for itself before any child is followed: rates, drift, the strength of levers. Compiled.

Nothing compiled here is called by compiled code of another file, and no constant is read from one: see `luck`.
"""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np

from suffice.engine.projection.luck import compiled, gamma, normal, stream, uniform
from suffice.engine.projection.tables import Changes, Drift, Reals, Table, Tables

_RATES, _DRIFT, _VARIANT, _STRENGTH = 1 << 41, 1 << 42, 1 << 43, 1 << 44


class Drawn(NamedTuple):
    """Monthly rates and cumulative shares of each replicate, the first axis; then those in the brackets of `Tables`."""

    leave: Reals
    cause: Reals
    move: Reals
    destination: Reals
    enter: Reals
    entry_state: Reals
    back: Reals
    back_state: Reals


@compiled
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


@compiled
def _rates(table: Table, key: np.uint64, noise: bool, to: Reals) -> None:
    to[:] = table.rates
    if noise:
        sweep(table, table.factors.copy(), to, key, True)


@compiled
def _shares(table: Table, options: int, key: np.uint64, noise: bool, to: Reals) -> None:
    """Cumulative shares, `options` to a row; a row without any stays at nothing."""
    _rates(table, key, noise, to)
    shares = to.reshape((-1, options))
    for row in range(shares.shape[0]):
        total = shares[row].sum()
        reached = 0.0
        for option in range(options):
            reached += shares[row, option]
            shares[row, option] = reached / total if total > 0.0 else 0.0


@compiled
def rates(tables: Tables, states: int, seed: np.uint64, first: int, number: int, which: int, noise: bool) -> Drawn:
    """Draw the rates of replicates `first` onwards.

    Args:
        tables: fitted rates of one stream of children.
        states: how many placement states.
        seed: of the rates.
        first: number of the first replicate, so that replicates can be shared out in any way.
        number: how many replicates.
        which: the stream of children.
        noise: draw, or take the rates as fitted.
    """
    drawn = Drawn(
        np.empty((number, tables.leave.rates.size)),
        np.empty((number, tables.cause.rates.size)),
        np.empty((number, tables.move.rates.size)),
        np.empty((number, tables.destination.rates.size)),
        np.empty((number, tables.enter.rates.size)),
        np.empty((number, tables.entry_state.rates.size)),
        np.empty((number, tables.back.rates.size)),
        np.empty((number, tables.back_state.rates.size)),
    )
    ages = tables.entry_state.rates.size // states
    causes = tables.cause.rates.size // (states * ages)
    for at in range(number):
        key = stream(stream(seed, first + at), _RATES + which)
        _rates(tables.leave, stream(key, 0), noise, drawn.leave[at])
        _rates(tables.move, stream(key, 1), noise, drawn.move[at])
        _shares(tables.cause, causes, stream(key, 2), noise, drawn.cause[at])
        _shares(tables.destination, states, stream(key, 3), noise, drawn.destination[at])
        _rates(tables.enter, stream(key, 4), noise, drawn.enter[at])
        _shares(tables.entry_state, states, stream(key, 5), noise, drawn.entry_state[at])
        _rates(tables.back, stream(key, 6), noise, drawn.back[at])
        _shares(tables.back_state, states, stream(key, 7), noise, drawn.back_state[at])
    return drawn


@compiled
def _path(root: Reals, variance: Reals, key: np.uint64, to: Reals) -> None:
    """Fill one kind's multipliers, month by month."""
    shocks = np.empty(to.size)
    for month in range(to.size):
        shocks[month] = normal(key, month)
        to[month] = math.exp((root[month, : month + 1] * shocks[: month + 1]).sum() - 0.5 * variance[month])


@compiled
def _variant(weights: Reals, u: float) -> int:
    chosen = 0
    for variant in range(weights.size):
        chosen = variant
        u -= weights[variant]
        if u < 0.0:
            break
    return chosen


@compiled
def paths(drift: Drift, seed: np.uint64, first: int, number: int) -> Reals:
    """Draw the multipliers of replicates `first` onwards, [replicate, kind, month]; without drift, exactly 1."""
    kinds, months = drift.variance.shape
    multipliers = np.ones((number, kinds, months))
    for at in range(number):
        key = stream(stream(seed, first + at), _DRIFT)
        for kind in range(kinds):
            if drift.variance[kind].any():
                _path(drift.root[kind], drift.variance[kind], stream(key, kind), multipliers[at, kind])
        if drift.weights.size > 0:
            multipliers[at, 0] *= drift.variants[_variant(drift.weights, uniform(stream(key, _VARIANT), 0))]
    return multipliers


@compiled
def strengths(changes: Changes, seed: np.uint64, first: int, number: int, noise: bool) -> Reals:
    """Draw how strongly each lever works in replicates `first` onwards, [replicate, part]; or as it says."""
    strong = np.ones((number, changes.key.size))
    if noise:
        for at in range(number):
            key = stream(stream(seed, first + at), _STRENGTH)
            for part in range(changes.key.size):
                one = normal(stream(key, changes.key[part]), 0)
                strong[at, part] = max(0.0, 1.0 + changes.spread[part] * one)
    return strong
