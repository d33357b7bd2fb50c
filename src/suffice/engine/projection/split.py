"""Where a range comes from: how its variance splits into chance, uncertain rates and drift."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np

from suffice.engine.projection.basis import Basis, run_of
from suffice.engine.projection.cells import AGES, STATES
from suffice.engine.projection.change import Part
from suffice.engine.projection.simulate import Ensemble, Progress, Seeds, simulate
from suffice.engine.projection.tables import Reals

_BATCHES = 20
_OTHER = 0x5BD1E995
"""What the seeds of the paired runs differ by."""


@dataclass(frozen=True, slots=True)
class Shares:
    """How the variance of one number splits. The three shares add up to 1, or are all 0 where nothing varies.

    Attributes:
        chance: what happens to single children.
        rates: how well rates can be learnt from the reference months.
        drift: how rates wander after the origin.
        error: the standard error of the least sure of the three.
        clipped: a share that came out a little below 0, which it cannot be, was set to 0.
    """

    chance: float
    rates: float
    drift: float
    error: float
    clipped: bool

    def document(self) -> dict[str, Any]:
        """Return the shares as plain values, as percentages."""
        percentages = {name: round(100 * getattr(self, name), 1) for name in ("chance", "rates", "drift", "error")}
        return percentages | {"clipped": self.clipped}


@dataclass(frozen=True, slots=True)
class Split:
    """How the variance splits at one horizon.

    Attributes:
        on: the day.
        total: of all children.
        by_placement: of each placement state.
        by_age: of each age band.
    """

    on: date
    total: Shares
    by_placement: Mapping[str, Shares]
    by_age: Mapping[str, Shares]

    def document(self) -> dict[str, Any]:
        """Return the split as plain values."""
        return {
            "date": self.on.isoformat(),
            "total": self.total.document(),
            "by_placement": {name: one.document() for name, one in self.by_placement.items()},
            "by_age": {name: one.document() for name, one in self.by_age.items()},
        }


def split_of(
    basis: Basis,
    made: Ensemble,
    *,
    seed: int,
    parts: Sequence[Part] = (),
    executor: Executor | None = None,
    progress: Progress | None = None,
) -> tuple[Split, ...]:
    """Split the variance of an ensemble at every horizon that it keeps.

    Two more ensembles are made: one shares rates and drift with the first, and nothing else; one shares the rates
    alone. Half the mean squared difference of two replicates that share something is the variance that is left when it
    is known: so chance is what is left when rates and drift are known, chance and drift what is left when rates are.

    Args:
        basis: what the ensemble was made from.
        made: the ensemble, with all three in its range.
        seed: that it was made with.
        parts: that it was made with.
        executor: any standard executor.
        progress: called with replicates done, replicates in all, and words.
    """
    other = (seed + _OTHER) % 2**63
    monthly = made.kept[0] == 1 and len(made.kept) == basis.months
    pairs = [
        simulate(
            run_of(basis, replicates=len(made.counts), seeds=seeds, monthly=monthly, parts=parts),
            executor=executor,
            progress=progress,
        )
        for seeds in (Seeds(other, seed, seed), Seeds((other + 1) % 2**63, seed, other))
    ]
    runs = [one.counts for one in (made, *pairs)]
    totals = shares(*(counts.sum(axis=(2, 3, 4))[:, :, None] for counts in runs))
    states = shares(*(counts.sum(axis=(2, 4)) for counts in runs))
    ages = shares(*(counts.sum(axis=(2, 3)) for counts in runs))
    return tuple(
        Split(
            basis.dates[month],
            totals[at][0],
            dict(zip(STATES, states[at], strict=True)),
            dict(zip(AGES, ages[at], strict=True)),
        )
        for at, month in enumerate(made.kept)
    )


def shares(first: Reals, same_drift: Reals, same_rates: Reals) -> list[list[Shares]]:
    """Split the variance of every number of three paired ensembles.

    Args:
        first: [replicate, kept, cell], counts.
        same_drift: the same, sharing rates and drift with `first` replicate by replicate.
        same_rates: the same, sharing the rates alone with both.
    """
    runs = [np.asarray(run, np.float64) for run in (first, same_drift, same_rates)]
    whole = _parts_of(*runs)
    batches = np.array_split(np.arange(len(runs[0])), min(_BATCHES, len(runs[0]) // 2))
    spread = np.stack([_parts_of(*(np.delete(run, batch, axis=0) for run in runs)) for batch in batches])
    size = len(batches)
    errors = np.sqrt((size - 1) / size * ((spread - spread.mean(axis=0)) ** 2).sum(axis=0))
    return [
        [_shares(whole[:, kept, cell], float(errors[:, kept, cell].max())) for cell in range(whole.shape[2])]
        for kept in range(whole.shape[1])
    ]


def _parts_of(first: Reals, same_drift: Reals, same_rates: Reals) -> Reals:
    """[part, kept, cell], the shares of chance, rates and drift as they come out."""
    chance = ((first - same_drift) ** 2).mean(axis=0) / 2
    known_rates = (((first - same_rates) ** 2).mean(axis=0) + ((same_drift - same_rates) ** 2).mean(axis=0)) / 4
    total = np.mean([run.var(axis=0, ddof=1) for run in (first, same_drift, same_rates)], axis=0)
    parts = np.stack([chance, total - known_rates, known_rates - chance])
    varies = np.broadcast_to(total > 0, parts.shape)
    return np.asarray(np.divide(parts, total, out=np.zeros_like(parts), where=varies), np.float64)


def _shares(raw: Reals, error: float) -> Shares:
    kept = np.maximum(raw, 0.0)
    chance, rates, drift = (float(one) for one in kept / max(float(kept.sum()), 1e-300))
    return Shares(chance, rates, drift, error, bool((raw < 0.0).any()))
