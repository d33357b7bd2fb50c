"""What is published of others, to stand beside an indicator of ours on any page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from suffice.analyse.comparison import sentences
from suffice.analyse.comparison.queries import results
from suffice.core import charts
from suffice.core.models import Authority, Chart
from suffice.core.pages.addresses import here
from suffice.engine.comparison.comparable import comparables


@dataclass(frozen=True, slots=True)
class Told:
    """A published figure, with its interval where its counts are known."""

    label: str
    value: float
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class YearBeside:
    """The published figures of one year; None where there is none."""

    year: int
    ours: float | None
    neighbours: float | None
    region: float | None
    england: float | None


@dataclass(frozen=True, slots=True)
class Beside:
    """What was last published of a measure.

    Attributes:
        code: of the indicator.
        title: what the published measure is called.
        year: to 31 March, or of the publication.
        unit: of every value: ``%``, ``per 10,000`` or ``cases``.
        ours: the council's own published figure.
        neighbours: the mean of the statistical neighbours, without the council.
        region: the region, as published where it is, else its other authorities together.
        england: England, likewise.
        place: the council's place among all, with how sure it is, as a sentence; "" where there is none.
        quarter: Best, Second, Third or Worst; Highest or Lowest where neither way is better; "" without a place.
        source: publisher, publication and files.
        years: every year published, in order.
    """

    code: str
    title: str
    year: int
    unit: str
    ours: Told | None
    neighbours: Told | None
    region: Told | None
    england: Told | None
    place: str
    quarter: str
    source: str
    years: tuple[YearBeside, ...]


def comparable_codes() -> frozenset[str]:
    """Return the codes of the indicators of which others publish figures."""
    return frozenset(comparables())


def comparators(authority: Authority, code: str) -> Beside | None:
    """Return what was last published beside one indicator; None where nothing was."""
    return every(authority, (code,)).get(code)


def every(authority: Authority, codes: Sequence[str] | None = None) -> Mapping[str, Beside]:
    """Return what was last published beside each indicator, by its code; of `codes` alone where they are given."""
    result = results.latest(authority)
    by_code: dict[str, list[Mapping[str, Any]]] = {}
    for row in result.rows if result else ():
        if codes is None or row["code"] in codes:
            by_code.setdefault(row["code"], []).append(row)
    told = {code: _beside(rows, authority.name) for code, rows in by_code.items()}
    return {code: one for code, one in told.items() if one is not None}


@dataclass(frozen=True, slots=True)
class Page:
    """What a page of ours says of what was published.

    Attributes:
        sentences: of us, of others, our place, and those next door.
        chart: the years as lines; None where there are not two.
        address: of the page that tells more.
    """

    sentences: list[str]
    chart: Chart | None
    address: str


def page(authority: Authority, code: str) -> Page | None:
    """Return what was last published of an indicator, for a page that tells our own figure; None where nothing was."""
    one, result = comparators(authority, code), results.latest(authority)
    held = results.compared(result, code, one.year) if one is not None and result is not None else None
    if one is None or result is None or held is None:
        return None
    told = sentences.beside(one, sentences.nearby(held.document["every"], authority.code, one.unit))
    chart = charts.by_name(authority, {"years": result.charts.get(code, "")}).get("years")
    return Page(told, chart, here(authority, "comparison:measure", code=code))


def _beside(rows: Sequence[Mapping[str, Any]], name: str) -> Beside | None:
    last = next((row for row in rows if row["latest"]), None)
    if last is None:
        return None
    return Beside(
        code=last["code"],
        title=last["title"],
        year=last["year"],
        unit=last["unit"],
        ours=_told(last, name),
        neighbours=_told(last["neighbours"], "Mean of the statistical neighbours"),
        region=_whole(last, "region"),
        england=_whole(last, "england"),
        place=sentences.place(last["rank"]) if last["rank"] else "",
        quarter=sentences.quarter(last["rank"]),
        source=last["source"],
        years=tuple(_year(row) for row in rows),
    )


def _told(figure: Mapping[str, Any] | None, label: str = "") -> Told | None:
    if figure is None or figure["value"] is None:
        return None
    return Told(label or figure["label"], figure["value"], figure["low"], figure["high"])


def _whole(row: Mapping[str, Any], kind: str) -> Told | None:
    """Return the region or England as published, else the others of it together."""
    return _told(row[f"{kind}_whole"]) or _told(row[kind])


def _year(row: Mapping[str, Any]) -> YearBeside:
    wholes = {kind: _whole(row, kind) for kind in ("region", "england")}
    neighbours = _told(row["neighbours"])
    return YearBeside(
        year=row["year"],
        ours=row["value"],
        neighbours=neighbours.value if neighbours else None,
        **{kind: told.value if told else None for kind, told in wholes.items()},
    )
