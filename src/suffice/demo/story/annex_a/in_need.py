"""Lists 6 and 7: children in need, and child protection plans."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from suffice.demo.story import workdays
from suffice.demo.story.annex_a.given import FIRST_SEEN, Given, Line, lately, words, yes
from suffice.demo.story.model import Fate, Plan, Referral

_EMERGENCY = frozenset({"L1", "L2"})
_ALONE_FROM = 4
_FIRST_SEEN = {0: 0.2, 1: 0.24, 2: 0.18, 3: 0.14, 5: 0.1, 7: 0.07, 11: 0.05, 18: 0.02}
"""Working days from a referral until the child is first seen, imagined."""


def children_in_need(given: Given) -> Iterator[Line]:
    """Yield List 6: children, not young people of 18 and over, who are in need or were in the last six months.

    A column of the council's own says when each was first seen.
    """
    chance = given.chance_of("first seen")
    for one in given.referrals():
        closed = given.before(one.closed)
        until = closed or given.on
        if one.fate is Fate.NO_ACTION or until < given.since or one.person.eighteenth <= until:
            continue
        first = workdays.after(max(one.day, one.person.dob), chance.pick(_FIRST_SEEN))
        seen = one.person.dob <= until and not given.chance.yes(0.01) and first <= until
        within = lately(given.chance, max(one.day, one.person.dob), until, within=30, overdue=0.12, late=40)
        yield {
            **given.child(one.person),
            "CIN Start Date": one.day,
            "Primary Need Code": words("need", one.need),
            "Date Child Was Last Seen": max(within, first) if seen else None,
            "CIN Closure Date": closed,
            "Reason for Closure": words("closure", one.reason) if closed else None,
            "Case Status": words("case_status", "Closed" if closed else _status(one, given.on)),
            **given.allocated(one.person, one),
            FIRST_SEEN: first if seen else None,
        }


def _status(referral: Referral, on: date) -> str:
    if referral.person.in_care_on(on):
        return "Looked after"
    if any(plan.open_on(on) for plan in referral.plans):
        return "Protection plan"
    return "In need plan" if any(plan.open_on(on) for plan in referral.help) else "Open assessment"


def protection_plans(given: Given) -> Iterator[Line]:
    """Yield List 7."""
    for referral in given.referrals():
        for plan in referral.plans:
            if plan.start <= given.on and (plan.end is None or plan.end >= given.since):
                yield _plan(given, referral, plan)


def _plan(given: Given, referral: Referral, plan: Plan) -> Line:
    person, until = referral.person, given.before(plan.end) or given.on
    alone = person.age_on(until) >= _ALONE_FROM
    return {
        **given.child(person),
        "Child Protection Plan Start Date": plan.start,
        "Initial Category of Abuse": words("abuse", plan.initial),
        "Latest Category of Abuse": words("abuse", plan.latest),
        "Date of the Last Statutory Visit": lately(given.chance, plan.start, until, within=14, overdue=0.15, late=20),
        "Was the Child Seen Alone?": yes(given.chance.yes(0.9 if alone else 0.1)),
        "Date of latest review conference": max((day for day in plan.reviews if day <= until), default=None),
        "Child Protection Plan End Date": given.before(plan.end),
        "Subject to Emergency Protection Order or Protected Under Police Powers in Last Six Months (Y/N)": yes(
            _emergency(given, referral)
        ),
        "Number of Previous Child Protection Plans": plan.before,
        **given.allocated(person, referral),
    }


def _emergency(given: Given, referral: Referral) -> bool:
    care = referral.person.care
    if care is None:
        return False
    statuses = [(day, status) for period in care.periods for day, status in period.legal]
    return any(status in _EMERGENCY and given.since - timedelta(days=7) <= day <= given.on for day, status in statuses)
