"""What past days say of the width of the next projection."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, NamedTuple

from suffice.engine.projection.backtest.numbers import step
from suffice.engine.projection.backtest.origins import effective
from suffice.engine.projection.reconcile import Own


class PastError(NamedTuple):
    """How far off the total was, from one day over one horizon.

    Attributes:
        origin: the day.
        months: how far ahead.
        off: what happened less the middle, on the log scale, over the width as it stood; above 0 where more came.
    """

    origin: date
    months: int
    off: float


def own_of(errors: Iterable[PastError], *, known_on: date | None = None) -> Own:
    """Return what past errors say of the width.

    Args:
        errors: from any days, over any horizons.
        known_on: use only those whose outcome was known on this day; all of them without it.
    """
    found: dict[int, list[PastError]] = {}
    for one in errors:
        if known_on is None or step(one.origin, one.months) <= known_on:
            found.setdefault(one.months, []).append(one)
    return Own(
        squared={month: sum(one.off**2 for one in found[month]) / len(found[month]) for month in sorted(found)},
        origins={month: effective([one.origin for one in found[month]], month) for month in sorted(found)},
    )


def errors_in(document: Mapping[str, Any]) -> list[PastError]:
    """Return the errors that a backtest's document tells, so that a projection can learn from one that was kept."""
    return [
        PastError(date.fromisoformat(path["origin"]), point["months"], point["off"])
        for path in document["paths"]
        for point in path["points"]
    ]
