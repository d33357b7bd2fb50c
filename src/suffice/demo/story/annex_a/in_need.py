"""Lists 6 and 7: children in need, and child protection plans."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from suffice.demo.story.annex_a.given import ON, SINCE, Given, Line, before, lately, words, yes
from suffice.demo.story.model import Fate, Plan, Referral

_EMERGENCY = frozenset({"L1", "L2"})
_ALONE_FROM = 4


def children_in_need(given: Given) -> Iterator[Line]:
    """Yield List 6: children, not young people of 18 and over, who are in need or were in the last six months."""
    for one in given.referrals():
        closed = before(one.closed)
        until = closed or ON
        if one.fate is Fate.NO_ACTION or until < SINCE or one.person.eighteenth <= until:
            continue
        seen = one.person.dob <= until and not given.chance.yes(0.01)
        within = lately(given.chance, max(one.day, one.person.dob), until, within=30, overdue=0.12, late=40)
        yield {
            **given.child(one.person),
            "CIN Start Date": one.day,
            "Primary Need Code": words("need", one.need),
            "Date Child Was Last Seen": within if seen else None,
            "CIN Closure Date": closed,
            "Reason for Closure": words("closure", one.reason) if closed else None,
            "Case Status": words("case_status", "Closed" if closed else _status(one)),
            **given.allocated(one.person, one),
        }


def _status(referral: Referral) -> str:
    if referral.person.in_care_on(ON):
        return "Looked after"
    if any(plan.open_on(ON) for plan in referral.plans):
        return "Protection plan"
    return "In need plan" if any(plan.open_on(ON) for plan in referral.help) else "Open assessment"


def protection_plans(given: Given) -> Iterator[Line]:
    """Yield List 7."""
    for referral in given.referrals():
        for plan in referral.plans:
            if plan.start <= ON and (plan.end is None or plan.end >= SINCE):
                yield _plan(given, referral, plan)


def _plan(given: Given, referral: Referral, plan: Plan) -> Line:
    person, until = referral.person, before(plan.end) or ON
    alone = person.age_on(until) >= _ALONE_FROM
    return {
        **given.child(person),
        "Child Protection Plan Start Date": plan.start,
        "Initial Category of Abuse": words("abuse", plan.initial),
        "Latest Category of Abuse": words("abuse", plan.latest),
        "Date of the Last Statutory Visit": lately(given.chance, plan.start, until, within=14, overdue=0.15, late=20),
        "Was the Child Seen Alone?": yes(given.chance.yes(0.9 if alone else 0.1)),
        "Date of latest review conference": max((day for day in plan.reviews if day <= until), default=None),
        "Child Protection Plan End Date": before(plan.end),
        "Subject to Emergency Protection Order or Protected Under Police Powers in Last Six Months (Y/N)": yes(
            _emergency(referral)
        ),
        "Number of Previous Child Protection Plans": plan.before,
        **given.allocated(person, referral),
    }


def _emergency(referral: Referral) -> bool:
    care = referral.person.care
    if care is None:
        return False
    statuses = [(day, status) for period in care.periods for day, status in period.legal]
    return any(status in _EMERGENCY and SINCE - timedelta(days=7) <= day <= ON for day, status in statuses)
