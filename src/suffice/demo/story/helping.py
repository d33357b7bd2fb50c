"""Child in need plans, and reviews of child protection plans."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from suffice.demo.returns.chance import Chance
from suffice.demo.returns.model import LAST_DAY
from suffice.demo.story import workdays
from suffice.demo.story.model import Fate, Help, Person, Plan, Referral
from suffice.demo.story.totals import August

_HELPED = 0.72
_LEAST = timedelta(days=14)
_ONE_DAY = timedelta(days=1)
_FIRST_REVIEW, _LATER = (70, 89), (150, 181)
_LATE = 0.06


def give_help(chance: Chance, people: Iterable[Person], august: August) -> None:
    """Give plans of help to most children in need, so that in August 2020 as many have one as the strategy says."""
    referrals = [one for person in people for one in person.referrals if one.fate is Fate.IN_NEED]
    for referral in referrals:
        if referral.person.care is not None:
            continue
        helped = _around_plans(chance, referral) if chance.yes(_HELPED) else []
        if not helped and referral.plans and all(plan.end is not None for plan in referral.plans):
            helped = _around_plans(chance, referral)[-1:]
        referral.help = helped
    _meet(chance, referrals, august)


def _around_plans(chance: Chance, referral: Referral) -> list[Help]:
    """Return plans of help from assessment to close, with the time on protection plans left out."""
    start = _first_day(referral) + timedelta(days=chance.whole(3, 20))
    helped = []
    for plan in referral.plans:
        if plan.start - _ONE_DAY - start >= _LEAST:
            helped.append(Help(start, plan.start - _ONE_DAY))
        if plan.end is None:
            return helped
        start = plan.end + _ONE_DAY
    if referral.closed is None and start <= LAST_DAY:
        helped.append(Help(start, None))
    elif referral.closed is not None and referral.closed - start >= _LEAST:
        helped.append(Help(start, referral.closed))
    return helped


def _first_day(referral: Referral) -> date:
    ended = [one.end for one in referral.assessments if one.end is not None]
    return max(referral.person.dob, min(ended) if ended else referral.day + timedelta(days=30))


def _meet(chance: Chance, referrals: Sequence[Referral], august: August) -> None:
    day = august.day
    able = [one for one in referrals if one.open_on(day) and not _kept_elsewhere(one, day)]
    helped = [one for one in able if any(plan.open_on(day) for plan in one.help)]
    without = [one for one in able if one.person.care is None and not one.help]
    chance.shuffle(helped)
    chance.shuffle(without)
    missing = august.help - len(helped)
    for referral in [one for one in helped if one.person.care is None][: max(0, -missing)]:
        referral.help = [plan for plan in referral.help if not plan.open_on(day)]
    for referral in without:
        if missing <= 0:
            break
        plans = _around_plans(chance, referral)
        if any(plan.open_on(day) for plan in plans):
            referral.help, missing = plans, missing - 1
    if missing > 0:
        raise ValueError(f"{missing} more children would have to be helped in August 2020")


def _kept_elsewhere(referral: Referral, day: date) -> bool:
    """Whether the child is in care, or on a protection plan."""
    return referral.person.in_care_on(day) or any(plan.open_on(day) for plan in referral.plans)


def review(chance: Chance, plan: Plan) -> None:
    """Hold the reviews of a protection plan: within three months of its conference, then within six."""
    day, apart = plan.start, _FIRST_REVIEW
    while True:
        late = chance.whole(3, 30) if chance.yes(_LATE) else 0
        day = workdays.before(day + timedelta(days=chance.whole(*apart) + late), 1)
        if day >= (plan.end or LAST_DAY + _ONE_DAY):
            return
        plan.reviews.append(day)
        apart = _LATER
