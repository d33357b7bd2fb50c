"""What a simulation expects month by month: children by cell, children entering, children coming back."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from suffice.engine.projection.basis import Basis
from suffice.engine.projection.cells import AGES, STATES, STREAMS, Cause
from suffice.engine.projection.kernels import RETURNED, STARTED
from suffice.engine.projection.simulate import Ensemble
from suffice.engine.projection.tables import Reals, Tables

_ALIKE = 1e-6

CELLS = (len(STREAMS), len(STATES), len(AGES))


@dataclass(frozen=True, slots=True)
class Expected:
    """Means over the replicates of a simulation.

    Attributes:
        children: [month, stream, state, age], children there during the month.
        started: [month], children entering for the first time.
        returned: [month], children coming back.
    """

    children: Reals
    started: Reals
    returned: Reals

    def moved_by(self, other: Expected, less: Expected) -> Expected:
        """Return what is expected when the simulation `other` is to this one as `other` is to `less`.

        Both of them are small and have the same luck, so their ratio is known better than either.
        """
        return Expected(
            _in_proportion(self.children, other.children, less.children),
            _in_proportion(self.started, other.started, less.started),
            _in_proportion(self.returned, other.returned, less.returned),
        )


def expected(basis: Basis, ensemble: Ensemble) -> Expected:
    """Return the means of an ensemble; between months that were not kept they change evenly."""
    ends = np.concatenate([np.asarray(basis.stock, np.float64)[None], ensemble.counts.mean(axis=0)])
    at = np.array([0, *ensemble.kept])
    months = np.arange(basis.months + 1)
    flat = ends.reshape(at.size, -1)
    level = np.stack([np.interp(months, at, cell) for cell in flat.T], axis=1).reshape(-1, *CELLS)
    flows = ensemble.flows.mean(axis=0)
    long = np.minimum(12, basis.months - 12 * np.arange(flows.shape[0]))
    by_month = np.repeat(flows / long[:, None], long, axis=0)
    return Expected(_during(level[:-1], level[1:]), by_month[:, STARTED], by_month[:, RETURNED])


def _in_proportion(ours: Reals, other: Reals, less: Reals) -> Reals:
    """Ours times other over less; where there was nobody, ours and the others."""
    return np.divide(ours * other, less, out=ours + other, where=less > 0.0)


def _during(before: Reals, after: Reals) -> Reals:
    """The mean of a number over a month at whose ends it is known: exact where it falls or grows at one rate."""
    some = (before > 0.0) & (after > 0.0) & (np.abs(before - after) > _ALIKE * before)
    steady = (before + after) / 2.0
    ratio = np.divide(before, after, out=np.full_like(before, math.e), where=some)
    return np.where(some, (before - after) / np.log(ratio), steady)


def entries(basis: Basis, simulated: Expected) -> Reals:
    """Return [month, stream, age cell of entries], the children who enter for the first time a month."""
    cells = np.stack([tables.enter.rates for tables in basis.tables])
    return simulated.started[:, None, None] * cells / max(float(cells.sum()), np.finfo(np.float64).tiny)


def going_home(basis: Basis) -> Reals:
    """Return [stream, state, age], the rate of going home a month, long and short stays as they were mixed."""
    return np.stack([_going_home(tables) for tables in basis.tables])


def _going_home(tables: Tables) -> Reals:
    rates, exposure = (one.reshape(*CELLS[1:], -1) for one in (tables.leave.rates, tables.leave.exposure))
    seen = exposure.sum(axis=2)
    mixed = np.divide((rates * exposure).sum(axis=2), seen, out=rates.mean(axis=2), where=seen > 0)
    causes = tables.cause.rates.reshape(*CELLS[1:], len(Cause))
    every = causes.sum(axis=2)
    home = np.divide(causes[:, :, list(Cause).index(Cause.HOME)], every, out=np.zeros_like(every), where=every > 0)
    return np.asarray(mixed * home, np.float64)
