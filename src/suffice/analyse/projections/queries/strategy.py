"""The strategy's own arithmetic, worked out, and what it says beside the simulated projection."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from suffice.analyse.projections.models import PublishedArithmetic
from suffice.analyse.projections.outcome import Horizon, Outcome
from suffice.core.pages.register import Column, Register
from suffice.core.pages.words import NONE, number
from suffice.engine.projection.published import Published, PublishedPair, published_cases, strategy
from suffice.engine.returns.population import PopulationFigure


def worked(arithmetic: PublishedArithmetic) -> Published:
    """Return the four cases, exact to the child."""
    return published_cases(
        start=arithmetic.start,
        tracked=arithmetic.tracked,
        population=arithmetic.population,
        starters=arithmetic.starters,
    )


@dataclass(frozen=True, slots=True)
class Side:
    """One line of the comparison: a case of the strategy, the simulated range, or what then happened."""

    label: str
    starters: int | None
    number: int
    low: int | None
    high: int | None
    rate: float | None
    own_rate: float | None

    @property
    def range_words(self) -> str:
        """The range; that a case of the strategy gives none; nothing for what happened."""
        if self.low is None or self.high is None:
            return "" if self.starters is None else "not given"
        return f"{number(self.low)} to {number(self.high)}"


def sides(arithmetic: PublishedArithmetic, outcome: Outcome | None, people: PopulationFigure | None) -> Sequence[Side]:
    """Return the cases, then the simulated range and what then happened on the same day, where there are any."""
    told = [
        Side(
            label=f"Strategy: {case.label}",
            starters=case.starters,
            number=case.end,
            low=None,
            high=None,
            rate=_rate(case.end, people),
            own_rate=None if case.rate_per_10000 is None else float(case.rate_per_10000),
        )
        for case in worked(arithmetic).cases
    ]
    horizon = outcome.about(arithmetic.ends) if outcome else None
    if outcome is None or horizon is None:
        return told
    told.append(_simulated(horizon, people))
    happened = outcome.actual.get(horizon.on)
    if happened is not None:
        told.append(Side("What happened", None, happened, None, None, _rate(happened, people), None))
    return told


def printed() -> Sequence[PublishedPair]:
    """Return the cases as the strategy printed them, with the population that each pair implies."""
    return strategy().pairs


def _simulated(horizon: Horizon, people: PopulationFigure | None) -> Side:
    held = horizon.total
    middle = round(held.p50)
    return Side("Simulated", None, middle, round(held.p10), round(held.p90), _rate(middle, people), None)


def _rate(count: int, people: PopulationFigure | None) -> float | None:
    return None if people is None else round(people.rate(count), 1)


def _one_place(value: float | None) -> str:
    return NONE if value is None else number(value, 1)


def sides_register(arithmetic: PublishedArithmetic) -> Register:
    """Return the register of the comparison; only the strategy's own lines divide by its own population."""
    own = f"By the strategy's {number(arithmetic.population)}" if arithmetic.population else "By the strategy's own"
    return Register(
        name="strategy",
        caption="The strategy's cases and the simulated range",
        noun=("line", "lines"),
        alone=False,
        columns=(
            Column(key="label", heading="Case", value=lambda one: one.label, sort=""),
            Column(
                key="starters",
                heading="Starting a month",
                value=lambda one: one.starters,
                sort="",
                numeric=True,
            ),
            Column(key="number", heading="Children in care", value=lambda one: one.number, sort="", numeric=True),
            Column(key="range", heading="Four times in five", value=lambda one: one.range_words),
            Column(
                key="rate",
                heading="In every 10,000, official estimate",
                value=lambda one: one.rate,
                shown=lambda one: _one_place(one.rate),
                sort="",
                numeric=True,
            ),
            Column(
                key="own_rate",
                heading=own,
                value=lambda one: one.own_rate,
                shown=lambda one: "" if one.own_rate is None else number(one.own_rate, 1),
                sort="",
                numeric=True,
            ),
        ),
    )
