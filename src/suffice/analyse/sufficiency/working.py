"""Need held against places and prices, worked out: the base, then each saved scenario under the same luck."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from suffice.core.pages.words import day
from suffice.core.policies import NotNow
from suffice.engine.episodes import History
from suffice.engine.supply.model import Price, Provision

if TYPE_CHECKING:
    from suffice.engine.projection.basis import Basis
    from suffice.engine.projection.place import Place
    from suffice.engine.projection.reconcile import Own
    from suffice.engine.projection.simulate import Ensemble
    from suffice.engine.projection.tables import Reals
    from suffice.engine.supply.ahead import Ahead

Progress = Callable[[int, int, str], None]


@dataclass(frozen=True, slots=True)
class Market:
    """The places and prices that stand."""

    provisions: tuple[Provision, ...]
    prices: tuple[Price, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """What came out, as documents.

    Attributes:
        places: need against places; `by_age` is apart, in `ages`.
        ages: need against places by age, by type.
        cost: None where no price is known.
        block: block against spot, by type.
        scenarios: of each scenario that was handed in, its cost and its gaps.
    """

    places: dict[str, Any]
    ages: dict[str, Any]
    cost: dict[str, Any] | None
    block: list[dict[str, Any]]
    scenarios: list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class _Base:
    basis: Basis
    ensemble: Ensemble
    factors: Reals
    ahead: Ahead


def work_out(
    history: History,
    market: Market,
    scenarios: Sequence[Mapping[str, Any]],
    *,
    asked: Mapping[str, Any],
    place: Place,
    own: Own | None,
    progress: Progress,
) -> Told:
    """Simulate as the projection was asked, hold it against the market, and each scenario against that.

    Args:
        history: of the accepted returns.
        market: places and prices.
        scenarios: each with ``scenario`` (key), ``name``, ``version`` and ``document``.
        asked: origin, years, replicates, seed and reference months of the projection.
        place: where the children live, for the total.
        own: what the authority's own past says of the width.
        progress: told how far it is.
    """
    base = _base(history, market, asked, place=place, own=own, progress=progress)
    told = [_scenario(base, market, one, asked, _named(progress, one["name"])) for one in scenarios]
    held = base.ahead.sufficiency.document()
    return Told(
        places={name: value for name, value in held.items() if name != "by_age"},
        ages=_by_type(held["by_age"]),
        cost=base.ahead.cost.document() if base.ahead.cost else None,
        block=[one.document() for one in base.ahead.block],
        scenarios=told,
    )


def _base(
    history: History,
    market: Market,
    asked: Mapping[str, Any],
    *,
    place: Place,
    own: Own | None,
    progress: Progress,
) -> _Base:
    from suffice.engine.projection.basis import CannotProject, ensemble, prepare  # noqa: PLC0415 - brings the compiler
    from suffice.engine.projection.project import one_total  # noqa: PLC0415

    wanted = {name: asked[name] for name in ("origin", "years", "reference_months")}
    try:
        basis = prepare(history, **wanted)
        made = ensemble(basis, replicates=asked["replicates"], seed=asked["seed"], progress=progress)
    except CannotProject as refusal:
        raise NotNow(str(refusal)) from refusal
    factors = one_total(basis, made, place=place, own=own).factors
    return _Base(basis, made, factors, _held(basis, made, factors, market, asked, changes=()))


def _held(
    basis: Basis, made: Ensemble, factors: Reals, market: Market, asked: Mapping[str, Any], *, changes: Any
) -> Ahead:
    from suffice.engine.supply.ahead import ahead  # noqa: PLC0415

    return ahead(
        made.counts,
        basis.stock,
        basis.dates,
        provisions=market.provisions,
        prices=market.prices,
        changes=changes,
        factors=factors,
        seed=asked["seed"],
    )


def _scenario(
    base: _Base, market: Market, one: Mapping[str, Any], asked: Mapping[str, Any], progress: Progress
) -> dict[str, Any]:
    """Return the cost of a scenario, and its gaps on the last day; the reason where it cannot be worked out."""
    from suffice.engine.projection.basis import CannotProject, ensemble  # noqa: PLC0415
    from suffice.engine.projection.scenario.apply import parts  # noqa: PLC0415
    from suffice.engine.projection.scenario.reading import read_scenario  # noqa: PLC0415
    from suffice.engine.projection.scenario.troubles import CannotReadScenario  # noqa: PLC0415

    named = {name: one[name] for name in ("scenario", "name", "version")}
    try:
        scenario = read_scenario(dict(one["document"]))[0]
        if all(lever.until is not None and lever.until <= base.basis.origin for lever in scenario.levers):
            return {
                **named,
                "trouble": f"All that it changes ended by {day(base.basis.origin)}, so it changes nothing.",
            }
        applied = parts(scenario, base.basis, base.ensemble)
        made = ensemble(
            base.basis, replicates=asked["replicates"], seed=asked["seed"], parts=applied.parts, progress=progress
        )
    except CannotProject as refusal:
        return {**named, "trouble": str(refusal)}
    except CannotReadScenario as refusal:
        return {**named, "trouble": " ".join(trouble.sentence for trouble in refusal.troubles)}
    found = _held(base.basis, made, base.factors, market, asked, changes=applied.capacity_changes)
    supposed = [one for one in found.sufficiency.findings if one not in base.ahead.sufficiency.findings]
    findings = [one.document() for one in (*applied.findings, *supposed)]
    return {**named, **_beside(base.ahead, found), "findings": findings}


def _beside(base: Ahead, other: Ahead) -> dict[str, Any]:
    """Return what another future costs, alone and against the base, and where its gaps are on the last day."""
    from suffice.engine.supply.cost import difference  # noqa: PLC0415

    last = other.sufficiency.dates[-1]
    told: dict[str, Any] = {
        "unmet": other.sufficiency.unmet[-1].children.document(),
        "base_unmet": base.sufficiency.unmet[-1].children.document(),
        "gaps": [one.document() for one in other.sufficiency.by_type if one.on == last],
    }
    if base.cost is not None and other.cost is not None and base.cost.by_year:
        told["by_year"] = [line.document() for line in other.cost.by_year]
        told["difference"] = [line.document() for line in difference(base.cost, other.cost)]
    return told


def _by_type(rows: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Return the rows by type, without those of an age that never needs it."""
    needed = {(one["placement"], one["age"]) for one in rows if one["need"]["p90"] > 0}
    found: dict[str, Any] = {}
    for one in rows:
        if (one["placement"], one["age"]) in needed:
            found.setdefault(one["placement"], []).append(one)
    return found


def _named(progress: Progress, name: str) -> Progress:
    """Return a progress that says which scenario is being simulated."""
    return lambda done, total, words: progress(done, total, f"{words}: {name}")
