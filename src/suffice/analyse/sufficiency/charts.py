"""Need against places as pictures, drawn when a result is made, wide and for a phone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from suffice.analyse.needs.charts import Drawing, bars, lines_of, sized
from suffice.analyse.sufficiency.outcome import Gap, Places
from suffice.analyse.sufficiency.sentences import to
from suffice.core.charts import HOUSE, INK
from suffice.core.models.chart import WIDTHS
from suffice.core.pages.words import number

if TYPE_CHECKING:
    import altair

    from suffice.analyse.needs.charts import Drawn

TINT, PLACES = "#a9c6c4", "#d4771b"
EDGE = {"left": 5, "top": 5, "right": 28, "bottom": 5}  # words drawn in a wider font than the one they are measured in
_BESIDE = {"wide": 190, "narrow": 120}  # pixels for the numbers at the left and the words at the right


def drawings(held: Places) -> Mapping[str, Drawing]:
    """Return the charts of need against places: all types on the last day, each recorded type, and who has none."""
    drawn: dict[str, Drawing] = {}
    known = [one for one in held.on(held.last) if one.usable is not None]
    if known:
        drawn["types"] = lambda width: types(known, width)
    for placement in held.recorded:
        gaps = held.of_type(placement)
        drawn[f"type-{placement}"] = lambda width, gaps=gaps: path(gaps, width)  # type: ignore[misc]
    if any(one.chance for one in held.unmet):
        drawn["nowhere"] = lambda width: nowhere(held, width)
    return drawn


def types(gaps: Sequence[Gap], width: str) -> Drawn:
    """Draw the need of each type as a range with its middle, and its usable places as a mark."""
    import altair as alt  # noqa: PLC0415 - slow to import, and only the worker draws

    values = [
        {
            "label": lines_of(gap.placement.label, width),
            "low": gap.need.p10,
            "middle": gap.need.p50,
            "high": gap.need.p90,
            "places": gap.usable,
            "furthest": max(gap.need.p90, gap.usable or 0),
            "words": to(gap.need) + (f", {number(gap.usable)} places" if width == "wide" else ""),
        }
        for gap in gaps
    ]
    base, along = bars(values, width)
    chart = alt.layer(
        base.mark_bar(color=TINT, height={"band": 0.6}).encode(x=alt.X("low:Q", axis=None, scale=along), x2="high:Q"),
        base.mark_tick(color=HOUSE, thickness=4, height={"band": 0.6}).encode(x="middle:Q"),
        base.mark_point(color=PLACES, shape="diamond", filled=True, size=150, opacity=1).encode(x="places:Q"),
        base.mark_text(align="left", dx=14, fontSize=14).encode(x="furthest:Q", text="words:N"),
    )
    return sized(chart.properties(padding=EDGE), values, width)


def path(gaps: Sequence[Gap], width: str) -> Drawn:
    """Draw the need of one type month by month as a fan, and its usable places as steps."""
    import altair as alt  # noqa: PLC0415

    values = [
        {
            "on": gap.on.isoformat(),
            "low": gap.need.p10,
            "middle": gap.need.p50,
            "high": gap.need.p90,
            "places": gap.usable,
        }
        for gap in gaps
    ]
    x = _time(width)
    base = alt.Chart({"values": values}).encode(x=x)
    y = alt.Y("middle:Q", title=None, scale=alt.Scale(domainMin=0, nice=True), axis=alt.Axis(tickCount=5))
    layers = [
        base.mark_area(color=TINT).encode(y=alt.Y("low:Q", title=None), y2="high:Q"),
        base.mark_line(color=HOUSE, strokeDash=[6, 4]).encode(y=y),
        base.mark_line(color=PLACES, strokeWidth=3, interpolate="step-after").encode(y="places:Q"),
        *_ends(gaps[-1], x, width),
    ]
    return alt.layer(*layers).properties(width=WIDTHS[width] - _BESIDE[width], height=320, padding=EDGE)


def nowhere(held: Places, width: str) -> Drawn:
    """Draw the children without any place month by month as a fan."""
    import altair as alt  # noqa: PLC0415

    values = [
        {"on": one.on.isoformat(), "low": one.children.p10, "middle": one.children.p50, "high": one.children.p90}
        for one in held.unmet
    ]
    x = _time(width)
    base = alt.Chart({"values": values}).encode(x=x)
    last = held.unmet[-1]
    ends = [
        {"on": last.on.isoformat(), "at": at, "words": number(at)}
        for at in sorted({round(one) for one in (last.children.p10, last.children.p50, last.children.p90)})
    ]
    layers = [
        base.mark_area(color=TINT).encode(y=alt.Y("low:Q", title=None, axis=alt.Axis(tickCount=4)), y2="high:Q"),
        base.mark_line(color=HOUSE, strokeDash=[6, 4]).encode(y="middle:Q"),
        alt.Chart({"values": ends}).mark_text(align="left", dx=8, fontSize=14).encode(x=x, y="at:Q", text="words:N"),
    ]
    return alt.layer(*layers).properties(width=WIDTHS[width] - 100, height=240)


def _time(width: str) -> altair.X:
    import altair as alt  # noqa: PLC0415

    count = 6 if width == "wide" else 3
    return alt.X("on:T", title=None, axis=alt.Axis(format="%b %Y", tickCount=count, labelFlush=False))


def _ends(last: Gap, x: altair.X, width: str) -> list[altair.Chart]:
    """Return the words at the end: the range of need and the places, kept apart where they are near."""
    import altair as alt  # noqa: PLC0415

    usable = last.usable or 0.0
    room = max(last.need.p90, usable) * 0.07
    above = usable >= last.need.p50
    need_at = last.need.p50 - max(0.0, room - abs(usable - last.need.p50)) * (1 if above else -1)
    values: list[dict[str, Any]] = [
        {
            "on": last.on.isoformat(),
            "at": need_at,
            "words": f"need {to(last.need)}" if width == "wide" else to(last.need),
        },
        {
            "on": last.on.isoformat(),
            "at": usable,
            "words": f"{number(usable)} places" if width == "wide" else number(usable),
        },
    ]
    base = alt.Chart({"values": values}).encode(x=x, y="at:Q", text="words:N")
    return [base.mark_text(align="left", dx=8, fontSize=13, color=INK)]
