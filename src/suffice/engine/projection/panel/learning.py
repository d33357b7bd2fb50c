"""What past changes teach: how far a gap closes, how wide the luck is, and what shape it has.

log N(t+h) = log N(t) + mu_h / 4 + b_h . x(t) + s_h(N) z,     s_h(N)^2 = a_h + c_h / N

x are features centred within their year; z is the pooled standardised error, mirrored, so that the range has no lean of
its own. Source of the form: docs/method/panel.md, where everything tried is told with its score.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from suffice.engine.projection.panel.model import Reals, changes

DRIFT = 0.25
"""How much of the mean past change is expected to go on. All of it overshoots when a long rise ends, as in 2020."""
FEWEST = 20
"""Past changes below which no range of four in five is learnt."""

_RIDGE = 3.0  # standardised features, in past changes: it matters only where there are few
_FOLDS = 10
_ROUNDS = 6
_NARROWEST = 1e-6  # variance of a log number below which a spread is not believed


@dataclass(frozen=True, slots=True, eq=False)
class Learnt:
    """The constants of one horizon.

    Attributes:
        ahead: years.
        drift: mu, the mean change of the log number over all past changes.
        slopes: [feature] change of the log number for each unit of the feature (so -b for a gap that closes).
        floor: a, the variance of a change that does not shrink with size.
        by_size: c, the variance that shrinks with the number of children.
        luck: standardised errors, each with its mirror image, rising.
        changes: how many past changes they were learnt from.
    """

    ahead: int
    drift: float
    slopes: Reals
    floor: float
    by_size: float
    luck: Reals
    changes: int

    def centre(self, logs: Reals, features: Reals) -> Reals:
        """Return the middle of the log number `ahead` years on; logs [authority], features [feature, authority]."""
        return np.asarray(logs + DRIFT * self.drift + self.slopes @ features, np.float64)

    def spread(self, numbers: Reals) -> Reals:
        """Return s of the log number for authorities of these sizes."""
        return np.sqrt(np.maximum(self.floor + self.by_size / numbers, _NARROWEST))

    def quantiles(self, logs: Reals, features: Reals, probabilities: Reals) -> Reals:
        """Return quantiles of the log number, [authority, probability]."""
        luck = np.quantile(self.luck, probabilities)
        return np.asarray(self.centre(logs, features)[:, None] + self.spread(np.exp(logs))[:, None] * luck, np.float64)


def learn(logs: Reals, features: Reals, ahead: int) -> Learnt | None:
    """Return the constants of a horizon from every change inside the panel, or None where it holds too few.

    Errors are cross-fitted: those of a tenth of the authorities come from slopes that never saw them.

    Args:
        logs: [authority, year] log numbers, nothing later than the origin in them.
        features: [feature, authority, year], centred.
        ahead: years.
    """
    change = changes(logs, ahead)
    known = np.isfinite(change)
    if known.sum() < FEWEST:
        return None
    within = centred_changes(change)[known]
    before = features[:, :, : change.shape[1]][:, known]
    fold = np.broadcast_to(np.arange(len(logs))[:, None] % _FOLDS, change.shape)[known]
    drift = float(change[known].mean())
    errors = change[known] - DRIFT * drift - _cross_fitted(before, within, fold)
    smaller = np.exp(-logs[:, : change.shape[1]][known])
    floor, by_size = _widths(errors**2, smaller)
    standard = errors / np.sqrt(np.maximum(floor + by_size * smaller, _NARROWEST))
    luck = np.sort(np.concatenate([standard, -standard]))
    return Learnt(ahead, drift, _slopes(before, within), floor, by_size, luck, int(known.sum()))


def centred_changes(change: Reals) -> Reals:
    """Return the changes less the mean change of all authorities in the same year; what is national is nobody's own."""
    known = np.isfinite(change)
    mean = np.where(known, change, 0.0).sum(axis=0) / np.maximum(known.sum(axis=0), 1)
    return np.asarray(change - mean, np.float64)


def _slopes(features: Reals, within: Reals) -> Reals:
    """Ridge regression on features brought to a standard deviation of 1, [feature]."""
    size = np.sqrt(np.mean(features**2, axis=1))
    size = np.where(size > 0, size, 1.0)
    standard = features / size[:, None]
    gram = standard @ standard.T + _RIDGE * np.eye(len(size))
    return np.asarray(np.linalg.solve(gram, standard @ within) / size, np.float64)


def _cross_fitted(features: Reals, within: Reals, fold: NDArray[np.integer]) -> Reals:
    expected = np.zeros_like(within)
    for one in range(_FOLDS):
        inside = fold == one
        expected[inside] = _slopes(features[:, ~inside], within[~inside]) @ features[:, inside]
    return expected


def _widths(squares: Reals, smaller: Reals) -> tuple[float, float]:
    """Fit the squared errors as a + c / N, each weighed by what a square so wide is worth; neither below 0."""
    variance = np.full_like(squares, squares.mean())
    floor, by_size = float(squares.mean()), 0.0
    for _ in range(_ROUNDS):
        floor, by_size = _weighted(squares, smaller, 1.0 / variance**2)
        variance = np.maximum(floor + by_size * smaller, _NARROWEST)
    return floor, by_size


def _weighted(squares: Reals, smaller: Reals, weight: Reals) -> tuple[float, float]:
    weigh = weight.sum()
    mean, mean_square = (weight @ smaller) / weigh, (weight @ squares) / weigh
    slope = (weight * (smaller - mean)) @ (squares - mean_square) / max((weight * (smaller - mean)) @ smaller, 1e-300)
    if slope < 0:
        return float(mean_square), 0.0
    if mean_square - slope * mean < 0:
        return 0.0, float((weight * smaller) @ squares / ((weight * smaller) @ smaller))
    return float(mean_square - slope * mean), float(slope)
