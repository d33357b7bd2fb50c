"""Localities as rates: how many in every 10,000 children who live there are at each tier, and which stand apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from suffice.analyse.needs.assessment.figures import Day
from suffice.analyse.needs.assessment.queries import columns
from suffice.analyse.needs.assessment.queries.columns import with_interval
from suffice.analyse.needs.assessment.queries.places import One, Part
from suffice.core.pages.register import Filter, Register
from suffice.core.pages.words import listed, number
from suffice.engine.comparison.intervals import of_rate
from suffice.engine.needs import Tier

_PER = 10_000
_ABOVE, _BELOW = "A higher rate than all localities together", "A lower rate"
_HIGHER, _LOWER, _NEITHER = "Higher", "Lower", "Not told apart"
WANTING = (
    "Rates are not told, because nothing says how many children live in each locality. Bring the population of small "
    "areas by age (Office for National Statistics; a sheet of one year, saved as CSV) and the list of the wards or "
    "small areas of your localities."
)


@dataclass(frozen=True, slots=True)
class Row:
    """One tier in one locality: the count, the rate with its interval, and how it stands to all localities together."""

    tier: Tier
    one: One
    stands: str

    @property
    def arithmetic(self) -> str:
        """The sum in figures."""
        return f"{number(self.one.count)} / {number(self.one.of)} x 10,000 = {number(self.one.share.value, 1)}"


def parts(day: Day) -> Sequence[Part]:
    """Return each tier that is told by locality, as rates with their intervals; none without a population."""
    if day.localities is None or day.people is None:
        return []
    found, people = day.localities, day.people.people
    made = []
    for tier in Tier:
        rows = tuple(
            One(name, count, people[name], of_rate(count, people[name]))
            for name in found.names
            if (count := found.of(name, tier)) is not None and people.get(name)
        )
        if len(rows) > 1 and any(one.count for one in rows):
            everywhere = sum(one.count for one in rows) / sum(one.of for one in rows) * _PER
            made.append(Part(tier, rows, everywhere))
    return made


def rows(found: Sequence[Part]) -> Sequence[Row]:
    """Return the rates as a table has them."""
    return [
        Row(part.tier, one, _HIGHER if one.name in part.above else _LOWER if one.name in part.below else _NEITHER)
        for part in found
        for one in part.rows
    ]


def sentence(found: Sequence[Part]) -> str:
    """Tell which localities stand apart from all together, and at which tier; "" where there are no rates."""
    if not found:
        return ""
    higher = [f"{listed(one.above)} ({one.label.lower()})" for one in found if one.above]
    lower = [f"{listed(one.below)} ({one.label.lower()})" for one in found if one.below]
    if not higher and not lower:
        return "No locality is told apart: every interval takes in the rate of all localities together."
    told = [f"{how}: {listed(who)}." for how, who in ((_ABOVE, higher), (_BELOW, lower)) if who]
    return f"{' '.join(told)} The other intervals take in the rate of all together, so nothing tells them apart."


def ends(found: Sequence[Part]) -> Sequence[str]:
    """Hold the highest rate of each tier against the lowest: whether their intervals overlap."""
    return [_ends(one) for one in found]


def _ends(part: Part) -> str:
    high = max(part.rows, key=lambda one: one.share.value)
    low = min(part.rows, key=lambda one: one.share.value)
    highest = f"{part.label}: {high.name} is highest at {with_interval(high.share)}"
    both = f"{highest}, {low.name} lowest at {with_interval(low.share)}"
    if low.share.interval.high < high.share.interval.low:
        return f"{both}. Their intervals do not overlap: they differ by more than chance would make them."
    return f"{both}. Their intervals overlap, so chance alone may have set them apart."


def title(found: Sequence[Part]) -> str:
    """Return the finding above the picture."""
    told = [f"{number(one.everywhere, 1)} {one.label.lower()}" for one in found]
    return f"In every 10,000 children of all localities together, {listed(told)}: the dashed line."


RATES = Register(
    name="rates",
    caption="In every 10,000 children who live there",
    noun=("rate", "rates"),
    alone=False,
    columns=(
        columns.words("name", "Locality", lambda one: one.one.name),
        columns.words("tier", "Tier", lambda one: one.tier.label),
        columns.count("count", "Children", lambda one: one.one.count),
        columns.count("people", "Children living there", lambda one: one.one.of),
        columns.estimate("rate", "In every 10,000", lambda one: one.one.share),
        columns.words("stands", "Against all together"),
        columns.words("sum", "The sum", lambda one: one.arithmetic, sortable=False),
    ),
    filters=(
        Filter(
            key="which",
            label="Tier",
            apply=lambda rows, which: [one for one in rows if one.tier == which],
            choices=[(str(one), one.label) for one in Tier],
        ),
    ),
)
