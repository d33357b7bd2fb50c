"""Lists 9 to 11: care leavers, children for whom adoption is the plan, and adopters."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from suffice.demo.returns.chance import Chance
from suffice.demo.returns.leavers import is_care_leaver
from suffice.demo.returns.model import AdoptionPlan, Leaving, Period
from suffice.demo.story.annex_a.given import Given, Line, lately, words, yes
from suffice.demo.story.annex_a.in_care import eligible
from suffice.demo.story.model import Person

_GROWN, _NO_LONGER = 18, 21
_ADVISERS = 12
_ADOPTERS = 44
_STAGE_ONE, _STAGE_TWO = (45, 95), (90, 160)
_ADOPTER_ETHNIC = {"WBRI": 0.7, "AIND": 0.1, "BCRB": 0.08, "MWBC": 0.06, "WOTH": 0.06}


def care_leavers(given: Given) -> Iterator[Line]:
    """Yield List 9: young people of 18 to 20 who left care, and those of 16 and 17 who are or were in it."""
    told = {row["CHILD"]: row for row in given.story.returns.tables[given.on.year]["OC3"]}
    for person in given.story.people:
        category = _category(person, given.on)
        if category:
            yield _leaver(given, person, category, told.get(person.number))


def _category(person: Person, on: date) -> str:
    if person.care is None:
        return ""
    age = person.age_on(on)
    if person.in_care_on(on):
        return "Eligible" if eligible(person.care, on) else ""
    if age >= _NO_LONGER or not is_care_leaver(person.care, on):
        return ""
    return "Former relevant" if age >= _GROWN else "Relevant"


def _leaver(given: Given, person: Person, category: str, told: dict[str, str] | None) -> Line:
    chance = given.chance
    answer = told or {"IN_TOUCH": "YES", "ACTIV": chance.pick({"F2": 0.6, "G5": 0.4}), "ACCOM": "0"}
    accommodation, activity = answer["ACCOM"], answer["ACTIV"]
    touch = words("in_touch", answer["IN_TOUCH"])
    base = given.child(person)
    disabled = base.pop("Does the Child have a Disability")
    return {
        **base,
        "Unaccompanied Asylum Seeking Child (UASC), or formerly UASC if 18 or over (Y/N)": yes(
            person.care is not None and person.care.uasc
        ),
        "Does the Child have a Disability": disabled,
        **given.allocated(person, None),
        "Allocated Personal Advisor": f"Personal adviser {person.family % _ADVISERS + 1}",
        "Eligibility Category": words("eligibility", category),
        "Latest Pathway Plan Review Date": lately(chance, given.year_ago, given.on, within=170, overdue=0.12, late=100),
        "LA in Touch": touch,
        "Latest Date of Contact": lately(
            chance, given.year_ago, given.on, within=55 if answer["IN_TOUCH"] == "YES" else 200, overdue=0.1, late=60
        ),
        "Type of Accommodation": words("accommodation", accommodation[0]) if accommodation != "0" else None,
        "Suitability of Accommodation": words("suitability", accommodation[1]) if accommodation != "0" else None,
        "Activity Status": words("activity", activity) if activity != "0" else None,
    }


def adoption(given: Given) -> Iterator[Line]:
    """Yield List 10: children whose plan is adoption, or was in the last year."""
    reasons = {
        row["CHILD"]: row["REASON_PLACED_CEASED"] for row in given.story.returns.tables[given.on.year]["PlacedAdoption"]
    }
    for person in given.story.people:
        for period in person.care.periods if person.care else ():
            if period.plan is not None and _told(given, period, period.plan):
                yield _adoption(given, person, period, period.plan, reasons.get(person.number, ""))


def _told(given: Given, period: Period, plan: AdoptionPlan) -> bool:
    if plan.decided > given.on or period.end < given.year_ago:
        return False
    ended = given.before(plan.ceased) or (given.before(period.end) if period.leaving is Leaving.ADOPTED else None)
    return (ended is None and period.end > given.on) or (ended is not None and ended >= given.year_ago)


def _adoption(given: Given, person: Person, period: Period, plan: AdoptionPlan, reason: str) -> Line:
    fostered = next((one.start for one in reversed(period.stays) if plan.placed and one.end == plan.placed), None)
    base = given.child(person)
    number = base.pop("Child Unique ID")
    ceased = given.before(plan.ceased)
    return {
        "Child Unique ID": number,
        "Family identifier": f"F{person.family}",
        **base,
        "Date the Child Entered Care": period.start,
        "Date of Decision that Child Should be Placed for Adoption": plan.decided,
        "Date of Placement Order": given.before(plan.ordered),
        "Date of Matching Child and Prospective Adopters": given.before(plan.matched),
        "Date Placed for Adoption": given.before(plan.placed),
        "Date of Adoption Order": given.before(period.end) if period.leaving is Leaving.ADOPTED else None,
        "Date of Decision that Child Should No Longer be Placed for Adoption": ceased,
        "Reason Why Child No Longer Placed for Adoption": words("no_longer_placed", reason)
        if ceased and reason
        else None,
        "Date the child was placed for fostering in FFA or concurrent planning placement": (
            given.before(fostered) if plan.by_carer else None
        ),
    }


def adopters(given: Given) -> Iterator[Line]:
    """Yield List 11: adopters, all of them invented, on their way from an enquiry to an order."""
    chance, on = given.chance_of("adopters"), given.on
    for number in range(1, _ADOPTERS + 1):
        first = chance.between(date(on.year - 2, 10, 1), date(on.year, 2, 20))
        yield _adopter(given, chance, number, first)


def _adopter(given: Given, chance: Chance, number: int, enquiry: date) -> Line:
    days = [0, chance.whole(10, 60), chance.whole(*_STAGE_ONE), chance.whole(3, 25), chance.whole(*_STAGE_TWO)]
    days += [chance.whole(1, 14), chance.whole(20, 300), chance.whole(14, 40), chance.whole(120, 260)]
    along: list[date | None] = []
    day = enquiry
    for step in days:
        day += timedelta(days=step)
        along.append(given.before(day))
    leaves = chance.yes(0.12) and along[4] is None
    return {
        "Individual adopter identifier": f"A{number:03d}",
        "Family identifier": f"H{(number + 1) // 2:03d}",
        "Gender": words("gender", chance.pick({"1": 0.45, "2": 0.55})),
        "Ethnicity": words("ethnicity", chance.pick(_ADOPTER_ETHNIC)),
        "Disability": yes(chance.yes(0.04)),
        "Is the (prospective) adopter fostering for adoption?": yes(chance.yes(0.15)),
        "Date enquiry received": along[0],
        "Date Stage 1 started": along[1],
        "Date Stage 1 ended": along[2],
        "Date Stage 2 started": along[3],
        "Date Stage 2 ended": along[4],
        "Date application submitted": along[3],
        "Date application approved": along[5],
        "Date adopter matched with child(ren)": along[6],
        "Date child/children placed with adopter(s)": along[7],
        "No. of children placed": (2 if number % 7 == 0 else 1) if along[7] else None,
        "Date of Adoption Order": along[8],
        "Date of leaving adoption process": given.on - timedelta(days=chance.whole(5, 60)) if leaves else None,
        "Reason for leaving adoption process": words("left_adoption", "Withdrew") if leaves else None,
    }
