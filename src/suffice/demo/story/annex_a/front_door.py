"""Lists 1 to 5: contacts, early help, referrals, assessments, enquiries."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from suffice.demo.returns.chance import Chance
from suffice.demo.story import figures, workdays
from suffice.demo.story.annex_a.given import DAYS, RATING, Cell, Given, Line, words, yes
from suffice.demo.story.model import Fate, Person, Referral
from suffice.demo.story.people import Newcomers
from suffice.engine.calendar import months_after

CONTACTS_A_MONTH = 800
EARLY_HELP, STEPPED_UP = 2033, 224
"""The service plan: about 800 children a month at the front door; 3,727 children in 11 months at the early help desk,
which are 2,033 in six; 11% of them stepped up."""
_ORGANISATIONS = {
    "Strengthening Families hub": 0.55,
    "School": 0.25,
    "Health visiting service": 0.12,
    "Voluntary": 0.08,
}
_SOON = timedelta(days=20)
_RANGES = dict(zip(reversed(DAYS), (2, 3), strict=True))
"""Which numbers the children have who come to the front door and no further."""
_RATED = {
    "enquiry": {"Red": 0.9, "Amber": 0.1},
    "in need": {"Red": 0.24, "Amber": 0.66, "Green": 0.1},
    "helped": {"Amber": 0.19, "Green": 0.56, "No further action": 0.25},
    "nothing": {"Green": 0.08, "No further action": 0.92},
}
"""What the front door made of an enquiry, imagined: shares about those of the monthly figures."""
_ANSWERED = {0: 0.71, 1: 0.21, 2: 0.06, 4: 0.02}
"""Working days from a contact to the referral that followed, imagined."""


@dataclass(frozen=True, slots=True)
class Contact:
    """Somebody told the front door about a child.

    Attributes:
        came_to: what became of it, a key of `_RATED`.
    """

    person: Person
    day: date
    source: str
    came_to: str = "nothing"


def contacts(given: Given) -> tuple[list[Contact], list[Contact]]:
    """Return the contacts that a referral followed, and those about children who were not referred."""
    chance, answered = given.chance_of("contacts"), given.chance_of("answered")
    made = [_answering(given, answered, one) for one in given.recent()]
    others: list[Contact] = []
    newcomers = Newcomers(chance, ranged=_RANGES[given.on])
    for month in range(6):
        first = months_after(given.since, month)
        last = months_after(given.since, month + 1) - timedelta(days=1)
        room = CONTACTS_A_MONTH - sum(first <= one.day <= last for one in made)
        while room > 0:
            day, source = workdays.pick(chance, first, last), chance.pick(figures.SOURCES)
            family = newcomers.family(day, most=room)
            others += [Contact(person, day, source) for person in family]
            room -= len(family)
    return made, others


def _answering(given: Given, chance: Chance, referral: Referral) -> Contact:
    waited = chance.pick(_ANSWERED)
    day = max(given.since, workdays.before(referral.day, waited)) if waited else referral.day
    return Contact(referral.person, day, referral.source, _came_to(given, referral))


def _came_to(given: Given, referral: Referral) -> str:
    if any(one.start <= given.on for one in referral.enquiries):
        return "enquiry"
    return "nothing" if referral.fate is Fate.NO_ACTION else "in need"


def contact_list(given: Given, told: Iterable[Contact], *, helped: Collection[Cell]) -> list[Line]:
    """Return List 1, each contact with the council's own rating of it; a family that comes together is rated together.

    Args:
        given: the story.
        told: every contact.
        helped: the numbers of the children whom List 2 has.
    """
    chance = given.chance_of("rated")
    every = sorted(told, key=lambda one: (one.day, one.person.number))
    families: dict[tuple[int, date], set[str]] = {}
    for one in every:
        came_to = "helped" if one.came_to == "nothing" and one.person.number in helped else one.came_to
        families.setdefault((one.person.family, one.day), set()).add(came_to)
    rated = {key: chance.pick(_RATED[next(one for one in _RATED if one in found)]) for key, found in families.items()}
    return [_contact(given, one) | {RATING: rated[one.person.family, one.day]} for one in every]


def _contact(given: Given, contact: Contact) -> Line:
    return {
        **given.child(contact.person, disability=False),
        "Date of Contact": contact.day,
        "Contact Source": words("contact_source", contact.source),
    }


def early_help(given: Given, others: list[Contact]) -> list[Line]:
    """Return List 2: children of whom somebody made contact, and children referred soon after."""
    chance, since = given.chance_of("early help"), given.since
    stepping = [one for one in given.recent() if one.fate is Fate.IN_NEED and one.day > since + _SOON]
    later = [one for one in stepping if _once(one.person, since)]
    helped = [one for one in others if one.day + _SOON < given.on]
    chance.shuffle(later)
    chance.shuffle(helped)
    rows = [_help(chance, given, one.person, since, one.day - timedelta(days=2)) for one in later[:STEPPED_UP]]
    rows += [_help(chance, given, one.person, one.day, None) for one in helped[: EARLY_HELP - STEPPED_UP]]
    return sorted(rows, key=lambda row: (str(row["Assessment start date"]), str(row["Child Unique ID"])))


def _once(person: Person, since: date) -> bool:
    return len(person.referrals) == 1 and person.care is None and person.dob < since


def _help(chance: Chance, given: Given, person: Person, after: date, end: date | None) -> Line:
    if end is None:
        start = workdays.pick(chance, after, after + _SOON)
        done = given.before(workdays.after(start, chance.whole(8, 45)))
    else:
        start = workdays.pick(chance, max(after, end - timedelta(days=70)), end - timedelta(days=10))
        done = end
    return {
        **given.child(person, disability=False),
        "Assessment start date": start,
        "Assessment completion date": done,
        "Organisation completing assessment": chance.pick(_ORGANISATIONS),
    }


def referrals(given: Given) -> Iterator[Line]:
    """Yield List 3."""
    counts = Counter(one.person.number for one in given.referrals() if one.day >= given.year_ago)
    for one in sorted(given.recent(), key=lambda one: (one.day, one.person.number)):
        yield {
            **given.child(one.person, disability=False),
            "Date of referral": one.day,
            "Referral Source": words("contact_source", one.source),
            "Referral NFA?": yes(one.fate is Fate.NO_ACTION),
            "Number of Referrals in Last 12 Months": counts[one.person.number],
            **given.allocated(one.person, one),
        }


def assessments(given: Given) -> Iterator[Line]:
    """Yield List 4."""
    for referral in given.referrals():
        for one in referral.assessments:
            if one.start > given.on or (one.end is not None and one.end < given.since and one.start < given.since):
                continue
            done = given.before(one.end)
            seen = given.chance.yes(0.95) and referral.person.dob <= given.on
            yield {
                **given.child(referral.person),
                "Continuous Assessment Start Date": one.start,
                "Child Seen During Continuous Assessment": yes(seen) if done else None,
                "Continuous Assessment Date of Authorisation": done,
                "Was the child assessed as requiring LA children's social care support?": (
                    yes(referral.fate is Fate.IN_NEED) if done else None
                ),
                **given.allocated(referral.person, referral),
            }


def enquiries(given: Given) -> Iterator[Line]:
    """Yield List 5."""
    every = [(one, enquiry) for one in given.referrals() for enquiry in one.enquiries]
    started = Counter(one.person.number for one, enquiry in every if given.year_ago <= enquiry.start <= given.on)
    conferred = Counter(
        one.person.number
        for one, enquiry in every
        if enquiry.conference and given.year_ago <= enquiry.conference <= given.on
    )
    for referral, one in every:
        if not given.since <= one.start <= given.on:
            continue
        held = given.before(one.conference)
        yield {
            **given.child(referral.person),
            "Strategy discussion initiating Section 47 Enquiry Start Date": one.start,
            "Was an Initial Child Protection Conference deemed unnecessary?": yes(one.conference is None),
            "Date of Initial Child Protection Conference": held,
            "Did the Initial Child Protection Conference Result in a Child Protection Plan": (
                yes(any(plan.start == held for plan in referral.plans)) if held else None
            ),
            "Number of Section 47 Enquiries in the last 12 months": started[referral.person.number],
            "Number of ICPCs in the last 12 months": conferred[referral.person.number],
            **given.allocated(referral.person, referral),
        }
