"""One comparison, worked out: the engine's document, and for each scenario which lever did what by the last day."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from suffice.core.policies import NotNow
from suffice.engine.episodes import History

if TYPE_CHECKING:
    from suffice.engine.projection.basis import Basis
    from suffice.engine.projection.place import Place
    from suffice.engine.projection.reconcile import Own
    from suffice.engine.projection.scenario.compare import Outcome
    from suffice.engine.projection.scenario.model import Scenario

Progress = Callable[[int, int, str], None]


def simulated(
    history: History,
    scenarios: Sequence[Scenario],
    *,
    origin: date,
    years: int,
    replicates: int,
    seed: int,
    place: Place,
    own: Own | None,
    tracked: int | None,
    progress: Progress,
) -> dict[str, Any]:
    """Compare as asked, a month at a time; a refusal of the engine is one that a page can show.

    Everything is multiplied by the factors that the projection itself is, so that the base is that projection. Where
    children `tracked` for leaving are given, the published strategy's cases are explained too.
    """
    from suffice.engine.findings import merged  # noqa: PLC0415 - with what brings the compiler
    from suffice.engine.projection.basis import CannotProject, Include, ensemble, prepare  # noqa: PLC0415
    from suffice.engine.projection.project import HOLDS, METHOD, one_total  # noqa: PLC0415
    from suffice.engine.projection.scenario.compare import compare  # noqa: PLC0415

    try:
        basis = prepare(history, origin=origin, years=years)
        base = ensemble(basis, replicates=replicates, seed=seed, progress=progress)
        total = one_total(basis, base, place=place, own=own)
        alike: dict[str, Any] = {"replicates": replicates, "seed": seed, "factors": total.factors, "base": base}
        made = compare(basis, scenarios, progress=progress, **alike)
        falls = [_waterfall(basis, one, progress=progress, **alike) for one in made.scenarios]
        told = _strategy(history, tracked, origin, alike, progress) if tracked is not None else {}
    except CannotProject as refusal:
        raise NotNow(str(refusal)) from refusal
    document = made.document()
    document["method"] = METHOD + HOLDS[Include.ALL]
    document["findings"] = [one.document() for one in merged([*total.findings, *made.findings])]
    for plain, fall in zip(document["scenarios"], falls, strict=True):
        plain["waterfall"] = fall
    return document | told


def _strategy(
    history: History, tracked: int, origin: date, alike: dict[str, Any], progress: Progress
) -> dict[str, Any]:
    """Return what the engine says of the strategy's cases, by name; their year is the first, so one year will do."""
    from suffice.engine.projection.basis import prepare  # noqa: PLC0415 - brings the compiler
    from suffice.engine.projection.scenario.strategy import against_the_strategy  # noqa: PLC0415

    a_year = prepare(history, origin=origin, years=1)
    asked = {"replicates": alike["replicates"], "seed": alike["seed"], "factors": alike["factors"][:, :12]}
    found = against_the_strategy(a_year, tracked=tracked, progress=progress, **asked)
    return {"strategy": {one.name: one.document() for one in found}}


def _waterfall(basis: Basis, outcome: Outcome, **alike: Any) -> dict[str, Any]:
    """Return the last month of a scenario's waterfall, totals only: what a page shows of it."""
    from suffice.engine.projection.scenario.explain import waterfall  # noqa: PLC0415 - brings the compiler

    if outcome.scenario is None or outcome.difference is None:
        return {}
    if len(outcome.scenario.levers) == 1:
        whole = outcome.difference.total.at(-1)
        return {"steps": [_step(outcome.scenario.levers[0].id, whole, whole)], "interaction": ""}
    found = waterfall(basis, outcome.scenario, **alike)
    steps = [_step(one.lever.id, one.added.total.at(-1), one.alone.total.at(-1)) for one in found.steps]
    return {"steps": steps, "interaction": found.interaction(-1) if steps else ""}


def _step(lever: str, added: dict[str, float], alone: dict[str, float]) -> dict[str, Any]:
    return {"lever": lever, "added": added, "alone": alone}
