"""Cost as pictures: by year, by type, scenarios against the base, and block against spot."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from textwrap import shorten
from typing import TYPE_CHECKING, Any

from suffice.analyse.needs.charts import Drawing, bars, lines_of, sized
from suffice.analyse.sufficiency.charts import EDGE, PLACES, TINT
from suffice.analyse.sufficiency.money import more_or_less, to
from suffice.analyse.sufficiency.outcome import Block, Line, Money, ScenarioCost
from suffice.core.charts import HOUSE, INK
from suffice.core.models.chart import WIDTHS
from suffice.core.pages.words import money, number

if TYPE_CHECKING:
    from suffice.analyse.needs.charts import Drawn

_NAME = 36  # letters of a scenario's name that find room on a phone


def drawings(told: Money | None, blocks: Sequence[Block], scenarios: Sequence[ScenarioCost]) -> Mapping[str, Drawing]:
    """Return the charts of cost."""
    drawn: dict[str, Drawing] = {}
    if told is not None and told.by_year:
        drawn["years"] = lambda width: amounts(told.by_year, [one.period for one in told.by_year], width)
        kinds = [one for one in told.by_type if one.period == told.year.label and one.cost.mean]
        kinds.sort(key=lambda one: -one.cost.mean)
        drawn["kinds"] = lambda width: amounts(kinds, [one.kind for one in kinds], width)
    costed = [one for one in scenarios if one.difference]
    if costed:
        drawn["scenarios"] = lambda width: differences(costed, width)
    for case in blocks:
        drawn[f"block-{case.placement}"] = lambda width, case=case: curve(case, width)  # type: ignore[misc]
    return drawn


def amounts(lines: Sequence[Line], labels: Sequence[str], width: str) -> Drawn:
    """Draw the middle of each amount as a bar from nought, and its range as a line over its end."""
    import altair as alt  # noqa: PLC0415 - slow to import, and only the worker draws

    values = [
        {
            "label": lines_of(label, width),
            "low": float(line.cost.p10),
            "middle": float(line.cost.p50),
            "high": float(line.cost.p90),
            "furthest": float(line.cost.p90),
            "words": _short(line.cost.p50) if width == "narrow" else f"{money(line.cost.p50)} ({to(line.cost)})",
        }
        for line, label in zip(lines, labels, strict=True)
    ]
    base, along = bars(values, width)
    chart = alt.layer(
        base.mark_bar(color=TINT, height={"band": 0.6}).encode(x=alt.X("middle:Q", axis=None, scale=along)),
        base.mark_rule(color=HOUSE, strokeWidth=4).encode(x="low:Q", x2="high:Q"),
        base.mark_text(align="left", dx=10, fontSize=14).encode(x="furthest:Q", text="words:N"),
    )
    return sized(chart.properties(padding=EDGE), values, width)


def differences(scenarios: Sequence[ScenarioCost], width: str) -> Drawn:
    """Draw what each scenario costs more or less in the last year: its range and middle, and a line at nought."""
    import altair as alt  # noqa: PLC0415

    values: list[dict[str, Any]] = []
    for one in scenarios:
        cost = one.difference[-1].cost
        values.append(
            {
                "label": lines_of(one.name if width == "wide" else shorten(one.name, _NAME, placeholder="…"), width),
                "low": float(cost.p10),
                "middle": float(cost.p50),
                "high": float(cost.p90),
                "nought": 0,
                "furthest": max(float(cost.p90), 0.0),
                "words": more_or_less(cost.p50) if width == "wide" else _brief(cost.p50),
            }
        )
    lowest = min(0.0, *(one["low"] for one in values))
    base, along = bars(values, width, floor=lowest)
    chart = alt.layer(
        base.mark_bar(color=TINT, height={"band": 0.6}).encode(x=alt.X("low:Q", axis=None, scale=along), x2="high:Q"),
        base.mark_tick(color=HOUSE, thickness=4, height={"band": 0.6}).encode(x="middle:Q"),
        base.mark_tick(color=INK, thickness=1, height={"band": 1.0}).encode(x="nought:Q"),
        base.mark_text(align="left", dx=10, fontSize=14).encode(x="furthest:Q", text="words:N"),
    )
    return sized(chart.properties(padding=EDGE), values, width)


def curve(case: Block, width: str) -> Drawn:
    """Draw what each number of block places costs a week, with its range, the best number and the present one."""
    import altair as alt  # noqa: PLC0415

    values = [
        {
            "places": one.places,
            "low": float(one.weekly.p10),
            "mean": float(one.weekly.mean),
            "high": float(one.weekly.p90),
        }
        for one in case.curve
    ]
    x = alt.X("places:Q", title="Block places", axis=alt.Axis(tickCount=6, tickMinStep=1))
    y = alt.Y("mean:Q", title=None, axis=alt.Axis(format="~s", labelExpr="'£' + datum.label", tickCount=5))
    base = alt.Chart({"values": values}).encode(x=x)
    nearest = {at: min(case.curve, key=lambda one: abs(one.places - at)) for at in {case.best, round(case.now)}}
    marks = [{"places": case.best, "mean": float(nearest[case.best].weekly.mean), "words": _least(case.best)}]
    if round(case.now) != case.best:
        now = round(case.now)
        marks.append({"places": now, "mean": float(nearest[now].weekly.mean), "words": f"{number(now)} now"})
    points = alt.Chart({"values": marks}).encode(x=x, y=y)
    layers = [
        base.mark_area(color=TINT).encode(y=alt.Y("low:Q", title=None), y2="high:Q"),
        base.mark_line(color=HOUSE).encode(y=y),
        points.mark_point(color=PLACES, shape="diamond", filled=True, size=150, opacity=1),
        points.mark_text(align="left", dx=12, dy=10, fontSize=13, stroke="white", strokeWidth=4).encode(text="words:N"),
        points.mark_text(align="left", dx=12, dy=10, fontSize=13).encode(text="words:N"),
    ]
    return alt.layer(*layers).properties(width=WIDTHS[width] - 80, height=300)


def _least(places: int) -> str:
    return f"{number(places)} cost least" if places else "none costs least"


def _brief(amount: Decimal) -> str:
    """£2.3m less, for a phone."""
    return more_or_less(amount) if abs(amount) < 1000 else f"{_short(abs(amount))} {'more' if amount > 0 else 'less'}"


def _short(amount: Decimal) -> str:
    """£5.6m, for a phone."""
    if amount >= 1_000_000:
        return f"£{number(amount / 1_000_000, 1)}m"
    return f"£{number(amount / 1000)}k" if amount >= 1000 else money(amount)
