"""The method run again from every past 31 March, knowing only what was known then, and scored by what followed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from suffice.engine.projection.panel.methods import BASELINES, MEMBERS, Method, model
from suffice.engine.projection.panel.model import Panel, Reals
from suffice.engine.projection.scores import crps_of_quantiles, midpoints

Whole = NDArray[np.int64]

MODEL = "model"
YEARS_AHEAD = (1, 2, 3, 5)

_GRID = midpoints(400)
_NAMED = np.array([0.025, 0.1, 0.5, 0.9, 0.975])
_ALL = np.concatenate([_GRID, _NAMED])


@dataclass(frozen=True, slots=True, eq=False)
class Scored:
    """How one method did, case by case; NaN where it could not say.

    Attributes:
        crps: [case] continuous ranked probability score over what happened.
        middle: [case] children in the middle of the range.
        within80: [case] 1 where the range of four in five held what happened, else 0.
        within95: [case] the same of the range of nineteen in twenty.
    """

    crps: Reals
    middle: Reals
    within80: Reals
    within95: Reals

    def where(self, kept: NDArray[np.bool_]) -> Scored:
        """Return only the cases kept."""
        return Scored(self.crps[kept], self.middle[kept], self.within80[kept], self.within95[kept])


@dataclass(frozen=True, slots=True, eq=False)
class Horizon:
    """Every case of one horizon: an authority, and a 31 March from which it was projected.

    Attributes:
        ahead: years.
        authority: [case] the place in the panel.
        origin: [case] the year of the 31 March.
        number: [case] children in care that day.
        actual: [case] children in care `ahead` years later.
        scores: of each method, by name.
    """

    ahead: int
    authority: Whole
    origin: Whole
    number: Reals
    actual: Reals
    scores: Mapping[str, Scored]

    def where(self, kept: NDArray[np.bool_]) -> Horizon:
        """Return only the cases kept."""
        scores = {name: one.where(kept) for name, one in self.scores.items()}
        return Horizon(
            self.ahead, self.authority[kept], self.origin[kept], self.number[kept], self.actual[kept], scores
        )


def roll(
    panel: Panel, *, years_ahead: Sequence[int] = YEARS_AHEAD, progress: Callable[[int, int, str], None] | None = None
) -> tuple[Horizon, ...]:
    """Project from every 31 March from which the model can and which has an outcome; score all methods alike.

    At each origin the panel is cut to what is dated no later, so nothing after it can be learnt. Horizons without a
    single case are left out.

    Args:
        panel: the published numbers.
        years_ahead: the horizons.
        progress: told (done, total, words).
    """
    methods: dict[str, Method] = {MODEL: model, **BASELINES}
    methods |= {member.name: member for member in MEMBERS if member.fits(panel)}
    rolled: dict[int, list[Horizon]] = {ahead: [] for ahead in years_ahead}
    for done, year in enumerate(panel.years):
        known = panel.until(year)
        for ahead in years_ahead:
            if year + ahead <= panel.years[-1] and model(known, ahead, _NAMED) is not None:
                rolled[ahead].append(_from(panel, known, ahead, methods))
        if progress:
            progress(done + 1, len(panel.years), f"From 31 March {year}")
    return tuple(_joined(parts) for parts in rolled.values() if parts)


def _from(panel: Panel, known: Panel, ahead: int, methods: Mapping[str, Method]) -> Horizon:
    """The cases of one origin: authorities whose number is known that day and `ahead` years later."""
    column = len(known.years) - 1
    number, actual = panel.number[:, column], panel.number[:, column + ahead]
    cases = np.flatnonzero(np.isfinite(number) & np.isfinite(actual))
    scores = {name: _scored(method(known, ahead, _ALL), cases, actual) for name, method in methods.items()}
    origin = np.full(cases.size, known.years[-1])
    return Horizon(ahead, cases, origin, number[cases], actual[cases], scores)


def _scored(told: Reals | None, cases: NDArray[np.integer], actual: Reals) -> Scored:
    if told is None:
        nothing = np.full(cases.size, np.nan)
        return Scored(nothing, nothing, nothing, nothing)
    quantiles, happened = np.exp(told[cases]), actual[cases]
    crps = crps_of_quantiles(_GRID, quantiles[:, : _GRID.size], happened) / happened
    lowest, low, middle, high, highest = quantiles[:, _GRID.size :].T
    within80 = ((low <= happened) & (happened <= high)).astype(np.float64)
    within95 = ((lowest <= happened) & (happened <= highest)).astype(np.float64)
    return Scored(crps, middle, within80, within95)


def _joined(parts: Sequence[Horizon]) -> Horizon:
    return Horizon(
        parts[0].ahead,
        np.concatenate([one.authority for one in parts]),
        np.concatenate([one.origin for one in parts]),
        np.concatenate([one.number for one in parts]),
        np.concatenate([one.actual for one in parts]),
        {name: _one_score([part.scores[name] for part in parts]) for name in parts[0].scores},
    )


def _one_score(parts: Sequence[Scored]) -> Scored:
    return Scored(
        np.concatenate([one.crps for one in parts]),
        np.concatenate([one.middle for one in parts]),
        np.concatenate([one.within80 for one in parts]),
        np.concatenate([one.within95 for one in parts]),
    )
