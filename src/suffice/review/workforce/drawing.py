"""Which charts are drawn with the workforce: for each census, each with its finding."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from suffice.core import charts
from suffice.core.models import Authority
from suffice.core.pages.words import day
from suffice.review.workforce import declarations, sentences
from suffice.review.workforce.charts import drawings
from suffice.review.workforce.figures import Census, Workforce
from suffice.review.workforce.working import CASES, band_label

Progress = Callable[[int, int, str], None]


def draw(told: Workforce, *, authority: Authority, at: datetime, progress: Progress) -> dict[str, dict[str, str]]:
    """Draw every chart of every census, and return their hashes by day and name."""
    drawn: dict[str, dict[str, str]] = {}
    for done, census in enumerate(told.censuses):
        progress(done, len(told.censuses), f"Drawing the charts of {day(census.on)}")
        drawn[census.on.isoformat()] = {
            name: charts.draw(
                maker,
                title=_title(name, census, told),
                authority=authority,
                permission=declarations.SEE.code,
                at=at,
            ).digest
            for name, maker in drawings(told, census).items()
        }
    return drawn


def _title(name: str, census: Census, told: Workforce) -> str:
    """Return the finding that a chart shows, as a sentence."""
    findings = {
        "cases": lambda: sentences.loaded(census.bands["cases"], band_label(*CASES[-1])),
        "load": lambda: sentences.over_years(told, census, "sw_caseload", "Cases for each full-time social worker"),
        "posts": lambda: sentences.filled(census),
        "vacant": lambda: sentences.over_years(told, census, "sw_vacancy", "The share of posts that were vacant"),
        "service": lambda: sentences.stayed(census),
        "moved": lambda: sentences.moved(census),
        "away": lambda: sentences.away(census),
    }
    return findings[name]()
