"""Projections as pictures, drawn when a run is made, wide and for a phone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from suffice.analyse.needs.charts import Drawing, bars, lines_of, sized
from suffice.analyse.needs.trends import BREAKDOWNS
from suffice.analyse.projections.many import TINT, cohort_series, months, series_of, split
from suffice.analyse.projections.outcome import Horizon, Outcome, Range
from suffice.analyse.projections.sentences import to
from suffice.core.charts import GREY, HOUSE, INK
from suffice.core.models.chart import WIDTHS
from suffice.core.pages.words import number

if TYPE_CHECKING:
    import altair

    from suffice.analyse.needs.charts import Drawn

STRATEGY = "#505a5f"


@dataclass(frozen=True, slots=True)
class Mark:
    """One of the strategy's own cases, on the day that it is about."""

    label: str
    on: date
    number: int


def drawings(outcome: Outcome, marks: Sequence[Mark]) -> Mapping[str, Drawing]:
    """Return every chart of one run; `marks` are the strategy's own cases, to stand in grey beside the range."""
    drawn: dict[str, Drawing] = {"fan": lambda width: fan(outcome, marks, width)}
    for code, ranges in (("placement", outcome.last.by_placement), ("age", outcome.last.by_age)):
        drawn[code] = lambda width, code=code, ranges=ranges: groups(  # type: ignore[misc]
            code, ranges, outcome.at_origin[code], width
        )
    for code in ("placement", "age"):
        drawn[f"months-{code}"] = lambda width, code=code: months(series_of(outcome, code), width)  # type: ignore[misc]
    if outcome.cohorts:
        drawn["cohorts"] = lambda width: months(cohort_series(outcome), width)
    if outcome.split:
        drawn["split"] = lambda width: split(outcome.split[outcome.last.on].total, width)
    horizon = outcome.about(marks[0].on) if marks else None
    if horizon is not None:
        drawn["beside"] = lambda width: beside(horizon, outcome.actual.get(horizon.on), marks, width)
    return drawn


def fan(outcome: Outcome, marks: Sequence[Mark], width: str) -> Drawn:
    """Draw the months before as a line, the range ahead as a fan, what then happened, and the strategy's cases."""
    import altair as alt  # noqa: PLC0415 - slow to import, and only the worker draws

    ahead, happened = _ahead(outcome), _happened(outcome)
    numbers = [*(one["low"] for one in ahead), *(one["middle"] for one in happened), *(mark.number for mark in marks)]
    scale = alt.Scale(domainMin=round(max(0, min(numbers) * 0.92), -1), nice=True)
    x = alt.X(
        "on:T", title=None, axis=alt.Axis(format="%Y", tickCount="year" if width == "wide" else 4, labelFlush=False)
    )
    y = alt.Y("middle:Q", title=None, scale=scale, axis=alt.Axis(tickCount=5))
    future = alt.Chart({"values": ahead}).encode(x=x)
    elsewhere = alt.Chart({"values": _elsewhere(outcome)}).encode(x=x)
    layers = [
        future.mark_area(color=TINT).encode(y=alt.Y("low:Q", title=None), y2="high:Q"),
        future.mark_line(color=HOUSE, strokeDash=[6, 4]).encode(y=y),
        elsewhere.mark_line(color=GREY, strokeDash=[2, 3], strokeWidth=2).encode(y="middle:Q", detail="end:N"),
        alt.Chart({"values": happened}).mark_line(color=INK, strokeWidth=2.5).encode(x=x, y=y),
        *_case_marks(marks, x, width),
        *_words(outcome, x),
    ]
    return alt.layer(*layers).properties(width=WIDTHS[width] - 100, height=340)


def groups(code: str, ranges: Mapping[str, Range], now: Mapping[str, int], width: str) -> Drawn:
    """Draw each group's range as a bar with its middle, and the number at the origin as a grey mark."""
    values = [
        {
            "label": lines_of(label, width),
            "low": ranges[group].p10,
            "middle": ranges[group].p50,
            "high": ranges[group].p90,
            "now": now[group],
            "furthest": max(ranges[group].p90, now[group]),
            "words": to(ranges[group]) + (f" (was {number(now[group])})" if width == "wide" else ""),
        }
        for group, label in BREAKDOWNS[code].groups.items()
    ]
    base, along = bars(values, width)
    was = base.mark_tick(color=GREY, thickness=4, height={"band": 0.9}).encode(x="now:Q")
    return sized(_ranges(base, along, [was]), values, width)


def beside(horizon: Horizon, happened: int | None, marks: Sequence[Mark], width: str) -> Drawn:
    """Draw the strategy's cases, the range and what then happened under one scale."""
    rows: list[dict[str, Any]] = [
        {"label": mark.label, "case": mark.number, "furthest": mark.number, "words": number(mark.number)}
        for mark in marks
    ]
    held = horizon.total
    simulated = {"low": held.p10, "middle": held.p50, "high": held.p90, "furthest": held.p90, "words": to(held)}
    rows.append({"label": "Simulated", **simulated})
    if happened is not None:
        rows.append({"label": "What happened", "was": happened, "furthest": happened, "words": number(happened)})
    values = [{**row, "label": lines_of(row["label"], width)} for row in rows]
    lowest = min(one for row in rows for name in ("low", "case", "was") if (one := row.get(name)) is not None)
    base, along = bars(values, width, floor=max(0, lowest - 30))
    cases = base.mark_point(color=STRATEGY, shape="diamond", filled=True, size=130, opacity=1).encode(x="case:Q")
    fact = base.mark_point(color=INK, shape="circle", filled=True, size=150, opacity=1).encode(x="was:Q")
    return sized(_ranges(base, along, [cases, fact]), values, width)


def _ranges(base: altair.Chart, along: altair.Scale, marks: Sequence[altair.Chart]) -> Drawn:
    """Return ranges as bars with their middles, then the marks, then the words."""
    import altair as alt  # noqa: PLC0415

    return alt.layer(
        base.mark_bar(color=TINT, height={"band": 0.6}).encode(x=alt.X("low:Q", axis=None, scale=along), x2="high:Q"),
        base.mark_tick(color=HOUSE, thickness=4, height={"band": 0.6}).encode(x="middle:Q"),
        *marks,
        base.mark_text(align="left", dx=12, fontSize=14).encode(x="furthest:Q", text="words:N"),
    )


def _ahead(outcome: Outcome) -> list[dict[str, Any]]:
    start = {"on": outcome.origin.isoformat(), "low": outcome.in_care, "middle": outcome.in_care}
    start["high"] = outcome.in_care
    return [
        start,
        *(
            {"on": one.on.isoformat(), "low": one.total.p10, "middle": one.total.p50, "high": one.total.p90}
            for one in outcome.horizons
        ),
    ]


def _elsewhere(outcome: Outcome) -> list[dict[str, Any]]:
    """Both ends of what councils' totals have done, where it is too far from this council's children to be averaged."""
    told = outcome.outlook
    if told is None or not told.apart:
        return []
    ends = [(one.on, one.panel) for one in told.sides if one.panel is not None]
    start = [{"on": outcome.origin.isoformat(), "end": end, "middle": outcome.in_care} for end in ("low", "high")]
    return [
        *start,
        *({"on": on.isoformat(), "end": "low", "middle": held.p10} for on, held in ends),
        *({"on": on.isoformat(), "end": "high", "middle": held.p90} for on, held in ends),
    ]


def _happened(outcome: Outcome) -> list[dict[str, Any]]:
    return [{"on": on.isoformat(), "middle": count} for on, count in sorted(outcome.actual.items())]


def _words(outcome: Outcome, x: altair.X) -> list[altair.Chart]:
    """Return the numbers at the end of the fan, and the number at the origin."""
    import altair as alt  # noqa: PLC0415

    end = outcome.last
    ends = [{"on": end.on.isoformat(), "middle": one} for one in {end.total.p90, end.total.p50, end.total.p10}]
    start = [{"on": outcome.origin.isoformat(), "middle": outcome.in_care}]
    figure = alt.Text("middle:Q", format=",.0f")
    return [
        alt.Chart({"values": ends}).mark_text(align="left", dx=8, fontSize=14).encode(x=x, y="middle:Q", text=figure),
        alt.Chart({"values": start}).mark_point(color=INK, filled=True, size=70, opacity=1).encode(x=x, y="middle:Q"),
        alt.Chart({"values": start})
        .mark_text(dy=-16, fontSize=14, fontWeight="bold", stroke="white", strokeWidth=4)
        .encode(x=x, y="middle:Q", text=figure),
        alt.Chart({"values": start})
        .mark_text(dy=-16, fontSize=14, fontWeight="bold")
        .encode(x=x, y="middle:Q", text=figure),
    ]


def _case_marks(marks: Sequence[Mark], x: altair.X, width: str) -> list[altair.Chart]:
    """Return the strategy's cases as grey marks with their names, which a white edge keeps off the lines."""
    import altair as alt  # noqa: PLC0415

    if not marks:
        return []
    values = [
        {
            "on": mark.on.isoformat(),
            "middle": mark.number,
            "words": f"{mark.label} {number(mark.number)}" if width == "wide" else mark.label,
        }
        for mark in marks
    ]
    base = alt.Chart({"values": values}).encode(x=x, y="middle:Q")
    aside: dict[str, Any] = {"align": "left", "dx": 10, "fontSize": 12}
    return [
        base.mark_point(color=STRATEGY, shape="diamond", filled=True, size=90, opacity=1),
        base.mark_text(**aside, stroke="white", strokeWidth=3).encode(text="words:N"),
        base.mark_text(**aside, color=INK).encode(text="words:N"),
    ]
