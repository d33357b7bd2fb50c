"""The council's own figures of what is published: on the days that were published, and the latest that returns tell."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from suffice.engine.calendar import year_end
from suffice.engine.comparison.figures import Figures
from suffice.engine.comparison.own import Own, own_in
from suffice.engine.measures import NoSuchAuthority, Scene
from suffice.engine.returns.cin.layouts import KIND as CIN
from suffice.engine.returns.model import SSDA903, Return
from suffice.engine.returns.workforce.layouts import KIND as WORKFORCE
from suffice.engine.returns.workforce.layouts import census_day

SceneOn = Callable[[date], Scene]
"""Gives the council's returns on a day."""
_CENSUS = frozenset({"need", "referrals", "assessments", "section_47", "plans", "repeat_plans"})
_TRIED = 3  # days, back from the last, that are looked at for the latest figure


def own_figures(
    figures: Figures, authority: str, *, scene: SceneOn, returns: Sequence[Return], last: date | None
) -> dict[str, Any]:
    """Return the council's own figures of one measure: ``years``, by the year published, and ``latest``.

    Args:
        figures: the measure, as published.
        authority: three-figure code.
        scene: the returns on a day.
        returns: every return that was accepted.
        last: the last day that the 903 covers.
    """
    covered = {one.year for one in returns if one.year is not None and one.kind == kind_of(figures)}
    years = sorted(covered.intersection(figures.authorities))
    ends = {_day(figures, year) for year in covered}
    days = sorted(ends | ({last} if last is not None and kind_of(figures) == SSDA903 else set()))[-_TRIED:]
    told = {str(year): one.document() for year in years if (one := _on(_day(figures, year), figures, authority, scene))}
    latest: Own | None = None
    for on in reversed(days):
        found = _on(on, figures, authority, scene)
        latest = latest or found
        if found is not None and found.value is not None:
            latest = found
            break
    return {"years": told, "latest": None if latest is None else latest.document()}


def _day(figures: Figures, year: int) -> date:
    """Return the day of the figures of a year: 31 March, or the workforce census of 30 September."""
    return census_day(year) if kind_of(figures) == WORKFORCE else year_end(year)


def kind_of(figures: Figures) -> str:
    """Return which return of the council tells what was published."""
    table = figures.measure.numerator[0].partition(".")[0]
    return WORKFORCE if table == "workforce" else CIN if table in _CENSUS else SSDA903


def _on(on: date, figures: Figures, authority: str, scene: SceneOn) -> Own | None:
    try:
        return own_in(scene(on), figures, authority)
    except NoSuchAuthority:
        return None
