"""Shocks with a name: what each does month by month, and where it was read."""

from __future__ import annotations

from decimal import Decimal

from suffice.engine.projection.published import strategy
from suffice.engine.projection.scenario.model import Point, Shape, Shock

_READINGS = {
    Shape.COVID_19: "The 2021-24 strategy prints 629 children for COVID-19, 43 more, and gives fewer children leaving "
    "as the cause. With the 15 starters a month of its worst case that is 92 children leaving in the year in place of "
    "119. The strategy does not say how it was spread over the year, so the fall is even over twelve months.",
}


def points(shock: Shock) -> tuple[Point, ...]:
    """Return the corners of a shock, named or drawn."""
    return _named()[shock.shape] if shock.shape is not None else shock.points


def reading(shape: Shape) -> str:
    """Return where a named shock was read, in a few sentences."""
    return _READINGS[shape]


def covid_leaving() -> tuple[int, int]:
    """Return how many children leave in a year in the strategy's other cases, and in its COVID-19 case.

    The second follows from the published total with the starters of the worst case.
    """
    printed = strategy()
    cases = {pair.name: pair for pair in printed.pairs}
    usual = printed.tracked * printed.leave
    fewer = printed.base + printed.months * cases["worst"].starters * printed.stay - cases["covid"].total
    return int(usual), int(fewer)


def _named() -> dict[Shape, tuple[Point, ...]]:
    usual, fewer = covid_leaving()
    fall = float(round(100 * Decimal(fewer - usual) / usual, 1))
    return {Shape.COVID_19: (Point(0.0, 0.0, fall), Point(float(strategy().months), 0.0, fall))}
