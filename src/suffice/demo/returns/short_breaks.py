"""A few disabled children who come for short breaks, and are not counted as in care."""

from __future__ import annotations

from datetime import date, timedelta

from suffice.demo.returns.chance import Chance, ordinary
from suffice.demo.returns.model import LAST_DAY, Career, Child, Episode, Home, Leaving, Period
from suffice.demo.returns.people import People
from suffice.demo.returns.settling import short_break_home

_BREAK_BY_BREAK = 4
_BY_AGREEMENT = 5
_NEED = "N2"


def short_break_children(chance: Chance, people: People) -> list[Child]:
    """Return the children who have short breaks: some break by break (V3), some under an agreement (V4)."""
    children = []
    for number in range(_BREAK_BY_BREAK + _BY_AGREEMENT):
        start = chance.between(date(2015, 6, 1), date(2019, 12, 1))
        child = people.disabled(start)
        if number < _BREAK_BY_BREAK:
            child.periods = _breaks(chance, child, start)
        else:
            child.periods = [_agreement(chance, child, start)]
        children.append(child)
    return children


def _breaks(chance: Chance, child: Child, start: date) -> list[Period]:
    where = short_break_home(chance)
    until = min(child.eighteenth, start + timedelta(days=chance.whole(500, 1500)), LAST_DAY)
    periods = []
    while start < until - timedelta(days=10):
        end = ordinary(start + timedelta(days=chance.whole(2, 4)))
        periods.append(_period(start, end, "V3", where, "E4A"))
        start = ordinary(start + timedelta(days=chance.whole(28, 60)))
    return periods


def _agreement(chance: Chance, child: Child, start: date) -> Period:
    where = short_break_home(chance)
    end = min(child.eighteenth, ordinary(start + timedelta(days=chance.whole(500, 2200))))
    return _period(start, end, "V4", where, "E8")


def _period(start: date, end: date, legal: str, where: tuple[str, Home], rec: str) -> Period:
    episode = Episode(start, end, "S", legal, *where, rec, "")
    return Period(start, end, Career.SHORT_BREAKS, Leaving.OTHER, _NEED, legal=[(start, legal)], episodes=[episode])
