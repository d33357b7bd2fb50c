"""The figures of who is over-represented: each cohort by group, held against who lives here and whence they come."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from suffice.engine.comparison.representation import Representation
from suffice.engine.disclosure import SUPPRESSED, line
from suffice.engine.measures.living import BY, TOGETHER, label_of
from suffice.engine.needs.equality import Cohort

LIVING, BEFORE = "living", "before"
"""What shares are held against: the children who live here, and the tier that children come from."""


@dataclass(frozen=True, slots=True)
class Row:
    """One group of a comparison.

    Attributes:
        label: of the group.
        count: how many of the cohort belong to it.
        of: all whose group is known.
        share: `count` of `of`, in per cent.
        expected: its share of those it is held against, in per cent.
        index, low, high: `share` over `expected`, with its 95% interval; None where none are there to hold it against.
        verdict: over, under or even.
    """

    label: str
    count: int
    of: int
    share: float
    expected: float
    index: float | None
    low: float | None
    high: float | None
    verdict: Representation

    @classmethod
    def read(cls, document: Mapping[str, Any]) -> Row:
        """Return the row that `document` was made from."""
        return cls(**{**document, "verdict": Representation(document["verdict"])})


@dataclass(frozen=True, slots=True)
class Beside:
    """A cohort by one grouping, held against others by the same.

    Attributes:
        by: the grouping.
        basis: LIVING or BEFORE.
        among: those it is held against, in words.
        source: where these come from.
        rows: every group.
    """

    by: str
    basis: str
    among: str
    source: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Held:
    """One cohort on one day.

    Attributes:
        cohort: whose children.
        source: where they were counted, or what is missing.
        total: how many; None where no return tells.
        unknown: of how many the group is not known, by grouping.
        groups: children by grouping and label of the group.
        besides: every comparison that can be made.
    """

    cohort: Cohort
    source: str
    total: int | None
    unknown: Mapping[str, int]
    groups: Mapping[str, Mapping[str, int]]
    besides: tuple[Beside, ...]

    def beside(self, by: str) -> tuple[Beside, ...]:
        """Return the comparisons by one grouping, that with who lives here first."""
        return tuple(one for one in self.besides if one.by == by)

    def hidden(self, by: str) -> frozenset[str]:
        """Return the groups that are told only to those who may see few children, and what would give them away.

        A share with its number gives away how many there are in all whose group is known, so it is among these that no
        hidden number may be worked out. Groups that a source tells together are hidden with the one left beside them.
        """
        counts = self.groups.get(by, {})
        cells = line(tuple(counts.values()), SUPPRESSED).cells
        found = {label for label, cell in zip(counts, cells, strict=True) if cell is None}
        for together, parts in TOGETHER.items():
            if any(label not in {label_of(by, part) for part in parts} for label in found):
                found.add(label_of(by, together))
        return frozenset(found)

    @classmethod
    def read(cls, document: Mapping[str, Any]) -> Held:
        """Return the cohort that `document` was made from."""
        besides = tuple(
            Beside(**{**one, "rows": tuple(Row.read(row) for row in one["rows"])}) for one in document["besides"]
        )
        return cls(**{**document, "cohort": Cohort(document["cohort"]), "besides": besides})


@dataclass(frozen=True, slots=True)
class Day:
    """Every cohort on one day."""

    on: date
    held: tuple[Held, ...]

    def of(self, cohort: Cohort) -> Held:
        """Return one cohort."""
        return next(one for one in self.held if one.cohort is cohort)

    def hidden(self, held: Held, beside: Beside) -> frozenset[str]:
        """Return the groups of a comparison that are told only to those who may see few children.

        The share of those whom a cohort is held against tells of these too, so what is hidden of them stays hidden.
        """
        whence = held.cohort.before if beside.basis == BEFORE else None
        return held.hidden(beside.by) | (self.of(whence).hidden(beside.by) if whence else frozenset())


@dataclass(frozen=True, slots=True)
class Equality:
    """Every day, the latest first."""

    days: tuple[Day, ...]

    def at(self, on: date | None) -> Day:
        """Return a day, or the latest."""
        return next((one for one in self.days if one.on == on), self.days[0])

    @property
    def groupings(self) -> tuple[str, ...]:
        """The groupings that some return tells."""
        told = {by for day in self.days for held in day.held for by in held.groups}
        return tuple(one for one in BY if one in told)

    def document(self) -> dict[str, Any]:
        """Return the figures as plain values, ready for JSON."""
        return {"days": [{**asdict(one), "on": one.on.isoformat()} for one in self.days]}

    @classmethod
    def of(cls, document: Mapping[str, Any]) -> Equality:
        """Return the figures that `document` was made from."""
        return cls(
            tuple(
                Day(date.fromisoformat(one["on"]), tuple(Held.read(held) for held in one["held"]))
                for one in document["days"]
            )
        )
