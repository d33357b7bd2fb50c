"""Enquiries, conferences and child protection plans, as many in each interval as were published."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from suffice.demo.returns.chance import Chance
from suffice.demo.story import figures, workdays
from suffice.demo.story.lags import Lags
from suffice.demo.story.model import Enquiry, Fate, Plan, Referral
from suffice.demo.story.spans import Span

_LEAST_PLAN = 60
_OLDER_SHARE = 0.3
_ALMOST_GROWN = timedelta(days=200)


def abuse(chance: Chance) -> tuple[str, str]:
    """Return the first and the latest category of abuse, mostly the same."""
    first = chance.pick(figures.ABUSE)
    return first, first if chance.yes(0.92) else chance.pick(figures.ABUSE)


class Protection:
    """Holds enquiries and conferences and ends plans, interval after interval."""

    def __init__(self, chance: Chance, lags: Lags) -> None:
        self._chance = chance
        self._lags = lags
        self._again = 0

    def enquire(self, span: Span, fresh: list[Referral], older: list[Referral]) -> None:
        """Start enquiries in `span`; the first of them lead to conferences, the first of those to plans."""
        conferences, plans, enquiries = span.conferences, span.plans_started, span.enquiries
        self._again = span.plans_again
        started: list[Plan] = []
        for referral in self._in_turn(fresh, older):
            if not enquiries:
                break
            if conferences and (held := self._confer(span, referral)):
                conferences, enquiries = conferences - 1, enquiries - 1
                if plans and (plan := self._plan(referral, held)):
                    plans -= 1
                    started.append(plan)
            elif enquiries > conferences and self._enquire_only(span, referral):
                enquiries -= 1
        if plans or conferences or enquiries:
            raise ValueError(f"no room from {span.first} for {plans} plans, {conferences}, {enquiries} enquiries")
        self._mark_again(started)

    def end_plans(self, span: Span, referrals: Iterable[Referral]) -> None:
        """End as many plans as must end for the stock at the end of `span`."""
        standing = [(plan, one) for one in referrals for plan in one.plans if plan.open_on(span.last)]
        surplus = len(standing) - span.plans
        able = [(plan, one) for plan, one in standing if plan.start + timedelta(days=_LEAST_PLAN) <= span.last]
        if not 0 <= surplus <= len(able):
            raise ValueError(f"{surplus} of {len(able)} plans would have to end by {span.last}")
        able.sort(key=lambda pair: (pair[1].person.eighteenth > span.last + _ALMOST_GROWN, pair[0].likely))
        for plan, _ in able[:surplus]:
            earliest = max(span.first, plan.start + timedelta(days=_LEAST_PLAN))
            fits = earliest <= plan.likely <= span.last
            plan.end = plan.likely if fits else workdays.pick(self._chance, earliest, span.last)

    def _in_turn(self, fresh: list[Referral], older: list[Referral]) -> list[Referral]:
        families: dict[tuple[int, date], list[Referral]] = {}
        for referral in fresh:
            families.setdefault((referral.person.family, referral.day), []).append(referral)
        self._chance.shuffle(older)
        mixed = int(len(fresh) * _OLDER_SHARE)
        groups = [*families.values(), *([one] for one in older[:mixed])]
        self._chance.shuffle(groups)
        return [one for group in groups for one in group] + older[mixed:]

    def _confer(self, span: Span, referral: Referral) -> date | None:
        lag = self._lags.next(span.year)
        start = self._start(span, referral, workdays.before(span.last, lag))
        if start is None or referral.need in {"N2", "N7", "N9"}:
            return None
        self._lags.use(span.year)
        held = workdays.after(start, lag)
        referral.enquiries.append(Enquiry(start, held))
        return held

    def _enquire_only(self, span: Span, referral: Referral) -> bool:
        start = self._start(span, referral, span.last - timedelta(days=3))
        if start is not None:
            referral.enquiries.append(Enquiry(start))
        return start is not None

    def _start(self, span: Span, referral: Referral, latest: date) -> date | None:
        if referral.fate is not Fate.IN_NEED or referral.enquiries or referral.plans:
            return None
        if referral.person.eighteenth < span.last + _ALMOST_GROWN:
            return None
        if referral.day >= span.first:
            start = workdays.after(referral.day, referral.person.family % 4)
        else:
            start = workdays.pick(self._chance, span.first, latest)
        return start if span.first <= start <= latest else None

    def _plan(self, referral: Referral, held: date) -> Plan | None:
        earlier = [plan.before for one in referral.person.referrals for plan in one.plans]
        if earlier and not self._again:
            return None
        self._again -= bool(earlier)
        initial, latest = abuse(self._chance)
        likely = held + timedelta(days=self._chance.wait(235, least=70))
        plan = Plan(held, likely, initial, latest, before=max(earlier) + 1 if earlier else 0)
        referral.plans.append(plan)
        if referral.need != "N1" and self._chance.yes(0.85):
            referral.need = "N1"
        return plan

    def _mark_again(self, started: list[Plan]) -> None:
        """Let some of the plans be second or later ones of children whose first was before the years told."""
        first = [plan for plan in started if plan.before == 0]
        self._chance.shuffle(first)
        for plan in first[: self._again]:
            plan.before = 1 if self._chance.yes(0.85) else 2
