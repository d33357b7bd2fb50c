"""The picture of an indicator in a report: three years as a line, the target and England beside it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from suffice.core.palette import GREY, HOUSE, INK
from suffice.core.papers.pictures import WIDE, drawn
from suffice.engine.calendar import months_after
from suffice.engine.measures import Unit
from suffice.review.performance.figures import Point
from suffice.review.reports import telling
from suffice.review.reports.inputs import Line

if TYPE_CHECKING:
    import altair

_MONTHS = 36
_FEWEST = 3
_FEW = 12  # figures up to which each has its dot
_TARGET = "#d4771b"
_HIGH = 105  # so that two indicators fit on a page
_NEAR = 0.22  # of the plot's height: nearer words would stand on each other
_APART = 8  # pixels by which the words of two near lines are moved off each other
_ASIDE = 150  # pixels beside the plot, for the words at the ends of its lines


def picture(line: Line) -> str | None:
    """Return the drawing of an indicator; None where too few figures can be shown to make a line.

    A figure that may not be shown is a gap in the line.
    """
    shown = recent(line)
    known = sum(one.value is not None for one in shown)
    if known < max(_FEWEST, len(shown) / 2) or shown[-1].value is None:
        return None
    return drawn(_chart(line, shown))


def recent(line: Line) -> Sequence[Point]:
    """Return the figures of the last three years; of a measure that is told once a year, its last five."""
    if line.now is None:
        return ()
    first = months_after(line.now.on, -_MONTHS)
    found = [one for one in line.figures if one.on >= first]
    return found if len(found) > 5 else line.figures[-5:]


def alternative(line: Line) -> str:
    """Return the picture in words, for who does not see it."""
    shown = [one for one in recent(line) if one.value is not None]
    values = [one.value for one in shown if one.value is not None]
    low, high = (telling.value(line.indicator, one) for one in (min(values), max(values)))
    return f"Line chart of {line.indicator.title} over time, between {low} and {high}. {telling.finding(line)}"


def _chart(line: Line, shown: Sequence[Point]) -> Any:
    import altair as alt  # noqa: PLC0415 - slow to import, and only background work draws

    rows = [{"on": one.on.isoformat(), "value": one.value} for one in shown]
    beside = _beside(line)
    known = [one.value for one in shown if one.value is not None] + [one["value"] for one in beside]
    x = alt.X("on:T", title=None, axis=alt.Axis(format="%b %Y", tickCount=6, labelAngle=0))
    domain = _domain(line, known)
    scale = alt.Scale(domain=domain, nice=False)
    y = alt.Y("value:Q", title=None, scale=scale, axis=alt.Axis(tickCount=5))
    base = alt.Chart({"values": rows}).encode(x=x, y=y)
    dots = alt.OverlayMarkDef(size=36, color=HOUSE) if len(shown) <= _FEW else alt.Undefined
    last = shown[-1].value or 0.0
    told = [{**rows[-1], "words": telling.value(line.indicator, last)}]
    end = alt.Chart({"values": told}).encode(x=x, y=y)
    layers: list[Any] = [
        base.mark_line(color=HOUSE, point=dots),
        end.mark_point(color=INK, filled=True, size=60, opacity=1),
        end.mark_text(align="left", dx=9, fontWeight="bold", fontSize=14).encode(text="words:N"),
    ]
    tall = domain[1] - domain[0]
    for one in beside:
        near = abs(one["value"] - last) < _NEAR * tall
        named = {**one, "on": rows[-1]["on"]}
        layers.append(_rule(named, x, y, aside=62 if near else 9, lower=_lower(one, beside, _NEAR * tall)))
    return alt.layer(*layers).properties(width=WIDE - _ASIDE, height=_HIGH)


def _lower(one: dict[str, Any], beside: Sequence[dict[str, Any]], near: float) -> int:
    """Return by how many pixels words stand below their line, so that those of two near lines do not cross."""
    other = next((each for each in beside if each is not one and abs(each["value"] - one["value"]) < near), None)
    if other is None:
        return 0
    below = one["value"] < other["value"] or (one["value"] == other["value"] and one is beside[0])
    return _APART if below else -_APART


def _rule(one: dict[str, Any], x: altair.X, y: altair.Y, *, aside: int, lower: int) -> Any:
    """Return a level line with its name beyond its right end."""
    import altair as alt  # noqa: PLC0415

    base = alt.Chart({"values": [one]}).encode(y=y)
    level = base.mark_rule(color=one["colour"], strokeDash=[5, 4], strokeWidth=2)
    named = base.mark_text(align="left", dx=aside, dy=lower, color=one["ink"]).encode(x=x, text="words:N")
    return level + named


def _beside(line: Line) -> list[dict[str, Any]]:
    """Return the target and England, each with the words that stand at its end."""
    found = []
    if line.target is not None:
        words = f"Target {telling.value(line.indicator, line.target)}"
        found.append({"value": line.target, "words": words, "colour": _TARGET, "ink": "#8a4a00"})
    england = next((one for one in line.comparators if one.name.startswith("England")), None)
    if england is not None:
        words = f"England {telling.value(line.indicator, england.value)}"
        found.append({"value": england.value, "words": words, "colour": GREY, "ink": "#505a5f"})
    return found


def _domain(line: Line, known: Sequence[float]) -> list[float]:
    """Return ends that begin at nought for counts and rates, and near the figures for shares."""
    low, high = min(known), max(known)
    room = max((high - low) * 0.25, high * 0.02, 1)
    if line.indicator.unit is Unit.PERCENT:
        return [max(0.0, low - room), min(max(100.0, high), high + room)]
    return [0, high + room]
