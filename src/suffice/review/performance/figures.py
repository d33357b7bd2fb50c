"""The figures of one measure as they are kept: its days, its months, its groups; plain values, ready for JSON."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Self

DEFINITION = "2"
"""Version of what is worked out and kept; figures made under another are made again."""


Five = tuple[float | None, float | None, float | None, float | None, float | None]


def _five(plain: Sequence[Any]) -> Five:
    """Return what `Figure.plain` wrote."""
    value, numerator, denominator, low, high = plain
    return value, numerator, denominator, low, high


@dataclass(frozen=True, slots=True)
class Figure:
    """What was counted, and the interval of the figure that comes of it.

    Attributes:
        value: the figure in its unit; None where nothing stands below the line.
        numerator: what stands above the line.
        denominator: what stands below it; None for a number.
        low, high: the 95% interval; None where its luck is not known.
    """

    value: float | None
    numerator: float | None
    denominator: float | None
    low: float | None
    high: float | None

    def plain(self) -> list[float | None]:
        """Return the figure as the documents hold it."""
        return [self.value, self.numerator, self.denominator, self.low, self.high]


@dataclass(frozen=True, slots=True)
class Point(Figure):
    """The figure of one day."""

    on: date

    @classmethod
    def of(cls, document: Sequence[Any]) -> Self:
        """Return the point that a document holds: its day, then the figure."""
        return cls(*_five(document[1:]), date.fromisoformat(document[0]))

    def document(self) -> list[Any]:
        """Return the point as a document."""
        return [self.on.isoformat(), *self.plain()]


@dataclass(frozen=True, slots=True)
class Group(Figure):
    """The figure of one group of children; `key` is None for those of whom it is not known."""

    key: str | None
    label: str

    @classmethod
    def of(cls, document: Sequence[Any]) -> Self:
        """Return the group that a document holds: key and label, then the figure."""
        return cls(*_five(document[2:]), document[0], document[1])

    def document(self) -> list[Any]:
        """Return the group as a document."""
        return [self.key, self.label, *self.plain()]


@dataclass(frozen=True, slots=True)
class Told:
    """All that is kept of one measure.

    Attributes:
        points: every day that has a figure, in order.
        months: what was counted in each month alone; empty for a measure that no month alone can tell.
        groups: by split, on the last of the days.
        lacking: why there is no figure, as a sentence; "" where there is one.
        source: what the last figure was counted from, as sentences.
        events: [month] when in each it happened, of what is rare (see `rare_charts.of_gaps`); empty where not told.
        published: the last figure by the published definition, where the council counts otherwise; None where not.
    """

    points: tuple[Point, ...] = ()
    months: tuple[Point, ...] = ()
    groups: Mapping[str, tuple[Group, ...]] = field(default_factory=dict)
    lacking: str = ""
    source: str = ""
    published: Point | None = None
    events: tuple[tuple[int, ...], ...] = ()

    @property
    def now(self) -> Point | None:
        """The figure of the last day."""
        return self.points[-1] if self.points else None

    def document(self) -> dict[str, Any]:
        """Return all of it as plain values, ready for JSON."""
        return {
            "points": [one.document() for one in self.points],
            "months": [one.document() for one in self.months],
            "groups": {split: [one.document() for one in groups] for split, groups in self.groups.items()},
            "lacking": self.lacking,
            "source": self.source,
            "published": self.published and self.published.document(),
            "events": [list(one) for one in self.events],
        }

    @classmethod
    def of(cls, document: Mapping[str, Any]) -> Self:
        """Return what `document` was made from."""
        return cls(
            tuple(Point.of(one) for one in document["points"]),
            tuple(Point.of(one) for one in document["months"]),
            {split: tuple(Group.of(one) for one in groups) for split, groups in document["groups"].items()},
            document["lacking"],
            document["source"],
            Point.of(document["published"]) if document.get("published") else None,
            tuple(tuple(one) for one in document.get("events", ())),
        )
