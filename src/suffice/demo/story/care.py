"""The children of the 903 before, during and after care: referred, some on a protection plan, in need until closed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import pairwise

from suffice.demo.returns.chance import Chance
from suffice.demo.returns.leavers import is_care_leaver
from suffice.demo.returns.model import FIRST_DAY, LAST_DAY, Career, Child, Leaving, Period
from suffice.demo.story import figures, workdays
from suffice.demo.story.lags import Lags
from suffice.demo.story.model import Enquiry, Fate, Help, Person, Plan, Referral
from suffice.demo.story.people import disabilities
from suffice.demo.story.protection import abuse
from suffice.engine import calendar

_AT_ONCE = {
    Leaving.ADOPTED: "RC1", Leaving.DIED: "RC2", Leaving.CHILD_ARRANGEMENTS: "RC3", Leaving.GUARDIAN: "RC4",
    Leaving.TRANSFERRED: "RC5", Leaving.ASSESSED_ADULT: "RC7", Leaving.ABROAD: "RC7",
}  # fmt: skip
_STEPS_DOWN = frozenset({Leaving.HOME, Leaving.FAMILY})
_GAP = 20
_A_YEAR = 365
_LAG = {Career.BRIEF: (0, 40), Career.REMAND: (0, 60), Career.SEEKING_ASYLUM: (0, 0), Career.SHORT_BREAKS: (40, 30)}
_ROOM_FOR_A_PLAN = 75
_CARE_LEAVERS_DISABLED = 0.05


def people_in_care(chance: Chance, children: Sequence[Child], lags: Lags) -> list[Person]:
    """Return the children of the 903 of whom a census of the years told speaks, with their referrals."""
    known = [_known(chance, child, lags) for child in children if child.periods]
    told = [person for person in known if any(one.within(FIRST_DAY, LAST_DAY) for one in person.referrals)]
    for person in told:
        person.referrals = [one for one in person.referrals if one.within(FIRST_DAY, LAST_DAY)]
        for before, after in pairwise(person.referrals):
            after.again = (after.day - before.day).days <= _A_YEAR
    return told


def _known(chance: Chance, child: Child, lags: Lags) -> Person:
    found = ("LD",) if child.disabled else disabilities(chance, 0.11)
    person = Person(
        child.number, child.sex, child.dob, child.ethnic, child.upn, child.family, child.home_post,
        disabilities=found, care=child,
    )  # fmt: skip
    for run, closed, reason in _runs(chance, person, child):
        before = person.referrals[-1] if person.referrals else None
        referral = _referral(chance, person, run, before)
        referral.closed, referral.reason = closed, reason
        person.referrals.append(referral)
        if reason == "RC2":
            person.died = closed
        _go_before(chance, referral, run[0], lags)
        _go_after(chance, referral, run)
    return person


def _runs(chance: Chance, person: Person, child: Child) -> Iterator[tuple[list[Period], date, str]]:
    """Yield the periods of care that fall under one referral, with its close and the reason."""
    run = child.periods[:1]
    for period in child.periods[1:]:
        closed, reason = _close(chance, person, run[-1])
        breaks = not (period.counted or run[-1].counted)
        if breaks or closed + timedelta(days=_GAP) >= period.start:
            run.append(period)
        else:
            yield run, closed, reason
            run = [period]
    yield run, *_close(chance, person, run[-1])


def _close(chance: Chance, person: Person, last: Period) -> tuple[date, str]:
    if last.leaving in _AT_ONCE:
        return last.end, _AT_ONCE[last.leaving]
    if last.leaving in _STEPS_DOWN or not last.counted:
        return min(last.end + timedelta(days=chance.whole(45, 220)), max(last.end, person.eighteenth)), "RC7"
    if person.care is not None and is_care_leaver(person.care, last.end):
        grown = calendar.birthday(person.dob, 21) + timedelta(days=chance.whole(0, 60))
        adult = person.disabilities and chance.yes(_CARE_LEAVERS_DISABLED)
        return grown, "RC6" if adult else "RC7"
    if last.end >= person.eighteenth:
        return last.end, "RC6" if person.disabilities else "RC7"
    return min(last.end + timedelta(days=chance.whole(30, 120)), person.eighteenth), "RC7"


def _referral(chance: Chance, person: Person, run: list[Period], before: Referral | None) -> Referral:
    period = run[0]
    least, mean = _LAG.get(period.career, (12, 150))
    day = period.start - timedelta(days=chance.wait(mean, least=least) if mean else 0)
    day = max(day, person.dob - timedelta(days=chance.whole(15, 140)))
    if before is not None and before.closed is not None:
        day = max(day, before.closed + timedelta(days=2))
    day = min(day, period.start)
    if day < person.dob:
        person.expected = person.dob + timedelta(days=chance.whole(-12, 12))
    source = "7" if person.care is not None and person.care.uasc else chance.pick(figures.SOURCES)
    return Referral(person, day, source, period.need, Fate.IN_NEED, likely=date.max)


def _go_before(chance: Chance, referral: Referral, period: Period, lags: Lags) -> None:
    """Let an enquiry come before care where abuse is the need, and often a conference and a plan."""
    room = (period.start - referral.day).days
    if referral.need != "N1" or period.start < FIRST_DAY - timedelta(days=200) or not chance.yes(0.8):
        return
    if room < _ROOM_FOR_A_PLAN or not chance.yes(0.75):
        referral.enquiries.append(Enquiry(_near(chance, referral.day, period.start)))
        return
    start = _near(chance, referral.day, referral.day + timedelta(days=min(8, room)))
    year = calendar.collection_year(start + timedelta(days=45))
    held = workdays.after(start, lags.next(year))
    if calendar.collection_year(held) != year:
        referral.enquiries.append(Enquiry(start))
        return
    lags.use(year)
    referral.enquiries.append(Enquiry(start, held))
    initial, latest = abuse(chance)
    over = max(period.start, held + timedelta(days=15)) + timedelta(days=chance.whole(0, 20))
    over = min(over, (referral.closed or over) - timedelta(days=2))
    if over > held + timedelta(days=10):
        referral.plans.append(Plan(held, over, initial, latest, before=0, end=over))


def _near(chance: Chance, first: date, last: date) -> date:
    return workdays.pick(chance, first, min(last, first + timedelta(days=6)))


def _go_after(chance: Chance, referral: Referral, run: list[Period]) -> None:
    """Let a plan of help follow care at home, and go with short breaks."""
    last, closed = run[-1], referral.closed
    if closed is None:
        return
    if not last.counted:
        referral.help.append(Help(referral.day + timedelta(days=20), closed))
    elif last.leaving in _STEPS_DOWN and closed > last.end + timedelta(days=7):
        protected = [plan.end for plan in referral.plans if plan.end is not None]
        start = max([last.end, *protected]) + timedelta(days=1)
        if start < closed:
            referral.help.append(Help(start, closed))
    if chance.yes(0.5) and not referral.plans and last.counted:
        start, end = referral.day + timedelta(days=40), run[0].start - timedelta(days=1)
        if end > start + timedelta(days=14):
            referral.help.insert(0, Help(start, end))
