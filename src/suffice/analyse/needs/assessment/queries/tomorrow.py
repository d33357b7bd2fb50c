"""Tomorrow: how many children there would be at each tier at today's rates, if more or fewer lived here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from suffice.analyse.needs.assessment.queries.reading import Read
from suffice.analyse.needs.models import PublishedFigure
from suffice.analyse.needs.models.published import PEOPLE
from suffice.core.pages.register import Column, Register
from suffice.core.pages.words import number
from suffice.engine.needs import Tier


@dataclass(frozen=True, slots=True)
class Ahead:
    """One tier on a day to come, at today's rate."""

    figure: PublishedFigure
    tier: Tier
    today: int
    people: int

    @property
    def expected(self) -> int:
        """How many children there would be."""
        return round(self.today / self.people * int(self.figure.number))

    @property
    def arithmetic(self) -> str:
        """The sum in figures."""
        ahead = number(self.figure.number)
        return f"{number(self.today)} / {number(self.people)} x {ahead} = {number(self.expected)}"


def ahead(read: Read, figures: Sequence[PublishedFigure]) -> Sequence[Ahead]:
    """Return each tier that is told today on each day for which a population was projected, by day and source."""
    people = read.people(read.on)
    if people is None:
        return []
    coming = sorted((one for one in figures if one.measure == PEOPLE and one.on > read.on), key=lambda one: one.on)
    return [
        Ahead(one, level.tier, level.itself, people.number)
        for one in coming
        for level in read.now.levels
        if level.itself is not None
    ]


def sentence(read: Read, rows: Sequence[Ahead]) -> str:
    """Tell the last day that is looked ahead to."""
    if not rows:
        return ""
    last = [one for one in rows if one.figure == rows[-1].figure]
    told = "; ".join(f"{one.tier.label.lower()} {number(one.expected)} ({number(one.today)} now)" for one in last)
    return (
        f"If as many in every 10,000 are at each tier as now, and {number(last[0].figure.number)} children live here "
        f"in {last[0].figure.on:%Y} as was projected, there will be: {told}."
    )


AHEAD = Register(
    name="tomorrow",
    caption="At today's rates",
    noun=("row", "rows"),
    alone=False,
    columns=(
        Column(key="on", heading="For", value=lambda one: one.figure.on, shown=lambda one: one.figure.when, sort=""),
        Column(key="tier", heading="Tier", value=lambda one: one.tier.label, sort=""),
        Column(key="today", heading="Children now", value=lambda one: one.today, sort="", numeric=True),
        Column(key="expected", heading="Children then", value=lambda one: one.expected, sort="", numeric=True),
        Column(key="sum", heading="The sum", value=lambda one: one.arithmetic),
        Column(key="source", heading="Population projected by", value=lambda one: one.figure.source),
    ),
)
