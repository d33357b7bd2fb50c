"""How far rates may wander after the origin: drift, from the years of the returns and from what is known nationally."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from suffice.engine.episodes import History
from suffice.engine.projection.cells import DAYS_A_MONTH, STREAMS
from suffice.engine.projection.observe import Window
from suffice.engine.projection.spells import Spells
from suffice.engine.projection.tables import Drift, Reals


class Innovation(NamedTuple):
    """How a rate changes from one year to the next, beyond chance.

    Attributes:
        variance: of the change of its logarithm.
        rho: correlation of one year's change with the next year's; from -0.5, all passes again, to 0, all stays.
    """

    variance: float
    rho: float


class Variants(NamedTuple):
    """Paths that the number of children in the area may take.

    Attributes:
        factors: [variant, year], children over those at the origin, at the end of each year ahead.
        weights: [variant], the chance of each path; they are scaled to add up to 1.
    """

    factors: Reals
    weights: Reals


NATIONAL = (
    Innovation(0.178**2, -0.30),
    Innovation(0.35**2, -0.30),
    Innovation(0.100**2, -0.38),
    Innovation(0.1**2, -0.38),
)
_TOGETHER: Reals = np.array([0.72, 0.18, 0.07, 0.03])
_ALONE: Reals = np.array([1.0, 0.0, 0.0, 0.0])
_POPULATION = ((0, 0.0), (1, 0.009), (3, 0.023), (5, 0.033), (10, 0.062), (20, 0.124))


def still(months: int) -> Drift:
    """Return no drift at all: every multiplier is exactly 1."""
    nothing = np.zeros(len(STREAMS) + 2)
    return Drift(nothing, nothing, nothing, np.zeros(months), np.zeros((0, months)), np.zeros(0))


def together_of(known: History) -> tuple[Reals, ...]:
    """Return, of each stream, the shares of groups of brothers and sisters who enter with 1, 2, 3 and 4 children."""
    return (_TOGETHER, _ALONE)


def drift_of(
    found: Spells, window: Window, covered: int, together: tuple[Reals, ...], months: int, population: Variants | None
) -> Drift:
    years = (window.last - window.first) / DAYS_A_MONTH / 12
    stays = [one.variance * (1 + 2 * one.rho) for one in NATIONAL]
    passing = [-one.rho * one.variance + stay / 6 for one, stay in zip(NATIONAL, stays, strict=True)]
    start = [stay * years / 3 + passes / max(years, 1.0) for stay, passes in zip(stays, passing, strict=True)]
    ahead = (np.arange(months) + 0.5) / 12
    at, sd = zip(*_POPULATION, strict=True)
    return Drift(
        start=np.sqrt(start),
        step=np.sqrt(np.array(stays) / 12),
        passing=np.sqrt(passing),
        population=np.interp(ahead, at, sd),
        variants=np.zeros((0, months)),
        weights=np.zeros(0),
    )
