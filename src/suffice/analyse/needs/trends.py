"""Local trends: the children in care on each day of interest, by group, and those who started and left in the year."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import polars as pl

from suffice.engine.calendar import first_of_years
from suffice.engine.episodes import AGE_BANDS, History, PlacementState, flows, stock_on

DEFINITION = "1"
"""Version of the definitions below; figures made under another are made again."""

YEAR_DAYS = ((3, 31), (6, 30))
"""Month and day of the dates that can be read "as at": the year end, and the day of the official estimate."""

_OTHER = "other"
_LEGAL_CODES = {
    "full_care_order": ("C2",),
    "interim_care_order": ("C1",),
    "section_20": ("V2",),
    "placement_order": ("E1",),
    "protection": ("L1", "L2", "L3"),
    "youth_justice": ("J1", "J2", "J3"),
}
_LEGAL_LABELS = {
    "full_care_order": "Full care order",
    "interim_care_order": "Interim care order",
    "section_20": "Section 20, by agreement",
    "placement_order": "Placement order",
    "protection": "Police or emergency protection",
    "youth_justice": "Remanded or detained",
    _OTHER: "Other or not known",
}
_LEGAL_OF = {code: group for group, codes in _LEGAL_CODES.items() for code in codes}


@dataclass(frozen=True, slots=True)
class Breakdown:
    """One way of grouping the children in care.

    Attributes:
        code: in addresses and files: ``age``.
        title: what a page calls it: "By age".
        heading: of the column that names the groups.
        groups: label of each group by its code, in the order shown.
        among: a label as it stands inside a sentence: "aged 10 to 15".
        group_of: the group of each child of a stock.
    """

    code: str
    title: str
    heading: str
    groups: Mapping[str, str]
    among: Mapping[str, str]
    group_of: pl.Expr


def _age_words(label: str) -> str:
    return "under 1" if label == "0" else label.replace("-", " to ")


_AGES = {label: _age_words(label) for label, _first, _after in AGE_BANDS}
_HOMES = {str(state): state.label for state in PlacementState}
_HOMES_AMONG = {
    PlacementState.IN_HOUSE_FOSTER: "with the council's own foster carers",
    PlacementState.AGENCY_FOSTER: "with foster carers of an agency",
    PlacementState.FRIENDS_AND_FAMILY: "fostered by friends or family",
    PlacementState.CHILDRENS_HOME: "in a children's home",
    PlacementState.SECURE: "in a secure home",
    PlacementState.SUPPORTED_ACCOMMODATION: "in supported accommodation",
    PlacementState.WITH_PARENTS: "placed with parents",
    PlacementState.PLACED_FOR_ADOPTION: "placed for adoption",
    PlacementState.OTHER: "in another kind of placement",
}
_LEGAL_AMONG = {
    "full_care_order": "under a full care order",
    "interim_care_order": "under an interim care order",
    "section_20": "in care by agreement (section 20)",
    "placement_order": "under a placement order",
    "protection": "under police or emergency protection",
    "youth_justice": "remanded or detained",
    _OTHER: "under another legal status, or one that is not known",
}

BREAKDOWNS: Mapping[str, Breakdown] = {
    one.code: one
    for one in (
        Breakdown(
            code="age",
            title="By age",
            heading="Age",
            groups={label: words.capitalize() for label, words in _AGES.items()},
            among={label: words if label == "0" else f"aged {words}" for label, words in _AGES.items()},
            group_of=pl.col("age_band"),
        ),
        Breakdown(
            code="placement",
            title="By placement",
            heading="Placement",
            groups=_HOMES,
            among={str(state): words for state, words in _HOMES_AMONG.items()},
            group_of=pl.col("state"),
        ),
        Breakdown(
            code="legal-status",
            title="By legal status",
            heading="Legal status",
            groups=_LEGAL_LABELS,
            among=_LEGAL_AMONG,
            group_of=pl.col("ls").replace_strict(_LEGAL_OF, default=_OTHER, return_dtype=pl.String),
        ),
    )
}


@dataclass(frozen=True, slots=True)
class Point:
    """The figures of one day.

    Attributes:
        on: the day.
        total: children in care at its end.
        left_out: children who would count but have no header or no date of birth.
        groups: children by breakdown and group; every group is there, and each breakdown adds up to `total`.
        started, ceased: different children who started and left in the twelve months to the day; None where the
            returns do not cover them.
        flows_left_out: children left out of the two; None where they are.
    """

    on: date
    total: int
    left_out: int
    groups: Mapping[str, Mapping[str, int]]
    started: int | None = None
    ceased: int | None = None
    flows_left_out: int | None = None

    def document(self) -> dict[str, Any]:
        """Return the figures as plain values, ready for JSON."""
        return {
            "on": self.on.isoformat(),
            "total": self.total,
            "left_out": self.left_out,
            "groups": {code: dict(groups) for code, groups in self.groups.items()},
            "started": self.started,
            "ceased": self.ceased,
            "flows_left_out": self.flows_left_out,
        }

    @classmethod
    def of(cls, document: Mapping[str, Any]) -> Point:
        """Return the point that `document` was made from."""
        return cls(**{**document, "on": date.fromisoformat(document["on"])})


@dataclass(frozen=True, slots=True)
class Trends:
    """The figures of every day of interest, in order, out of returns that cover `first_day` to `last_day`."""

    first_day: date
    last_day: date
    points: tuple[Point, ...]

    def at(self, on: date) -> Point | None:
        """Return the figures of one day; None for a day that was not worked out."""
        return next((point for point in self.points if point.on == on), None)

    @property
    def days(self) -> tuple[date, ...]:
        """The days that can be read "as at", latest first."""
        return tuple(point.on for point in reversed(self.points) if (point.on.month, point.on.day) in YEAR_DAYS)

    def series(self, on: date) -> tuple[Point, ...]:
        """Return the points of the same day of the year, up to `on`."""
        return tuple(
            point for point in self.points if (point.on.month, point.on.day) == (on.month, on.day) and point.on <= on
        )

    def document(self) -> dict[str, Any]:
        """Return the figures as plain values, ready for JSON."""
        return {
            "first_day": self.first_day.isoformat(),
            "last_day": self.last_day.isoformat(),
            "points": [point.document() for point in self.points],
        }

    @classmethod
    def of(cls, document: Mapping[str, Any]) -> Trends:
        """Return the trends that `document` was made from."""
        return cls(
            date.fromisoformat(document["first_day"]),
            date.fromisoformat(document["last_day"]),
            tuple(Point.of(point) for point in document["points"]),
        )


def year_days(first_day: date, last_day: date) -> tuple[date, ...]:
    """Return every 31 March and 30 June from `first_day` to `last_day`, in order."""
    every = (date(year, *day) for year in range(first_day.year, last_day.year + 1) for day in YEAR_DAYS)
    return tuple(day for day in every if first_day <= day <= last_day)


def work_out(
    history: History, *, also: Collection[date] = (), progress: Callable[[int, int, str], None] | None = None
) -> Trends:
    """Work out the figures of every day of interest.

    Args:
        history: with returns in it, so that it has a first and a last day.
        also: further days for which the figures are wanted; those outside the returns are passed over.
        progress: told how many days are done, of how many, and which is next.

    Raises:
        ValueError: the history holds no returns.
    """
    if history.first_day is None or history.last_day is None:
        raise ValueError("There are no returns to work out trends from.")
    first, last = history.first_day, history.last_day
    days = sorted({*year_days(first, last), *(day for day in also if first <= day <= last)})
    return Trends(first, last, tuple(_points(history, days, first, progress)))


def _points(
    history: History, days: Collection[date], first: date, progress: Callable[[int, int, str], None] | None
) -> Iterable[Point]:
    for done, day in enumerate(days):
        if progress is not None:
            progress(done, len(days), f"Counting the children in care on {day.day} {day:%B %Y}")
        yield _point(history, day, first)


def _point(history: History, on: date, first: date) -> Point:
    stock = stock_on(history, on)
    groups = {code: counts(stock.children, breakdown) for code, breakdown in BREAKDOWNS.items()}
    begins = first_of_years(on)
    if begins < first:
        return Point(on, stock.total, stock.left_out, groups)
    moved = flows(history, begins, on)
    return Point(on, stock.total, stock.left_out, groups, moved.started, moved.ceased, moved.left_out)


def counts(children: pl.DataFrame, breakdown: Breakdown) -> dict[str, int]:
    """Return how many children of a stock are in each group; every group is there."""
    found = children.group_by(breakdown.group_of.alias("group")).len()
    counted = dict(found.iter_rows())
    return {group: counted.get(group, 0) for group in breakdown.groups}
