"""The market as pictures: places by kind and holding, judgements, the range of prices."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from suffice.analyse.market.models import Judgement
from suffice.analyse.market.queries.board import Board
from suffice.analyse.market.queries.tables import judged
from suffice.analyse.market.words import pence
from suffice.core.charts import COLOURS, HOUSE
from suffice.core.models.chart import WIDTHS
from suffice.engine.supply.model import Holding

if TYPE_CHECKING:
    import altair

    Drawn = altair.LayerChart | altair.FacetChart

Drawing = Callable[[str], "Drawn"]
"""Draws one chart for a width: wide or narrow."""

_TICKS = {"wide": 4, "narrow": 2}
_HELD = {Holding.OWN: "Own", Holding.BLOCK: "Block", Holding.FRAMEWORK: "Framework", Holding.SPOT: "Spot"}
_SPLIT = "split(datum.label, '|')"
_LABELS = {"wide": 230, "narrow": 130}
_LINE = {"wide": 30, "narrow": 16}
_ROW = {"wide": 44, "narrow": 60}
_EARLIER = "#9fb5b4"


def drawings(board: Board) -> Mapping[str, Drawing]:
    """Return every chart that the figures of a board can carry."""
    drawn: dict[str, Drawing] = {}
    if board.kinds:
        drawn["places"] = lambda width: places(board, width)
    if board.judgements:
        drawn["judgements"] = lambda width: judgements(board, width)
    if board.prices:
        drawn["prices"] = lambda width: prices(board, width)
    return drawn


def places(board: Board, width: str) -> Drawn:
    """Draw the places of each kind as a bar in parts, one a way of holding, the total beside it."""
    import altair as alt  # noqa: PLC0415 - slow to import, and only the worker draws

    held = [one for one in Holding if board.held(one)]
    parts = [
        {
            "label": _label(kind.placement.label, width),
            "held": _HELD[one],
            "order": at,
            "count": kind.by_holding.get(one, 0),
        }
        for kind in board.kinds
        for at, one in enumerate(held)
    ]
    totals = [{"label": _label(kind.placement.label, width), "count": kind.total} for kind in board.kinds]
    across = alt.Scale(domain=[0, 1.15 * max(kind.total for kind in board.kinds)], nice=False)
    colour = alt.Color(
        "held:N",
        scale=alt.Scale(domain=[_HELD[one] for one in held], range=list(COLOURS[: len(held)])),
        legend=alt.Legend(columns=4 if width == "wide" else 2, title=None, orient="top", columnPadding=24),
    )
    bars = _rows(parts, width).mark_bar(height={"band": 0.62}, stroke="white", strokeWidth=1)
    told = _rows(totals, width).mark_text(align="left", dx=6).encode(x=alt.X("count:Q", scale=across), text="count:Q")
    parted = bars.encode(x=alt.X("count:Q", axis=None, scale=across, stack="zero"), color=colour, order="order:Q")
    return _sized(alt.layer(parted, told), totals, width)


def judgements(board: Board, width: str) -> Drawn:
    """Draw the homes with each judgement as a bar."""
    import altair as alt  # noqa: PLC0415

    good = {Judgement.OUTSTANDING.label, Judgement.GOOD.label, Judgement.STRONG.label}
    values = [
        {"label": _label(label, width), "count": count, "good": label in good}
        for label, count in judged(board)
        if count
    ]
    across = alt.Scale(domain=[0, 1.15 * max(int(str(one["count"])) for one in values)], nice=False)
    base = _rows(values, width).encode(x=alt.X("count:Q", axis=None, scale=across))
    shade = alt.condition("datum.good", alt.value(HOUSE), alt.value(_EARLIER))
    bars = base.mark_bar(height={"band": 0.62}).encode(color=shade)
    return _sized(alt.layer(bars, base.mark_text(align="left", dx=6).encode(text="count:Q")), values, width)


def prices(board: Board, width: str) -> Drawn:
    """Draw the prices of each kind as a line from the lowest to the highest, the middle one a mark on it."""
    import altair as alt  # noqa: PLC0415

    values = [
        {
            "label": _label(one.placement.label, width),
            "lowest": float(one.lowest),
            "median": float(one.median),
            "highest": float(one.highest),
            "words": pence(one.median),
        }
        for one in board.prices
    ]
    across = alt.Scale(domain=[0, 1.08 * float(max(one.highest for one in board.prices))], nice=False)
    axis = alt.Axis(
        format="~s",
        labelExpr="'£' + format(datum.value, ',.0f')",
        tickCount=_TICKS[width],
        title="Pounds a week",
    )
    base = _rows(values, width)
    line = base.mark_rule(strokeWidth=5, color=_EARLIER).encode(
        x=alt.X("lowest:Q", scale=across, axis=axis), x2="highest:Q"
    )
    middle = base.mark_point(filled=True, size=110, color=HOUSE, opacity=1).encode(x=alt.X("median:Q", scale=across))
    told = base.mark_text(dy=-14).encode(x=alt.X("median:Q", scale=across), text="words:N")
    return _sized(alt.layer(line, middle, told), values, width)


def _rows(values: Sequence[Mapping[str, Any]], width: str) -> altair.Chart:
    """Return what horizontal rows start from: one a label, in the order given."""
    import altair as alt  # noqa: PLC0415

    axis = alt.Axis(
        labelExpr=_SPLIT, labelLimit=300, labelPadding=8, minExtent=_LABELS[width], ticks=False, domain=False
    )
    return alt.Chart({"values": list(values)}).encode(y=alt.Y("label:N", sort=_labels(values), title=None, axis=axis))


def _sized(chart: Drawn, values: Sequence[Mapping[str, Any]], width: str) -> Drawn:
    tall = max(_ROW[width] * len(_labels(values)), 120)
    made: Drawn = chart.properties(width=WIDTHS[width] - 20 - _LABELS[width], height=tall)
    return made


def _labels(values: Sequence[Mapping[str, Any]]) -> list[str]:
    return list(dict.fromkeys(str(one["label"]) for one in values))


def _label(words: str, width: str) -> str:
    return "|".join(textwrap.wrap(words, _LINE[width]))
