"""Which charts are drawn with the figures: for each day and cohort, each grouping against each that it can be."""

from __future__ import annotations

from datetime import datetime

from suffice.analyse.needs.equality import declarations
from suffice.analyse.needs.equality.charts import can_draw, ratios
from suffice.analyse.needs.equality.figures import Beside, Day, Equality, Held
from suffice.analyse.needs.equality.sentences import compared
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
            name_of(held.cohort, beside.by, beside.basis): _drawn(one, held, beside, authority=authority, at=at)
            for held in one.held
            for beside in held.besides
            if can_draw(beside, untold=one.hidden(held, beside))
        }
    return drawn


def name_of(cohort: str, by: str, basis: str) -> str:
    """Return what the chart of a cohort by a grouping, held against others, is kept as."""
    return f"{cohort}.{by}.{basis}"


def _drawn(on: Day, held: Held, beside: Beside, *, authority: Authority, at: datetime) -> str:
    untold = on.hidden(held, beside)
    return charts.draw(
        lambda width: ratios(beside, width, untold=untold),
        title=f"{held.cohort.label}. {compared(beside, untold=untold)}",
        authority=authority,
        permission=declarations.SEE.code,
        at=at,
    ).digest
