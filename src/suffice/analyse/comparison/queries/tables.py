"""The tables of comparisons: one row class a table, and the registers that show them and give them away."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from suffice.analyse.comparison import sentences
from suffice.core.models import Authority
from suffice.core.pages.addresses import here
from suffice.core.pages.register import Column, Filter, Register
from suffice.core.pages.words import number
from suffice.engine.comparison.funnel import Standing
from suffice.engine.measures import Area
from suffice.engine.returns.published import marks

Row = Mapping[str, Any]
_QUARTERS = ("Best", "Highest", "Second", "Third", "Worst", "Lowest")
_EVERY = ("code", "name", "region", "value", "low", "high", "numerator", "denominator", "mark", "standing")


@dataclass(frozen=True, slots=True)
class Measure:
    """One measure of one year in the list; `row` is as `Worked.row` gives it, `address` leads to its page."""

    row: Row
    address: str

    @property
    def quarter(self) -> str:
        """Which quarter the council is in."""
        return sentences.quarter(self.row["rank"])

    @property
    def rank(self) -> str:
        """The places that chance alone could give, or the place where that is not known."""
        rank = self.row["rank"]
        if rank is None:
            return ""
        if rank["interval"] is None:
            return f"{rank['place']} of {rank['of']}"
        low, high = rank["interval"]
        return f"{rank['place']} of {rank['of']} ({low} to {high})"

    def side(self, kind: str) -> float | None:
        """The figure of the neighbours, the region or England."""
        held = self.row[kind]
        return None if held is None else _short(held["value"])


@dataclass(frozen=True, slots=True)
class Figure:
    """An authority's figure in a year."""

    code: str
    name: str
    region: str
    value: float | None
    low: float | None
    high: float | None
    numerator: float | None
    denominator: float | None
    mark: str
    standing: str
    closeness: str


def measures(rows: Sequence[Row], authority: Authority) -> list[Measure]:
    """Return rows of the list, each with the address of its page."""
    return [
        Measure(row, f"{here(authority, 'comparison:measure', code=row['code'])}?year={row['year']}") for row in rows
    ]


def figures(document: Row) -> list[Figure]:
    """Return every authority of a document, by name."""
    close = document["closeness"]
    told = [dict(zip(_EVERY, one, strict=True)) for one in document["every"]]
    return sorted((Figure(**one, closeness=_closeness(one["code"], close)) for one in told), key=lambda one: one.name)


def _closeness(code: str, close: Mapping[str, str]) -> str:
    """Return how close a neighbour is; two authorities that make one return are as close as either."""
    found = next((other for other in close if other in code), None)
    return "" if found is None else close[found] or "Chosen"


def _short(value: float | None) -> float | None:
    return None if value is None else round(value, 1)


def _figure(value: float | None, mark: str = "") -> str:
    return mark or "no figure" if value is None else number(value, 1)


def _count(value: float | None) -> str:
    return "not told" if value is None else sentences.figure_of(value)


def _range(low: float | None, high: float | None) -> str:
    return "not known" if low is None or high is None else f"{number(low, 1)} to {number(high, 1)}"


def _kept_together(words: str) -> str:
    """Return words that a table does not break in two, but for the start of a bracket."""
    return words.replace(" ", "\N{NO-BREAK SPACE}").replace("\N{NO-BREAK SPACE}(", " (")


MEASURES = Register(
    name="measures",
    caption="Our published figures beside others",
    noun=("measure", "measures"),
    columns=(
        Column(
            key="measure",
            heading="Measure",
            value=lambda one: one.row["title"],
            sort="",
            link=lambda one: one.address,
        ),
        Column(
            key="year",
            heading="Year",
            value=lambda one: one.row["year"],
            shown=lambda one: str(one.row["year"]),
            sort="",
        ),
        Column(
            key="value",
            heading="Ours",
            value=lambda one: _short(one.row["value"]),
            shown=lambda one: sentences.shown(one.row["value"], one.row["unit"], one.row["mark"]),
            sort="",
            numeric=True,
        ),
        Column(
            key="range",
            heading="From, to",
            value=lambda one: _range(one.row["low"], one.row["high"]),
            shown=lambda one: _kept_together(_range(one.row["low"], one.row["high"])),
            numeric=True,
        ),
        *(
            Column(
                key=kind,
                heading=heading,
                value=lambda one, kind=kind: one.side(kind),  # type: ignore[misc]
                shown=lambda one, kind=kind: _figure(one.side(kind)),  # type: ignore[misc]
                sort="",
                numeric=True,
            )
            for kind, heading in (
                ("neighbours", "Neighbours"),
                ("region", "Rest of region"),
                ("england", "Rest of England"),
            )
        ),
        Column(
            key="quarter",
            heading="Quarter and place",
            value=lambda one: f"{one.quarter}, {one.rank}" if one.rank else "none",
            shown=lambda one: f"{one.quarter}, {_kept_together(one.rank)}" if one.rank else "none",
            sort="",
        ),
        Column(
            key="change",
            heading="Change on the year",
            value=lambda one: _short(one.row["change"]),
            shown=lambda one: sentences.change(one.row),
            sort="",
            numeric=True,
        ),
    ),
    filters=(
        Filter(
            key="area",
            label="Service area",
            apply=lambda rows, area: [one for one in rows if one.row["area"] == area],
            choices=[(str(one), str(one)) for one in Area],
        ),
        Filter(
            key="quarter",
            label="Quarter",
            apply=lambda rows, quarter: [one for one in rows if one.quarter == quarter],
            choices=[(one, one) for one in _QUARTERS],
        ),
    ),
)

_AREA_COLUMNS = (
    Column(
        key="value",
        heading="Figure",
        value=lambda one: _short(one.value) if one.value is not None else one.mark or None,
        shown=lambda one: _figure(one.value, one.mark),
        sort="",
        numeric=True,
    ),
    Column(key="range", heading="From, to", value=lambda one: _range(one.low, one.high), numeric=True),
    Column(
        key="numerator",
        heading="Counted",
        value=lambda one: one.numerator,
        shown=lambda one: _count(one.numerator),
        sort="",
        numeric=True,
    ),
    Column(
        key="denominator",
        heading="Out of",
        value=lambda one: one.denominator,
        shown=lambda one: _count(one.denominator),
        sort="",
        numeric=True,
    ),
)

NEIGHBOURS = Register(
    name="neighbours",
    caption="The neighbours one by one",
    noun=("authority", "authorities"),
    alone=False,
    columns=(
        Column(key="name", heading="Authority", value=lambda one: one.name, sort=""),
        Column(key="closeness", heading="How close", value=lambda one: one.closeness, sort=""),
        *_AREA_COLUMNS,
    ),
)

AUTHORITIES = Register(
    name="authorities",
    caption="Every authority, by name",
    noun=("authority", "authorities"),
    alone=False,
    per_page=200,
    columns=(
        Column(key="name", heading="Authority", value=lambda one: one.name),
        Column(key="region", heading="Region", value=lambda one: one.region),
        *(replace(one, sort=None) for one in _AREA_COLUMNS),
        Column(
            key="standing",
            heading="In the funnel",
            value=lambda one: Standing(one.standing).label if one.standing else "not in it",
        ),
    ),
)

YEARS = Register(
    name="years",
    caption="Year by year",
    noun=("year", "years"),
    order="-year",
    alone=False,
    columns=(
        Column(
            key="year",
            heading="Year",
            value=lambda one: one["year"],
            shown=lambda one: str(one["year"]),
            sort="",
        ),
        Column(
            key="value",
            heading="Ours",
            value=lambda one: _short(one["value"]),
            shown=lambda one: _figure(one["value"], one["mark"]),
            sort="",
            numeric=True,
        ),
        Column(
            key="range",
            heading="From, to",
            value=lambda one: _range(one["low"], one["high"]),
            shown=lambda one: _kept_together(_range(one["low"], one["high"])),
            numeric=True,
        ),
        *(
            Column(
                key=kind,
                heading=heading,
                value=lambda one, kind=kind: _short(one[kind]["value"]) if one[kind] else None,  # type: ignore[misc]
                shown=lambda one, kind=kind: _figure(one[kind]["value"] if one[kind] else None),  # type: ignore[misc]
                sort="",
                numeric=True,
            )
            for kind, heading in (
                ("neighbours", "Neighbours"),
                ("region", "Rest of region"),
                ("england", "Rest of England"),
                ("region_whole", "Region, as published"),
                ("england_whole", "England, as published"),
            )
        ),
        Column(key="place", heading="Place (by chance)", value=lambda one: Measure(one, "").rank),
    ),
)


def stood(document: Row) -> list[tuple[str, str, list[str]]]:
    """Return each mark that stands for a figure of the year: the mark, what it means, and whose figures it hides."""
    found: dict[str, list[str]] = {}
    for one in figures(document):
        if one.value is None and one.mark:
            found.setdefault(one.mark, []).append(one.name)
    return [(mark, marks().get(mark, "none of the publishers' marks"), names) for mark, names in sorted(found.items())]
