"""From returns to what a statement is made from: facts, measures and the engine's results, worked out in one place."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from suffice.engine.disclosure import PUBLICATION, Rule
from suffice.engine.episodes import History
from suffice.engine.measures import compute
from suffice.engine.returns.model import FileReport
from suffice.engine.returns.population import Population
from suffice.publish.statement.facts import facts
from suffice.publish.statement.inputs import Brought, Inputs, Written

if TYPE_CHECKING:
    from suffice.engine.projection.project import Projection

Progress = Callable[[int, int, str], None]
YEARS, REPLICATES, SEED, MONTHS = 3, 1000, 1, 24
"""What is asked where nobody says: years ahead, futures, seed, and months that rates are learnt from."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """What somebody brought for a statement.

    Attributes:
        council: whose it is.
        authority: the authority's code, where it is known.
        history: of the returns.
        files: the tables of the returns.
        population: what rates divide by.
        written: what the council wrote itself.
        brought: files beside the returns, by what they are.
    """

    council: str
    authority: str | None
    history: History
    files: Sequence[FileReport]
    population: Population | None = None
    written: Written = field(default_factory=Written)
    brought: Mapping[str, Sequence[Brought]] = field(default_factory=dict)


def gather(
    material: Material,
    *,
    origin: date,
    made_on: date,
    progress: Progress,
    years: int = YEARS,
    replicates: int = REPLICATES,
    seed: int = SEED,
    rule: Rule = PUBLICATION,
) -> Inputs:
    """Work out everything that can be worked out from the material; what cannot be is told with its reason.

    Args:
        material: what somebody brought.
        origin: the last day that is known; the returns must cover it.
        made_on: the day that the statement is made.
        progress: told how far it is.
        years: how many years ahead.
        replicates: how many simulated futures.
        seed: of the random numbers.
        rule: how small numbers are protected.
    """
    cannot: dict[str, str] = {}
    progress(0, 3, "Counting what the returns say")
    told = compute(material.history, origin, authority=material.authority, population=material.population)
    known = facts(material.history, origin)
    progress(1, 3, "Projecting the years ahead")
    made = _projected(material, origin, years=years, replicates=replicates, seed=seed, cannot=cannot)
    return Inputs(
        council=material.council,
        made_on=made_on,
        facts=known,
        files=material.files,
        measures={one.indicator.code: one for one in told},
        rule=rule,
        written=material.written,
        brought=material.brought,
        projection=made,
        cannot=cannot,
    )


def _projected(
    material: Material, origin: date, *, years: int, replicates: int, seed: int, cannot: dict[str, str]
) -> Projection | None:
    from suffice.engine.projection.project import CannotProject, project  # noqa: PLC0415 - brings the compiler

    try:
        return project(
            material.history,
            origin=origin,
            years=years,
            replicates=replicates,
            seed=seed,
            reference_months=MONTHS,
            monthly=True,
        )
    except CannotProject as refusal:
        cannot["projection"] = str(refusal)
        return None
