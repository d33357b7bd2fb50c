"""The tables of over-representation: one row class a table, and the registers that show them and give them away."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from suffice.analyse.needs.equality.figures import Day, Equality, Held, Row
from suffice.analyse.needs.models import ChildrenByGroup
from suffice.core.pages.register import Column, Filter, Register
from suffice.core.pages.words import NONE, number
from suffice.engine.comparison.representation import Representation
from suffice.engine.measures.living import label_of
from suffice.engine.measures.splitting import SPLITS
from suffice.engine.needs.equality import Cohort

UNTOLD = "not shown"
_VERDICTS = {
    Representation.OVER: "Over-represented",
    Representation.UNDER: "Under-represented",
    Representation.EVEN: "Could be chance",
}


@dataclass(frozen=True, slots=True)
class Line:
    """One group of one cohort held against others; `row` is None where it may not be told."""

    cohort: Cohort
    on: date
    label: str
    among: str
    row: Row | None

    @property
    def count(self) -> int | None:
        """How many of the cohort belong to the group."""
        return self.row.count if self.row else None

    @property
    def verdict(self) -> str:
        """Over, under or no further than chance, in words."""
        return _VERDICTS[self.row.verdict] if self.row else UNTOLD

    @property
    def range(self) -> str:
        """1.12 to 1.73."""
        if self.row is None:
            return UNTOLD
        low, high = self.row.low, self.row.high
        return NONE if low is None or high is None else f"{number(low, 2)} to {number(high, 2)}"

    def value(self, name: str) -> float | None:
        """Return a figure of the row, rounded for a download."""
        found = getattr(self.row, name) if self.row else None
        return None if found is None else round(found, 2)

    def shown(self, name: str, places: int = 1) -> str:
        """Return a figure as the page shows it."""
        return number(getattr(self.row, name), places) if self.row else UNTOLD


@dataclass(frozen=True, slots=True)
class GroupCount:
    """How many children of a cohort are in a group; None where that may not be told."""

    label: str
    count: int | None
    shown: str


def lines(day: Day, held: Held, by: str, *, few: bool) -> list[Line]:
    """Return every group of a cohort against everything that it can be held against."""
    return [
        Line(held.cohort, day.on, row.label, beside.among, None if row.label in untold else row)
        for beside in held.beside(by)
        for untold in [frozenset() if few else day.hidden(held, beside)]
        for row in beside.rows
    ]


def of_day(day: Day, by: str, *, few: bool) -> list[Line]:
    """Return every cohort of a day by one grouping."""
    return [line for held in day.held for line in lines(day, held, by, few=few)]


def of_cohort(told: Equality, cohort: Cohort, by: str, *, few: bool) -> list[Line]:
    """Return one cohort on every day by one grouping."""
    return [line for day in told.days for line in lines(day, day.of(cohort), by, few=few)]


def counts(held: Held, by: str, *, few: bool) -> list[GroupCount]:
    """Return the children of each group, and those not known."""
    untold = frozenset() if few else held.hidden(by)
    found = {**held.groups.get(by, {}), "": held.unknown.get(by, 0)}
    return [
        GroupCount(label or "Not known", *((None, UNTOLD) if label in untold else (count, number(count))))
        for label, count in found.items()
    ]


def cohorts(day: Day) -> list[Held]:
    """Return the cohorts that some return tells."""
    return [one for one in day.held if one.total is not None]


def missing(day: Day) -> list[str]:
    """Return why the other cohorts are not told."""
    return [f"{one.cohort.label}: {one.source}" for one in day.held if one.total is None]


_FIGURES = (
    Column(key="label", heading="Group", value=lambda one: one.label, sort=""),
    Column(key="among", heading="Held against", value=lambda one: one.among, sort=""),
    Column(
        key="count",
        heading="Number",
        value=lambda one: one.count,
        shown=lambda one: one.shown("count", 0),
        sort="",
        numeric=True,
    ),
    *(
        Column(
            key=key,
            heading=heading,
            value=lambda one, key=key: one.value(key),  # type: ignore[misc]
            shown=lambda one, key=key, places=places: one.shown(key, places),  # type: ignore[misc]
            sort="",
            numeric=True,
        )
        for key, heading, places in (
            ("share", "Share, %", 1),
            ("expected", "Share of those, %", 1),
            ("index", "Times its share", 2),
        )
    ),
    Column(key="range", heading="95% range", value=lambda one: one.range, numeric=True),
    Column(key="verdict", heading="Over or under", value=lambda one: one.verdict, sort=""),
)

EVERY = Register(
    name="over-represented",
    caption="Every tier",
    noun=("row", "rows"),
    alone=False,
    columns=(Column(key="cohort", heading="Children", value=lambda one: one.cohort.label, sort=""), *_FIGURES),
    filters=(
        Filter(
            key="cohort",
            label="Children",
            apply=lambda rows, code: [one for one in rows if one.cohort == code],
            choices=[(str(one), one.label) for one in Cohort],
        ),
        Filter(
            key="verdict",
            label="Over or under",
            apply=lambda rows, words: [one for one in rows if one.verdict.lower().startswith(words)],
            choices=[("over", "Over-represented"), ("under", "Under-represented")],
        ),
    ),
)
GROUPS = Register(
    name="groups",
    caption="Each group, on every day",
    noun=("row", "rows"),
    order="-on",
    alone=False,
    empty="There is nothing to hold the groups against.",
    columns=(Column(key="on", heading="On", value=lambda one: one.on, sort=""), *_FIGURES),
)
COUNTS = Register(
    name="counts",
    caption="How many children",
    noun=("group", "groups"),
    alone=False,
    columns=(
        Column(key="label", heading="Group", value=lambda one: one.label, sort=""),
        Column(
            key="count",
            heading="Children",
            value=lambda one: one.count,
            shown=lambda one: one.shown,
            sort="",
            numeric=True,
        ),
    ),
)


def amounts(one: ChildrenByGroup) -> str:
    """White 57.3%, Other than White 42.7%."""
    sign = "%" if one.per_cent else ""
    return ", ".join(
        f"{label_of(one.by, group)} {number(value, 1 if one.per_cent else 0)}{sign}"
        for group, value in one.living.children.items()
    )


def may_withdraw(rows: Iterable[ChildrenByGroup]) -> list[tuple[ChildrenByGroup, str]]:
    """Return what stands, each with its groups in words."""
    return [(one, amounts(one)) for one in rows]


LIVING = Register(
    name="children-by-group",
    caption="Children who live here, by group",
    noun=("source", "sources"),
    columns=(
        Column(key="by", heading="By", value=lambda one: SPLITS[one.by].title, sort="by"),
        Column(
            key="year",
            heading="Year",
            value=lambda one: one.year,
            shown=lambda one: str(one.year),
            sort="year",
            numeric=True,
        ),
        Column(key="children", heading="Children", value=amounts),
        Column(key="source", heading="Source", value=lambda one: one.source, sort="source"),
        Column(key="recorded_at", heading="Written down", value=lambda one: one.recorded_at, sort="recorded_at"),
    ),
)
