"""The years in parts of about a quarter, and what is to happen to children outside care in each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import date

from suffice.demo.returns.model import FIRST_DAY
from suffice.demo.story.model import Person
from suffice.demo.story.totals import Totals, Year
from suffice.engine import calendar

_QUARTERS = ((6, 30), (9, 30), (12, 31), (3, 31))


@dataclass(frozen=True, slots=True)
class Span:
    """One part of a year, with the number of each event in it and the stocks at its end, children in care apart.

    `days` is how many working days an assessment of that year takes on average.
    """

    year: int
    first: date
    last: date
    referrals: int
    again: int
    no_action: int
    not_in_need: int
    enquiries: int
    conferences: int
    plans_started: int
    plans_again: int
    plans: int
    in_need: int
    days: float


@dataclass(frozen=True, slots=True)
class _InCare:
    """What the children of the 903 count for in each published total."""

    people: Sequence[Person]

    def stock(self, day: date) -> int:
        return sum(one.open_on(day) for person in self.people for one in person.referrals)

    def plans(self, day: date) -> int:
        return sum(plan.open_on(day) for person in self.people for one in person.referrals for plan in one.plans)

    def flows(self, year: int) -> dict[str, int]:
        first, last = calendar.year_start(year), calendar.year_end(year)
        referrals = [one for person in self.people for one in person.referrals]
        new = [one for one in referrals if first <= one.day <= last]
        enquiries = [enquiry for one in referrals for enquiry in one.enquiries]
        started = [plan for one in referrals for plan in one.plans if first <= plan.start <= last]
        return {
            "referrals": len(new),
            "again": sum(one.again for one in new),
            "enquiries": sum(first <= one.start <= last for one in enquiries),
            "conferences": sum(one.conference is not None and first <= one.conference <= last for one in enquiries),
            "plans_started": len(started),
            "plans_again": sum(plan.before > 0 for plan in started),
        }


def spans(totals: Totals, in_care: Sequence[Person]) -> Iterator[Span]:
    """Yield the parts of the years in order; the events of a year are spread by days, stocks run straight between."""
    known, plans, in_need = _InCare(in_care), totals.plans, totals.in_need
    for year, told in totals.years.items():
        ends = _ends(year, totals.august.day)
        published = asdict(told) | {"conferences": sum(told.conferences)}
        left = {name: published[name] - count for name, count in known.flows(year).items()}
        left |= {"no_action": told.no_action, "not_in_need": told.not_in_need}
        stocks = _stocks(totals, year, told, ends, (in_need, plans))
        for part, (first, last) in enumerate(_between(year, ends)):
            counts = {name: _share(name, count, year, part, ends) for name, count in left.items()}
            need, protected = stocks[part]
            stock = {"plans": protected - known.plans(last), "in_need": need - known.stock(last)}
            yield Span(year, first, last, **counts, **stock, days=told.days)
        in_need, plans = told.in_need, told.plans


def _ends(year: int, august: date) -> list[date]:
    ends = [date(year - 1 if month > 3 else year, month, day) for month, day in _QUARTERS]
    if calendar.collection_year(august) == year:
        ends[1] = august
    return ends


def _between(year: int, ends: Iterable[date]) -> Iterator[tuple[date, date]]:
    first = calendar.year_start(year)
    for last in ends:
        yield first, last
        first = date.fromordinal(last.toordinal() + 1)


def _share(name: str, count: int, year: int, part: int, ends: Sequence[date]) -> int:
    """Return the part of a year's `count`; nobody can be seen to come again in the first months told."""
    start = calendar.year_start(year)
    if name == "again" and start == FIRST_DAY:
        return 0 if part == 0 else count * part // 3 - count * (part - 1) // 3
    days = (ends[-1] - start).days + 1
    done = [round(count * ((last - start).days + 1) / days) for last in ends]
    return done[part] - (done[part - 1] if part else 0)


def _stocks(
    totals: Totals, year: int, told: Year, ends: Sequence[date], before: tuple[int, int]
) -> list[tuple[int, int]]:
    start = calendar.year_start(year)
    along = [((last - start).days + 1) / ((ends[-1] - start).days + 1) for last in ends]
    in_need = [round(before[0] + (told.in_need - before[0]) * share) for share in along]
    plans = [round(before[1] + (told.plans - before[1]) * share) for share in along]
    if totals.august.day in ends:
        at, known = ends.index(totals.august.day), totals.august.plans
        plans[at], plans[at - 1] = known, round((before[1] + known) / 2)
        plans[at + 1] = round((known + told.plans) / 2)
    return list(zip(in_need, plans, strict=True))
