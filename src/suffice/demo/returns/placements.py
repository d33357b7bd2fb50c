"""Where a child lives through a period of care: stays in homes, one after another."""

from __future__ import annotations

from datetime import date, timedelta

from suffice.demo.returns import figures
from suffice.demo.returns.chance import Chance, ordinary
from suffice.demo.returns.model import Career, Child, Leaving, Period, Stay
from suffice.engine import calendar
from suffice.engine.episodes.model import PlacementState as State

FOSTER = frozenset({State.IN_HOUSE_FOSTER, State.AGENCY_FOSTER, State.FRIENDS_AND_FAMILY})
STATE_OF = {
    "K2": State.CHILDRENS_HOME, "S1": State.CHILDRENS_HOME, "R1": State.CHILDRENS_HOME, "K1": State.SECURE,
    "H5": State.SUPPORTED_ACCOMMODATION, "P2": State.SUPPORTED_ACCOMMODATION, "R3": State.OTHER, "R5": State.OTHER,
    "P1": State.WITH_PARENTS,
}  # fmt: skip

_SHORTEST = 8
"""Days: a stay that would be shorter is not begun."""

_TOGETHER = 0.8
_HOME_WITH_THE_ORDER = 0.25

_REMAND = {"R5": 0.35, "K1": 0.25, "H5": 0.15, "foster": 0.25}
_ASYLUM_YOUNG = {"foster": 0.85, "K2": 0.15}
_ASYLUM_OLD = {"foster": 0.40, "H5": 0.60}


class Placing:
    """Gives each period its stays; brothers and sisters who come on one day mostly start in one kind of fostering."""

    def __init__(self, chance: Chance) -> None:
        self._chance = chance
        self._together: dict[tuple[int, date], tuple[State, str]] = {}

    def place(self, child: Child, period: Period) -> None:
        """Fill in the stays of a period, in place; its legal statuses must be known."""
        period.stays = _stays(self._chance, child, period)
        first = period.stays[0]
        if first.state in FOSTER:
            found = (first.state, first.codes[0][1])
            state, code = self._together.setdefault((child.family, period.start), found)
            if self._chance.yes(_TOGETHER):
                first.state, first.codes = state, [(first.start, code)]


def _stays(chance: Chance, child: Child, period: Period) -> list[Stay]:
    """Return the stays of a period, first to last, without gaps."""
    until = period.plan.placed if period.plan and period.plan.placed else period.end
    home_on = _day_with_parents(chance, period, until)
    found: list[Stay] = []
    day = period.start
    while day < (home_on or until):
        end = _end_of_stay(chance, child, period, day, home_on or until, first=not found)
        state, code = _setting(chance, child, period, day, end)
        found.append(Stay(day, end, state, [(day, code)]))
        day = end
    if home_on:
        found.append(Stay(home_on, until, State.WITH_PARENTS, [(home_on, "P1")]))
    if until < period.end:
        found.append(Stay(until, period.end, State.PLACED_FOR_ADOPTION, [(until, "")]))
    return found


def _day_with_parents(chance: Chance, period: Period, until: date) -> date | None:
    """Return the day a child under a care order goes to live with parents, for some of those who leave for home."""
    likely = {Leaving.HOME: 0.50, Leaving.EIGHTEEN: 0.06}.get(period.leaving, 0.0)
    ordered = next((day for day, status in period.legal if status == "C2"), None)
    if period.career not in {Career.PROCEEDINGS, Career.LONG_TERM} or ordered is None or not chance.yes(likely):
        return None
    earliest = max(ordered, period.start + timedelta(days=30)) + timedelta(days=1)
    day = ordinary(max(earliest, until - timedelta(days=chance.wait(230, least=40))))
    if ordered < day and (until - ordered).days < 500 and chance.yes(_HOME_WITH_THE_ORDER):
        day = ordered
    return day if period.plan is None and (until - day).days > 2 * _SHORTEST else None


def _end_of_stay(chance: Chance, child: Child, period: Period, day: date, until: date, *, first: bool) -> date:
    settled = chance.yes(0.30 if first else 0.58)
    days = chance.wait(1700, least=200) if settled else chance.wait(110, least=_SHORTEST)
    end = ordinary(day + timedelta(days=days))
    sixteenth = calendar.birthday(child.dob, 16)
    if day < sixteenth < end and chance.yes(0.22):
        end = ordinary(sixteenth + timedelta(days=chance.whole(5, 200)))
    return until if (until - end).days < _SHORTEST else end


def _setting(chance: Chance, child: Child, period: Period, day: date, end: date) -> tuple[State, str]:
    age = child.age_on(day)
    barred = {"K1", "R3"} if (end - day).days > 100 else set()
    if not may_live_with_parents(period, day):
        barred |= {"P1"}
    code = chance.pick({code: weight for code, weight in _weights(period, age).items() if code not in barred})
    if code != "foster":
        return STATE_OF[code], code
    mix = figures.fostering_mix(day)
    kin = mix[State.FRIENDS_AND_FAMILY]
    if child.uasc or period.career is Career.REMAND:
        kin = 0
    elif period.leaving is Leaving.GUARDIAN and end == period.end:
        kin = 0.9
    return chance.pick({**mix, State.FRIENDS_AND_FAMILY: kin}), ""


def may_live_with_parents(period: Period, day: date) -> bool:
    """Return whether an order that lasts lets the child live with parents and still be in care."""
    return period.plan is None and period.leaving is not Leaving.GUARDIAN and period.legal_on(day) in {"C1", "C2"}


def _weights(period: Period, age: int) -> dict[str, float]:
    if period.career is Career.REMAND:
        return {code: weight for code, weight in _REMAND.items() if code != "H5" or age >= 16}
    if period.career is Career.SEEKING_ASYLUM:
        return _ASYLUM_OLD if age >= 16 else _ASYLUM_YOUNG
    if period.leaving in {Leaving.ADOPTED, Leaving.GUARDIAN}:
        return {"foster": 1}
    return figures.setting_mix(age)
