"""Reviews of children in care: within 20 working days, then within three months, then within six."""

from __future__ import annotations

from datetime import date, timedelta

from suffice.demo.returns.chance import Chance
from suffice.demo.returns.model import LAST_DAY, Child, Period, Row
from suffice.demo.returns.rows import row

_FIRST, _SECOND, _LATER = (19, 25), (74, 89), (148, 180)
_LATE = 0.05
_TAKES_PART = {
    (4, 9): {"PN1": 0.30, "PN3": 0.10, "PN4": 0.08, "PN6": 0.37, "PN2": 0.05, "PN7": 0.10},
    (10, 17): {"PN1": 0.57, "PN2": 0.04, "PN4": 0.03, "PN5": 0.05, "PN6": 0.24, "PN7": 0.07},
}


def reviews(chance: Chance, child: Child, period: Period) -> list[tuple[date, Row]]:
    """Return the day and the row of each review of a period of care, up to the last return."""
    held: list[tuple[date, Row]] = []
    day, apart = period.start, _FIRST
    while period.counted:
        late = chance.whole(4, 25) if chance.yes(_LATE) else 0
        day = _working_day(day + timedelta(days=chance.whole(*apart) + late))
        if day >= min(period.end, LAST_DAY):
            break
        held.append((day, row("Reviews", child, REVIEW=day, REVIEW_CODE=_taking_part(chance, child.age_on(day)))))
        apart = _SECOND if len(held) == 1 else _LATER
    return held


def _working_day(day: date) -> date:
    """Return `day`, or the last working day before it; nobody meets between Christmas and the new year."""
    if (day.month, day.day) >= (12, 24) or (day.month, day.day) <= (1, 2):
        day = date(day.year - (day.month == 1), 12, 23)
    return day - timedelta(days=max(0, day.weekday() - 4))


def _taking_part(chance: Chance, age: int) -> str:
    if age < 4:
        return "PN0"
    return chance.pick(next(mix for (low, high), mix in _TAKES_PART.items() if low <= age <= high))
