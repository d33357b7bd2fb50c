"""A measure over the years as a picture: the council's own line, and those of others beside it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from suffice.analyse.comparison.charts import DARK, MEAN, OTHERS, short_label, unit_of
from suffice.core.charts import GREY, HOUSE, spread
from suffice.core.models.chart import WIDTHS
from suffice.core.pages.words import number

if TYPE_CHECKING:
    import altair

    from suffice.analyse.comparison.charts import Drawn

_TALL = 320
_BESIDE = {"wide": 215, "narrow": 108}  # pixels beside the lines for their names
_SPARE = 35  # pixels, for readers whose letters are wider than those that the drawing is measured with
_LETTERS = {"wide": 13, "narrow": 12}
_SHORTER = {MEAN: "Neighbours"}
_DARKER = {GREY: DARK, OTHERS: "#2b6a9c"}  # of words, which must be read on white


@dataclass(frozen=True, slots=True)
class _Where:
    """The axes of a chart of lines: how years and figures are placed, the figures it reaches over and its last year."""

    x: altair.X
    y: altair.Y
    domain: Sequence[float]
    last: int


def years(rows: Sequence[Mapping[str, Any]], name: str, later: Mapping[str, Any] | None, width: str) -> Drawn:
    """Draw the council's figure over the years with its interval, and its neighbours, region and England as lines.

    Args:
        rows: of one measure, as `Worked.row` gives them, by year.
        name: of the council.
        later: ``year`` and ``value`` of the figure out of the council's own returns; None where there is none.
        width: wide or narrow.
    """
    import altair as alt  # noqa: PLC0415

    lines = _lines(rows, name)
    own = [
        {"year": row["year"], **{end: row[end] for end in ("value", "low", "high")}}
        for row in rows
        if row["value"] is not None
    ]
    values = [point["value"] for line in lines for point in line["points"]] + ([later["value"]] if later else [])
    ends = values + [row[end] for row in own for end in ("low", "high") if row[end] is not None]
    room = max(0.06 * (max(ends) - min(ends)), 0.02 * max(ends))
    domain = [0.0 if min(ends) < 0.4 * max(ends) else max(0.0, min(ends) - room), max(ends) + room]
    first = min(row["year"] for row in rows)
    last = max([row["year"] for row in rows] + ([later["year"]] if later else []))
    up = alt.Scale(domain=domain, nice=False, zero=False)
    x = alt.X(
        "year:Q",
        title=None,
        scale=alt.Scale(domain=[first, last], nice=False, padding=10),
        axis=_year_axis(first, int(last), width),
    )
    y = alt.Y(
        "value:Q",
        title=unit_of(rows[0]["unit"]),
        scale=up,
        axis=alt.Axis(tickCount=5),
    )
    whole = alt.Chart({"values": [row for row in own if row["low"] is not None]})
    layers: list[Any] = [
        whole.mark_rule(color=HOUSE, strokeWidth=2, opacity=0.5).encode(x=x, y=alt.Y("low:Q", scale=up), y2="high:Q")
    ]
    for line in lines:
        chart = alt.Chart({"values": line["points"]})
        layers.append(
            chart.mark_line(color=line["colour"], strokeWidth=line["thick"], strokeDash=line["dash"]).encode(x=x, y=y)
        )
    layers.append(alt.Chart({"values": own}).mark_point(filled=True, size=70, color=HOUSE, opacity=1).encode(x=x, y=y))
    if later:
        layers.append(
            alt.Chart({"values": [dict(later)]})
            .mark_point(shape="square", size=110, color=HOUSE, strokeWidth=2.5, opacity=1)
            .encode(x=x, y=y)
        )
    layers += _line_names(lines, _Where(x, y, domain, last), width)
    return alt.layer(*layers).properties(
        width=WIDTHS[width] - 55 - _BESIDE[width],
        height=_TALL,
        padding={"left": 5, "right": _SPARE, "top": 5, "bottom": 5},
    )


def _lines(rows: Sequence[Mapping[str, Any]], name: str) -> list[dict[str, Any]]:
    looks: dict[str, tuple[str, float, list[int]]] = {
        "neighbours": (OTHERS, 2.5, [1, 0]),
        "region": (DARK, 2, [6, 3]),
        "england": (GREY, 2.5, [2, 2]),
    }
    lines = []
    for kind, (colour, thick, dash) in looks.items():
        points = [
            {"year": row["year"], "value": row[kind]["value"]}
            for row in rows
            if row[kind] and row[kind]["value"] is not None
        ]
        if points:
            label = next(row[kind]["label"] for row in reversed(rows) if row[kind])
            lines.append(
                {"label": short_label(label, name), "points": points, "colour": colour, "thick": thick, "dash": dash}
            )
    own = [{"year": row["year"], "value": row["value"]} for row in rows if row["value"] is not None]
    return [*lines, {"label": name, "points": own, "colour": HOUSE, "thick": 3.5, "dash": [1, 0]}] if own else lines


def _line_names(lines: Sequence[Mapping[str, Any]], where: _Where, width: str) -> list[altair.Chart]:
    """Return the name and the last figure of each line, moved apart where they would lie on each other."""
    import altair as alt  # noqa: PLC0415

    ends = [line["points"][-1]["value"] for line in lines]
    told = [_name_lines(line["label"], end, width) for line, end in zip(lines, ends, strict=True)]
    tall = max(_LETTERS[width] * 1.3 * (name.count("|") + 1) for name in told) + 3
    gap = (where.domain[1] - where.domain[0]) * tall / _TALL
    drawn = []
    for line, name, at in zip(lines, told, spread(ends, where.domain, gap=gap), strict=True):
        values = {"values": [{"year": where.last, "value": at, "words": name}]}
        marks = alt.Chart(values).mark_text(
            align="left",
            baseline="middle",
            dx=10,
            lineBreak="|",
            fontSize=_LETTERS[width],
            color=_DARKER.get(line["colour"], line["colour"]),
        )
        drawn.append(marks.encode(x=where.x, y=where.y, text="words:N"))
    return drawn


def _name_lines(label: str, end: float, width: str) -> str:
    if width == "wide":
        return f"{number(end, 1)} {label}"
    return f"{number(end, 1)}|{_SHORTER.get(label, label.removeprefix('Rest of '))}"


def _year_axis(first: int, last: int, width: str) -> altair.Axis:
    import altair as alt  # noqa: PLC0415

    step = 1 if last - first <= (9 if width == "wide" else 4) else 2 if width == "wide" else 4
    return alt.Axis(values=list(range(last, first - 1, -step))[::-1], format="d", grid=False)
