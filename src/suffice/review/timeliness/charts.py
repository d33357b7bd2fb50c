"""Drift and delay as pictures: one idea each, drawn when the figures are made, wide and for a phone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from suffice.analyse.needs.charts import Drawing, bars, lines_of, sized
from suffice.core.charts import COLOURS, GREY, HOUSE
from suffice.core.models.chart import WIDTHS
from suffice.core.pages.words import number, per_cent
from suffice.review.timeliness import sentences
from suffice.review.timeliness.figures import Figures, Tally
from suffice.review.timeliness.quality import Lack, Quality

if TYPE_CHECKING:
    from suffice.analyse.needs.charts import Drawn

SOON = "#b9cccb"
_MOST = 20  # bars of a picture
_SHORT = {"cin": "census", "ssda903": "SSDA903"}


def board(figures: Figures) -> Drawing:
    """Draw each rule as a bar: overdue, then due soon."""
    told = {one.rule: one for one in figures.by_rule if one.overdue or one.due_soon}
    named = {figures.rules[code].title: one for code, one in told.items()}
    return lambda width: _stacked(named, width)


def by_team(figures: Figures, code: str) -> Drawing:
    """Draw each team as a bar: overdue, then due soon."""
    named = {one.team or "No team named": one for one in figures.teams(code) if one.overdue or one.due_soon}
    return lambda width: _stacked(named, width)


def over_days(points: Sequence[tuple[Figures, Tally]]) -> Drawing:
    """Draw the share that is overdue day by day, from nought."""
    values = [
        {"on": one.on.isoformat(), "share": count.share or 0, "words": per_cent(count.share)} for one, count in points
    ]
    return lambda width: _line(values, width)


def lacks(quality: Quality) -> Drawing:
    """Draw what the latest return of each kind leaves out, each as a bar of its share."""
    told = sorted((one for one in quality.latest if one.missing), key=lambda one: -(one.share or 0))[:_MOST]
    return lambda width: _shares(told, width)


def over_returns(series: Mapping[tuple[str, str], Sequence[Lack]]) -> Drawing:
    """Draw the share that is left out, return by return, a line for each kind of return."""
    values = [
        {"on": one.on.isoformat(), "share": one.share or 0, "who": sentences.whose(one)}
        for told in series.values()
        for one in told
    ]
    return lambda width: _lines(values, width)


def _shares(told: Sequence[Lack], width: str) -> Drawn:
    import altair as alt  # noqa: PLC0415

    values = [
        {
            "label": lines_of(f"{one.title}, {_SHORT.get(one.kind, one.table.replace('List', 'List '))}", width),
            "share": (one.share or 0) * 100,
            "furthest": (one.share or 0) * 100,
            "words": f"{per_cent(one.share)}, {number(one.missing)} of {number(one.of)}"
            if width == "wide"
            else per_cent(one.share),
        }
        for one in told
    ]
    base, along = bars(values, width)
    drawn = base.mark_bar(color=HOUSE, height={"band": 0.62}).encode(x=alt.X("share:Q", axis=None, scale=along))
    words = base.mark_text(align="left", dx=8, fontSize=14).encode(x=alt.X("furthest:Q"), text="words:N")
    return sized(alt.layer(drawn, words), values, width)


def _lines(values: Sequence[Mapping[str, Any]], width: str) -> Drawn:
    import altair as alt  # noqa: PLC0415

    most = max(0.05, *(one["share"] for one in values))
    names = list(dict.fromkeys(one["who"] for one in values))
    legend = alt.Legend(title=None, columns=1, labelLimit=300)
    base = alt.Chart({"values": list(values)}).encode(
        x=alt.X("on:T", title=None, axis=alt.Axis(format="%Y", tickCount="year", labelOverlap=True)),
        y=alt.Y(
            "share:Q", title=None, scale=alt.Scale(domain=[0, most * 1.15]), axis=alt.Axis(format="%", tickCount=4)
        ),
        color=alt.Color("who:N", scale=alt.Scale(domain=names, range=list(COLOURS)), legend=legend),
        shape=alt.Shape("who:N", scale=alt.Scale(domain=names), legend=legend),
    )
    layers = [base.mark_line(strokeWidth=2).encode(shape=alt.Undefined), base.mark_point(size=80, filled=True)]
    return alt.layer(*layers).properties(width=WIDTHS[width] - 60, height=240)


def _stacked(named: Mapping[str, Tally], width: str) -> Drawn:
    import altair as alt  # noqa: PLC0415 - slow to import, and only the worker draws

    ordered = sorted(named.items(), key=lambda pair: (-pair[1].overdue, -pair[1].due_soon, pair[0]))[:_MOST]
    values: list[dict[str, Any]] = [
        {
            "label": lines_of(label, width),
            "overdue": one.overdue,
            "both": one.overdue + one.due_soon,
            "furthest": one.overdue + one.due_soon,
            "words": _told(one, width),
        }
        for label, one in ordered
    ]
    base, along = bars(values, width)
    begun = base.mark_bar(color=SOON, height={"band": 0.62}).encode(x=alt.X("both:Q", axis=None, scale=along))
    late = base.mark_bar(color=HOUSE, height={"band": 0.62}).encode(x=alt.X("overdue:Q", axis=None, scale=along))
    words = base.mark_text(align="left", dx=8, fontSize=14).encode(x=alt.X("furthest:Q"), text="words:N")
    return sized(alt.layer(begun, late, words), values, width)


def _told(one: Tally, width: str) -> str:
    if width != "wide":
        return f"{number(one.overdue)} + {number(one.due_soon)}"
    return f"{number(one.overdue)} overdue, {number(one.due_soon)} due soon"


def _line(values: Sequence[Mapping[str, Any]], width: str) -> Drawn:
    import altair as alt  # noqa: PLC0415

    most = max(0.05, *(one["share"] for one in values))
    days = alt.Axis(format="%b %Y", values=[one["on"] for one in values], labelOverlap=True, grid=False)
    base = alt.Chart({"values": list(values)}).encode(
        x=alt.X("on:T", axis=days, title=None),
        y=alt.Y(
            "share:Q", title=None, scale=alt.Scale(domain=[0, most * 1.15]), axis=alt.Axis(format="%", tickCount=4)
        ),
    )
    line = base.mark_line(color=GREY, point=alt.OverlayMarkDef(size=70, color=HOUSE))
    words = base.mark_text(dy=-14).encode(text="words:N")
    return alt.layer(line, words).properties(width=WIDTHS[width] - 60, height=220)
