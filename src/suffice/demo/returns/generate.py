"""The demonstration authority's returns, from a seed."""

from __future__ import annotations

from datetime import date, timedelta

from suffice.demo.returns import figures
from suffice.demo.returns.calibration import meet
from suffice.demo.returns.chance import Chance
from suffice.demo.returns.episodes import write_episodes
from suffice.demo.returns.legal import legal_statuses
from suffice.demo.returns.model import FIRST_DAY, LAST_DAY, Child, DemoReturns, Period
from suffice.demo.returns.people import People
from suffice.demo.returns.periods import imagine
from suffice.demo.returns.placements import Placing
from suffice.demo.returns.settling import Settling
from suffice.demo.returns.short_breaks import short_break_children
from suffice.demo.returns.tables import write_tables
from suffice.engine import calendar

_MOTHERS = 7


def generate(*, seed: int = 1) -> DemoReturns:
    """Return the six returns, 2017 to 2022, of an imaginary population of children in care.

    The numbers in care and in each kind of fostering meet the published totals of `figures` exactly, whatever the
    seed; everything else about the children is invented. See docs/method/demonstration.md.

    Args:
        seed: the same seed gives the same returns, to the letter.
    """
    chance = Chance(seed)
    people = People(chance)
    children = imagine(chance, people)
    told = [(child, period) for child in children for period in child.periods if _is_told(period)]
    placing = Placing(chance)
    for child, period in told:
        period.legal = legal_statuses(chance, child, period)
        placing.place(child, period)
    meet(chance, children, figures.FOSTERING)
    settling = Settling(chance)
    for child, period in told:
        settling.settle(child, period)
        period.episodes = write_episodes(chance, child, period)
    children += short_break_children(chance, people)
    _become_mothers(chance, children)
    return DemoReturns(figures.AUTHORITY, seed, write_tables(chance, children), children)


def _is_told(period: Period) -> bool:
    return period.within(FIRST_DAY, LAST_DAY)


def _become_mothers(chance: Chance, children: list[Child]) -> None:
    """Let a few girls in care have a baby at 16 or 17."""
    possible = [(child, day) for child in children if (day := _may_give_birth(chance, child))]
    chance.shuffle(possible)
    for child, day in possible[:_MOTHERS]:
        child.baby_born = day


def _may_give_birth(chance: Chance, child: Child) -> date | None:
    period = child.periods[-1]
    if child.sex != "2" or not period.counted or not _is_told(period):
        return None
    first = max(calendar.birthday(child.dob, 16), period.start, FIRST_DAY) + timedelta(days=60)
    last = min(period.end, LAST_DAY) - timedelta(days=60)
    return chance.between(first, last) if first < last else None
