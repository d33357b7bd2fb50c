"""Charts for paper: as wide as a page between its margins, letters that can be read in print, greys that survive it."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from suffice.core.pages.words import number
from suffice.core.palette import GREY, HOUSE, INK
from suffice.core.papers.pictures import WIDE as _WIDE
from suffice.core.papers.pictures import drawn

if TYPE_CHECKING:
    import altair

TINT = "#a9c6c4"
_LABELS, _PLOT = 210, 500  # the most that the names of the bars take, and the least that is left for the bars
_LETTER, _ASIDE = 7.2, 24  # pixels that a letter takes, and that its words stand off from a bar
_MILLIONS = "'£' + format(datum.value / 1e6, ',.0f') + ' million'"


@dataclass(frozen=True, slots=True)
class Ahead:
    """Where the number will be on one day ahead."""

    on: date
    low: int
    middle: int
    high: int


@dataclass(frozen=True, slots=True)
class Bar:
    """One line of a chart of bars: a group's range, or one number, with the number before it."""

    label: str
    low: int
    middle: int
    high: int
    before: int
    words: str


def fan(before: Sequence[tuple[date, int]], ahead: Sequence[Ahead]) -> str:
    """Return the months before as a line and the range ahead as a fan, with their numbers."""
    import altair as alt  # noqa: PLC0415 - slow to import

    past = [{"on": on.isoformat(), "middle": count} for on, count in before]
    start = [{**past[-1], "low": past[-1]["middle"], "high": past[-1]["middle"]}]
    future = start + [
        {"on": one.on.isoformat(), "low": one.low, "middle": one.middle, "high": one.high} for one in ahead
    ]
    lowest = min([one.low for one in ahead] + [count for _, count in before])
    x = alt.X("on:T", title=None, axis=alt.Axis(format="%Y", tickCount="year"))
    y = alt.Y("middle:Q", title=None, scale=alt.Scale(domainMin=max(0, round(lowest * 0.9, -1)), nice=True))
    base = alt.Chart({"values": future}).encode(x=x)
    layers = [
        base.mark_area(color=TINT).encode(y=alt.Y("low:Q", title=None), y2="high:Q"),
        base.mark_line(color=HOUSE, strokeDash=[6, 4]).encode(y=y),
        alt.Chart({"values": past}).mark_line(color=INK, strokeWidth=2.5).encode(x=x, y=y),
        *_ends(ahead[-1] if ahead else None, past[-1], x),
    ]
    return drawn(alt.layer(*layers).properties(width=_WIDE, height=270))


def bars(rows: Sequence[Bar]) -> str:
    """Return each group's range as a bar with its middle and its words, and the number before as a grey mark."""
    import altair as alt  # noqa: PLC0415

    values = [
        {
            "label": row.label,
            "low": row.low,
            "middle": row.middle,
            "high": row.high,
            "before": row.before,
            "words": row.words,
            "furthest": max(row.high, row.before),
        }
        for row in rows
    ]
    most = max(1, *(max(row.high, row.before) for row in rows))
    room = _LETTER * max(len(row.words) for row in rows) + _ASIDE
    along = alt.Scale(domain=[0, most * _PLOT / (_PLOT - room)], nice=False)
    order = [row.label for row in rows]
    base = alt.Chart({"values": values}).encode(
        y=alt.Y("label:N", sort=order, title=None, axis=alt.Axis(labelLimit=_LABELS, domain=False, ticks=False))
    )
    low = alt.X("low:Q", axis=None, scale=along)
    layers = alt.layer(
        base.mark_bar(color=TINT, height={"band": 0.6}).encode(x=low, x2="high:Q"),
        base.mark_tick(color=HOUSE, thickness=4, height={"band": 0.6}).encode(x="middle:Q"),
        base.mark_tick(color=GREY, thickness=4, height={"band": 0.9}).encode(x="before:Q"),
        base.mark_text(align="left", dx=10).encode(x="furthest:Q", text="words:N"),
    )
    return drawn(layers.properties(width=_WIDE, height=30 * len(rows)))


def columns(values: Sequence[tuple[str, Mapping[str, float]]], order: Sequence[str], *, money: bool) -> str:
    """Return stacked columns, one a period, with the series told by a legend in the order given."""
    import altair as alt  # noqa: PLC0415

    rows = [{"period": at, "series": name, "value": value} for at, told in values for name, value in told.items()]
    shown = (
        alt.Chart({"values": rows})
        .mark_bar(size=44)
        .encode(
            x=alt.X("period:N", title=None, sort=None, axis=alt.Axis(labelAngle=0)),
            y=alt.Y("value:Q", title=None, axis=alt.Axis(tickCount=5, labelExpr=_MILLIONS if money else alt.Undefined)),
            color=alt.Color("series:N", sort=list(order), legend=alt.Legend(columns=3, labelLimit=220)),
            order=alt.Order("place:Q"),
        )
    )
    placed = shown.transform_calculate(place=f"indexof({json.dumps(list(order))}, datum.series)")
    return drawn(placed.properties(width=_WIDE, height=300))


def _ends(last: Ahead | None, start: Mapping[str, Any], x: altair.X) -> list[altair.Chart]:
    import altair as alt  # noqa: PLC0415

    words = [{**start, "words": number(start["middle"])}]
    told = [
        alt.Chart({"values": words}).mark_point(color=INK, filled=True, size=60, opacity=1).encode(x=x, y="middle:Q"),
        alt.Chart({"values": words})
        .mark_text(dy=-14, fontWeight="bold", stroke="white", strokeWidth=4)
        .encode(x=x, y="middle:Q", text="words:N"),
        alt.Chart({"values": words}).mark_text(dy=-14, fontWeight="bold").encode(x=x, y="middle:Q", text="words:N"),
    ]
    if last is None:
        return told
    ends = [
        {"on": last.on.isoformat(), "middle": one, "words": number(one)}
        for one in sorted({last.low, last.middle, last.high})
    ]
    ahead = alt.Chart({"values": ends}).mark_text(align="left", dx=7).encode(x=x, y="middle:Q", text="words:N")
    return [*told, ahead]
