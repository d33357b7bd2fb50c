"""Local trends as pictures: one idea each, drawn when the figures are made, wide and for a phone."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Literal

from suffice.analyse.needs.trends import BREAKDOWNS, Breakdown, Point
from suffice.core.charts import GREY, HOUSE, INK
from suffice.core.models.chart import WIDTHS
from suffice.core.pages.words import day, number

if TYPE_CHECKING:
    import altair

    Drawn = altair.LayerChart | altair.FacetChart

Drawing = Callable[[str], "Drawn"]
"""Draws one chart for a width: wide or narrow."""

EARLIER = "#9fb5b4"
_LETTER = 7.6  # pixels that a letter of a label takes in the widest font that a reader is likely to have
_NARROW_LINE = 19  # letters on a line of a label on a phone
BREAK = "|"
_MOVES = {"started": "Started", "ceased": "Left care"}


def drawings(series: Sequence[Point], before: Point | None, rates: Mapping[int, float]) -> Mapping[str, Drawing]:
    """Return every chart of one "as at" day.

    Args:
        series: the points of the same day of each year, the day itself last.
        before: the point a year before the day.
        rates: children in every 10,000, by the year of the point; only where there is a population figure.
    """
    now = series[-1]
    drawn: dict[str, Drawing] = {"in-care": lambda width: in_care(series, width)}
    if rates:
        rated = [point for point in series if point.on.year in rates]
        drawn["rate"] = lambda width: rate(rated, rates, width)
    if now.started is not None:
        drawn["moves"] = lambda width: moves(series, width)
    for code, breakdown in BREAKDOWNS.items():
        drawn[code] = lambda width, one=breakdown: grouped(one, now, before, width)  # type: ignore[misc]
    return drawn


def in_care(series: Sequence[Point], width: str) -> Drawn:
    """Draw the children in care year by year, as columns from nought."""
    values = [{"year": str(point.on.year), "count": point.total} for point in series]
    return _columns(values, width, places=0, of=f"Children in care on {_day_of_year(series)}")


def rate(series: Sequence[Point], rates: Mapping[int, float], width: str) -> Drawn:
    """Draw the children in care in every 10,000 who live here, year by year."""
    values = [{"year": str(point.on.year), "count": rates[point.on.year]} for point in series]
    few = max(rates.values()) < 10
    return _columns(values, width, places=1 if few else 0, of=f"In every 10,000 children, {_day_of_year(series)}")


def moves(series: Sequence[Point], width: str) -> Drawn:
    """Draw those who started and those who left, year by year, each line with its name at its end."""
    import altair as alt  # noqa: PLC0415 - slow to import, and only the worker draws

    base = alt.Chart({"values": _moves(series)}).encode(
        x=alt.X("year:O", axis=_years(), title=f"Year to {_day_of_year(series)}"),
        y=alt.Y("count:Q", title=None, axis=alt.Axis(tickCount=5)),
        color=alt.Color("who:N", scale=alt.Scale(domain=list(_MOVES.values()), range=[HOUSE, GREY]), legend=None),
    )
    lines = base.mark_line(point=alt.OverlayMarkDef(size=60))
    words = [mark for upper in (True, False) for mark in _told(base, upper=upper)]
    return alt.layer(lines, *words).properties(width=WIDTHS[width] - 125, height=280)


def grouped(breakdown: Breakdown, now: Point, before: Point | None, width: str) -> Drawn:
    """Draw each group as a bar, with the year before as a grey mark."""
    return marked(_pairs(breakdown, now, before, width), width)


def marked(values: Sequence[Mapping[str, Any]], width: str) -> Drawn:
    """Draw rows as bars from nought with their words, and what they were `before`, where known, as a grey mark.

    Each row holds what `bars` asks for, ``count`` and ``before`` (None where it is not known).
    """
    import altair as alt  # noqa: PLC0415

    base, along = bars(values, width)
    layers = [
        base.mark_bar(color=HOUSE, height={"band": 0.62}).encode(x=alt.X("count:Q", axis=None, scale=along)),
        base.mark_text(align="left", dx=8, fontSize=14).encode(x=alt.X("furthest:Q"), text="words:N"),
    ]
    if any(one["before"] is not None for one in values):
        layers.append(base.mark_tick(color=GREY, thickness=4, height={"band": 0.9}).encode(x=alt.X("before:Q")))
    return sized(alt.layer(*layers), values, width)


def bars(values: Sequence[Mapping[str, Any]], width: str, *, floor: float = 0) -> tuple[altair.Chart, altair.Scale]:
    """Return what horizontal bars start from: rows by their `label`, and a scale that leaves room for their `words`.

    Each row holds ``label`` (from `lines_of`), ``words`` and ``furthest``, the number where its words begin. The scale
    begins at `floor`, which is not nought only where points and ranges are compared, never lengths.
    """
    import altair as alt  # noqa: PLC0415

    split = f"split(datum.label, '{BREAK}')"
    axis = alt.Axis(
        labelExpr=split, labelLimit=300, labelPadding=8, minExtent=_beside(values), ticks=False, domain=False
    )
    order = [one["label"] for one in values]
    base = alt.Chart({"values": list(values)}).encode(y=alt.Y("label:N", sort=order, title=None, axis=axis))
    wide = WIDTHS[width] - 20 - _beside(values)
    most = max(1.0, *(float(one["furthest"]) for one in values))
    words = 12 + _LETTER * max(len(one["words"]) for one in values)
    room = wide / max(wide - words, 40.0)
    return base, alt.Scale(domain=[floor, floor + (most - floor) * room], nice=False)


def sized(chart: Drawn, values: Sequence[Mapping[str, Any]], width: str) -> Drawn:
    """Return a chart of `bars` in its size."""
    wide = WIDTHS[width] - 20 - _beside(values)
    made: Drawn = chart.properties(width=wide, height=max(40 * len(values), 120))
    return made


def lines_of(label: str, width: str) -> str:
    """Return a label as it stands beside its bar: on a phone, in lines."""
    return label if width == "wide" else BREAK.join(textwrap.wrap(label, _NARROW_LINE))


def _beside(values: Sequence[Mapping[str, Any]]) -> float:
    """Return the pixels that the labels take beside their bars."""
    return 12 + _LETTER * max(len(line) for one in values for line in one["label"].split(BREAK))


def _told(base: altair.Chart, *, upper: bool) -> list[altair.Chart]:
    """Return the numbers beside the points, and the names at the ends, of the higher or the lower line."""
    import altair as alt  # noqa: PLC0415

    ink = alt.value(INK)
    chosen = base.transform_filter(f"datum.upper == {str(upper).lower()}")
    named = base.transform_filter(f"datum.name != '' && datum.upper == {str(upper).lower()}")
    side: Literal["bottom", "top"] = "bottom" if upper else "top"
    return [
        chosen.mark_text(dy=-14 if upper else 16).encode(text="count:Q", color=ink),
        named.mark_text(align="left", dx=12, dy=2 if upper else -2, baseline=side).encode(text="name:N", color=ink),
    ]


def _moves(series: Sequence[Point]) -> list[dict[str, Any]]:
    """Return both lines as rows; in each year the higher is told above its point, and the last year bears the names."""
    values = []
    for point in series:
        if point.started is None or point.ceased is None:
            continue
        higher = "started" if point.started >= point.ceased else "ceased"
        values += [
            {
                "year": str(point.on.year),
                "who": name,
                "count": getattr(point, field),
                "upper": field == higher,
                "name": name if point is series[-1] else "",
            }
            for field, name in _MOVES.items()
        ]
    return values


def _pairs(breakdown: Breakdown, now: Point, before: Point | None, width: str) -> list[dict[str, Any]]:
    counts = now.groups[breakdown.code]
    was = before.groups[breakdown.code] if before is not None else {}
    return [
        {
            "label": lines_of(label, width),
            "count": counts[group],
            "before": was.get(group),
            "furthest": max(counts[group], was.get(group, 0)),
            "words": number(counts[group]) + (f" (was {number(was[group])})" if group in was else ""),
        }
        for group, label in breakdown.groups.items()
    ]


def _columns(values: list[dict[str, Any]], width: str, *, places: int, of: str) -> Drawn:
    import altair as alt  # noqa: PLC0415

    last = values[-1]["year"]
    shade = alt.condition(f"datum.year == '{last}'", alt.value(HOUSE), alt.value(EARLIER))
    base = alt.Chart({"values": values}).encode(
        x=alt.X("year:O", axis=_years(), title=of),
        y=alt.Y("count:Q", axis=None, scale=alt.Scale(zero=True)),
    )
    words = base.mark_text(dy=-10, fontSize=15).encode(text=alt.Text("count:Q", format=f",.{places}f"))
    columns = base.mark_bar(width={"band": 0.72}).encode(color=shade)
    return alt.layer(columns, words).properties(width=WIDTHS[width] - 20, height=260)


def _years() -> altair.Axis:
    import altair as alt  # noqa: PLC0415

    return alt.Axis(labelAngle=0, ticks=False, titlePadding=12)


def _day_of_year(series: Sequence[Point]) -> str:
    return day(series[-1].on).rsplit(" ", 1)[0]
