"""The council's own figures of what is published: on the days that were published, and the latest that returns tell."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Any

from suffice.engine.calendar import year_end
from suffice.engine.comparison.figures import Figures
from suffice.engine.comparison.own import Own, own_in
from suffice.engine.measures import NoSuchAuthority, Scene
from suffice.engine.returns.workforce.layouts import census_day

SceneOn = Callable[[date], Scene]
"""Gives the council's returns on a day."""


def own_figures(
    figures: Figures, authority: str, years: Iterable[int], *, scene: SceneOn, days: Sequence[date]
) -> dict[str, Any]:
    """Return the council's own figures of one measure: ``years``, by the year published, and ``latest``.

    Args:
        figures: the measure, as published.
        authority: three-figure code.
        years: those that are published and of which there may be returns.
        scene: the returns on a day.
        days: on which something may be told, in order; the last of them with a figure is the latest.
    """
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
    return census_day(year) if _of_workforce(figures) else year_end(year)


def _of_workforce(figures: Figures) -> bool:
    return figures.measure.numerator[0].startswith("workforce.")


def _on(on: date, figures: Figures, authority: str, scene: SceneOn) -> Own | None:
    try:
        return own_in(scene(on), figures, authority)
    except NoSuchAuthority:
        return None
