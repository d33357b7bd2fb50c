"""How far rates may wander after the origin: drift, from the years of the returns and from what is known nationally.

A rate's logarithm has a level that wanders and slowly forgets where it was, and something that hits each 12 months
alone. The reference window shows the mean of both over its months, so what matters after the origin is how far they are
from that mean: the drift of a month is its value less the mean over the window. How large both are is known from what
authorities published; the years of the returns themselves say whether it is more or less here.
"""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from suffice.engine.projection.cells import DAYS_A_MONTH, STREAMS
from suffice.engine.projection.spells import Spells
from suffice.engine.projection.tables import Drift, Reals


class Wander(NamedTuple):
    """How the logarithm of a rate wanders.

    Attributes:
        spread: standard deviation of the level, over a long time.
        memory: years after which the level has forgotten all but 37 in 100 of where it was.
        passing: standard deviation of what hits each 12 months alone.
    """

    spread: float
    memory: float
    passing: float

    def yearly(self) -> float:
        """Return the variance of the change from one year's mean to the next year's."""
        kept = np.exp(-1 / self.memory)
        level = 2 * (self.memory - self.memory**2 * (1 - kept)) - self.memory**2 * (1 / kept + kept - 2) * kept
        return float(2 * self.spread**2 * level + 2 * self.passing**2)

    def scaled(self, times: float) -> Wander:
        """Return the same wandering with `times` the variance."""
        return self._replace(spread=self.spread * times**0.5, passing=self.passing * times**0.5)


class Variants(NamedTuple):
    """Paths that the number of children in the area may take.

    Attributes:
        factors: [variant, year], children over those at the origin, at the end of each year ahead.
        weights: [variant], the chance of each path; they are scaled to add up to 1.
    """

    factors: Reals
    weights: Reals


class Year(NamedTuple):
    """What happened to one stream, or to all, in 12 months before the origin.

    Attributes:
        entered: children who entered or came back.
        left: children who left before 18.
        in_care: the mean of those in care at its beginning and its end.
    """

    entered: int
    left: int
    in_care: float


ENTERING = Wander(0.21, 2.7, 0.047)
LEAVING = Wander(0.18, 4.7, 0.057)
"""From the entries and exits of 90 authorities, 2016 to 2025, beyond chance: see `docs/method/projection.md`."""

_UNACCOMPANIED_YEARLY = 0.17
_MOVING_YEARLY = 0.10**2
_WORTH = 10.0
"""Years of its own that an authority would need to count as much as the national figures: so unlike are authorities."""

_PEOPLE = ((0.0, 0.0), (1.0, 0.009), (3.0, 0.023), (5.0, 0.033), (10.0, 0.062), (20.0, 0.124))
"""Years ahead, and how far the number of children in an area strayed from the last one known."""

_HAIR = 1e-9
"""Added to a covariance that all but lacks a direction, so that it has a root."""


def still(months: int) -> Drift:
    """Return no drift at all: every multiplier is exactly 1."""
    kinds = len(STREAMS) + 2
    return Drift(np.zeros((kinds, months, months)), np.zeros((kinds, months)), np.zeros((0, months)), np.zeros(0))


def drift(wanders: tuple[Wander, ...], *, before: int, months: int, population: Variants | None = None) -> Drift:
    """Return the drift of each kind of rate in the months ahead.

    Args:
        wanders: how each kind wanders: entries of each stream, leaving, moving.
        before: months in the reference window.
        months: months ahead.
        population: paths of the number of children in the area; without, it strays as it has elsewhere.
    """
    spread = [about_window(wander, before, months) for wander in wanders]
    if population is None:
        years, strays = zip(*_PEOPLE, strict=True)
        people = np.interp((np.arange(months) + 0.5) / 12, years, strays)
        spread[0] = spread[0] + np.outer(people, people)
    return Drift(
        root=np.stack([_root(one) for one in spread]),
        variance=np.stack([np.diag(one) for one in spread]),
        variants=np.zeros((0, months)) if population is None else _monthly(population, months),
        weights=np.zeros(0) if population is None else population.weights / population.weights.sum(),
    )


def about_window(wander: Wander, before: int, months: int) -> Reals:
    """Return [month, month], the covariance of the drift in the months ahead: the value less the window's mean."""
    whole = wandering(wander, before, months)
    centred = whole - whole[:before].mean(axis=0)
    centred = centred - centred[:, :before].mean(axis=1)[:, None]
    return np.asarray(centred[before:, before:], np.float64)


def wandering(wander: Wander, before: int, months: int) -> Reals:
    """Return [month, month], the covariance of a rate's logarithm: `before` months up to the origin, then those after.

    The level is that of Ornstein and Uhlenbeck; the years of what passes are counted from the origin.
    """
    month = np.arange(-before, months)
    apart = np.abs(month[:, None] - month[None, :])
    year = month // 12
    level = wander.spread**2 * np.exp(-apart / (12 * wander.memory))
    return np.asarray(level + wander.passing**2 * (year[:, None] == year[None, :]), np.float64)


def usual_gap(before: int, within: int) -> float:
    """Return the variance that drift alone gives the gap between the mean entries of a window and of months before it.

    Args:
        before: months before the window.
        within: months in the window.
    """
    weights = np.repeat([-1 / before, 1 / within], [before, within])
    return float(weights @ wandering(ENTERING, before + within, 0) @ weights)


def wanders_of(years: tuple[tuple[Year, ...], ...], inflation: float) -> tuple[Wander, ...]:
    """Return how each kind of rate wanders: the national figures, scaled by what the returns' own years show.

    Args:
        years: the years before the origin, latest last, of each stream.
        inflation: how many times the variance of entries exceeds that of children who come alone, in the first stream.
    """
    both = [
        Year(sum(one.entered for one in same), sum(one.left for one in same), sum(one.in_care for one in same))
        for same in zip(*years, strict=True)
    ]
    entered = [np.array([one.entered for one in stream], np.float64) for stream in years]
    left, in_care = np.array([one.left for one in both], np.float64), np.array([one.in_care for one in both])
    elsewhere = (ENTERING, ENTERING.scaled(_UNACCOMPANIED_YEARLY / ENTERING.yearly()))
    entering = [
        blended(national, number, np.ones(number.size), times)
        for national, number, times in zip(elsewhere, entered, (inflation, 1.0), strict=True)
    ]
    return (*entering, blended(LEAVING, left, in_care, 1.0), LEAVING.scaled(_MOVING_YEARLY / LEAVING.yearly()))


def blended(national: Wander, events: Reals, exposure: Reals, inflation: float) -> Wander:
    """Scale a national figure by the changes seen from year to year, by the method of moments.

    The variance of the yearly change of the logarithm, less what chance alone gives, and never below 0, counts by the
    number of changes; less where most of what is seen is chance. The national variance counts as `_WORTH` changes.

    Args:
        national: how the rate wanders elsewhere.
        events: [year], whole numbers.
        exposure: [year], what the events are a share of; ones for a plain number.
        inflation: variance of the events over their mean.
    """
    if events.size < 2 or (events <= 0).any() or (exposure <= 0).any():
        return national
    change = np.diff(np.log(events / exposure))
    chance = inflation * (1 / events[1:] + 1 / events[:-1])
    usual = national.yearly()
    own = max(float((change**2 - chance).mean()), 0.0)
    counts = float(((usual / (usual + chance)) ** 2).sum())
    return national.scaled((counts * own / usual + _WORTH) / (counts + _WORTH))


def years_before(found: Spells, covered: int, origin: int) -> tuple[tuple[Year, ...], ...]:
    """Return the whole years that the returns cover before the origin, latest last, of each stream.

    Args:
        found: every stretch in the count, as known on the origin.
        covered: the first day of the returns, as days since 1970.
        origin: the last day that is known.
    """
    number = int((origin - covered + 1) / (12 * DAYS_A_MONTH))
    ends = [round(origin - 12 * DAYS_A_MONTH * back) for back in range(number, -1, -1)]
    streams = range(len(STREAMS))
    return tuple(
        tuple(_year(found, found.which == which, first, last) for first, last in pairwise(ends)) for which in streams
    )


def _year(found: Spells, those: NDArray[np.bool_], first: int, last: int) -> Year:
    begins = (found.start > first) & (found.start <= last)
    stops = (found.stop > first) & (found.stop <= last)
    here = [int(np.sum(those & (found.start <= day) & (found.stop > day))) for day in (first, last)]
    return Year(
        entered=int(np.sum(those & begins & found.enters)),
        left=int(np.sum(those & stops & found.leaves)),
        in_care=sum(here) / 2,
    )


def _monthly(population: Variants, months: int) -> Reals:
    """The factors at the middle of each month; after the last year given they stay."""
    middle = (np.arange(months) + 0.5) / 12
    years = np.arange(population.factors.shape[1] + 1)
    return np.stack([np.interp(middle, years, [1.0, *path]) for path in population.factors])


def _root(covariance: Reals) -> Reals:
    """The lower triangle whose product with itself is the covariance; nothing where that is nothing."""
    size = float(np.trace(covariance))
    if size <= 0.0:
        return np.zeros_like(covariance)
    return np.asarray(np.linalg.cholesky(covariance + _HAIR * size * np.eye(len(covariance))), np.float64)
