"""The model, its members, and the baselines that it has to beat, all in one shape."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from suffice.engine.projection.panel.features import (
    Feature,
    neighbour_gap,
    older_share,
    region_gap,
    stacked,
    starts_rate,
    unaccompanied_share,
)
from suffice.engine.projection.panel.learning import FEWEST, learn
from suffice.engine.projection.panel.model import Panel, Reals

Method = Callable[[Panel, int, Reals], Reals | None]
"""Given a panel that ends on the origin, years ahead and probabilities: the quantiles of the log number,
[authority, probability], NaN for an authority without a number that day; None where the panel holds too few changes."""

_LINE = 5  # the years that a trend is drawn through
_SHORTEST_LINE = 3


@dataclass(frozen=True, slots=True)
class Member:
    """One way of learning from the panel.

    Attributes:
        name: its key in documents.
        label: the same in words.
        features: what the change to come hangs on, besides size.
        needs: fields of the panel without which it says nothing of its own.
        averaged: whether it is one of those whose quantiles the model averages; the others are shown beside.
    """

    name: str
    label: str
    features: tuple[Feature, ...]
    needs: tuple[str, ...]
    averaged: bool = True

    def fits(self, panel: Panel) -> bool:
        """Whether the panel holds what it needs."""
        return all(np.isfinite(getattr(panel, need)).any() for need in self.needs) and (
            neighbour_gap not in self.features or any(panel.neighbours)
        )

    def __call__(self, panel: Panel, ahead: int, probabilities: Reals) -> Reals | None:
        """Return the quantiles of the log number, as every `Method` does."""
        features = stacked(self.features, panel)
        learnt = learn(panel.log, features, ahead)
        return None if learnt is None else learnt.quantiles(panel.log[:, -1], features[:, :, -1], probabilities)


SIZE = Member("size", "Width by size, no expected change but drift", (), (), averaged=False)
REGION = Member("region", "Rates drift towards the region's mean", (region_gap,), ("population",))
WHO = Member(
    "who",
    "The same, and the shares aged 16 and over and unaccompanied",
    (region_gap, older_share, unaccompanied_share),
    ("population", "older", "unaccompanied"),
)
NEIGHBOURS = Member("neighbours", "Rates drift towards the neighbours' mean", (neighbour_gap,), ("population",))
STARTS = Member(
    "starts", "Region, and starts per child", (region_gap, starts_rate), ("population", "starts"), averaged=False
)
MEMBERS: Sequence[Member] = (SIZE, REGION, WHO, NEIGHBOURS, STARTS)


def model(panel: Panel, ahead: int, probabilities: Reals) -> Reals | None:
    """Return the model's quantiles: those of its members, averaged at each probability.

    Without a population there is no rate and so no gap: then width by size is all that the panel allows.
    """
    fitting = [one for one in MEMBERS if one.averaged and one.fits(panel)] or [SIZE]
    told = [quantiles for one in fitting if (quantiles := one(panel, ahead, probabilities)) is not None]
    return np.mean(told, axis=0) if told else None


def naive_conformal(panel: Panel, ahead: int, probabilities: Reals) -> Reals | None:
    """Return the last value times exp of the log errors that it made for all authorities and origins before."""
    return _around(panel.log[:, -1], panel.changes(ahead), probabilities)


def naive_symmetric(panel: Panel, ahead: int, probabilities: Reals) -> Reals | None:
    """Return the same with every error mirrored: sharper, and the one to beat."""
    errors = panel.changes(ahead)
    return _around(panel.log[:, -1], np.concatenate([errors, -errors]), probabilities)


def trend5(panel: Panel, ahead: int, probabilities: Reals) -> Reals | None:
    """Return the line through the logs of the last five years, drawn on, with the errors that such lines made.

    It is what most strategies draw. Where the panel has fewer than five years, the line goes through three or four.
    """
    logs = panel.log
    last = logs.shape[1]
    origins = range(_SHORTEST_LINE, last - ahead + 1)
    errors = [logs[:, at + ahead - 1] - _line(logs[:, :at], ahead) for at in origins]
    return _around(_line(logs, ahead), np.array(errors), probabilities)


BASELINES: dict[str, Method] = {
    "naive_conformal": naive_conformal,
    "naive_symmetric": naive_symmetric,
    "trend5": trend5,
}


def _around(centre: Reals, errors: Reals, probabilities: Reals) -> Reals | None:
    known = errors[np.isfinite(errors)]
    if known.size < FEWEST:
        return None
    return np.asarray(centre[:, None] + np.quantile(known, probabilities), np.float64)


def _line(logs: Reals, ahead: int) -> Reals:
    """The least-squares line through the last five logs, drawn on; the last log where fewer than 3 are known."""
    window = logs[:, -_LINE:]
    known = np.isfinite(window)
    count = np.maximum(known.sum(axis=1), 1)
    at = np.where(known, np.arange(window.shape[1]), 0.0)
    value = np.where(known, window, 0.0)
    mean_at, mean = at.sum(axis=1) / count, value.sum(axis=1) / count
    off = np.where(known, at - mean_at[:, None], 0.0)
    slope = (off * value).sum(axis=1) / np.maximum((off**2).sum(axis=1), 1e-12)
    drawn = mean + slope * (window.shape[1] - 1 + ahead - mean_at)
    enough = (known.sum(axis=1) >= _SHORTEST_LINE) & known[:, -1]
    return np.asarray(np.where(enough, drawn, logs[:, -1]), np.float64)
