"""Which charts are drawn with a set of trends: for each day that can be read "as at", each with its finding."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from suffice.analyse.needs import declarations, sentences
from suffice.analyse.needs.charts import drawings
from suffice.analyse.needs.rates import Rate, rate
from suffice.analyse.needs.trends import BREAKDOWNS, Point, Trends
from suffice.core import charts
from suffice.core.models import Authority
from suffice.core.pages.words import day
from suffice.engine.calendar import years_after
from suffice.engine.returns.population import Population

Progress = Callable[[int, int, str], None]


def draw(
    trends: Trends, population: Population, *, authority: Authority, at: datetime, progress: Progress
) -> dict[str, dict[str, str]]:
    """Draw every chart of every day, and return their hashes by day and name."""
    drawn: dict[str, dict[str, str]] = {}
    for done, on in enumerate(trends.days):
        progress(done, len(trends.days), f"Drawing the charts of {day(on)}")
        series, before = trends.series(on), trends.at(years_after(on, -1))
        found = {point.on.year: rate(point.total, population.figure_for(authority.code, point.on)) for point in series}
        rates = {year: one for year, one in found.items() if one is not None}
        made = drawings(series, before, {year: one.value for year, one in rates.items()})
        drawn[on.isoformat()] = {
            name: charts.draw(
                maker,
                title=_title(name, series, before, rates),
                authority=authority,
                permission=(declarations.GROUPS if name in BREAKDOWNS else declarations.SEE).code,
                at=at,
            ).digest
            for name, maker in made.items()
        }
    return drawn


def _title(name: str, series: Sequence[Point], before: Point | None, rates: Mapping[int, Rate]) -> str:
    """Return the finding that a chart shows, as a sentence."""
    if name == "in-care":
        return sentences.over_the_years(series)
    if name == "rate":
        return sentences.rated(series, {year: one.value for year, one in rates.items()})
    if name == "moves":
        return sentences.moved(series[-1]) or ""
    breakdown = BREAKDOWNS[name]
    return sentences.most_changed(breakdown, series[-1], before) or sentences.grouped(breakdown, series[-1], before)
