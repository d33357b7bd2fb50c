"""Children referred and not in care: they come, are helped and leave, until the published totals are met."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from suffice.demo.returns.chance import Chance
from suffice.demo.returns.model import FIRST_DAY
from suffice.demo.story import figures, workdays
from suffice.demo.story.lags import Lags
from suffice.demo.story.model import Fate, Person, Plan, Referral
from suffice.demo.story.people import Newcomers
from suffice.demo.story.protection import Protection, abuse
from suffice.demo.story.spans import Span, spans
from suffice.demo.story.totals import Totals
from suffice.engine import calendar

_YEAR_AGO = 364
_LEAST_OPEN = 14
_OLD_FRIENDS = 0.08
_LEAST_BETWEEN = 5
_TOO_OLD = 200


class Flow:
    """Everybody outside care who is or was referred."""

    def __init__(self, chance: Chance, lags: Lags) -> None:
        self.people: list[Person] = []
        self._chance = chance
        self._newcomers = Newcomers(chance)
        self._protection = Protection(chance, lags)
        self._open: list[Referral] = []

    def begin(self, *, in_need: int, plans: int) -> None:
        """Let `in_need` children be in need on the day before the first, `plans` of them on a protection plan."""
        before = FIRST_DAY - timedelta(days=1)
        while len(self._open) < in_need:
            day = before - timedelta(days=self._chance.wait(240, least=10))
            for person in self._newcomers.family(day, most=in_need - len(self._open)):
                if person.eighteenth > before + timedelta(days=60):
                    self._refer(person, day, Fate.IN_NEED, *self._reason())
        long = [one for one in self._open if (before - one.day).days > 90 and one.need not in {"N2", "N7", "N9"}]
        self._chance.shuffle(long)
        for referral in long[:plans]:
            start = workdays.pick(self._chance, max(referral.day, before - timedelta(days=420)), before)
            likely = start + timedelta(days=self._chance.wait(235, least=70))
            referral.plans.append(Plan(start, likely, *abuse(self._chance), before=int(self._chance.yes(0.18))))

    def go_through(self, span: Span) -> None:
        """Let everything that belongs to `span` happen."""
        older = list(self._open)
        fates = self._fates(span)
        returning = self._come_again(span, fates[: span.again])
        fresh = self._come(span, fates[span.again :])
        self._protection.enquire(span, [*fresh, *returning], older)
        self._protection.end_plans(span, self._open)
        self._close(span)

    def _fates(self, span: Span) -> list[Fate]:
        """Return a fate a referral: in any order for those who come again, family by family for the others."""
        need = span.referrals - span.no_action - span.not_in_need
        fates = [Fate.NO_ACTION] * span.no_action + [Fate.NOT_IN_NEED] * span.not_in_need + [Fate.IN_NEED] * need
        self._chance.shuffle(fates)
        return fates[: span.again] + sorted(fates[span.again :], key=lambda fate: fate.name)

    def _come(self, span: Span, fates: list[Fate]) -> list[Referral]:
        came: list[Referral] = []
        while len(came) < len(fates):
            fate = fates[len(came)]
            day = self._day(span, fate)
            same = sum(one is fate for one in fates[len(came) : len(came) + 4])
            family = self._old_friends(day) or self._newcomers.family(day, most=same)
            why = self._reason()
            came += [self._refer(person, day, fate, *why, days=span.days) for person in family]
        return came

    def _old_friends(self, day: date) -> list[Person]:
        """Return, now and then, a child known years ago."""
        if not self.people or not self._chance.yes(_OLD_FRIENDS):
            return []
        person = self._chance.one_of(self.people)
        last = person.referrals[-1]
        long_ago = last.ended is not None and (day - last.day).days > _YEAR_AGO + 2 and last.ended < day
        return [person] if long_ago and self._young(person, day) else []

    def _come_again(self, span: Span, fates: list[Fate]) -> list[Referral]:
        horizon = span.first - timedelta(days=_YEAR_AGO - 30)
        known = [one for one in self.people if one.referrals[-1].ended and one.referrals[-1].day >= horizon]
        self._chance.shuffle(known)
        came: list[Referral] = []
        for person in known:
            if len(came) == len(fates):
                break
            day = self._day_again(span, person, fates[len(came)])
            if day is not None:
                came.append(self._refer(person, day, fates[len(came)], *self._reason(), again=True, days=span.days))
        if len(came) < len(fates):
            raise ValueError(f"only {len(came)} of {len(fates)} children can be referred again from {span.first}")
        return came

    def _day_again(self, span: Span, person: Person, fate: Fate) -> date | None:
        last = person.referrals[-1]
        if last.ended is None:
            return None
        first = max(span.first, last.ended + timedelta(days=_LEAST_BETWEEN))
        latest = min(self._latest(span, fate), last.day + timedelta(days=_YEAR_AGO))
        day = workdays.pick(self._chance, first, latest) if first < latest else None
        return day if day is not None and day <= latest and self._young(person, day) else None

    def _young(self, person: Person, day: date) -> bool:
        return person.eighteenth > day + timedelta(days=_TOO_OLD) and person.dob < day

    def _day(self, span: Span, fate: Fate) -> date:
        return workdays.pick(self._chance, span.first, self._latest(span, fate))

    def _latest(self, span: Span, fate: Fate) -> date:
        """Return the last day for a referral: whoever is not in need is told so within the year."""
        return workdays.before(span.last, 4) if fate is Fate.NOT_IN_NEED else span.last

    def _reason(self) -> tuple[str, str]:
        return self._chance.pick(figures.SOURCES), self._chance.pick(figures.NEED)

    def _refer(
        self, person: Person, day: date, fate: Fate, source: str, need: str, *, again: bool = False, days: float = 0
    ) -> Referral:
        if (need == "N2" and not person.disabilities) or (need == "N9" and fate is Fate.IN_NEED):
            need = "N5"
        stays = self._chance.wait(420 if need == "N2" else 210, least=20)
        likely = min(day + timedelta(days=stays), person.eighteenth)
        referral = Referral(person, day, source, need, fate, likely, again=again)
        if fate is Fate.NOT_IN_NEED:
            referral.reason = self._chance.pick(figures.NOT_IN_NEED)
            end = calendar.year_end(calendar.collection_year(day))
            referral.closed = min(workdays.after(day, min(60, self._chance.wait(days, least=1))), end)
        elif fate is Fate.IN_NEED:
            self._open.append(referral)
        if not person.referrals:
            self.people.append(person)
        person.referrals.append(referral)
        return referral

    def _close(self, span: Span) -> None:
        """Close as many as must be closed for the stock at the end of `span`."""
        surplus = len(self._open) - span.in_need
        able = [(one, first) for one in self._open if (first := _closable(one, span)) is not None]
        if not 0 <= surplus <= len(able):
            raise ValueError(f"{surplus} of {len(able)} children would have to leave by {span.last}")
        able.sort(key=lambda pair: (pair[0].person.eighteenth > span.last, pair[0].likely))
        for referral, first in able[:surplus]:
            fits = first <= referral.likely <= span.last
            grown = referral.person.eighteenth
            day = referral.likely if fits else workdays.pick(self._chance, first, max(first, min(span.last, grown)))
            referral.closed, referral.reason = day, self._chance.pick(figures.CLOSED)
        self._open = [one for one in self._open if one.closed is None]


def _closable(referral: Referral, span: Span) -> date | None:
    """Return the first day in `span` on which a referral may be closed."""
    if any(plan.end is None for plan in referral.plans):
        return None
    busy = [referral.day + timedelta(days=_LEAST_OPEN), span.first]
    busy += [(one.conference or one.start) + timedelta(days=10) for one in referral.enquiries]
    busy += [plan.end + timedelta(days=15) for plan in referral.plans if plan.end is not None]
    return first if (first := max(busy)) <= span.last else None


def flow(chance: Chance, totals: Totals, in_care: Sequence[Person], lags: Lags) -> list[Person]:
    """Return the children referred and not in care, so that with `in_care` the published totals are met.

    Raises:
        ValueError: a total cannot be met.
    """
    before = FIRST_DAY - timedelta(days=1)
    stock = sum(one.open_on(before) for person in in_care for one in person.referrals)
    plans = sum(plan.open_on(before) for person in in_care for one in person.referrals for plan in one.plans)
    story = Flow(chance, lags)
    story.begin(in_need=totals.in_need - stock, plans=totals.plans - plans)
    for span in spans(totals, in_care):
        story.go_through(span)
    return story.people
