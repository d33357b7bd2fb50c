"""Where returns disagree as a picture: how many differences, by what they are about and by which returns."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from suffice.analyse.returns import declarations, kinds
from suffice.core import charts
from suffice.core.charts import COLOURS, HOUSE
from suffice.core.models import Authority
from suffice.core.models.chart import WIDTHS
from suffice.core.pages.words import counted, number

if TYPE_CHECKING:
    import altair

    Drawn = altair.LayerChart | altair.FacetChart

PICTURE = "differences"
_SHORT = {"SSDA903": "SSDA903", kinds.KINDS[kinds.CIN].one: "census", "Annex A": "Annex A"}
"""What a pair is called, by the words that name the return in a row."""
_SHADES = (HOUSE, *COLOURS[1:])
_ROW = 44
_LINE = {"wide": 26, "narrow": 15}  # letters on a line of a label
_BESIDE = {"wide": 190, "narrow": 120}  # pixels for the labels
_ROOM = 60  # pixels for the numbers beside the longest bar
_BREAK = "|"

Counts = Sequence[Mapping[str, Any]]


def draw(counts: Counts, *, authority: Authority, at: datetime) -> dict[str, str]:
    """Draw the differences, and return the hash of the picture by its name; none where nothing differs."""
    told = by_pair(counts)
    if not told:
        return {}
    drawn = charts.draw(picture(told), title=title(told), authority=authority, permission=declarations.SEE.code, at=at)
    return {PICTURE: drawn.digest}


def by_pair(counts: Counts) -> dict[tuple[str, str], int]:
    """Return how many differences there are by what they are about and by which two kinds of return say so."""
    found: dict[tuple[str, str], int] = {}
    for one in counts:
        if one["differ"]:
            key = one["what"], f"{_kind(one['one'])} and {_kind(one['other'])}"
            found[key] = found.get(key, 0) + one["differ"]
    return found


def title(told: Mapping[tuple[str, str], int]) -> str:
    """Return the finding above the picture: what returns differ most often about."""
    sums = _sums(told)
    most = max(sums, key=lambda what: sums[what])
    whole = sum(sums.values())
    if len(sums) == 1:
        return f"Returns differ about {most} alone: {counted(whole, 'difference')}."
    return f"Returns differ most often about {most}: {number(sums[most])} of {counted(whole, 'difference')}."


def picture(told: Mapping[tuple[str, str], int]) -> Callable[[str], Drawn]:
    """Return what draws a bar for each thing that returns differ about, its parts by which returns."""
    return lambda width: _bars(told, width)


def _bars(told: Mapping[tuple[str, str], int], width: str) -> Drawn:
    import altair as alt  # noqa: PLC0415 - slow to import, and only the worker draws

    sums = _sums(told)
    order = sorted(sums, key=lambda what: (-sums[what], what))
    pairs = sorted({pair for _, pair in told})
    label = {what: _BREAK.join(textwrap.wrap(what.capitalize(), _LINE[width])) for what in order}
    parts = [{"what": label[what], "pair": pair, "count": count} for (what, pair), count in told.items()]
    ends = [{"what": label[what], "count": sums[what], "words": number(sums[what])} for what in order]
    axis = alt.Axis(ticks=False, domain=False, minExtent=_BESIDE[width], labelLimit=300, labelExpr=_split())
    y = alt.Y("what:N", sort=[label[what] for what in order], title=None, axis=axis)
    along = alt.X("count:Q", axis=None, scale=alt.Scale(domain=[0, max(sums.values())]))
    shade = alt.Color(
        "pair:N",
        scale=alt.Scale(domain=pairs, range=[*_SHADES[: len(pairs)]]),
        legend=alt.Legend(title=None, orient="top", columns=1 if width == "narrow" else 3, labelLimit=300),
    )
    bars = alt.Chart({"values": parts}).mark_bar(height={"band": 0.62}).encode(x=along, y=y, color=shade)
    words = alt.Chart({"values": ends}).mark_text(align="left", dx=8, fontSize=14)
    return alt.layer(bars, words.encode(x="count:Q", y=y, text="words:N")).properties(
        width=WIDTHS[width] - _BESIDE[width] - _ROOM - 20,
        height=_ROW * len(order),
        padding={"left": 5, "right": _ROOM, "top": 5, "bottom": 5},
    )


def _split() -> str:
    return f"split(datum.label, '{_BREAK}')"


def _sums(told: Mapping[tuple[str, str], int]) -> dict[str, int]:
    sums: dict[str, int] = {}
    for (what, _), count in told.items():
        sums[what] = sums.get(what, 0) + count
    return sums


def _kind(words: str) -> str:
    """Return the short name of the kind of return that a sentence calls "the children in need census of 2017"."""
    return next((short for known, short in _SHORT.items() if known in words), words)
