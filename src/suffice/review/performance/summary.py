"""What the board shows of a measure, out of its figures: the latest, the one before it, and what its run chart says."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from suffice.engine.calendar import years_after
from suffice.review.performance.days import month_end
from suffice.review.performance.figures import Point, Told


def before(told: Told) -> Point | None:
    """Return the figure of a year before the latest; the one next before it where the year before has none."""
    if told.now is None:
        return None
    a_year_ago = month_end(years_after(told.now.on, -1))
    found = next((one for one in told.points if month_end(one.on) == a_year_ago), None)
    return found or (told.points[-2] if len(told.points) > 1 else None)


def summary(told: Told, run: Mapping[str, Any]) -> dict[str, Any]:
    """Return what the board shows, as plain values."""
    was = before(told)
    return {
        "now": told.now and told.now.document(),
        "before": was and was.document(),
        "published": told.published and told.published.document(),
        "lacking": told.lacking,
        "variation": run.get("variation", ""),
        "signals": len(run.get("signals", ())),
    }
