"""A rate is worked out when it is shown, from a stored count and the population figure that stands; never kept."""

from __future__ import annotations

from dataclasses import dataclass

from suffice.engine.returns.population import PopulationFigure


@dataclass(frozen=True, slots=True)
class Rate:
    """Children in every 10,000 who live here, and the figure that it divides by."""

    value: float
    people: PopulationFigure


def rate(count: int, people: PopulationFigure | None) -> Rate | None:
    """Return `count` as a rate; None where there is no population figure to divide by."""
    return None if people is None else Rate(people.rate(count), people)
