"""Charts of percentages with large denominators: Laney's p' (Quality Engineering 14, 2002).

A share of thousands has so little luck of its own that nearly every month would lie outside its limits. Laney widens
them by how far the months in fact differ from one another.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from suffice.engine.comparison.charts import Chart, Stretch, drawn
from suffice.engine.measures.model import Polarity
from suffice.engine.words import number

_OF_TWO = 1.128  # the mean range of two normal values, in standard deviations
_REACH = 3.0


def laney_p(
    hits: Sequence[float],
    totals: Sequence[float],
    labels: Sequence[str],
    *,
    polarity: Polarity = Polarity.CONTEXT,
    target: float | None = None,
) -> Chart:
    """Return the p' chart of a percentage.

    Args:
        hits: [point] for how many it held.
        totals: [point] out of how many, each above 0.
        labels: when each is of.
        polarity: which way is better.
        target: per cent aimed at.

    Raises:
        ValueError: there are fewer than two points, or some have no share, or it held for nobody or for everybody.
    """
    held, out_of = np.asarray(hits, np.float64), np.asarray(totals, np.float64)
    if len(held) < 2 or (out_of <= 0).any() or (held < 0).any() or (held > out_of).any():
        raise ValueError("A chart of percentages needs at least two points, each some out of a number above 0.")
    mean = float(held.sum() / out_of.sum())
    if mean in (0.0, 1.0):
        raise ValueError("It held for nobody, or for everybody, in every month: there is nothing to chart.")
    luck = np.sqrt(mean * (1 - mean) / out_of)
    spread = float(np.abs(np.diff((held / out_of - mean) / luck)).mean()) / _OF_TWO
    reach = _REACH * luck * spread
    shares, centre = 100 * held / out_of, np.full(len(held), 100 * mean)
    low, high = 100 * np.maximum(mean - reach, 0.0), 100 * np.minimum(mean + reach, 1.0)
    note = f"The months differ {number(spread, 1)} times as far as chance would have it; the limits make room for that."
    stretch = Stretch(shares, labels, centre, low, high)
    return drawn("Laney p'", [stretch], polarity=polarity, target=target, notes=[note])
