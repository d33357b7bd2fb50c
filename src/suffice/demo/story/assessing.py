"""Assessments: as many a year, and as many in each band of working days, as were published."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from suffice.demo.returns.chance import Chance
from suffice.demo.story import workdays
from suffice.demo.story.model import Assessment, Fate, Referral
from suffice.demo.story.totals import ASSESSED_IN, Year
from suffice.engine import calendar

_BETWEEN = timedelta(days=145)
_SOON = timedelta(days=5)


@dataclass(slots=True, eq=False)
class _Due:
    """An assessment that is to be completed in a year, taking from `least` to `most` working days."""

    assessment: Assessment
    least: int
    most: int


class Assessing:
    """Assesses year after year; who waits on 31 March is assessed in the next year."""

    def __init__(self, chance: Chance, referrals: Sequence[Referral]) -> None:
        self._chance = chance
        self._referrals = referrals
        self._waiting: list[tuple[Referral, Assessment]] = []

    def assess(self, year: int, told: Year) -> None:
        """Complete the assessments of `year`, and leave `told.waiting` children waiting at its end."""
        first, last = calendar.year_start(year), calendar.year_end(year)
        new = [one for one in self._referrals if first <= one.day <= last and one.fate is not Fate.NO_ACTION]
        waiting = self._wait(new, last, told.waiting)
        due = [_due(referral, assessment, first, last) for referral, assessment in self._waiting]
        due += self._first(new, waiting, last, sum(told.assessments) - len(due))
        due += self._repeated(first, last, sum(told.assessments) - len(due))
        self._complete(due, told.assessments)
        self._waiting = [(one, _begin(one)) for one in new if one in waiting]

    def _wait(self, new: list[Referral], last: date, count: int) -> set[Referral]:
        latest = sorted((one for one in new if one.open_on(last)), key=lambda one: one.day)
        soon = [one for one in latest if one.closed is None or one.closed > last + _SOON]
        return set(soon[-count:])

    def _first(self, new: list[Referral], waiting: set[Referral], last: date, room: int) -> list[_Due]:
        """Return first assessments: of all who need one by what followed, and of others while there is room."""
        able = [one for one in new if one not in waiting]
        needed = [one for one in able if one.fate is Fate.NOT_IN_NEED or one.enquiries or one.person.care]
        kept = set(needed)
        others = [one for one in able if one not in kept]
        self._chance.shuffle(others)
        chosen = needed + others[: max(0, room - len(needed))]
        return [_due(one, _begin(one), one.day, last) for one in chosen]

    def _repeated(self, first: date, last: date, count: int) -> list[_Due]:
        """Return further assessments of children who have been in need for some time."""
        able = [(one, span) for one in self._referrals if (span := _long_open(one, first, last))]
        self._chance.shuffle(able)
        due = []
        for referral, (begin, end) in able[: max(0, count)]:
            assessment = Assessment(workdays.pick(self._chance, begin, end))
            referral.assessments.append(assessment)
            due.append(_due(referral, assessment, assessment.start, last))
        return due

    def _complete(self, due: list[_Due], bands: tuple[int, ...]) -> None:
        """Give each its working days, the longest first: who may take longest is chosen among those who may."""
        days = sorted(
            self._chance.whole(*band) for band, count in zip(ASSESSED_IN, bands, strict=True) for _ in range(count)
        )
        if len(days) != len(due):
            raise ValueError(f"{len(due)} assessments cannot meet a total of {len(days)}")
        held = [one for one in due if one.least > 0]
        for one in sorted(held, key=lambda one: -one.least):
            least, most = bisect_left(days, one.least), bisect_right(days, one.most) - 1
            _end(one, days.pop(self._chance.whole(least, most)))
        free = sorted((one for one in due if one.least == 0), key=lambda one: one.most)
        pool: list[_Due] = []
        for length in reversed(days):
            while free and free[-1].most >= length:
                pool.append(free.pop())
            at = self._chance.whole(0, len(pool) - 1)
            pool[at], pool[-1] = pool[-1], pool[at]
            _end(pool.pop(), length)


def _begin(referral: Referral) -> Assessment:
    assessment = Assessment(referral.day)
    referral.assessments.insert(0, assessment)
    return assessment


def _due(referral: Referral, assessment: Assessment, first: date, last: date) -> _Due:
    end = min(last, referral.closed or last)
    waited = assessment.start < first
    least = workdays.between(assessment.start, first - timedelta(days=1)) + 1 if waited else 0
    return _Due(assessment, least, workdays.between(assessment.start, end))


def _end(due: _Due, length: int) -> None:
    due.assessment.end = workdays.after(due.assessment.start, length)


def _long_open(referral: Referral, first: date, last: date) -> tuple[date, date] | None:
    """Return the days in which a further assessment may begin."""
    if referral.fate is not Fate.IN_NEED or any(one.end is None for one in referral.assessments):
        return None
    care = referral.person.care
    begin = max(first, referral.day + _BETWEEN, *((one.end or first) + _BETWEEN for one in referral.assessments))
    end = min(last, (referral.closed or last) - timedelta(days=2), referral.person.eighteenth - timedelta(days=60))
    if care is not None and referral.closed is not None and referral.closed > referral.person.eighteenth:
        end = min(end, referral.person.eighteenth - timedelta(days=60))
    return (begin, end) if begin < end else None
