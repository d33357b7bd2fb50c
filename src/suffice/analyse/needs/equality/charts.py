"""Over- and under-representation as a picture: each group's ratio with its range, and a line at its own share."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, Any

from suffice.analyse.needs.charts import bars, lines_of, sized
from suffice.analyse.needs.equality.figures import Beside
from suffice.analyse.needs.equality.sentences import times
from suffice.core.charts import GREY, HOUSE
from suffice.engine.comparison.representation import Representation

if TYPE_CHECKING:
    from suffice.analyse.needs.charts import Drawn

MOST = 4.0
"""The ratio at which a range is cut off on the chart; its words tell it whole."""
_SHAPES = {Representation.OVER: "triangle-up", Representation.UNDER: "triangle-down", Representation.EVEN: "circle"}


def ratios(beside: Beside, width: str, *, untold: Collection[str]) -> Drawn:
    """Draw each group that is told: its ratio as a mark, the range as a line, and 1 as a grey rule."""
    import altair as alt  # noqa: PLC0415 - slow to import, and only the worker draws

    values = _values(beside, width, untold)
    base, along = bars(values, width)
    shape = alt.Shape("verdict:N", scale=alt.Scale(domain=[str(one) for one in _SHAPES], range=list(_SHAPES.values())))
    drawn = alt.layer(
        alt.Chart({"values": [{"one": 1}]})
        .mark_rule(color=GREY, strokeDash=[4, 4])
        .encode(x=alt.X("one:Q", axis=None, scale=along)),
        base.mark_rule(color=HOUSE, strokeWidth=3).encode(x=alt.X("low:Q", axis=None, scale=along), x2="high:Q"),
        base.mark_point(color=HOUSE, filled=True, size=150, opacity=1).encode(
            x=alt.X("index:Q"), shape=shape.legend(None)
        ),
        base.mark_text(align="left", dx=10, fontSize=14).encode(x=alt.X("furthest:Q"), text="words:N"),
    )
    return sized(drawn, values, width)


def _values(beside: Beside, width: str, untold: Collection[str]) -> list[dict[str, Any]]:
    return [
        {
            "label": lines_of(row.label, width),
            "index": min(row.index, MOST),
            "low": min(row.low or 0.0, MOST),
            "high": min(row.high or 0.0, MOST),
            "furthest": max(1.0, min(row.high or 0.0, MOST)),
            "verdict": str(row.verdict),
            "words": times(row).replace(" times their share, ", " (").replace(" to ", "\N{EN DASH}") + ")",
        }
        for row in beside.rows
        if row.index is not None and row.label not in untold
    ]


def can_draw(beside: Beside, *, untold: Collection[str]) -> bool:
    """Say whether two groups or more can be drawn."""
    return sum(row.index is not None and row.label not in untold for row in beside.rows) > 1
