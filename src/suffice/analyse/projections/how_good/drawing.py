"""Which charts are drawn with a test, each with its finding."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from suffice.analyse.projections import declarations
from suffice.analyse.projections.how_good import sentences
from suffice.analyse.projections.how_good.charts import drawings
from suffice.analyse.projections.simulating import Progress
from suffice.analyse.projections.tested import Tested
from suffice.core import charts
from suffice.core.models import Authority

_TITLES: dict[str, Callable[[Tested], str]] = {
    "past": sentences.fans,
    "cover": sentences.cover,
    "errors": sentences.errors,
}


def draw(tested: Tested, authority: Authority, *, at: datetime, progress: Progress) -> dict[str, str]:
    """Draw every chart of a test, and return their hashes by name."""
    made = drawings(tested)
    drawn = {}
    for done, (name, maker) in enumerate(made.items()):
        progress(done, len(made), "Drawing the charts")
        chart = charts.draw(
            maker, title=_TITLES[name](tested), authority=authority, permission=declarations.SEE.code, at=at
        )
        drawn[name] = chart.digest
    return drawn
