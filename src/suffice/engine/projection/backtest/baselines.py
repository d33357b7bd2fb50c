"""What the range must beat: forecasts that need nothing but the numbers themselves.

Each is made at the origin from the month ends before it, and its range is its own errors so far: what it would have
said at every earlier month end whose outcome was known by then. Where the returns reach too short a time back for
errors over the horizon itself, shorter ones stand in, widened by the square root of the time.
"""

from __future__ import annotations

from enum import StrEnum
from math import sqrt

import numpy as np

from suffice.engine.projection.tables import Reals


class Baseline(StrEnum):
    """A forecast to beat; the names are those of the public panel's."""

    NAIVE_CONFORMAL = "naive_conformal"
    NAIVE_SYMMETRIC = "naive_symmetric"
    TREND5 = "trend5"

    @property
    def label(self) -> str:
        """The words a page uses."""
        return _LABELS[self]


_LABELS = {
    Baseline.NAIVE_CONFORMAL: "The last number, with its own past changes",
    Baseline.NAIVE_SYMMETRIC: "The last number, with its own past changes up and down alike",
    Baseline.TREND5: "The line through the last five years",
}

TREND_MONTHS = 60
_FEWEST_FOR_A_LINE = 12
_FEWEST_ERRORS = 6


def baselines(series: Reals, ahead: int) -> dict[Baseline, Reals]:
    """Return the futures that each baseline gives.

    Args:
        series: [month end, number], what the returns give, the last row being the origin; two rows at least.
        ahead: months from the origin to the day that is forecast.

    Returns:
        for each baseline [future, number], in no order; never below 0.
    """
    changes = _errors(series, ahead, line=False)
    lines = _errors(series, ahead, line=True)
    made = {
        Baseline.NAIVE_CONFORMAL: series[-1] + changes,
        Baseline.NAIVE_SYMMETRIC: series[-1] + np.concatenate([changes, -changes]),
        Baseline.TREND5: _line(series, ahead) + np.concatenate([lines, -lines]),
    }
    return {name: np.maximum(futures, 0.0) for name, futures in made.items()}


def _errors(series: Reals, ahead: int, *, line: bool) -> Reals:
    """[earlier month end, number]: what happened less what would have been said."""
    first = _FEWEST_FOR_A_LINE - 1 if line else 0
    room = len(series) - 1 - first
    if room < 2:
        return _errors(series, ahead, line=False) if line else np.zeros((1, series.shape[1]))
    over = ahead if room - ahead >= _FEWEST_ERRORS - 1 else max(1, min(ahead, room // 2))
    starts = range(first, len(series) - over)
    said = np.array([_line(series[: at + 1], over) if line else series[at] for at in starts])
    return np.asarray((series[first + over :] - said) * sqrt(ahead / over), np.float64)


def _line(series: Reals, ahead: int) -> Reals:
    """The straight line through the month ends of the last five years, or of as many as there are, drawn on."""
    recent = series[-TREND_MONTHS - 1 :]
    at = np.arange(len(recent), dtype=np.float64) - (len(recent) - 1) / 2.0
    slope = at @ recent / (at @ at)
    return np.asarray(recent.mean(axis=0) + slope * (at[-1] + ahead), np.float64)
