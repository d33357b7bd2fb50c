"""Every comparison that a set of published figures carries: one a measure and year, as a document and as a row."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl

from suffice.engine.comparison.comparators import Against, Comparator
from suffice.engine.comparison.comparing import Comparison, compare
from suffice.engine.comparison.figures import Figure, Figures, NotCompared, gather, measures_in
from suffice.engine.comparison.funnel import Standing
from suffice.engine.comparison.neighbours import Neighbours
from suffice.engine.measures import INDICATORS

DEFINITION = "1"
"""Version of what is compared and how; comparisons made under another are made again."""

Progress = Callable[[int, int, str], None]
_PLACES = 6


@dataclass(frozen=True, slots=True)
class Worked:
    """One measure held against others in one year.

    Attributes:
        comparison: as the engine gives it.
        latest: whether it is the last year in which the council has a figure.
    """

    comparison: Comparison
    latest: bool

    @property
    def code(self) -> str:
        """Of the measure."""
        return self.comparison.figures.measure.code

    @property
    def year(self) -> int:
        """Of the figures."""
        return self.comparison.own.year

    def row(self) -> dict[str, Any]:
        """Return what lists and lines over the years need of it."""
        one, measure = self.comparison, self.comparison.figures.measure
        change = one.trend.change if one.trend else None
        known = {kind: _short(held) for kind in Against if (held := _comparator(one, kind)) is not None}
        above = self.comparison.figures.above[one.own.year]
        return {
            "code": measure.code,
            "title": measure.title,
            "area": str(INDICATORS[measure.code].area),
            "unit": measure.unit,
            "polarity": str(measure.polarity),
            "year": one.own.year,
            "latest": self.latest,
            **_figure(one.own),
            "mark": one.own.mark,
            **{str(kind): known.get(kind) for kind in Against},
            "region_whole": _whole(above.get(one.own.region)),
            "england_whole": _whole(above.get("England")),
            "rank": None if one.rank is None else one.rank.document(),
            "standing": None if one.placed is None else str(one.placed.standing),
            "change": None if change is None else _rounded(change.value),
            "change_by_chance": None if change is None else _by_chance(change.interval.low, change.interval.high),
            "source": "; ".join(one.figures.sources),
        }

    def document(self, neighbours: Neighbours | None) -> dict[str, Any]:
        """Return everything that the measure's page says of the year."""
        one = self.comparison
        close = () if neighbours is None else neighbours.of.get(one.own.code, ())
        return {
            "measure": one.document()["measure"],
            "year": one.own.year,
            "own": one.own.document() | {"region": one.own.region},
            "comparators": [held.document() for held in one.comparators],
            "above": [figure.document() for figure in one.figures.above[one.own.year].values()],
            "rank": None if one.rank is None else one.rank.document(),
            "funnel": None if one.placed is None else one.placed.document(),
            "likely": None if one.likely is None else _ends(one.likely.value, one.likely.interval),
            "trend": None if one.trend is None else one.trend.document(),
            "sentences": list(one.sentences),
            "notes": list(one.notes),
            "sources": list(one.figures.sources),
            "closeness": {neighbour.code: neighbour.closeness for neighbour in close},
            "every": list(_every(one)),
        }


def work_out(
    frame: pl.DataFrame, authority: str, neighbours: Neighbours | None, *, progress: Progress
) -> Iterator[tuple[Figures, tuple[Worked, ...]]]:
    """Hold every measure that the figures carry against others, in every year of which the council has a row.

    Args:
        frame: published figures, in the shape of `PublishedFile.frame`.
        authority: three-figure code.
        neighbours: the list of statistical neighbours, where there is one.
        progress: told how many measures are done, of how many, and which is next.
    """
    codes = measures_in(frame)
    close = neighbours if neighbours is not None and neighbours.of.get(authority) else None
    for done, code in enumerate(codes):
        figures = gather(frame, code)
        progress(done, len(codes), f"Comparing: {figures.measure.title}")
        worked = tuple(_years(figures, authority, close))
        if worked:
            yield figures, worked


def _years(figures: Figures, authority: str, neighbours: Neighbours | None) -> Iterator[Worked]:
    against = Against.REGION if neighbours is None else Against.NEIGHBOURS
    held = [year for year in sorted(figures.authorities) if figures.of(authority, year) is not None]
    told = [year for year in held if (own := figures.of(authority, year)) is not None and own.value is not None]
    for year in held:
        try:
            one = compare(figures, authority, against=against, neighbours=neighbours, year=year)
        except NotCompared:  # the list of neighbours may name nobody whom the files hold
            continue
        yield Worked(one, bool(told) and year == told[-1])


def _comparator(one: Comparison, kind: Against) -> Comparator | None:
    return next((held for held in one.comparators if held.kind is kind), None)


def _short(held: Comparator) -> dict[str, Any]:
    known = None if held.estimate is None else held.estimate.interval
    told = {"value": _rounded(held.value), "low": _rounded(known.low if known else None)}
    return told | {"high": _rounded(known.high if known else None), "label": held.label}


def _figure(one: Figure) -> dict[str, float | None]:
    known = None if one.estimate is None else one.estimate.interval
    counts = {"numerator": one.numerator, "denominator": one.denominator}
    return {"value": _rounded(one.value), **_interval(known), **counts}


def _whole(one: Figure | None) -> dict[str, Any] | None:
    return None if one is None or one.value is None else {"label": one.name, **_figure(one)}


def _ends(value: float, interval: Any) -> dict[str, float | None]:
    return {"value": _rounded(value), **_interval(interval)}


def _interval(known: Any) -> dict[str, float | None]:
    low, high = (None, None) if known is None else known
    return {"low": _rounded(low), "high": _rounded(high)}


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, _PLACES)


def _by_chance(low: float, high: float) -> bool | None:
    """Return whether chance could explain a change; None where luck is not known."""
    return None if low != low else low <= 0 <= high  # noqa: PLR0124 - not a number is unlike itself


def _every(one: Comparison) -> Iterator[list[Any]]:
    """Return every authority of the year: code, name, region, figure, interval, counts, mark, where in the funnel."""
    standings = _standings(one)
    for figure in one.figures.authorities[one.own.year]:
        told = _figure(figure)
        yield [figure.code, figure.name, figure.region, *told.values(), figure.mark, standings.get(figure.code, "")]


def _standings(one: Comparison) -> dict[str, str]:
    if one.placed is None:
        return {}
    told: Sequence[Standing] = one.placed.funnel.standings()
    return {point.code: str(standing) for point, standing in zip(one.placed.points, told, strict=True)}
