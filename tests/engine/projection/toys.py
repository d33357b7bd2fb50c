"""Rates and children that a person can work out on paper."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from suffice.engine.projection.cells import (
    AGES,
    AWAY_EDGES,
    CARE_EDGES,
    ENTRY_EDGES,
    PLACE_EDGES,
    STATES,
    Cause,
    brackets,
)
from suffice.engine.projection.change import Part, stacked
from suffice.engine.projection.simulate import Run, Seeds
from suffice.engine.projection.tables import Children, Drift, Reals, Table, Tables
from suffice.engine.projection.uncertainty import still

S, A, C = len(STATES), len(AGES), len(Cause)
AGE_FIVE = ENTRY_EDGES.index(60)
AWAY_MONTHS = 600
ALONE: Reals = np.array([1.0, 0.0, 0.0, 0.0])


def table(rates: Reals, *, events: float = 0.0) -> Table:
    """A table whose rates are given; with events, one factor for all that is uncertain by that much."""
    flat = np.ascontiguousarray(rates, np.float64).ravel()
    share = flat / flat.sum() if flat.sum() else flat
    return Table(
        exposure=np.divide(events * share, flat, out=np.zeros_like(flat), where=flat > 0),
        events=events * share,
        base=np.ones_like(flat),
        groups=np.zeros((1, flat.size), np.int32),
        sizes=np.ones(1, np.int32),
        weights=np.zeros(1),
        factors=np.ones((1, 1)),
        rates=flat,
    )


def tables(
    *, leave: float = 0.0, move: float = 0.0, enter: float = 0.0, back: float = 0.0, events: float = 0.0
) -> Tables:
    """The same rates for all: entries at age 5 into state 0, moves from each state to the next, returns to state 0."""
    to_next = np.broadcast_to(np.roll(np.eye(S), 1, axis=1)[:, None, :], (S, A, S))
    to_first = np.broadcast_to(np.eye(S)[0], (S, A, S))
    entering = np.zeros(len(ENTRY_EDGES) - 1)
    entering[AGE_FIVE] = enter
    return Tables(
        leave=table(np.full((S, A, len(CARE_EDGES) + 1), leave), events=events),
        cause=table(np.broadcast_to(np.eye(C)[0], (S, A, C))),
        move=table(np.full((S, A, len(PLACE_EDGES) + 1), move)),
        destination=table(to_next),
        enter=table(entering, events=events if enter else 0.0),
        entry_state=table(to_first[0]),
        back=table(np.full((C, A, len(AWAY_EDGES) + 1), back)),
        back_state=table(to_first),
        together=ALONE,
    )


def children(number: int, *, years_to_18: float = 12.0) -> Children:
    """Children in state 0 who came into care today and turn 18 after so many years."""
    months = 12 * (years_to_18 - 18 + np.array([1, 5, 10, 16, 18]))
    return Children(
        key=np.arange(number, dtype=np.uint64) + np.uint64(7),
        state=np.zeros(number, np.int32),
        cause=np.full(number, -1, np.int32),
        care=np.zeros(number),
        place=np.zeros(number),
        left=np.zeros(number),
        steps=np.tile(np.ceil(months).astype(np.int32), (number, 1)),
    )


def toy(
    rates: Tables,
    here: Children,
    *,
    months: int = 24,
    replicates: int = 2000,
    seed: int = 1,
    uncertain: bool = False,
    drift: Drift | None = None,
    parts: Sequence[Part] = (),
) -> Run:
    """A run of a toy, counted every month; nobody is unaccompanied."""
    return Run(
        tables=(rates, tables()),
        brackets=brackets(AWAY_MONTHS),
        children=(here, children(0)),
        drift=drift or still(months),
        changes=stacked(parts, months),
        months=months,
        kept=tuple(range(1, months + 1)),
        replicates=replicates,
        seeds=Seeds(seed, seed, seed),
        uncertain=uncertain,
    )
