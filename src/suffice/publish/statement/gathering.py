"""From returns to what a statement is made from: facts, measures and the engine's results, worked out in one place."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from suffice.engine.disclosure import PUBLICATION, Rule
from suffice.engine.episodes import History
from suffice.engine.measures import compute
from suffice.engine.projection.scenario.model import Scenario
from suffice.engine.returns.model import FileReport
from suffice.engine.returns.population import Population
from suffice.engine.supply.model import Price, Provision
from suffice.publish.statement.facts import facts
from suffice.publish.statement.inputs import Brought, Inputs, Written

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
        provisions: the places that the council can use.
        prices: what they cost.
        scenarios: up to six, to be laid beside the base.
        written: what the council wrote itself.
        brought: where these come from: "capacity", "prices", "scenarios".
    """

    council: str
    authority: str | None
    history: History
    files: Sequence[FileReport]
    population: Population | None = None
    provisions: Sequence[Provision] = ()
    prices: Sequence[Price] = ()
    scenarios: Sequence[Scenario] = ()
    written: Written = field(default_factory=Written)
    brought: Mapping[str, Sequence[Brought]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What a statement is asked for.

    Attributes:
        origin: the last day that is known; the returns must cover it.
        years: how many years ahead.
        replicates: how many simulated futures.
        seed: of the random numbers.
        rule: how small numbers are protected.
    """

    origin: date
    years: int = YEARS
    replicates: int = REPLICATES
    seed: int = SEED
    rule: Rule = PUBLICATION


def gather(material: Material, asked: Asked, *, made_on: date, progress: Progress) -> Inputs:
    """Work out everything that can be worked out from the material; what cannot be is told with its reason.

    Args:
        material: what somebody brought.
        asked: from which day, how far, how often.
        made_on: the day that the statement is made.
        progress: told how far it is.
    """
    from suffice.publish.statement import working  # noqa: PLC0415 - brings the compiler

    progress(0, 4, "Counting what the returns say")
    told = compute(material.history, asked.origin, authority=material.authority, population=material.population)
    known = facts(material.history, asked.origin)
    progress(1, 4, "Testing the projection on past days")
    tested = working.tested(material, asked)
    progress(2, 4, "Projecting the years ahead, and holding them against the homes there are")
    ahead = working.ahead(material, asked, tested.backtest.own if tested.backtest else None)
    progress(3, 4, "Writing the statement")
    return Inputs(
        council=material.council,
        made_on=made_on,
        facts=known,
        files=material.files,
        measures={one.indicator.code: one for one in told},
        rule=asked.rule,
        written=material.written,
        brought=material.brought,
        projection=ahead.projection,
        backtest=tested.backtest,
        supply=ahead.supply,
        supposed=ahead.supposed,
        cannot={"projection": ahead.why_not, "backtest": tested.why_not},
    )
