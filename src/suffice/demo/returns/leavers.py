"""The OC3 table: young people who have left care, around each birthday from the 17th to the 21st."""

from __future__ import annotations

from datetime import date, timedelta

from suffice.demo.returns.chance import Chance
from suffice.demo.returns.model import Child, Leaving, Row
from suffice.demo.returns.rows import row
from suffice.engine import calendar

_AGES = range(17, 22)
_WEEKS_13 = timedelta(weeks=13)
_NOT_A_LEAVER = frozenset(
    {Leaving.ADOPTED, Leaving.TRANSFERRED, Leaving.DIED, Leaving.ASSESSED_ADULT, Leaving.ABROAD, Leaving.GUARDIAN}
)
_AWAY = {"NO": 0.45, "REFU": 0.30, "NREQ": 0.25}
_EDUCATION, _WORK = {"F2": 0.85, "P2": 0.15}, {"work": 0.80, "apprentice": 0.20}
_WITHOUT = {"G5": 0.70, "G4": 0.20, "G6": 0.10}
_LIVING = {
    True: {"Z1": 0.34, "D1": 0.28, "B1": 0.14, "U1": 0.08, "E1": 0.05, "C1": 0.05, "X2": 0.03, "S2": 0.01, "W2": 0.02},
    False: {"U1": 0.44, "Z1": 0.16, "B1": 0.13, "D1": 0.12, "K1": 0.06, "T1": 0.03, "X2": 0.04, "S2": 0.01, "W2": 0.01},
}


def is_care_leaver(child: Child, day: date) -> bool:
    """Return whether someone has left care by `day` after 13 weeks of it since 14, some of it at 16 or later."""
    last = child.periods[-1]
    if not last.counted or last.end > day or last.leaving in _NOT_A_LEAVER:
        return False
    fourteenth, sixteenth = calendar.birthday(child.dob, 14), calendar.birthday(child.dob, 16)
    since = sum(
        ((period.end - max(period.start, fourteenth)) for period in child.periods if period.end > fourteenth),
        timedelta(),
    )
    return last.end > sixteenth and since >= _WEEKS_13


def leaver_row(chance: Chance, child: Child, year: int) -> Row | None:
    """Return the OC3 row of collection year `year`, or None when it asks nothing about this young person."""
    birthdays = (calendar.birthday(child.dob, age) for age in _AGES)
    day = next((day for day in birthdays if calendar.collection_year(day) == year), None)
    if day is None or not is_care_leaver(child, day):
        return None
    if child.periods[-1].leaving is Leaving.HOME and (day - child.periods[-1].end).days > 183:
        return row("OC3", child, IN_TOUCH="RHOM", ACTIV="0", ACCOM="0")
    if chance.yes(0.07):
        return row("OC3", child, IN_TOUCH=chance.pick(_AWAY), ACTIV="0", ACCOM="0")
    age = calendar.age_on(child.dob, day)
    activity, accommodation = _activity(chance, child, age, year), chance.pick(_LIVING[age < 19])
    return row("OC3", child, IN_TOUCH="YES", ACTIV=activity, ACCOM=accommodation)


def _activity(chance: Chance, child: Child, age: int, year: int) -> str:
    """Return what the young person does; the codes of work and apprenticeship were one until 2018."""
    if chance.yes(0.36):
        without = _WITHOUT if child.sex == "2" else {code: share for code, share in _WITHOUT.items() if code != "G6"}
        return chance.pick(without)
    if age >= 19 and chance.yes(0.10):
        return "F1"
    if chance.yes(0.62 if age < 19 else 0.42):
        return chance.pick(_EDUCATION)
    part = "F" if chance.yes(0.82) else "P"
    apprentice = chance.pick(_WORK) == "apprentice"
    return f"{part}3" if year < 2019 else f"{part}4" if apprentice else f"{part}5"
