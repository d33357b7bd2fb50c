"""Measures as pictures: the line of a measure with its interval, and its run chart; wide and for a phone."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from suffice.core.models.chart import WIDTHS
from suffice.core.palette import COLOURS, GREY, HOUSE, INK

if TYPE_CHECKING:
    import altair

_BAND = "#cfdcdb"
_TARGET = COLOURS[3]
_AIM = "Target"
_MANY = 24  # points beyond which each is not marked
_TWO_YEARS = 730  # days
_NAMES = 100  # pixels for the names at the ends of lines
_MARKS = {
    "improvement": ("For the better", "triangle-up", COLOURS[2]),
    "concern": ("For the worse", "triangle-down", COLOURS[1]),
    "higher": ("Higher", "triangle-up", COLOURS[3]),
    "lower": ("Lower", "triangle-down", COLOURS[3]),
    "none": ("No sign", "circle", GREY),
}


@dataclass(frozen=True, slots=True)
class Beside:
    """Figures that stand beside a measure: what they are called, and their value by day."""

    name: str
    values: Mapping[date, float]


def line(
    points: Sequence[tuple[date, float, float | None, float | None]],
    *,
    targets: Sequence[tuple[date, float | None]],
    beside: Sequence[Beside],
    heading: str,
    width: str,
) -> altair.LayerChart:
    """Draw a measure over time: its line, its interval as a band, its target, and others in grey.

    Args:
        points: day, value, low and high, in order of time.
        targets: the target of each of those days; None where there was none.
        beside: what others have.
        heading: of the values, units included.
        width: wide or narrow.
    """
    import altair as alt  # noqa: PLC0415 - slow to import, and only the worker draws

    data = {
        "own": [{"on": on.isoformat(), "value": value, "low": low, "high": high} for on, value, low, high in points]
    }
    days = _days(width, points[0][0], points[-1][0])
    base = alt.Chart(alt.NamedData("own")).encode(x=days)
    layers: list[Any] = []
    if any(low is not None for _, _, low, _ in points):
        band = base.transform_filter("datum.low != null").mark_area(color=_BAND, interpolate="linear")
        layers.append(band.encode(y=alt.Y("low:Q", title=heading), y2="high:Q"))
    for other in beside:
        data[other.name] = _rows(other)
        layers += _named(other.name, days, GREY, dashed=False)
    aims = {on: value for on, value in targets if value is not None}
    if aims:
        data[_AIM] = _rows(Beside(_AIM, aims))
        layers += _named(_AIM, days, _TARGET, dashed=True)
    many = len(points) > _MANY
    own = base.mark_line(color=HOUSE, point=False if many else alt.OverlayMarkDef(size=45, color=HOUSE))
    layers.append(own.encode(y=_values("value", heading)))
    return _sized(alt.layer(*layers), data, width, names=len(data) > 1)


def run(document: Mapping[str, Any], *, width: str) -> altair.LayerChart:
    """Draw a run chart out of its document: points by what they are a sign of, mean and limits by stretch."""
    import altair as alt  # noqa: PLC0415

    rows = _points(document)
    data, heading = {"own": rows}, document["heading"]
    days = _days(width, date.fromisoformat(rows[0]["on"]), date.fromisoformat(rows[-1]["on"]))
    base = alt.Chart(alt.NamedData("own")).encode(x=days)
    found = [_MARKS[name] for name in _MARKS if any(row["meaning"] == name for row in rows)]
    labels = [label for label, _, _ in found]
    layers: list[Any] = [
        base.mark_line(color=GREY, strokeWidth=1.5).encode(y=_values("value", heading)),
        *(
            base.mark_line(color=INK, strokeWidth=1, strokeDash=dash, interpolate="step-after").encode(y=f"{name}:Q")
            for name, dash in (("mean", [1, 0]), ("low", [4, 4]), ("high", [4, 4]))
        ),
        base.mark_point(size=60, filled=True, opacity=1).encode(
            y="value:Q",
            color=alt.Color("sign:N", scale=alt.Scale(domain=labels, range=[colour for _, _, colour in found])),
            shape=alt.Shape("sign:N", scale=alt.Scale(domain=labels, range=[shape for _, shape, _ in found])),
        ),
    ]
    if aims := _targets(document):
        data[_AIM] = _rows(Beside(_AIM, aims))
        layers += _named(_AIM, days, _TARGET, dashed=True)
    return _sized(alt.layer(*layers), data, width, names=len(data) > 1)


def _points(document: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return the points of a run chart; no count lies below nought and no share above a hundred, so no limit does."""
    values = [point["value"] for point in document["points"]]
    floor, ceiling = min(0.0, *values), max(100.0, *values) if "%" in document["heading"] else math.inf
    limits = [(max(point["low"], floor), min(point["high"], ceiling)) for point in document["points"]]
    return [
        {"on": end, **point, "low": low, "high": high, "sign": _MARKS[point["meaning"]][0]}
        for end, point, (low, high) in zip(document["ends"], document["points"], limits, strict=True)
    ]


def _targets(document: Mapping[str, Any]) -> dict[date, float]:
    """Return the target of each point, where one is drawn; charts made before points had their own have one for all."""
    ends = [date.fromisoformat(one) for one in document["ends"]]
    if document["target"] is not None:
        return dict.fromkeys(ends, document["target"])
    return dict(zip(ends, document.get("targets", ()), strict=False))


def _rows(beside: Beside) -> list[dict[str, Any]]:
    """Return a line's points; the last bears its name."""
    last = max(beside.values)
    return [
        {"on": on.isoformat(), "value": value, "name": beside.name if on == last else ""}
        for on, value in sorted(beside.values.items())
    ]


def _named(name: str, days: altair.X, colour: str, *, dashed: bool) -> list[Any]:
    """Return a line with its name at its end."""
    import altair as alt  # noqa: PLC0415

    placed = alt.Chart(alt.NamedData(name)).encode(x=days, y="value:Q")
    shape: dict[str, Any] = {"interpolate": "step-after", "strokeDash": [6, 3]} if dashed else {"point": True}
    return [
        placed.mark_line(color=colour, strokeWidth=2, **shape),
        placed.transform_filter("datum.name != ''")
        .mark_text(align="left", dx=8, color=colour, fontSize=12)
        .encode(text="name:N"),
    ]


def _days(width: str, first: date, last: date) -> altair.X:
    """Return the axis of days: a mark a year where there are several, else by months."""
    import altair as alt  # noqa: PLC0415

    years = (last - first).days > _TWO_YEARS
    words = "%b %Y" if width == "wide" or not years else "%Y"
    count: Any = {"interval": "year", "step": 1} if years else 4
    axis = alt.Axis(format=words, labelOverlap="greedy", labelSeparation=6, tickCount=count)
    return alt.X("on:T", title=None, scale=alt.Scale(type="utc"), axis=axis)


def _values(field: str, heading: str) -> altair.Y:
    import altair as alt  # noqa: PLC0415

    return alt.Y(f"{field}:Q", title=heading, scale=alt.Scale(zero=False), axis=alt.Axis(tickCount=5))


def _sized(chart: Any, data: Mapping[str, Any], width: str, *, names: bool) -> altair.LayerChart:
    """Return a chart in its size, with its data: given last, for each step before would copy them."""
    room = _NAMES if names else 10
    size = {"width": WIDTHS[width] - 60 - room, "height": 280 if width == "wide" else 220}
    made: altair.LayerChart = chart.properties(**size, datasets=dict(data))
    return made
