"""The story as CIN census files: one XML a year, in the layout of that year."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from suffice.demo.returns.model import YEARS
from suffice.demo.story import workdays
from suffice.demo.story.model import Assessment, Enquiry, Fate, Person, Plan, Referral
from suffice.demo.story.tell import Story
from suffice.demo.story.xml import Element, content, header, message, under
from suffice.engine import calendar

_CONFERENCE_WITHIN = 15
_BY_WHOM_BEFORE = {"18B": "18A", "18C": "18A", "19B": "19A", "19C": "19A"}
_WHO_HURT_SINCE = 2022
_SCHOOL_AGE = 4


class Census:
    """One year's census: what happened from 1 April to 31 March, as it was known on the last day."""

    def __init__(self, story: Story, year: int) -> None:
        self._story = story
        self._year = year
        self._first, self._last = calendar.year_start(year), calendar.year_end(year)
        headers = story.returns.tables[year]["Header"] if year in story.returns.tables else ()
        self._pupils = {row["CHILD"]: row["UPN"] for row in headers}

    def document(self) -> Element:
        """Return the census as one XML document."""
        root = message()
        header(root, "CIN", self._last, made=date(self._year, 6, 1))
        children = under(root, "Children")
        for person in self._story.people:
            told = [one for one in person.referrals if one.within(self._first, self._last)]
            if told:
                self._child(under(children, "Child"), person, told)
        return root

    def _child(self, child: Element, person: Person, told: list[Referral]) -> None:
        self._identifiers(under(child, "ChildIdentifiers"), person)
        traits = under(child, "ChildCharacteristics")
        under(traits, "Ethnicity", person.ethnic)
        if person.dob <= self._last:
            listed = under(traits, "Disabilities")
            for code in person.disabilities or ("NONE",):
                under(listed, "Disability", code)
        for referral in told:
            self._referral(under(child, "CINdetails"), referral)

    def _identifiers(self, found: Element, person: Person) -> None:
        born = person.dob <= self._last
        pupil = self._pupil(person)
        under(found, "LAchildID", person.number)
        under(found, "UPNunknown" if pupil.startswith("UN") else "UPN", pupil)
        if born:
            under(found, "PersonBirthDate", person.dob)
        else:
            under(found, "ExpectedPersonBirthDate", person.expected or person.dob)
        under(found, "GenderCurrent", person.sex if born else "0")
        if person.died and person.died <= self._last:
            under(found, "PersonDeathDate", person.died)

    def _pupil(self, person: Person) -> str:
        """Return the pupil number, or why there is none, as the return of children in care of the same year has it."""
        if person.number in self._pupils:
            return self._pupils[person.number]
        if person.upn.startswith("UN"):
            return person.upn
        fourth = calendar.birthday(person.dob, _SCHOOL_AGE)
        return "UN1" if date(fourth.year, 9, 1) > self._last or fourth > self._last else person.upn

    def _referral(self, details: Element, referral: Referral) -> None:
        closed = referral.closed if referral.closed and referral.closed <= self._last else None
        under(details, "CINreferralDate", referral.day)
        under(details, "ReferralSource", referral.source)
        if referral.fate is not Fate.NO_ACTION:
            under(details, "PrimaryNeedCode", referral.need)
        if closed:
            under(details, "CINclosureDate", closed)
            under(details, "ReasonForClosure", referral.reason)
        for assessment in self._told(referral):
            self._assessment(under(details, "Assessments"), assessment)
        self._help(details, referral)
        for enquiry in referral.enquiries:
            if self._first <= (enquiry.conference or enquiry.start) and enquiry.start <= self._last:
                self._enquiry(under(details, "Section47"), enquiry)
        under(details, "ReferralNFA", "1" if referral.fate is Fate.NO_ACTION else "0")
        for plan in referral.plans:
            if plan.start <= self._last and (plan.end is None or plan.end >= self._first):
                self._plan(under(details, "ChildProtectionPlans"), plan)

    def _told(self, referral: Referral) -> Iterator[Assessment]:
        """Yield the assessments completed in the year or going on at its end."""
        for assessment in sorted(referral.assessments, key=lambda one: one.start):
            if assessment.start <= self._last and (assessment.end is None or assessment.end >= self._first):
                yield assessment

    def _assessment(self, element: Element, assessment: Assessment) -> None:
        under(element, "AssessmentActualStartDate", assessment.start)
        if assessment.end is None or assessment.end > self._last:
            return
        reviewed = assessment.start + (assessment.end - assessment.start) // 2
        under(element, "AssessmentInternalReviewDate", reviewed)
        under(element, "AssessmentAuthorisationDate", assessment.end)
        codes = assessment.factors
        if self._year < _WHO_HURT_SINCE:
            codes = tuple(dict.fromkeys(_BY_WHOM_BEFORE.get(code, code) for code in codes))
        if codes:
            found = under(element, "FactorsIdentifiedAtAssessment")
            for code in codes:
                under(found, "AssessmentFactors", code)

    def _help(self, details: Element, referral: Referral) -> None:
        for plan in referral.help:
            ended = plan.end if plan.end and plan.end <= self._last else None
            if plan.start <= self._last and (plan.end is None or plan.end >= self._first):
                element = under(details, "CINPlanDates")
                under(element, "CINPlanStartDate", plan.start)
                if ended:
                    under(element, "CINPlanEndDate", ended)

    def _enquiry(self, element: Element, enquiry: Enquiry) -> None:
        held = enquiry.conference if enquiry.conference and enquiry.conference <= self._last else None
        under(element, "S47ActualStartDate", enquiry.start)
        if enquiry.conference:
            under(element, "InitialCPCtarget", workdays.after(enquiry.start, _CONFERENCE_WITHIN))
        if held:
            under(element, "DateOfInitialCPC", held)
        under(element, "ICPCnotRequired", "0" if enquiry.conference else "1")

    def _plan(self, element: Element, plan: Plan) -> None:
        under(element, "CPPstartDate", plan.start)
        if plan.end and plan.end <= self._last:
            under(element, "CPPendDate", plan.end)
        under(element, "InitialCategoryOfAbuse", plan.initial)
        under(element, "LatestCategoryOfAbuse", plan.latest)
        under(element, "NumberOfPreviousCPP", str(plan.before))
        held = [day for day in plan.reviews if day <= self._last]
        if held:
            reviews = under(element, "Reviews")
            for day in held:
                under(reviews, "CPPreviewDate", day)


def write_census(story: Story, folder: Path) -> list[Path]:
    """Write `cin_census_YEAR.xml` of each year into `folder`, and return the files in order."""
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for year in YEARS:
        path = folder / f"cin_census_{year}.xml"
        path.write_bytes(content(Census(story, year).document()))
        written.append(path)
    return written
