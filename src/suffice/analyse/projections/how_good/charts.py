"""The tests against the past as pictures, drawn when a test is made, wide and for a phone."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from suffice.analyse.needs.charts import Drawing, bars, lines_of, sized
from suffice.analyse.projections.how_good.sentences import ahead
from suffice.analyse.projections.many import TINT
from suffice.analyse.projections.tested import AIM, LAST, TREND, Tested
from suffice.core.charts import GREY, HOUSE, INK
from suffice.core.models.chart import WIDTHS
from suffice.core.pages.words import number
from suffice.engine.projection.backtest.numbers import step

if TYPE_CHECKING:
    from suffice.analyse.needs.charts import Drawn

_PLAIN = "#8a6d3b"
_NAMES = {"": "This projection", LAST: "As many as now", TREND: "Five-year line"}
_SHADES = {"": HOUSE, LAST: GREY, TREND: _PLAIN}
_DASHES = {"": [1, 0], LAST: [6, 4], TREND: [2, 3]}
_EDGE = 36  # pixels beside the names, for a reader's font that is wider than the drawing's


def drawings(tested: Tested) -> Mapping[str, Drawing]:
    """Return every chart of one test."""
    drawn: dict[str, Drawing] = {
        "past": lambda width: past(tested, width),
        "cover": lambda width: cover(tested, width),
    }
    if any(one.mape is not None for one in tested.horizons):
        drawn["errors"] = lambda width: errors(tested, width)
    return drawn


def past(tested: Tested, width: str) -> Drawn:
    """Draw what happened as a line, and what was said on each past day as a fan that starts from it."""
    import altair as alt  # noqa: PLC0415 - slow to import, and only the worker draws

    said = _said(tested)
    happened = [{"on": on.isoformat(), "middle": count} for on, count in sorted(tested.actual.items())]
    numbers = [one["low"] for one in said] + [one["middle"] for one in happened]
    scale = alt.Scale(domainMin=round(max(0, min(numbers) * 0.92), -1), nice=True)
    ticks: Any = "year" if width == "wide" else 4
    x = alt.X("on:T", title=None, axis=alt.Axis(format="%Y", tickCount=ticks, labelFlush=False))
    y = alt.Y("middle:Q", title=None, scale=scale, axis=alt.Axis(tickCount=5))
    fans = alt.Chart({"values": said}).encode(x=x, detail="origin:N")
    return alt.layer(
        fans.mark_area(color=TINT, opacity=0.45).encode(y=alt.Y("low:Q", title=None), y2="high:Q"),
        fans.mark_line(color=HOUSE, strokeDash=[6, 4], strokeWidth=1.5).encode(y=y),
        alt.Chart({"values": happened}).mark_line(color=INK, strokeWidth=2.5).encode(x=x, y=y),
        fans.transform_filter("datum.months == 0")
        .mark_point(color=INK, filled=True, size=55, opacity=1)
        .encode(y="middle:Q"),
    ).properties(width=WIDTHS[width] - 100, height=340)


def cover(tested: Tested, width: str) -> Drawn:
    """Draw how often the range held at each distance ahead, with its own range, against four in five."""
    import altair as alt  # noqa: PLC0415

    values = [
        {
            "label": lines_of(ahead(one.months), width),
            "share": 100 * one.share,
            "low": 100 * one.low,
            "high": 100 * one.high,
            "furthest": 100,
            "words": f"{number(one.hits)} of {number(one.n)}",
        }
        for one in tested.horizons
    ]
    base, along = bars(values, width)
    aim = alt.Chart({"values": [{"aim": 100 * AIM}]}).mark_rule(color=INK, strokeDash=[4, 4], strokeWidth=2)
    shown = alt.layer(
        base.mark_bar(color=TINT, height={"band": 0.36}).encode(x=alt.X("low:Q", axis=None, scale=along), x2="high:Q"),
        aim.encode(x=alt.X("aim:Q", scale=along)),
        base.mark_point(color=HOUSE, shape="circle", filled=True, size=150, opacity=1).encode(x="share:Q"),
        base.mark_text(align="left", dx=12, fontSize=14).encode(x="furthest:Q", text="words:N"),
    )
    return sized(shown, values, width)


def errors(tested: Tested, width: str) -> Drawn:
    """Draw how far off the middle was at each distance ahead, beside the two forecasts that need no model."""
    import altair as alt  # noqa: PLC0415

    values = _errors(tested)
    room = 190 if width == "wide" else 120
    told = "words:N" if width == "wide" else "who:N"
    dashes = alt.Scale(domain=list(_NAMES.values()), range=list(_DASHES.values()))
    names = alt.Scale(domain=list(_NAMES.values()), range=list(_SHADES.values()))
    base = alt.Chart({"values": values}).encode(
        x=alt.X("years:Q", title="Years ahead", axis=alt.Axis(tickMinStep=1, grid=False)),
        y=alt.Y("off:Q", title="Off by, in %", scale=alt.Scale(zero=True), axis=alt.Axis(tickCount=5)),
        color=alt.Color("who:N", scale=names, legend=None),
    )
    ends = base.transform_filter("datum.last")
    words: dict[str, Any] = {"align": "left", "dx": 10, "fontSize": 13}
    return alt.layer(
        base.mark_line(strokeWidth=2).encode(strokeDash=alt.StrokeDash("who:N", scale=dashes, legend=None)),
        base.mark_point(filled=True, size=60, opacity=1).encode(shape=alt.Shape("who:N", legend=None)),
        ends.mark_text(**words).encode(y="told:Q", text=told),
    ).properties(
        width=WIDTHS[width] - 70 - room, height=300, padding={"left": 5, "top": 5, "right": _EDGE, "bottom": 5}
    )


def _said(tested: Tested) -> list[dict[str, Any]]:
    rows = []
    for path in tested.paths:
        origin = path.origin.isoformat()
        rows.append(
            {"origin": origin, "on": origin, "months": 0, **dict.fromkeys(("low", "middle", "high"), path.start)}
        )
        rows += [
            {
                "origin": origin,
                "on": step(path.origin, point.months).isoformat(),
                "months": point.months,
                "low": point.p10,
                "middle": point.p50,
                "high": point.p90,
            }
            for point in path.points
        ]
    return rows


def _errors(tested: Tested) -> list[dict[str, Any]]:
    """Each line as rows; the last of each bears its name, told no nearer to another name than can be read."""
    rows: list[dict[str, Any]] = [
        {"who": _NAMES[name], "years": one.months / 12, "off": one.mape, "last": False}
        for name in _NAMES
        for one in (tested.baselines[name] if name else tested.horizons)
        if one.mape is not None
    ]
    furthest = max(row["years"] for row in rows)
    most = max(row["off"] for row in rows)
    told = -1.0
    for row in sorted((row for row in rows if row["years"] == furthest), key=lambda row: row["off"]):
        told = max(row["off"], told + 0.075 * most) if told >= 0 else row["off"]
        row |= {"last": True, "told": told, "words": f"{row['who']} {number(row['off'], 1)}%"}
    return rows
