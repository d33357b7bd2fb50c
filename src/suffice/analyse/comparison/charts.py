"""Comparisons as pictures: beside the neighbours, among all authorities, over the years."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from suffice.core.charts import COLOURS, GREY, HOUSE, INK
from suffice.core.models.chart import WIDTHS
from suffice.core.pages.words import number
from suffice.engine.comparison.basis import Basis
from suffice.engine.comparison.comparators import Against, Comparator
from suffice.engine.comparison.comparing import Comparison, Placed
from suffice.engine.comparison.figures import Figure

if TYPE_CHECKING:
    import altair

    Drawn = altair.LayerChart | altair.FacetChart

Drawing = Callable[[str], "Drawn"]
"""Draws one chart for a width: wide or narrow."""

OTHERS = COLOURS[2]
DARK = "#505a5f"
_KINDS = {"own": HOUSE, "member": OTHERS, "group": DARK}
_SHAPES = {"own": "circle", "member": "circle", "group": "diamond"}
_LINE = {"wide": 34, "narrow": 17}  # letters on a line of a label
_LABELS = {"wide": 210, "narrow": 126}  # pixels that the labels take
_ROW = {"wide": 30, "narrow": 38}
MEAN = "Mean of neighbours"
_MOST = 15  # members drawn one by one
_CURVE = 40
_TALL = 320


def beside(one: Comparison, width: str) -> Drawn:
    """Draw the council among its neighbours, each with its interval, and the means below them in grey."""
    import altair as alt  # noqa: PLC0415 - slow to import, and only the worker draws

    rows = [{**row, "label": "|".join(textwrap.wrap(row["label"], _LINE[width]))} for row in _rows(one)]
    ends = [row[end] for row in rows for end in ("low", "high")]
    floor = 0.0 if min(ends) < 0.4 * max(ends) else 0.9 * min(ends)
    wide = WIDTHS[width] - 20 - _LABELS[width]
    words = 22 + 7.6 * max(len(row["words"]) for row in rows)
    across = alt.Scale(domain=[floor, floor + (max(ends) - floor) * wide / (wide - words)], nice=False)
    axis = alt.Axis(
        labelExpr="split(datum.label, '|')", labelLimit=300, labelPadding=8, minExtent=_LABELS[width], domain=False
    )
    order = [row["label"] for row in rows]
    base = alt.Chart({"values": rows}).encode(
        y=alt.Y("label:N", sort=order, title=None, axis=axis),
        color=alt.Color("kind:N", scale=alt.Scale(domain=list(_KINDS), range=list(_KINDS.values())), legend=None),
    )
    below = alt.Axis(tickCount=5 if width == "wide" else 3, title=_unit(one))
    shape = alt.Shape("kind:N", scale=alt.Scale(domain=list(_SHAPES), range=list(_SHAPES.values())), legend=None)
    layers = [
        base.mark_rule(strokeWidth=3, opacity=0.55).encode(x=alt.X("low:Q", scale=across, axis=below), x2="high:Q"),
        base.mark_point(filled=True, opacity=1).encode(
            x=alt.X("value:Q", scale=across),
            shape=shape,
            size=alt.condition("datum.kind == 'own'", alt.value(190), alt.value(110)),
        ),
        base.mark_text(align="left", dx=12).encode(
            x=alt.X("high:Q", scale=across), text="words:N", color=alt.value(INK)
        ),
    ]
    return alt.layer(*layers).properties(width=wide, height=_ROW[width] * len(rows))


def funnel(one: Comparison, placed: Placed, width: str) -> Drawn:
    """Draw every authority by its size, with limits that make room for how far authorities differ anyway."""
    import altair as alt  # noqa: PLC0415

    points, curves = _points(one, placed), _curves(one, placed)
    seen = [row[key] for row in curves for key in ("low", "high")] + [row["value"] for row in points]
    up = alt.Scale(domain=[max(0.0, min(seen)), max(seen)], nice=True)
    along = alt.Scale(type="log", nice=False, padding=12)
    x = alt.X("size:Q", scale=along, title=_size(one), axis=alt.Axis(format="~s", values=_sizes(points, width)))
    limits = alt.Chart({"values": curves})
    y = alt.Y("low:Q", scale=up, title=_unit(one), axis=alt.Axis(tickCount=5))
    drawn = []
    for per_cent, dash in ((95.0, [5, 4]), (99.8, [1, 0])):
        part = limits.transform_filter(f"datum.limit == {per_cent}").mark_line(
            strokeWidth=1.5, color=DARK, strokeDash=dash
        )
        drawn += [part.encode(x=x, y=y), part.encode(x=x, y=alt.Y("high:Q", scale=up))]
    centre = limits.transform_filter("datum.limit == 95").mark_line(strokeWidth=1.5, color=GREY)
    dots = (
        alt.Chart({"values": points})
        .mark_point(filled=True, opacity=0.9)
        .encode(
            x=x,
            y=alt.Y("value:Q", scale=up),
            color=alt.Color("kind:N", scale=_named(_dots(one)), legend=_legend(width)),
            shape=alt.Shape(
                "kind:N",
                scale=alt.Scale(domain=list(_dots(one)), range=["circle", "diamond", "circle"]),
                legend=_legend(width),
            ),
            size=alt.Size(
                "kind:N",
                scale=alt.Scale(domain=list(_dots(one)), range=[230, 110, 36] if width == "wide" else [170, 70, 16]),
                legend=_legend(width),
            ),
        )
    )
    return alt.layer(*drawn, centre.encode(x=x, y="centre:Q"), dots, *_limit_names(curves, x, up)).properties(
        width=WIDTHS[width] - 80, height=_TALL
    )


def _rows(one: Comparison) -> list[dict[str, Any]]:
    held = next((found for found in one.comparators if found.kind is not Against.ENGLAND), None)
    members = [member.figure for member in held.members] if held is not None and len(held.members) <= _MOST else []
    told = [_row(one.own, "own"), *(_row(figure, "member") for figure in members)]
    ranked = sorted((row for row in told if row), key=lambda row: -row["value"])
    return [*ranked, *(row for group in one.comparators if (row := _group(group, one)))]


def _row(figure: Figure, kind: str) -> dict[str, Any]:
    if figure.value is None:
        return {}
    low, high = figure.estimate.interval if figure.estimate else (figure.value, figure.value)
    return {
        "label": figure.name,
        "kind": kind,
        "value": figure.value,
        "low": low,
        "high": high,
        "words": number(figure.value, 1),
    }


def _group(group: Comparator, one: Comparison) -> dict[str, Any]:
    if group.value is None:
        return {}
    low, high = group.estimate.interval if group.estimate else (group.value, group.value)
    told = {"value": group.value, "low": low, "high": high, "words": number(group.value, 1)}
    return {"label": short_label(group.label, one.own.name), "kind": "group", **told}


def short_label(label: str, name: str) -> str:
    """Return a comparator's label as it fits beside a line: the mean of the neighbours, the rest of England."""
    if label.startswith("Mean of"):
        return MEAN
    whole = label.removesuffix(f" without {name}")
    return f"Rest of {whole}" if whole != label else label


def _points(one: Comparison, placed: Placed) -> list[dict[str, Any]]:
    own, member, other = _dots(one)
    close = _close(one)
    told = []
    for figure in placed.points:
        kind = own if figure.code == one.own.code else member if figure.code in close else other
        told.append({"size": figure.denominator, "value": figure.value, "kind": kind})
    return sorted(told, key=lambda row: [other, member, own].index(row["kind"]))


def _dots(one: Comparison) -> dict[str, str]:
    near = "Neighbours" if one.comparators[0].kind is Against.NEIGHBOURS else "Same region"
    return {one.own.name: HOUSE, near: OTHERS, "Others": GREY}


def _close(one: Comparison) -> frozenset[str]:
    return frozenset(member.figure.code for member in one.comparators[0].members)


def _curves(one: Comparison, placed: Placed) -> list[dict[str, Any]]:
    sizes = [counts[1] for figure in placed.points if (counts := figure.counts) is not None]
    at, scale = np.geomspace(min(sizes), max(sizes), _CURVE), one.own.basis.scale
    rows = []
    for per_cent in (95.0, 99.8):
        low, high = placed.funnel.limits(at, per_cent)
        rows += [
            {
                "size": round(float(size)),
                "limit": per_cent,
                "low": below,
                "high": above,
                "centre": placed.funnel.centre * scale,
            }
            for size, below, above in zip(
                at, np.round(low * scale, 3).tolist(), np.round(high * scale, 3).tolist(), strict=True
            )
        ]
    return rows


def _limit_names(curves: Sequence[Mapping[str, Any]], x: altair.X, up: altair.Scale) -> list[altair.Chart]:
    import altair as alt  # noqa: PLC0415

    ends = [curves[_CURVE - 1], curves[2 * _CURVE - 1]]
    values = [
        {"size": row["size"], "high": row["high"], "words": f"{number(row['limit'], 1).removesuffix('.0')}%"}
        for row in ends
    ]
    base = alt.Chart({"values": values}).mark_text(align="right", dy=-8, fontSize=12, color=DARK)
    return [base.encode(x=x, y=alt.Y("high:Q", scale=up), text="words:N")]


def _sizes(points: Sequence[Mapping[str, Any]], width: str) -> list[int]:
    """Return the round numbers under the picture: 10, 30, 100 and so on, fewer on a phone."""
    told = [row["size"] for row in points]
    steps = (1, 2, 5) if width == "wide" and max(told) < 30 * min(told) else (1, 3) if width == "wide" else (1,)
    return [step * 10**power for power in range(8) for step in steps if min(told) <= step * 10**power <= max(told)]


def _legend(width: str) -> altair.Legend:
    import altair as alt  # noqa: PLC0415

    return alt.Legend(title=None, orient="top", columns=3 if width == "wide" else 2)


def _named(colours: Mapping[str, str]) -> altair.Scale:
    import altair as alt  # noqa: PLC0415

    return alt.Scale(domain=list(colours), range=list(colours.values()))


def _unit(one: Comparison) -> str:
    return unit_of(one.figures.measure.unit)


def unit_of(unit: str) -> str:
    return {"%": "Per cent", "per 10,000": "In every 10,000 children"}.get(unit, unit.capitalize())


def _size(one: Comparison) -> str:
    return "Children who live there" if one.own.basis is Basis.RATE else "Out of how many"
