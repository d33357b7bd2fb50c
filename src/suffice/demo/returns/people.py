"""Imaginary children, alone or with brothers and sisters."""

from __future__ import annotations

from datetime import date, timedelta

from suffice.demo.returns import figures
from suffice.demo.returns.chance import Chance, ordinary
from suffice.demo.returns.homes import home_post
from suffice.demo.returns.model import Child
from suffice.engine import calendar

_CHECK_LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"
_IN_A_SCHOOL = 1000


def upn(serial: int, entry_year: int, *, no_school: int = 0) -> str:
    """Return a unique pupil number with a true check letter and a school number that no school has."""
    school, pupil = divmod(serial, _IN_A_SCHOOL)
    digits = f"{figures.AUTHORITY}{no_school + school:04d}{entry_year % 100:02d}{pupil:03d}"
    total = sum(int(digit) * weight for weight, digit in enumerate(digits, start=2))
    return _CHECK_LETTERS[total % 23] + digits


class People:
    """Draws families; every child's number is met once."""

    def __init__(self, chance: Chance) -> None:
        self._chance = chance
        self._last_number = 100_000
        self._families = 0
        self._pupils: dict[int, int] = {}

    def family(self, start: date, *, most: int) -> list[Child]:
        """Return the children of one family who come into care on `start`, at most `most` of them."""
        self._families += 1
        size = min(self._chance.pick(figures.FAMILY_SIZE), most)
        ethnic = self._chance.pick(figures.ETHNIC)
        post = home_post(self._chance)
        band = self._chance.pick(figures.AGE_AT_START)
        births = self._births(start, band, 1 if band == (16, 17) else size)
        return [self._child(dob, ethnic=ethnic, post=post) for dob in births]

    def alone(self, start: date) -> Child:
        """Return an unaccompanied young person, mostly a young man of 16 or 17."""
        self._families += 1
        age = self._chance.pick({14: 0.05, 15: 0.2, 16: 0.35, 17: 0.4})
        child = self._child(self._born(start, age), ethnic=self._chance.pick(figures.ETHNIC_SEEKING_ASYLUM), post="")
        child.sex = "1" if self._chance.yes(0.9) else "2"
        child.uasc, child.upn = True, "UN3"
        return child

    def disabled(self, start: date) -> Child:
        """Return a disabled child who comes for short breaks."""
        self._families += 1
        born = self._born(start, self._chance.whole(6, 13))
        child = self._child(born, ethnic=self._chance.pick(figures.ETHNIC), post=home_post(self._chance))
        child.disabled = True
        return child

    def _births(self, start: date, band: tuple[int, int], size: int) -> list[date]:
        births = [self._born(start, self._chance.whole(*band))]
        while len(births) < size:
            apart = timedelta(days=self._chance.whole(330, 1300))
            born = ordinary(births[-1] + apart if births[-1] + apart < start else min(births) - apart)
            if calendar.birthday(born, 16) <= start:
                break
            births.append(born)
        return births

    def _born(self, start: date, age: int) -> date:
        if age == 0 and self._chance.yes(0.6):
            return ordinary(start - timedelta(days=min(self._chance.wait(25, least=1), 300)))
        until_next = 100 if age == 17 else 2
        oldest = calendar.years_after(start, -age - 1) + timedelta(days=until_next)
        return self._chance.between(oldest, calendar.years_after(start, -age) - timedelta(days=1))

    def _child(self, dob: date, *, ethnic: str, post: str) -> Child:
        self._last_number += self._chance.whole(1, 83)
        entry = dob.year + 5
        self._pupils[entry] = self._pupils.get(entry, 0) + 1
        return Child(
            number=str(self._last_number),
            sex="1" if self._chance.yes(0.53) else "2",
            dob=dob,
            ethnic=ethnic,
            upn=upn(self._pupils[entry], entry),
            family=self._families,
            home_post=post,
        )
