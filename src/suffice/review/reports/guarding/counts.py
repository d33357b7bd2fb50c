"""What a reader knows of the counts behind a figure that was told, under the rule by which it was told."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from suffice.engine.disclosure import Rule
from suffice.engine.measures import INDICATORS, Tally
from suffice.review.performance.figures import Point
from suffice.review.reports.guarding import relations

Range = tuple[int, int]
Name = tuple[str, date]
"""A figure: the code of its measure, and its day."""


@dataclass(frozen=True, slots=True)
class Told:
    """A figure as it was told: the counts of one day, each with the least and the most that it may be."""

    code: str
    on: date
    counts: Mapping[str, Range]

    @property
    def name(self) -> Name:
        """Which figure it is."""
        return self.code, self.on


def of_point(code: str, point: Point, rule: Rule) -> Told:
    """Return what a figure tells that has passed the gate."""
    return Told(code, point.on, dict(_counts(code, point.numerator, point.denominator, rule)))


def of_book(book: Sequence[Mapping[str, Any]], rule: Rule) -> list[Told]:
    """Return what an edition tells, out of the sheet of figures that it keeps."""
    found = [(row[1], date.fromisoformat(row[3]["day"]), row[5], row[6]) for row in figures(book)]
    return [
        Told(code, on, dict(_counts(code, above, below, rule)))
        for code, on, above, below in found
        if code in INDICATORS
    ]


def figures(book: Sequence[Mapping[str, Any]]) -> Sequence[Sequence[Any]]:
    """Return the rows of the sheet of figures: title, code, unit, day, value, count, out of what."""
    return next((sheet["rows"] for sheet in book if sheet["title"] == "Figures"), ())


def _counts(code: str, above: float | None, below: float | None, rule: Rule) -> Iterator[tuple[str, Range]]:
    one = INDICATORS[code]
    if not relations.guards(one):
        return
    over, under = (None if count is None else _could_be(count, rule) for count in (above, below))
    if over is not None:
        yield relations.above(one), over
    if under is not None and (name := relations.below(one)):
        yield name, under
        if over is not None and one.counted_as is Tally.SHARE:
            yield relations.rest(one), (max(0, under[0] - over[1]), under[1] - over[0])


def _could_be(count: float, rule: Rule) -> Range:
    return rule.could_be(round(count)) if rule.nearest > 1 else (round(count), round(count))
