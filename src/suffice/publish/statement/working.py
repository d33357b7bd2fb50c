"""The long work behind a statement: the test on past days, the ensemble, and all that is made of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from suffice.engine.episodes import as_known_on
from suffice.engine.projection.backtest.model import Backtest
from suffice.engine.projection.backtest.run import backtest
from suffice.engine.projection.basis import Basis, ensemble, prepare
from suffice.engine.projection.place import Place
from suffice.engine.projection.project import CannotProject, Projection, one_total, project
from suffice.engine.projection.reconcile import Own
from suffice.engine.projection.scenario.compare import Outcome, compare
from suffice.engine.projection.scenario.explain import waterfall
from suffice.engine.projection.simulate import Ensemble
from suffice.engine.projection.tables import Reals
from suffice.engine.supply import ahead as supply
from suffice.engine.supply.cost import difference
from suffice.publish.statement.gathering import MONTHS, Asked, Material
from suffice.publish.statement.inputs import Supposed


@dataclass(frozen=True, slots=True)
class Ahead:
    """What is said of the years ahead; each None where it cannot be, and why it cannot."""

    projection: Projection | None = None
    supply: supply.Ahead | None = None
    supposed: tuple[Supposed, ...] = ()
    why_not: str = ""


@dataclass(frozen=True, slots=True)
class Tested:
    """How good the projection was from past days; None where that cannot be said, and why it cannot."""

    backtest: Backtest | None = None
    why_not: str = ""


@dataclass(frozen=True, slots=True)
class _Futures:
    """One set of futures, from which places, cost and scenarios are all told."""

    basis: Basis
    base: Ensemble
    factors: Reals


def tested(material: Material, asked: Asked) -> Tested:
    """Run the projection from past days of the same returns, as they were known on the day of the statement."""
    known = as_known_on(material.history, asked.origin)
    try:
        return Tested(backtest(known, seed=asked.seed, place=_place(material)))
    except CannotProject as refusal:
        return Tested(why_not=str(refusal))


def ahead(material: Material, asked: Asked, own: Own | None) -> Ahead:
    """Project, hold need against places, cost it, and say what scenarios change.

    Args:
        material: what somebody brought.
        asked: from which day, how far, how often.
        own: what past days say of the width of the range.
    """
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
            split=True,
        )
    except CannotProject as refusal:
        return Ahead(why_not=str(refusal))
    if not material.provisions and not material.scenarios:
        return Ahead(projection)
    futures = _futures(material, asked, own)
    held = _held(material, asked, futures, None) if material.provisions else None
    return Ahead(projection, held, tuple(_supposed(material, asked, futures, held)))


def _futures(material: Material, asked: Asked, own: Own | None) -> _Futures:
    """Return the futures that the projection tells of, with the factors that make its total."""
    basis = prepare(material.history, origin=asked.origin, years=asked.years, reference_months=MONTHS)
    base = ensemble(basis, replicates=asked.replicates, seed=asked.seed)
    return _Futures(basis, base, one_total(basis, base, place=_place(material), own=own).factors)


def _held(material: Material, asked: Asked, futures: _Futures, outcome: Outcome | None) -> supply.Ahead:
    """Hold the need of the base, or of a scenario, against the places, and cost it."""
    made = outcome.ensemble if outcome is not None and outcome.ensemble is not None else futures.base
    return supply.ahead(
        made.counts,
        futures.basis.stock,
        futures.basis.dates,
        provisions=material.provisions,
        prices=material.prices,
        changes=outcome.applied.capacity_changes if outcome is not None and outcome.applied is not None else (),
        factors=futures.factors,
        seed=asked.seed,
    )


def _supposed(material: Material, asked: Asked, futures: _Futures, held: supply.Ahead | None) -> Iterator[Supposed]:
    """Give each scenario beside the base: children, levers, and what it costs more or less."""
    if not material.scenarios:
        return
    alike: Any = {"replicates": asked.replicates, "seed": asked.seed, "factors": futures.factors, "base": futures.base}
    made = compare(futures.basis, material.scenarios, **alike, keep=True)
    for scenario, outcome in zip(material.scenarios, made.scenarios, strict=True):
        fall = waterfall(futures.basis, scenario, **alike)
        other = _held(material, asked, futures, outcome) if held is not None and held.cost is not None else None
        more = difference(held.cost, other.cost) if held and held.cost and other and other.cost else ()
        yield Supposed(outcome, fall, made.dates, tuple(more))


def _place(material: Material) -> Place:
    return Place(material.authority or "", material.population)
