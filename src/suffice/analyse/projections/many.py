"""Several groups month by month under one another, and where a range comes from: pictures made when a run is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from suffice.analyse.needs.charts import BREAK, bars, lines_of, sized
from suffice.analyse.needs.trends import BREAKDOWNS
from suffice.analyse.projections.outcome import Outcome, Range, Shares
from suffice.core.charts import HOUSE, INK
from suffice.core.models.chart import WIDTHS
from suffice.core.pages.words import number

if TYPE_CHECKING:
    from suffice.analyse.needs.charts import Drawn

TINT = "#a9c6c4"
_ROOM = 5  # children that a picture has room for at least

PARTS = {"drift": "Drift", "chance": "Chance", "rates": "Uncertain rates"}
"""Where a range comes from, in the words of the pages."""


@dataclass(frozen=True, slots=True)
class Series:
    """One group: its name, the number at the origin, and the range on each day ahead."""

    label: str
    origin: date
    now: int
    ahead: Sequence[tuple[date, Range]]


def series_of(outcome: Outcome, code: str) -> list[Series]:
    """Return the groups of a breakdown month by month."""
    at_origin = outcome.at_origin[code]
    return [
        Series(
            label,
            outcome.origin,
            at_origin[group],
            [(one.on, (one.by_placement if code == "placement" else one.by_age)[group]) for one in outcome.horizons],
        )
        for group, label in BREAKDOWNS[code].groups.items()
    ]


def cohort_series(outcome: Outcome) -> list[Series]:
    """Return the cohorts month by month."""
    return [Series(one.label, outcome.origin, one.now, list(one.ranges.items())) for one in outcome.cohorts]


def months(series: Sequence[Series], width: str) -> Drawn:
    """Draw each group's range month by month in a picture of its own, each from nought on a scale of its own."""
    import altair as alt  # noqa: PLC0415 - slow to import, and only the worker draws

    columns = 3 if width == "wide" else 1
    each = (WIDTHS[width] - 60 * columns) // columns
    x = alt.X("on:T", title=None, axis=alt.Axis(format="%Y", tickCount="year", labelFlush=False, grid=False))
    y = alt.Y("low:Q", title=None, axis=alt.Axis(tickCount=3), scale=alt.Scale(zero=True))
    base = alt.Chart().encode(x=x)
    layers = alt.layer(
        base.mark_area(color=TINT).encode(y=y, y2="high:Q"),
        base.mark_line(color=HOUSE, strokeDash=[6, 4]).encode(y="middle:Q"),
        base.transform_filter("datum.first")
        .mark_point(color=INK, filled=True, size=45, opacity=1)
        .encode(y="middle:Q"),
        base.transform_filter("datum.first").mark_point(opacity=0).encode(y="top:Q"),
        data={"values": [row for one in series for row in _rows(one)]},
    )
    header = alt.Header(labelFontSize=13, labelAnchor="start", labelExpr=f"split(datum.value, '{BREAK}')")
    facet = alt.Facet("label:N", title=None, sort=[_heading(one) for one in series], header=header)
    many: Drawn = (
        layers.properties(width=each, height=110).facet(facet=facet, columns=columns).resolve_scale(y="independent")
    )
    return many


def split(shares: Shares, width: str) -> Drawn:
    """Draw where the range comes from, as three bars that add up to 100."""
    import altair as alt  # noqa: PLC0415

    values = [
        {
            "label": lines_of(words, width),
            "share": getattr(shares, name),
            "furthest": getattr(shares, name),
            "words": f"{number(getattr(shares, name))}%",
        }
        for name, words in PARTS.items()
    ]
    base, along = bars(values, width)
    shown = alt.layer(
        base.mark_bar(color=HOUSE, height={"band": 0.6}).encode(x=alt.X("share:Q", axis=None, scale=along)),
        base.mark_text(align="left", dx=8, fontSize=14).encode(x="furthest:Q", text="words:N"),
    )
    return sized(shown, values, width)


def _heading(one: Series) -> str:
    """A name in lines short enough for three pictures beside each other."""
    return lines_of(one.label, "narrow")


def _rows(one: Series) -> list[dict[str, Any]]:
    """The number at the origin, then each day ahead; a picture reaches to `top`, so that few children look few."""
    label, top = _heading(one), max(_ROOM, one.now, *(held.p90 for _, held in one.ahead))
    start = {"label": label, "on": one.origin.isoformat(), "first": True, "top": top}
    return [
        start | dict.fromkeys(("low", "middle", "high"), one.now),
        *(
            {"label": label, "on": on.isoformat(), "low": held.p10, "middle": held.p50, "high": held.p90}
            for on, held in one.ahead
        ),
    ]
