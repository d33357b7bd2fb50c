"""Who comes into care and when, until the published totals are met exactly."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from suffice.demo.returns import figures
from suffice.demo.returns.adoption import adoption_plan
from suffice.demo.returns.chance import Chance, ordinary
from suffice.demo.returns.model import FIRST_DAY, Career, Child, Leaving, Period
from suffice.demo.returns.people import People

_WARM_UP_FROM = date(1998, 4, 2)
_OF_AGE = frozenset({Leaving.EIGHTEEN, Leaving.INDEPENDENT})
_TRIES = 200  # most of those who ever left came too long ago, or are grown
_COMES_BACK = frozenset({Leaving.HOME, Leaving.FAMILY, Leaving.OTHER, Leaving.REMAND_ENDED})


def in_care_at_start_of(intervals: tuple[tuple[date, int], ...]) -> Iterator[tuple[date, date, int]]:
    """Yield first day, last day and target of each interval between published totals, the long warm-up first."""
    first = _WARM_UP_FROM
    for last, target in intervals:
        yield first, last, target
        first = last + timedelta(days=1)


class Population:
    """Everybody who was ever in care, and the stock at any date."""

    def __init__(self, chance: Chance, people: People) -> None:
        self.children: list[Child] = []
        self._chance = chance
        self._people = people

    def stock(self, day: date) -> int:
        """Return how many children are in care at the end of `day`."""
        return sum(any(period.holds(day) for period in child.periods) for child in self.children)

    def fill(self, first: date, last: date, target: int) -> None:
        """Let children come into care from `first` to `last` until `target` of them are in care at its end.

        Children who come and go inside the interval come on the way, so that starts and leavers stay in proportion.

        Raises:
            ValueError: more children are already in care than the target.
        """
        present = self.stock(last)
        if present > target:
            raise ValueError(f"{present} children are in care on {last}, more than {target}")
        while present < target:
            start = self._chance.between(first, last)
            arriving = self._arrive(start, most=target - present)
            present += sum(child.periods[-1].holds(last) for child in arriving)

    def _arrive(self, start: date, *, most: int) -> list[Child]:
        if self._chance.yes(figures.RETURNING) and (child := self._returning(start)):
            child.periods.append(self._period(child, start, adoptable=False))
            return [child]
        if self._chance.yes(figures.SEEKING_ASYLUM):
            family = [self._people.alone(start)]
        else:
            family = self._people.family(start, most=most)
        together = [self._period(child, start, adoptable=True) for child in family]
        self._go_home_together(family, together)
        for child, period in zip(family, together, strict=True):
            child.periods.append(period)
        self.children.extend(family)
        return family

    def _returning(self, start: date) -> Child | None:
        """Return a child who left care some time before `start` and is still young enough to come back."""
        for _ in range(_TRIES if self.children else 0):
            child = self._chance.one_of(self.children)
            last = child.periods[-1]
            away = (start - last.end).days
            if last.leaving in _COMES_BACK and 30 <= away <= 1500 and child.age_on(start) < 17:
                return child
        return None

    def _go_home_together(self, family: list[Child], periods: list[Period]) -> None:
        """Let brothers and sisters on a short course leave on one day, as courts and plans mostly have it."""
        first = periods[0]
        for child, period in zip(family[1:], periods[1:], strict=True):
            same = period.career is first.career and period.career in {Career.BRIEF, Career.PROCEEDINGS}
            if same and first.leaving not in _OF_AGE and first.end < child.eighteenth and self._chance.yes(0.85):
                period.end, period.leaving = first.end, first.leaving

    def _period(self, child: Child, start: date, *, adoptable: bool) -> Period:
        career = self._career(child, start, adoptable=adoptable)
        days, leaving = self._course(career, child.age_on(start))
        end = ordinary(start + timedelta(days=days))
        if end >= child.eighteenth:
            end, leaving = child.eighteenth, Leaving.EIGHTEEN
        period = Period(start, end, career, leaving, self._need(child, career))
        if career in {Career.ADOPTION, Career.LONG_TERM}:
            period.plan = adoption_plan(self._chance, child, period)
        return period

    def _career(self, child: Child, start: date, *, adoptable: bool) -> Career:
        if child.uasc:
            return Career.SEEKING_ASYLUM
        age = child.age_on(start)
        weights = next(mix for (low, high), mix in figures.CAREER.items() if low <= age <= high)
        if not adoptable:
            weights = {career: weight for career, weight in weights.items() if career is not Career.ADOPTION}
        return self._chance.pick(weights)

    def _need(self, child: Child, career: Career) -> str:
        if child.uasc:
            return "N8"
        return "N6" if career is Career.REMAND else self._chance.pick(figures.NEED)

    def _course(self, career: Career, age: int) -> tuple[int, Leaving]:
        """Return how long a period would last and how it would end, birthdays aside."""
        chance = self._chance
        match career:
            case Career.BRIEF:
                leaving = chance.pick(figures.LEAVING[career])
                return chance.wait(80, least=4), Leaving.INDEPENDENT if age >= 16 and chance.yes(0.3) else leaving
            case Career.PROCEEDINGS:
                return chance.wait(210, least=190), chance.pick(figures.LEAVING[career])
            case Career.ADOPTION:
                return int(max(500, chance.around(800, 170))), Leaving.ADOPTED
            case Career.LONG_TERM:
                return chance.wait(4300, least=420), chance.pick(figures.LEAVING[career])
            case Career.REMAND:
                return chance.wait(45, least=5), chance.pick(figures.LEAVING[career])
            case _:
                soon = chance.yes(0.12)
                return chance.wait(60, least=20) if soon else 3000, chance.pick(figures.LEAVING[career])


def imagine(chance: Chance, people: People) -> list[Child]:
    """Return the children whose care the returns of 2017 to 2022 can speak of, by totals exact."""
    population = Population(chance, people)
    for first, last, target in in_care_at_start_of(figures.CHILDREN_IN_CARE):
        population.fill(first, last, target)
    adult = date(FIRST_DAY.year - 21, 4, 1)
    return [child for child in population.children if child.dob > adult]
