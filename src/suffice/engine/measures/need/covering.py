"""Why a measure out of the children in need census has no figure: a year of it that was not brought."""

from __future__ import annotations

from datetime import date

from suffice.engine.calendar import collection_year, first_of_years, year_end
from suffice.engine.measures.model import Indicator
from suffice.engine.measures.need.census import brought
from suffice.engine.measures.scene import Scene
from suffice.engine.words import listed, prose

YEAR_BEFORE = "cin_year_before"
"""A source of measures that look back twelve months from each day of the year."""


def no_census(scene: Scene, indicator: Indicator) -> str:
    """Return which census a measure lacks, as a sentence; "" when it has all that it looks at."""
    back = indicator.span.years + (1 if YEAR_BEFORE in indicator.source else 0)
    absent = missing_years(scene, _first_day(scene, back))
    if not absent:
        return ""
    ends = listed([prose(year_end(year)) for year in absent])
    which = "census of the year to" if len(absent) == 1 else "censuses of the years to"
    were = "was" if len(absent) == 1 else "were"
    return f"The children in need {which} {ends} {were} not brought, so nothing is counted."


def missing_years(scene: Scene, first: date) -> list[int]:
    """Return the collection years from the one that holds `first` to the scene's of which no census was brought."""
    have = set(brought(scene))
    return [year for year in range(collection_year(first), scene.year + 1) if year not in have]


def _first_day(scene: Scene, years: int) -> date:
    return scene.on if years == 0 else first_of_years(scene.on, years)
