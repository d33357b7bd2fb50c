"""The long work behind a statement: the test on past days, the ensemble, and all that is made of it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from suffice.engine.episodes import as_known_on
from suffice.engine.projection.backtest.model import Backtest
from suffice.engine.projection.backtest.run import backtest
from suffice.engine.projection.basis import Basis, ensemble, prepare
from suffice.engine.projection.place import Place
from suffice.engine.projection.project import CannotProject, Projection, one_total, project
from suffice.engine.projection.reconcile import Own
from suffice.engine.projection.tables import Whole
from suffice.engine.supply.cost import Cost, cost
from suffice.engine.supply.gap import Sufficiency, sufficiency
from suffice.publish.statement.gathering import MONTHS, Asked, Material


@dataclass(frozen=True, slots=True)
class Ahead:
    """What is said of the years ahead; each None where it cannot be, and why it cannot."""

    projection: Projection | None = None
    sufficiency: Sufficiency | None = None
    cost: Cost | None = None
    why_not: str = ""


@dataclass(frozen=True, slots=True)
class Tested:
    """How good the projection was from past days; None where that cannot be said, and why it cannot."""

    backtest: Backtest | None = None
    why_not: str = ""


def tested(material: Material, asked: Asked) -> Tested:
    """Run the projection from past days of the same returns, as they were known on the day of the statement."""
    known = as_known_on(material.history, asked.origin)
    try:
        return Tested(backtest(known, seed=asked.seed, place=_place(material)))
    except CannotProject as refusal:
        return Tested(why_not=str(refusal))


def ahead(material: Material, asked: Asked, own: Own | None) -> Ahead:
    """Project, hold need against places, and cost it; `own` is what past days say of the width."""
    try:
        projection = project(
            material.history,
            origin=asked.origin,
            years=asked.years,
            replicates=asked.replicates,
            seed=asked.seed,
            reference_months=MONTHS,
            monthly=True,
            place=_place(material),
            own=own,
        )
    except CannotProject as refusal:
        return Ahead(why_not=str(refusal))
    if not material.provisions:
        return Ahead(projection)
    held = _held(material, asked, own)
    paid = cost(held.placed, held.dates, material.prices, seed=asked.seed) if material.prices else None
    return Ahead(projection, held, paid)


def _held(material: Material, asked: Asked, own: Own | None) -> Sufficiency:
    """Hold the need of the same futures, with the same total, against the places that there are."""
    basis = prepare(material.history, origin=asked.origin, years=asked.years, reference_months=MONTHS)
    made = ensemble(basis, replicates=asked.replicates, seed=asked.seed)
    factors = one_total(basis, made, place=_place(material), own=own).factors
    as_it_is = np.ones((factors.shape[0], 1))
    whole = np.concatenate([as_it_is, factors], axis=1)
    return sufficiency(_from_origin(basis, made.counts), basis.dates, material.provisions, factors=whole)


def _from_origin(basis: Basis, counts: Whole) -> Whole:
    """Return the counts with the origin before them, the same in every future."""
    now = np.broadcast_to(basis.stock, (counts.shape[0], 1, *basis.stock.shape))
    return np.concatenate([now.astype(counts.dtype), counts], axis=1)


def _place(material: Material) -> Place:
    return Place(material.authority or "", material.population)
