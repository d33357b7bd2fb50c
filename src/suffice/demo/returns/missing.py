"""Times when a young person was missing or away without permission."""

from __future__ import annotations

from datetime import date, timedelta

from suffice.demo.returns.chance import Chance, ordinary
from suffice.demo.returns.model import FIRST_DAY, LAST_DAY, Child, Period
from suffice.engine import calendar

_EVER = 0.16
_FROM_AGE = 12


def times_missing(chance: Chance, child: Child, period: Period) -> list[tuple[str, date, date]]:
    """Return kind, first day and day of return of each time, in order, none overlapping."""
    first = max(period.start, FIRST_DAY, calendar.birthday(child.dob, _FROM_AGE)) + timedelta(days=3)
    last = min(period.end, LAST_DAY) - timedelta(days=10)
    if not period.counted or child.uasc or first >= last or not chance.yes(_EVER):
        return []
    times: list[tuple[str, date, date]] = []
    day = chance.between(first, last)
    while day < last and len(times) < 12:
        back = ordinary(day + timedelta(days=min(chance.wait(0.9, least=1), 8)))
        times.append((chance.pick({"M": 0.8, "A": 0.2}), day, back))
        day = ordinary(back + timedelta(days=chance.wait(100, least=5)))
    return times
