"""Comparisons as pictures, drawn when one is made, wide and for a phone; every scenario keeps its number and colour."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from suffice.analyse.needs.charts import Drawing, bars, lines_of, sized
from suffice.analyse.scenarios import sentences
from suffice.analyse.scenarios.outcome import Future, Outcome
from suffice.core.charts import COLOURS, HOUSE, INK, spread
from suffice.core.models.chart import WIDTHS
from suffice.core.pages.words import number

if TYPE_CHECKING:
    import altair

    from suffice.analyse.needs.charts import Drawn

TINT, RANGE, FEWER, MORE = "#dfe5e5", "#a9c6c4", HOUSE, "#d4771b"
_DASHES = ([1, 0], [8, 3], [2, 3], [10, 3, 2, 3], [5, 5], [3, 2])
_TALL, _LINE = 360, 19  # pixels: the lines, and one label at their ends
_BESIDE = {"wide": 300, "narrow": 95}


def drawings(outcome: Outcome, actual: Mapping[date, int]) -> Mapping[str, Drawing]:
    """Return every chart of one comparison; `actual` is what the returns say at month ends before and after."""
    drawn: dict[str, Drawing] = {
        "lines": lambda width: lines(outcome, actual, width),
        "differences": lambda width: differences(outcome, width),
    }
    for place, future in enumerate(outcome.scenarios, start=1):
        if _worth_drawing(future):
            drawn[f"waterfall-{place}"] = lambda width, one=future: waterfall(outcome, one, width)  # type: ignore[misc]
    return drawn


def _worth_drawing(future: Future) -> bool:
    """Say whether there are several levers, of which one changes the number in care by half a child at least."""
    return len(future.steps) > 1 and any(abs(one.added.mean) >= 0.5 for one in future.steps)


def lines(outcome: Outcome, actual: Mapping[date, int], width: str) -> Drawn:
    """Draw what was as a line, the base as a range, and the middle of each scenario as a line with its number."""
    import altair as alt  # noqa: PLC0415 - slow to import, and only the worker draws

    before = [{"on": on.isoformat(), "middle": count} for on, count in sorted(actual.items()) if _shown(outcome, on)]
    base, scale = _base(outcome), alt.Scale(domain=_domain(outcome, before), nice=False)
    x = alt.X(
        "on:T", title=None, axis=alt.Axis(format="%Y", tickCount="year" if width == "wide" else 4, labelFlush=False)
    )
    y = alt.Y("middle:Q", title=None, scale=scale, axis=alt.Axis(tickCount=5))
    ahead = alt.Chart({"values": base}).encode(x=x)
    layers = [
        ahead.mark_area(color=TINT).encode(y=alt.Y("low:Q", title=None, scale=scale), y2="high:Q"),
        ahead.mark_line(color=INK, strokeDash=[6, 4], strokeWidth=2).encode(y=y),
        alt.Chart({"values": before}).mark_line(color=INK, strokeWidth=2.5).encode(x=x, y=y),
        *(_line(outcome, place, x, y) for place in range(1, len(outcome.scenarios) + 1)),
        *_ends(outcome, _domain(outcome, before), x, y, width),
    ]
    return alt.layer(*layers).properties(width=WIDTHS[width] - _BESIDE[width], height=_TALL)


def differences(outcome: Outcome, width: str) -> Drawn:
    """Draw what each scenario has more or fewer at the end as a range with its middle, and nought as a line."""
    import altair as alt  # noqa: PLC0415

    values: list[dict[str, Any]] = []
    lowest = 0.0
    for place, future in enumerate(outcome.scenarios, start=1):
        change = future.last.difference()
        lowest = min(lowest, change.p10)
        values.append(
            {
                "label": lines_of(f"{place} {future.name}", width),
                "low": change.p10,
                "middle": change.p50,
                "high": change.p90,
                "nought": 0,
                "furthest": max(change.p90, 0),
                "words": sentences.differs(change).removesuffix(" children").removesuffix(" child")
                if width == "wide"
                else f"{sentences.signed(change.p50)}",
            }
        )
    base, along = bars(values, width, floor=lowest - 1)
    x = alt.X("low:Q", axis=None, scale=along)
    drawn = alt.layer(
        base.mark_bar(color=RANGE, height={"band": 0.6}).encode(x=x, x2="high:Q"),
        base.mark_tick(color=HOUSE, thickness=4, height={"band": 0.6}).encode(x="middle:Q"),
        base.mark_tick(color=INK, thickness=2, height={"band": 1.0}).encode(x="nought:Q"),
        base.mark_text(align="left", dx=10, fontSize=14).encode(x="furthest:Q", text="words:N"),
    )
    return sized(drawn, values, width)


def waterfall(outcome: Outcome, future: Future, width: str) -> Drawn:
    """Draw each lever as a bar from where the levers before it lead to where it leads, with its range as a line.

    The number without and with the scenario are marks and not bars: the scale does not begin at nought.
    """
    import altair as alt  # noqa: PLC0415

    values = _falls(outcome, future, width)
    lowest = min(min(one["from"], one["to"], one["low"]) for one in values)
    highest = max(one["furthest"] for one in values)
    base, along = bars(values, width, floor=max(0.0, lowest - max(2.0, 0.1 * (highest - lowest))))
    x = alt.X("from:Q", axis=None, scale=along)
    shade = alt.Color("kind:N", scale=alt.Scale(domain=["fewer", "more"], range=[FEWER, MORE]), legend=None)
    changes = base.transform_filter("datum.kind != 'whole'")
    wholes = base.transform_filter("datum.kind == 'whole'")
    drawn = alt.layer(
        changes.mark_bar(height={"band": 0.6}).encode(x=x, x2="to:Q", color=shade),
        changes.mark_rule(color=INK, strokeWidth=1.5).encode(x="low:Q", x2="high:Q"),
        wholes.mark_tick(color=INK, thickness=5, height={"band": 0.7}).encode(x="from:Q"),
        base.mark_text(align="left", dx=12, fontSize=14).encode(x="furthest:Q", text="words:N"),
    )
    return sized(drawn, values, width)


def _falls(outcome: Outcome, future: Future, width: str) -> list[dict[str, Any]]:
    """Return a row for the base, for each lever, and for the scenario."""
    start, end = outcome.base.last.number().mean, future.last.number().mean
    rows = [_whole("If nothing changes", start, width)]
    before = start
    for step in future.steps:
        after = before + step.added.mean
        rows.append(
            {
                "label": lines_of(f"{step.place} {future.lever(step.place).kind.label}", width),
                "from": before,
                "to": after,
                "low": before + step.added.p10,
                "high": before + step.added.p90,
                "furthest": max(before, after, before + step.added.p90),
                "kind": "fewer" if after < before else "more",
                "words": sentences.signed(step.added.mean, 1),
            }
        )
        before = after
    return [*rows, _whole("With the scenario", end, width)]


def _whole(label: str, value: float, width: str) -> dict[str, Any]:
    return {
        "label": lines_of(label, width),
        "from": value,
        "to": value,
        "low": value,
        "high": value,
        "furthest": value,
        "kind": "whole",
        "words": number(value, 1),
    }


def _base(outcome: Outcome) -> list[dict[str, Any]]:
    start = outcome.in_care
    rows = [{"on": outcome.origin.isoformat(), "low": start, "middle": start, "high": start}]
    for one in outcome.base.moments:
        held = one.number()
        rows.append({"on": one.on.isoformat(), "low": held.p10, "middle": held.p50, "high": held.p90})
    return rows


def _line(outcome: Outcome, place: int, x: altair.X, y: altair.Y) -> altair.Chart:
    import altair as alt  # noqa: PLC0415

    moments = outcome.scenarios[place - 1].moments
    values = [{"on": outcome.origin.isoformat(), "middle": outcome.in_care}]
    values += [{"on": one.on.isoformat(), "middle": one.number().p50} for one in moments]
    chart = alt.Chart({"values": values}).mark_line(
        color=COLOURS[place - 1], strokeWidth=2.5, strokeDash=_DASHES[place - 1]
    )
    drawn: altair.Chart = chart.encode(x=x, y=y)
    return drawn


def _ends(outcome: Outcome, domain: list[float], x: altair.X, y: altair.Y, width: str) -> list[altair.Chart]:
    """Return the name and the number at the end of each line, moved apart where they would lie on each other."""
    import altair as alt  # noqa: PLC0415

    futures = list(enumerate(outcome.futures))
    ends = [one.last.number().p50 for _, one in futures]
    gap = (domain[1] - domain[0]) * _LINE / _TALL
    drawn = []
    for (place, future), end, at in zip(futures, ends, spread(ends, domain, gap=gap), strict=True):
        words = f"{number(end)} ({place})" if place else number(end)
        if width == "wide":
            words += f" {future.name if place else 'If nothing changes'}"
        values = {"values": [{"on": future.last.on.isoformat(), "middle": at, "words": words}]}
        colour = COLOURS[place - 1] if place else INK
        marks = alt.Chart(values).mark_text(align="left", dx=8, fontSize=13, color=colour, limit=_BESIDE[width] - 30)
        drawn.append(marks.encode(x=x, y=y, text="words:N"))
    return drawn


def _domain(outcome: Outcome, before: Sequence[Mapping[str, Any]]) -> list[float]:
    ranges = [one.number() for one in outcome.base.moments]
    middles = [one.number().p50 for future in outcome.scenarios for one in future.moments]
    every = [outcome.in_care, *middles, *(one.p10 for one in ranges), *(one.p90 for one in ranges)]
    every += [one["middle"] for one in before]
    room = max(5.0, 0.06 * (max(every) - min(every)))
    return [max(0.0, min(every) - room), max(every) + room]


def _shown(outcome: Outcome, on: date) -> bool:
    """Say whether a day of the past stands in the picture: as far back as it looks ahead, and what then happened."""
    ahead = outcome.base.last.on - outcome.origin
    return outcome.origin - ahead <= on <= outcome.base.last.on
