"""How good forecasts of one number over one horizon were, over all past days."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from suffice.engine.comparison.intervals import wilson
from suffice.engine.projection.scores import crps, pinball
from suffice.engine.projection.tables import Reals

FEWEST = 20
"""Children that there must have been for an error in per cent to mean something."""

BINS = 10
_ENDS = (0.025, 0.1, 0.5, 0.9, 0.975)


@dataclass(frozen=True, slots=True)
class Cover:
    """How often the range held.

    Attributes:
        hits: past days on which what happened lay inside, the ends included.
        share: the same as a share of all.
        low: where the share would lie over many more such days, 95% sure: the lower end (Wilson), counting
            overlapping days for what they are worth.
        high: the upper end.
    """

    hits: int
    share: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Accuracy:
    """How good the forecasts of one number over one horizon were.

    Attributes:
        months: how far ahead.
        n: past days.
        worth: how many past days without overlap they are worth.
        n_percent: past days on which at least 20 children were counted, which the per cents are about.
        mape: mean size of the error of the middle, in per cent; None without such days.
        bias_pct: mean error of the middle in per cent, above 0 where it was too high; None without such days.
        bias: mean error of the middle, in children.
        crps: mean continuous ranked probability score, in children; 0 is perfect.
        crps_pct: the same in per cent of what happened; None without such days.
        pinball: mean loss of the numbers that one, five and nine in ten futures are below, in children.
        cover80: how often the range of four in five futures held.
        cover95: how often the range of nineteen in twenty futures held.
        pit: how many outcomes fell into each tenth of the futures; all alike where the range is right.
    """

    months: int
    n: int
    worth: float
    n_percent: int
    mape: float | None
    bias_pct: float | None
    bias: float
    crps: float
    crps_pct: float | None
    pinball: tuple[float, float, float]
    cover80: Cover
    cover95: Cover
    pit: tuple[int, ...]

    def document(self) -> dict[str, Any]:
        """Return the accuracy in the shape that ``suffice backtest --json`` promises; shares as per cents."""
        years = self.months / 12
        told: dict[str, Any] = {
            "years": int(years) if years == int(years) else years,
            "months": self.months,
            "n": self.n,
            "n_without_overlap": round(self.worth, 2),
            "n_percent": self.n_percent,
        }
        for name in ("mape", "bias_pct", "crps_pct", "bias", "crps"):
            value = getattr(self, name)
            told[name] = None if value is None else round(value, 4)
        told["pinball"] = {tau: round(one, 4) for tau, one in zip(("0.1", "0.5", "0.9"), self.pinball, strict=True)}
        for name, cover in (("cover80", self.cover80), ("cover95", self.cover95)):
            told[name] = round(100 * cover.share, 2)
            told[f"{name}_hits"] = cover.hits
            told[f"{name}_interval"] = [round(100 * cover.low, 2), round(100 * cover.high, 2)]
        return {**told, "pit": list(self.pit)}


def accuracy(futures: Sequence[Reals], actual: Reals, *, months: int, worth: float) -> Accuracy:
    """Score forecasts of one number.

    Args:
        futures: for each past day, the futures [n] that were told.
        actual: [past day], what happened.
        months: how far ahead they looked.
        worth: how many past days without overlap these are worth.
    """
    ends = np.array([quantiles(one) for one in futures])
    middle, large = ends[:, 2], actual >= FEWEST
    scores = np.array([float(crps(one, was)) for one, was in zip(futures, actual, strict=True)])
    off = middle - actual
    percent = 100 * off[large] / actual[large]
    return Accuracy(
        months=months,
        n=len(futures),
        worth=worth,
        n_percent=int(large.sum()),
        mape=_mean(np.abs(percent)),
        bias_pct=_mean(percent),
        bias=float(off.mean()),
        crps=float(scores.mean()),
        crps_pct=_mean(100 * scores[large] / actual[large]),
        pinball=_pinballs(ends[:, 1:4], actual),
        cover80=_cover(ends[:, 1], ends[:, 3], actual, worth),
        cover95=_cover(ends[:, 0], ends[:, 4], actual, worth),
        pit=_pit(futures, actual),
    )


def quantiles(futures: Reals) -> Reals:
    """Return the numbers that 2.5, 10, 50, 90 and 97.5 in a hundred futures are at or below, as whole children.

    They are numbers that occurred, as in a projection, so that the range tested is the range shown.
    """
    ordered = np.sort(np.rint(futures))
    return np.array([ordered[int(np.ceil(round(p * ordered.size, 6))) - 1] for p in _ENDS])


def _cover(low: Reals, high: Reals, actual: Reals, worth: float) -> Cover:
    held = (low <= actual) & (actual <= high)
    share = float(held.mean())
    least, most = wilson(share * worth, worth)
    return Cover(int(held.sum()), share, least, most)


def _pinballs(ends: Reals, actual: Reals) -> tuple[float, float, float]:
    low, middle, high = pinball(np.array([0.1, 0.5, 0.9]), ends, actual[:, None]).mean(axis=0)
    return float(low), float(middle), float(high)


def _pit(futures: Sequence[Reals], actual: Reals) -> tuple[int, ...]:
    """Ties count half, so that a number of few children does not heap at an end."""
    places = [
        float(np.mean(np.rint(one) < was) + np.mean(np.rint(one) == was) / 2)
        for one, was in zip(futures, actual, strict=True)
    ]
    tenth = np.minimum((np.array(places) * BINS).astype(int), BINS - 1)
    return tuple(int(count) for count in np.bincount(tenth, minlength=BINS))


def _mean(values: Reals) -> float | None:
    return float(values.mean()) if values.size else None
