"""Families who come to the notice of children's services and never into care."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

from suffice.demo.returns.chance import Chance
from suffice.demo.returns.homes import home_post
from suffice.demo.returns.people import upn
from suffice.demo.story import figures
from suffice.demo.story.model import Person
from suffice.engine import calendar

_FIRST_NUMBER, _FIRST_FAMILY = 600_000, 100_000
_RANGE = 1_000_000
_NO_SCHOOL = 1


class Newcomers:
    """Draws families; every child's number and pupil number is met once, and none of another range."""

    def __init__(self, chance: Chance, *, ranged: int = 0) -> None:
        self._chance = chance
        self._last_number = _FIRST_NUMBER + ranged * _RANGE
        self._families = _FIRST_FAMILY + ranged * _RANGE
        self._pupils: Counter[int] = Counter()

    def family(self, day: date, *, most: int) -> list[Person]:
        """Return the children of one family first heard of on `day`, at most `most` of them."""
        self._families += 1
        ethnic, post = self._chance.pick(figures.ETHNIC), home_post(self._chance)
        size = min(self._chance.pick(figures.FAMILY_SIZE), most)
        births = [self._born(day)]
        while len(births) < size:
            births.append(self._sibling(day, births))
        return [self._person(dob, day, ethnic, post) for dob in births]

    def _sibling(self, day: date, births: list[date]) -> date:
        apart = timedelta(days=self._chance.whole(330, 1300))
        later, sooner = max(births) + apart, min(births) - apart
        may_be_later = later < day
        may_be_sooner = calendar.birthday(sooner, 17) > day
        if may_be_later and (self._chance.yes(0.5) or not may_be_sooner):
            return later
        return sooner if may_be_sooner else births[0]

    def _born(self, day: date) -> date:
        low, high = self._chance.pick(figures.AGE)
        if low < 0:
            return day + timedelta(days=self._chance.whole(15, 140))
        oldest = calendar.years_after(day, -high - 1) + timedelta(days=200 if high >= 17 else 2)
        return oldest + timedelta(days=self._chance.whole(0, (calendar.years_after(day, -low) - oldest).days))

    def _person(self, dob: date, day: date, ethnic: str, post: str) -> Person:
        self._last_number += self._chance.whole(1, 29)
        entry = dob.year + 5
        self._pupils[entry] += 1
        born = dob <= day
        return Person(
            number=str(self._last_number),
            sex="1" if self._chance.yes(0.51) else "2",
            dob=dob,
            ethnic=ethnic,
            upn=upn(self._pupils[entry], entry, no_school=_NO_SCHOOL),
            family=self._families,
            home_post=post,
            expected=None if born else dob + timedelta(days=self._chance.whole(-12, 12)),
            disabilities=disabilities(self._chance, figures.DISABLED if born else 0),
        )


def disabilities(chance: Chance, share: float) -> tuple[str, ...]:
    """Return the disabilities of a child, one or two; a `share` of children has any."""
    if not chance.yes(share):
        return ()
    count = 2 if chance.yes(0.25) else 1
    return tuple(sorted({chance.pick(figures.DISABILITIES) for _ in range(count)}))
