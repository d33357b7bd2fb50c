"""Which charts are drawn with the figures: for each day and cohort, each grouping against the first that it can be."""

from __future__ import annotations

from datetime import datetime

from suffice.analyse.needs.equality import declarations
from suffice.analyse.needs.equality.charts import can_draw, ratios
from suffice.analyse.needs.equality.figures import Day, Equality, Held
from suffice.analyse.needs.equality.sentences import answer
from suffice.analyse.needs.equality.working import Progress
from suffice.core import charts
from suffice.core.models import Authority
from suffice.core.pages.words import day


def draw(told: Equality, *, authority: Authority, at: datetime, progress: Progress) -> dict[str, dict[str, str]]:
    """Draw every chart of every day, small groups left out, and return their hashes by day and name."""
    drawn: dict[str, dict[str, str]] = {}
    for done, one in enumerate(told.days):
        progress(done, len(told.days), f"Drawing the charts of {day(one.on)}")
        drawn[one.on.isoformat()] = {
            name_of(held.cohort, by): _drawn(one, held, by, authority=authority, at=at)
            for held in one.held
            for by in held.groups
            if (found := held.beside(by)) and can_draw(found[0], untold=held.hidden(by))
        }
    return drawn


def name_of(cohort: str, by: str) -> str:
    """Return what the chart of a cohort by a grouping is kept as."""
    return f"{cohort}.{by}"


def _drawn(one: Day, held: Held, by: str, *, authority: Authority, at: datetime) -> str:
    untold, beside = held.hidden(by), held.beside(by)[0]
    return charts.draw(
        lambda width: ratios(beside, width, untold=untold),
        title=answer(held, one, by, untold=untold),
        authority=authority,
        permission=declarations.SEE.code,
        at=at,
    ).digest
