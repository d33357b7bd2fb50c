"""The workforce as pictures: bars of one idea each, none of which stands for a single worker."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from suffice.analyse.needs.charts import bars, lines_of, sized
from suffice.core.charts import HOUSE
from suffice.core.pages.words import number
from suffice.review.workforce.figures import Census, Workforce, hidden
from suffice.review.workforce.sentences import shown

if TYPE_CHECKING:
    from suffice.analyse.needs.charts import Drawn

Drawing = Callable[[str], "Drawn"]
Row = tuple[str, float, str]
"""Label, length and the words at its end."""


def drawings(told: Workforce, census: Census) -> Mapping[str, Drawing]:
    """Return every chart of one census by name; those of which the census tells nothing are left out."""
    rows = {
        "cases": _banded(census, "cases", "cases"),
        "load": _over_years(told, census, "sw_caseload"),
        "posts": _posts(census),
        "vacant": _over_years(told, census, "sw_vacancy"),
        "service": _banded(census, "service", "years", every=False),
        "moved": _moved(told, census),
        "away": _banded(census, "days", "days", every=False),
    }
    return {name: _drawing(found) for name, found in rows.items() if any(length for _, length, _ in found)}


def _drawing(rows: Sequence[Row]) -> Drawing:
    return lambda width: along(rows, width)


def along(rows: Sequence[Row], width: str) -> Drawn:
    """Draw rows as bars from nought, each with its words at its end."""
    import altair as alt  # noqa: PLC0415 - slow to import, and only the worker draws

    values: list[dict[str, Any]] = [
        {"label": lines_of(label, width), "furthest": length, "words": words} for label, length, words in rows
    ]
    base, scale = bars(values, width)
    drawn = alt.layer(
        base.mark_bar(color=HOUSE, height={"band": 0.62}).encode(x=alt.X("furthest:Q", axis=None, scale=scale)),
        base.mark_text(align="left", dx=8, fontSize=14).encode(x=alt.X("furthest:Q"), text="words:N"),
    )
    return sized(drawn, values, width)


def _banded(census: Census, band: str, noun: str, *, every: bool = True) -> list[Row]:
    counts = census.bands.get(band, {})
    untold = frozenset() if every else hidden(counts)
    return [
        (f"{label} {noun}", 0, "not shown") if label in untold else (f"{label} {noun}", count, number(count))
        for label, count in counts.items()
    ]


def _over_years(told: Workforce, census: Census, code: str) -> list[Row]:
    upto = [one for one in told.censuses if one.on <= census.on]
    known = [(one.on.year, found) for one in upto if (found := one.figure(code)) is not None]
    return [(str(year), found.value or 0.0, shown(found)) for year, found in known] if len(known) > 1 else []


def _posts(census: Census) -> list[Row]:
    posts = census.posts
    told = {
        "Filled by the council's own workers": posts.filled,
        "Vacant, covered by agency": posts.covered,
        "Vacant, covered by nobody": posts.empty,
    }
    if posts.covered is None:
        told = {"Filled by the council's own workers": posts.filled, "Vacant": posts.vacant}
    return [(label, value, number(value, 1)) for label, value in told.items() if value is not None]


def _moved(told: Workforce, census: Census) -> list[Row]:
    rows: list[Row] = []
    for one in (one for one in told.censuses if one.on <= census.on):
        for band, word in (("origin", "joined"), ("destination", "left")):
            count = sum(one.bands[band].values())
            rows.append((f"{one.on.year}: {word}", count, number(count)))
    return rows
