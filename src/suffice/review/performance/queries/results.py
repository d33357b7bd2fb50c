"""The latest measures, what went into them, and whether they still hold."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from suffice.analyse.needs.equality.queries import results as equality
from suffice.analyse.returns.queries import population, shelf
from suffice.core.models import Authority
from suffice.engine.measures import INDICATORS, Scene
from suffice.engine.measures.living import of_day
from suffice.review.performance.figures import DEFINITION
from suffice.review.performance.models import MeasuresResult
from suffice.review.performance.queries import choices

MAKE, DRAW, DAY = "performance.make", "performance.draw", "performance.day"
"""The kinds of work: all measures, pictures, one day that was asked for."""


def latest(authority: Authority) -> MeasuresResult | None:
    """Return the latest measures; None when none were made, or when no accepted return is left to stand behind them."""
    made = MeasuresResult.objects.filter(authority=authority).order_by("-made_at", "-pk").first()
    return made if made is not None and shelf.accepted(authority).exists() else None


def inputs(authority: Authority) -> dict[str, Any]:
    """Return what measures made now would be made of."""
    return {
        "definition": DEFINITION,
        "measures": {code: one.version for code, one in INDICATORS.items()},
        "returns": shelf.in_use(authority),
        "population": [[one.mid_year, one.number, one.source] for one in population.estimates(authority)],
        "living": equality.written(authority),
        "options": choices.chosen(authority),
    }


def scene(authority: Authority, on: date) -> Scene:
    """Return what measures of a day look at, with what was chosen, and the children by group who live here."""
    seen = shelf.scene(authority, on, options=choices.chosen(authority))
    return replace(seen, living=of_day(equality.living(authority), on))


def holds(result: MeasuresResult) -> bool:
    """Say whether the same measures would be made now, or nothing could be, as every row has been cleared."""
    return shelf.is_cleared(result.authority) or result.is_made_of(inputs(result.authority))
