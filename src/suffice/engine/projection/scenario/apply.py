"""Levers in people's units turned into changes of rates, so that what was asked for is what happens on average.

A lever that takes a number of children a month works through a rate on those who are there. How many are there depends
on the levers themselves, so the rates are found by a few small simulations, each correcting the one before.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np

from suffice.engine.findings import Finding, merged
from suffice.engine.projection.basis import Basis, ensemble
from suffice.engine.projection.change import Part
from suffice.engine.projection.scenario.capacity import capacity_changes
from suffice.engine.projection.scenario.checks import dates_apart, remarks
from suffice.engine.projection.scenario.cuts import cuts
from suffice.engine.projection.scenario.expected import Expected, expected
from suffice.engine.projection.scenario.model import Scenario
from suffice.engine.projection.scenario.pulls import Pulled, hangs_on_children, pulled
from suffice.engine.projection.simulate import Ensemble
from suffice.engine.supply.model import CapacityChange

Pilot = Callable[[Sequence[Part]], Ensemble]

_PILOTS = 64
_PILOT_SEED = 1
_ROUNDS = 6


@dataclass(frozen=True, slots=True)
class Applied:
    """A scenario as the simulation and the market take it.

    Attributes:
        parts: what its levers change in the simulation; all that do exactly as they say are one part.
        capacity_changes: places gained and lost, by day.
        findings: what was cut to what is possible, and what else the reader must know.
    """

    parts: tuple[Part, ...]
    capacity_changes: tuple[CapacityChange, ...]
    findings: tuple[Finding, ...]


def parts(scenario: Scenario, basis: Basis, base: Ensemble, *, pilot: Pilot | None = None) -> Applied:
    """Turn a scenario into what it changes.

    Args:
        scenario: its levers.
        basis: what the projection runs on.
        base: the projection without the scenario, by month.
        pilot: makes a small simulation under parts; 64 replicates of the basis without one.

    Source of the method: `docs/method/scenarios.md`.
    """
    made = _settled(scenario, basis, expected(basis, base), pilot or partial(_small, basis))
    found = [
        *remarks(scenario),
        *dates_apart(scenario, origin=basis.dates[0], last=basis.dates[-1]),
        *cuts(made, basis.dates),
    ]
    return Applied(
        joined([part for one in made for part in one.parts]),
        capacity_changes(made, basis.dates),
        merged(found),
    )


def _settled(scenario: Scenario, basis: Basis, base: Expected, pilot: Pilot) -> tuple[Pulled, ...]:
    """Correct the rates until the children that they meet are those that they were made for."""
    made = pulled(scenario.levers, basis, base=base, now=base)
    if not any(hangs_on_children(one.lever) for one in made):
        return made
    without = expected(basis, pilot(()))
    for left in reversed(range(_ROUNDS)):
        then = expected(basis, pilot(joined([part for one in made for part in one.parts])))
        now = base.moved_by(then, without)
        made = tuple(one.under(now) for one in made)
        if not left or all(one.near() for one in made):
            break
        made = pulled(scenario.levers, basis, base=base, now=now, before={one.lever.id: one for one in made})
    return made


def _small(basis: Basis, changed: Sequence[Part]) -> Ensemble:
    return ensemble(basis, replicates=_PILOTS, seed=_PILOT_SEED, parts=tuple(changed))


def joined(work: Sequence[Part]) -> tuple[Part, ...]:
    """Return the same work in fewer parts: one for all that is certain, which a simulation then goes through once."""
    working = [
        one for one in work if any(change.any() for change in (one.enter, one.leave, one.leave_too, one.move_too))
    ]
    certain, uncertain = ([one for one in working if (one.spread == 0.0) is sure] for sure in (True, False))
    if len(certain) < 2:
        return tuple(working)
    whole = certain[0]._replace(
        name="all that is certain",
        enter=np.prod([1.0 + one.enter for one in certain], axis=0) - 1.0,
        leave=np.prod([1.0 + one.leave for one in certain], axis=0) - 1.0,
        leave_too=np.sum([one.leave_too for one in certain], axis=0),
        move_too=np.sum([one.move_too for one in certain], axis=0),
    )
    return (whole, *uncertain)
