"""Every measure with a better way under one scale: where the council stands, and where chance alone could put it."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from suffice.analyse.comparison import sentences
from suffice.core.charts import GREY, HOUSE, INK
from suffice.core.models.chart import WIDTHS

if TYPE_CHECKING:
    import altair

    from suffice.analyse.comparison.charts import Drawn

FEWEST = 3
"""Measures below which there is nothing to lay side by side."""
_LINE = {"wide": 46, "narrow": 42}  # letters on a line of a title
_LABELS = {"wide": 335, "narrow": 0}  # pixels that the titles take; on a phone they stand above their line
_ROW = {"wide": 36, "narrow": 70}
_WORDS = 62  # pixels for the quarter at the end
_QUARTERS = (25, 50, 75)


def standings(rows: Sequence[Mapping[str, Any]], width: str) -> Drawn:
    """Draw the place of each measure from best to worst, with the places that chance alone could give.

    Args:
        rows: as `Worked.row` gives them, each with a place and a better way.
        width: wide or narrow.
    """
    import altair as alt  # noqa: PLC0415 - slow to import, and only the worker draws

    values = sorted((_row(row, width) for row in rows), key=lambda one: float(one["at"]))
    order = [one["label"] for one in values]
    axis = alt.Axis(
        labels=width == "wide",
        labelExpr="split(datum.label, '|')",
        labelLimit=400,
        labelPadding=10,
        minExtent=_LABELS[width],
        ticks=False,
        domain=False,
    )
    ends = alt.Axis(
        values=[0, 50, 100],
        labelExpr="datum.value == 0 ? 'Best' : datum.value == 100 ? 'Worst' : 'Middle'",
        ticks=False,
        orient="top",
        offset=0 if width == "wide" else 18,
        domain=False,
    )
    across = alt.Scale(domain=[-1, 101], nice=False)
    base = alt.Chart({"values": values}).encode(y=alt.Y("label:N", sort=order, title=None, axis=axis))
    x = alt.X("at:Q", scale=across, title=None, axis=ends)
    quarters = alt.Chart({"values": [{"at": at} for at in _QUARTERS]}).mark_rule(color=GREY, strokeDash=[2, 3])
    layers = [
        quarters.encode(x=x),
        base.mark_rule(strokeWidth=7, color=HOUSE, opacity=0.28).encode(x=alt.X("low:Q", scale=across), x2="high:Q"),
        base.mark_point(filled=True, size=130, color=HOUSE, opacity=1).encode(x=x),
        base.mark_text(align="left", dx=10, color=INK).encode(x=alt.datum(101, scale=across), text="quarter:N"),
        *(_titles(base, across) if width == "narrow" else []),
    ]
    wide = WIDTHS[width] - 25 - _LABELS[width] - _WORDS
    return alt.layer(*layers).properties(width=wide, height=_ROW[width] * len(values))


def _row(row: Mapping[str, Any], width: str) -> dict[str, Any]:
    rank = row["rank"]
    low, high = rank["interval"] or (rank["place"], rank["place"])
    last = max(rank["of"] - 1, 1)
    at, start, end = (round(100 * (place - 1) / last, 1) for place in (rank["place"], low, high))
    label = "|".join(textwrap.wrap(f"{row['title']}, {row['year']}", _LINE[width]))
    return {"label": label, "at": at, "low": start, "high": end, "quarter": sentences.quarter(rank)}


def _titles(base: altair.Chart, across: altair.Scale) -> list[altair.Chart]:
    """Return the titles above their lines: text grows downwards, so that one of more lines begins higher."""
    import altair as alt  # noqa: PLC0415

    start = alt.datum(-1, scale=across)
    return [
        base.transform_filter(f"length(split(datum.label, '|')) == {lines}")
        .mark_text(align="left", dy=-1 - 15 * lines, fontSize=12, lineBreak="|", color=INK)
        .encode(x=start, text="label:N")
        for lines in (1, 2, 3)
    ]
