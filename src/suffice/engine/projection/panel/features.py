"""What the change to come may hang on: how an authority stands beside others, and who is in its care."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from suffice.engine.projection.panel.model import Panel, Reals

Feature = Callable[[Panel], Reals]
"""Gives a figure of each authority on each 31 March, [authority, year], from nothing that is dated later."""

_FEWEST_NEIGHBOURS = 3


def region_gap(panel: Panel) -> Reals:
    """Return log rate less the mean log rate of the region that year; of all authorities where no region is known."""
    rate = log_rate(panel)
    gap = rate - _mean(rate)
    for region in {one for one in panel.regions if one is not None}:
        inside = np.array([one == region for one in panel.regions])
        gap[inside] = rate[inside] - _mean(rate[inside])
    return gap


def neighbour_gap(panel: Panel) -> Reals:
    """Return log rate less the mean log rate of the statistical neighbours; the region's where fewer than 3 are."""
    rate, gap = log_rate(panel), region_gap(panel)
    for place, neighbours in enumerate(panel.neighbours):
        if len(neighbours) >= _FEWEST_NEIGHBOURS:
            gap[place] = rate[place] - _mean(rate[list(neighbours)])
    return gap


def older_share(panel: Panel) -> Reals:
    """Return the share of children in care who are 16 or over, the last one published where the year has none."""
    return carried(panel.older / panel.number)


def unaccompanied_share(panel: Panel) -> Reals:
    """Return the share who are unaccompanied asylum-seeking children, the last published where the year has none."""
    return carried(panel.unaccompanied / panel.number)


def starts_rate(panel: Panel) -> Reals:
    """Return the log of starts per child aged 0 to 17 in the year before, the last known where the year has none."""
    return carried(np.log(np.where(panel.starts > 0, panel.starts, np.nan)) - np.log(_population(panel)))


def log_rate(panel: Panel) -> Reals:
    """Return the log of children in care per child aged 0 to 17."""
    return panel.log - np.log(_population(panel))


def centred(values: Reals) -> Reals:
    """Return the values less their mean in each year; 0, which moves nothing, where there is none."""
    return np.nan_to_num(values - _mean(values))


def stacked(features: Sequence[Feature], panel: Panel) -> Reals:
    """Return the features, centred within each year, [feature, authority, year]."""
    return np.array([centred(feature(panel)) for feature in features]).reshape(len(features), *panel.number.shape)


def carried(values: Reals) -> Reals:
    """Return the values, each gap filled with the last one before it."""
    seen = np.where(np.isnan(values), 0, np.arange(values.shape[1]))
    return np.asarray(np.take_along_axis(values, np.maximum.accumulate(seen, axis=1), axis=1), np.float64)


def _population(panel: Panel) -> Reals:
    """The population, gaps filled with the estimate before them, else (before the first estimate) the one after."""
    return carried(carried(panel.population)[:, ::-1])[:, ::-1]


def _mean(values: Reals) -> Reals:
    """The mean over authorities of what is known, [year]; NaN where nothing is."""
    known = np.isfinite(values)
    count = known.sum(axis=0)
    total = np.where(known, values, 0.0).sum(axis=0)
    return np.asarray(np.where(count > 0, total / np.maximum(count, 1), np.nan), np.float64)
