"""Rates out of events and exposure, thin cells leaning on coarser ones by as much as the returns suggest."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from suffice.engine.projection.cells import AGES, ENTRY_EDGES, ENTRY_GROUPS, STATES
from suffice.engine.projection.draws import sweep
from suffice.engine.projection.observe import Observed, pooled
from suffice.engine.projection.tables import Reals, Table, Tables
from suffice.engine.projection.together import inflation

WEIGHTS: Reals = np.geomspace(10_000.0, 0.5, 41)
"""Prior weights tried, in expected events, heaviest first: where nothing tells them apart, the coarser rate holds."""

_SWEEPS = 12
_ROUNDS = 3
_FIRST_WEIGHT = 20.0
_HELD = 1.0
_SUPPORTED = STATES.index("supported_accommodation")
_OLDEST = len(AGES) - 1


def fitted(observed: Sequence[Observed], together: Sequence[Reals]) -> tuple[Tables, ...]:
    """Return the rates that the projection runs on, for each stream of children.

    Each rate is a product of factors (all children, the placement, the age, the time) and a factor of the cell's own. A
    factor has a Gamma prior of mean 1, so a cell with few events stays near the product of the coarser ones. The weight
    of the prior is the one that makes the counts seen most likely (`prior_weight`). The first stream stands on its own;
    the others lean, by the weight of one event, on the rates of all children, until they have events of their own.

    Args:
        observed: events and exposure in the reference window, of each stream.
        together: of each stream, the shares of groups that enter with 1, 2, 3 and 4 children.
    """
    first = _tables(observed[0], None, together[0])
    if len(observed) == 1:
        return (first,)
    everyone = _tables(pooled(observed), None, together[0])
    return (first, *(_tables(one, everyone, size) for one, size in zip(observed[1:], together[1:], strict=True)))


def _tables(seen: Observed, lean: Tables | None, together: Reals) -> Tables:
    possible = _possible(seen)
    elsewhere = possible * (1.0 - np.eye(len(STATES))[:, None, :])
    return Tables(
        leave=_intensity(seen.exposed_to_leaving, seen.left, lean and lean.leave),
        cause=_shares(seen.left_by_cause, np.ones(seen.left_by_cause.shape), lean and lean.cause),
        move=_intensity(seen.exposed_to_moving, seen.moved, lean and lean.move),
        destination=_shares(seen.moved_to, elsewhere, lean and lean.destination),
        enter=_entries(seen, together),
        entry_state=_shares(seen.entered_state[None], possible[None], lean and lean.entry_state),
        back=_intensity(seen.exposed_to_return, seen.returned, lean and lean.back),
        back_state=_shares(
            seen.returned_state, np.broadcast_to(possible, seen.returned_state.shape), lean and lean.back_state
        ),
        together=together,
    )


def _entries(seen: Observed, together: Reals) -> Table:
    """Entries a month. Children who come in groups tell less about the rate than as many who come alone."""
    years_of_age = np.diff(np.array(ENTRY_EDGES, np.float64)) / 12.0
    table = fit(
        np.full(years_of_age.shape, seen.entry_months),
        seen.entered,
        years_of_age,
        (np.array(ENTRY_GROUPS), np.arange(len(ENTRY_GROUPS))),
    )
    times = inflation(together)
    return table._replace(exposure=table.exposure / times, events=table.events / times, weights=table.weights / times)


def fit(
    exposure: Reals, events: Reals, base: Reals, margins: Sequence[NDArray[np.integer]], *, held: float = 0.0
) -> Table:
    """Fit one table of rates.

    Args:
        exposure: time at risk of each cell, in any shape.
        events: events of each cell, in the same shape.
        base: what the product of the factors is multiplied by; 0 where the event is ruled out.
        margins: for each, the group of every cell. The first is taken as it stands, the others lean on those before.
        held: the weight, in expected events, that holds the first margin to `base` after all.
    """
    groups = np.stack([np.broadcast_to(margin, events.shape).ravel() for margin in margins]).astype(np.int32)
    sizes = groups.max(axis=1).astype(np.int32) + 1
    weights = np.full(len(margins), _FIRST_WEIGHT)
    weights[0] = held
    table = Table(
        exposure=_flat(exposure),
        events=_flat(events),
        base=_flat(base),
        groups=groups,
        sizes=sizes,
        weights=weights,
        factors=np.ones((len(margins), int(sizes.max()))),
        rates=_flat(base).copy(),
    )
    for _ in range(_ROUNDS):
        _settle(table)
        for margin in range(1, len(margins)):
            table.weights[margin] = prior_weight(*_expected(table, margin))
    _settle(table)
    if not held:
        _level(table)
    return table


def prior_weight(seen: Reals, expected: Reals) -> float:
    """Return the prior weight, in expected events, that makes the counts most likely.

    With a Gamma multiplier of mean 1 and weight w on each expected count, the counts are negative binomial. A great
    weight says that the groups are alike, a small one that each is its own.

    Args:
        seen: events in each group, whole numbers.
        expected: events that the coarser rates expect there.
    """
    known = expected > 0
    counts, means = seen[known], expected[known]
    below = np.arange(int(counts.max(initial=0)), dtype=np.float64)
    reached = counts.size - np.searchsorted(np.sort(counts), below, side="right")
    steps = np.log(WEIGHTS[:, None] + below[None, :])
    weight, mean = WEIGHTS[:, None], means[None, :]
    spread = weight * np.log(weight / (weight + mean)) - counts * np.log(weight + mean)
    return float(WEIGHTS[np.argmax(steps @ reached + spread.sum(axis=1))])


def _settle(table: Table) -> None:
    for _ in range(_SWEEPS):
        sweep(table, table.factors, table.rates, np.uint64(0), False)


def _level(table: Table) -> None:
    """Leave the first margin with exactly the events seen, which the sweeps only come near to."""
    seen, expected = _expected(table, 0)
    new = np.divide(seen, expected, out=np.zeros_like(seen), where=expected > 0)
    old = table.factors[0, : new.size]
    table.rates[:] *= np.divide(new, old, out=np.zeros_like(new), where=old > 0)[table.groups[0]]
    table.factors[0, : new.size] = new


def _expected(table: Table, margin: int) -> tuple[Reals, Reals]:
    """Events of each group, and what is expected there without the group's own factor."""
    group, size = table.groups[margin], int(table.sizes[margin])
    own = table.factors[margin][group]
    others = np.divide(table.rates, own, out=np.zeros_like(own), where=own > 0)
    seen, expected = (np.bincount(group, amount, size) for amount in (table.events, table.exposure * others))
    return np.asarray(seen, np.float64), np.asarray(expected, np.float64)


def _intensity(exposure: Reals, events: Reals, lean: Table | None) -> Table:
    """Rates a month by three axes: one rate for all, a factor for each axis, and one for each cell."""
    cell = np.arange(events.size).reshape(events.shape)
    margins = (np.zeros_like(cell), *_places(events), cell)
    if lean is None:
        return fit(exposure, events, np.ones(events.shape), margins)
    return fit(exposure, events, lean.rates, margins, held=_HELD)


def _shares(events: Reals, base: Reals, lean: Table | None) -> Table:
    """Shares of the last axis within the first two: the option alone, then by the first axis, then by the second."""
    options = events.shape[2]
    row, age, option = _places(events)
    shared_out = np.broadcast_to(events.sum(axis=2, keepdims=True), events.shape)
    margins = (option, row * options + option, age * options + option)
    if lean is None:
        return fit(shared_out, events, base, margins)
    return fit(shared_out, events, lean.rates, margins, held=_HELD)


def _possible(observed: Observed) -> Reals:
    """[age, state]: supported accommodation is for 16 and 17; below that only if the returns say that it happened."""
    lived = observed.exposed_to_moving.sum(axis=2).T > 0
    possible = np.ones(lived.shape)
    possible[:_OLDEST, _SUPPORTED] = lived[:_OLDEST, _SUPPORTED]
    return possible


def _places(events: Reals) -> list[NDArray[np.intp]]:
    return list(np.indices(events.shape, np.intp))


def _flat(values: Reals) -> Reals:
    return np.ascontiguousarray(values, np.float64).ravel()
