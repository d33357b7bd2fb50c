"""Which charts are drawn with comparisons: the latest years beside others and among all, and every year as lines."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from suffice.analyse.comparison import charts, declarations, sentences
from suffice.analyse.comparison.lines import years
from suffice.analyse.comparison.standings import FEWEST, standings
from suffice.analyse.comparison.working import Worked
from suffice.core import charts as house
from suffice.core.models import Authority

PICTURED = 3
"""Years of a measure, back from the last, of which pictures are drawn; the tables go back to the first."""


def draw(one: Worked, *, authority: Authority, at: datetime) -> dict[str, str]:
    """Draw the pictures of one measure and year, and return their hashes by name."""
    comparison, drawings = one.comparison, dict[str, charts.Drawing]()
    if comparison.own.value is None:
        return {}
    drawings["beside"] = lambda width: charts.beside(comparison, width)
    titles = {"beside": sentences.headline(one.row(), authority.name)}
    if (placed := comparison.placed) is not None:
        drawings["funnel"] = lambda width: charts.funnel(comparison, placed, width)
        titles["funnel"] = (
            f"{comparison.figures.measure.title}, {one.year}: among the authorities {placed.among} {authority.name} is "
            f"{placed.standing.label}."
        )
    return {name: _draw(drawing, titles[name], authority, at) for name, drawing in drawings.items()}


def draw_years(
    rows: Sequence[Mapping[str, Any]], later: Mapping[str, Any] | None, *, authority: Authority, at: datetime
) -> str:
    """Draw a measure over the years and return the picture's hash; "" where there are not two years to draw."""
    told = [row for row in rows if row["value"] is not None]
    if len(told) < 2:
        return ""
    title = f"{told[-1]['title']}, {told[0]['year']} to {told[-1]['year']}: {_path(told, authority.name)}"
    return _draw(lambda width: years(rows, authority.name, later, width), title, authority, at)


def draw_standings(rows: Sequence[Mapping[str, Any]], *, authority: Authority, at: datetime) -> str:
    """Draw the latest place of every measure with a better way; "" where there are too few to lay side by side."""
    placed = [row for row in rows if row["latest"] and row["rank"] is not None and row["polarity"] != "context"]
    if len(placed) < FEWEST:
        return ""
    return _draw(lambda width: standings(placed, width), sentences.furthest(placed), authority, at)


def _path(told: Sequence[Mapping[str, Any]], name: str) -> str:
    first, last = (sentences.value(row["value"], row["unit"]) for row in (told[0], told[-1]))
    if first == last:
        return f"{name} is at {last}, as it was."
    return f"{name} has gone {'up' if told[-1]['value'] > told[0]['value'] else 'down'} from {first} to {last}."


def _draw(drawing: charts.Drawing, title: str, authority: Authority, at: datetime) -> str:
    drawn = house.draw(drawing, title=title, authority=authority, permission=declarations.DETAIL.code, at=at)
    return drawn.digest
