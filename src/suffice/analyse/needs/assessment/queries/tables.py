"""The tables of the needs assessment: tiers, moves, and what comes of referrals."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from suffice.analyse.needs.assessment.figures import Day
from suffice.analyse.needs.assessment.queries import columns
from suffice.analyse.needs.assessment.queries.reading import Read
from suffice.core.pages.register import Filter, Register
from suffice.core.pages.words import number
from suffice.engine.comparison.intervals import Estimate, of_rate
from suffice.engine.needs import NOT_HERE, Conversion, Moves, Tier, TierCount

WITHOUT = "Not known here"
_PLACES = [NOT_HERE, *(str(one) for one in Tier)]


@dataclass(frozen=True, slots=True)
class TierDay:
    """One tier on one day, with its rate and the interval of it."""

    on: date
    count: TierCount
    rate: Estimate | None


@dataclass(frozen=True, slots=True)
class Move:
    """Children who went from one tier to another."""

    was: str
    now: str
    children: int


@dataclass(frozen=True, slots=True)
class Matrix:
    """Headings and rows of the moves, ready to be shown."""

    headings: Sequence[str]
    rows: Sequence[Sequence[str]]


@dataclass(frozen=True, slots=True)
class Came:
    """One step that referrals came to, of all of them and of those at the step before."""

    label: str
    referrals: int
    of_all: float | None
    before: int | None


def tier_days(read: Read) -> Sequence[TierDay]:
    """Return every tier on every year end up to the day, and on the day."""
    return [_tier_day(read.tier(tier, of=one), one.on) for one in read.series for tier in Tier]


def _tier_day(count: TierCount, on: date) -> TierDay:
    people, children = count.itself.population, count.itself.children
    return TierDay(on, count, None if people is None or children is None else of_rate(children, people.number))


def moves(found: Moves) -> Sequence[Move]:
    """Return the moves as a list."""
    return [Move(label(was), label(now), children) for (was, now), children in found.children.items()]


def matrix(day: Day) -> Matrix:
    """Return the moves of a day as rows: where children were, and how many of them are at each tier now.

    A tier that no return tells has no row and no column, and one told for the first time a row that says so.
    """
    found = day.moves
    if found is None:
        return Matrix([], [])
    told = [NOT_HERE, *(str(one.tier) for one in day.levels if one.itself is not None)]
    rows = []
    for was in told:
        unknown = found.told_on is not None and was == Tier.EARLY_HELP
        cells = ["not told" if unknown else _cell(found, was, now) for now in told]
        rows.append([label(was), *cells])
    return Matrix(["A year before", *(label(one) for one in told)], rows)


def _cell(found: Moves, was: str, now: str) -> str:
    """Return how many went from one to another; who was known on neither day is nobody's to count."""
    first_told = found.told_on is not None and was == NOT_HERE and now == Tier.EARLY_HELP
    return "" if was == now == NOT_HERE or first_told else number(found.children.get((was, now), 0))


def label(place: str) -> str:
    """Return what a page calls a tier, or being at none."""
    return WITHOUT if place == NOT_HERE else Tier(place).label


def came(found: Conversion) -> Sequence[Came]:
    """Return each step of the year's referrals."""
    first = found.steps[0].referrals
    return [
        Came(
            one.label,
            one.referrals,
            one.referrals / first if first else None,
            found.steps[at - 1].referrals if at else None,
        )
        for at, one in enumerate(found.steps)
    ]


TIERS = Register(
    name="tiers",
    caption="Children at each tier, by day",
    noun=("row", "rows"),
    order="-on",
    alone=False,
    columns=(
        columns.words("on", "On"),
        columns.words("tier", "Tier", lambda one: one.count.tier.label),
        columns.count("children", "Children", lambda one: one.count.itself.children),
        columns.estimate("rate", "In every 10,000", lambda one: one.rate),
        columns.count("highest", "At no higher tier", lambda one: one.count.highest.children),
        columns.words("sum", "The sum", lambda one: one.count.itself.arithmetic, sortable=False),
        columns.words("source", "Where it comes from", lambda one: one.count.source, sortable=False),
    ),
    filters=(
        Filter(
            key="which",
            label="Tier",
            apply=lambda rows, which: [one for one in rows if one.count.tier == which],
            choices=[(str(one), one.label) for one in Tier],
        ),
    ),
)

MOVES = Register(
    name="moves",
    caption="Moves between tiers, as a list",
    noun=("move", "moves"),
    alone=False,
    columns=(
        columns.words("was", "A year before"),
        columns.words("now", "On the day"),
        columns.count("children", "Children"),
    ),
    filters=(
        Filter(
            key="from",
            label="A year before",
            apply=lambda rows, was: [one for one in rows if one.was == was],
            choices=[(label(one), label(one)) for one in _PLACES],
        ),
    ),
)

CAME = Register(
    name="referrals",
    caption="What came of the year's referrals",
    noun=("step", "steps"),
    alone=False,
    columns=(
        columns.words("step", "Step", lambda one: one.label, sortable=False),
        columns.count("referrals", "Referrals"),
        columns.share("of_all", "Of all referrals", lambda one: one.of_all),
        columns.count("before", "At the step before"),
    ),
)
