"""The story as CIN census files: one XML a year, in the layout of that year."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TypeAlias

from lxml import etree

from suffice.demo.returns.figures import AUTHORITY
from suffice.demo.returns.model import YEARS
from suffice.demo.story import workdays
from suffice.demo.story.model import Assessment, Enquiry, Fate, Person, Plan, Referral
from suffice.demo.story.tell import Story
from suffice.engine import calendar

_CONFERENCE_WITHIN = 15
_BY_WHOM_BEFORE = {"18B": "18A", "18C": "18A", "19B": "19A", "19C": "19A"}
_WHO_HURT_SINCE = 2022
_SCHOOL_AGE = 4

Element: TypeAlias = etree._Element


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
        root = etree.Element("Message")
        self._header(_under(root, "Header"))
        children = _under(root, "Children")
        for person in self._story.people:
            told = [one for one in person.referrals if one.within(self._first, self._last)]
            if told:
                self._child(_under(children, "Child"), person, told)
        etree.indent(root)
        return root

    def _header(self, header: Element) -> None:
        details = _under(header, "CollectionDetails")
        _under(details, "Collection", "CIN")
        _under(details, "Year", str(self._year))
        _under(details, "ReferenceDate", self._last)
        source = _under(header, "Source")
        _under(source, "SourceLevel", "L")
        _under(source, "LEA", AUTHORITY)
        _under(source, "SoftwareCode", "Suffice demonstration")
        _under(source, "Release", "1")
        _under(source, "SerialNo", "001")
        _under(source, "DateTime", f"{self._year}-06-01T09:00:00")

    def _child(self, child: Element, person: Person, told: list[Referral]) -> None:
        self._identifiers(_under(child, "ChildIdentifiers"), person)
        traits = _under(child, "ChildCharacteristics")
        _under(traits, "Ethnicity", person.ethnic)
        if person.dob <= self._last:
            listed = _under(traits, "Disabilities")
            for code in person.disabilities or ("NONE",):
                _under(listed, "Disability", code)
        for referral in told:
            self._referral(_under(child, "CINdetails"), referral)

    def _identifiers(self, found: Element, person: Person) -> None:
        born = person.dob <= self._last
        pupil = self._pupil(person)
        _under(found, "LAchildID", person.number)
        _under(found, "UPNunknown" if pupil.startswith("UN") else "UPN", pupil)
        if born:
            _under(found, "PersonBirthDate", person.dob)
        else:
            _under(found, "ExpectedPersonBirthDate", person.expected or person.dob)
        _under(found, "GenderCurrent", person.sex if born else "0")
        if person.died and person.died <= self._last:
            _under(found, "PersonDeathDate", person.died)

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
        _under(details, "CINreferralDate", referral.day)
        _under(details, "ReferralSource", referral.source)
        if referral.fate is not Fate.NO_ACTION:
            _under(details, "PrimaryNeedCode", referral.need)
        if closed:
            _under(details, "CINclosureDate", closed)
            _under(details, "ReasonForClosure", referral.reason)
        for assessment in self._told(referral):
            self._assessment(_under(details, "Assessments"), assessment)
        self._help(details, referral)
        for enquiry in referral.enquiries:
            if self._first <= (enquiry.conference or enquiry.start) and enquiry.start <= self._last:
                self._enquiry(_under(details, "Section47"), enquiry)
        _under(details, "ReferralNFA", "1" if referral.fate is Fate.NO_ACTION else "0")
        for plan in referral.plans:
            if plan.start <= self._last and (plan.end is None or plan.end >= self._first):
                self._plan(_under(details, "ChildProtectionPlans"), plan)

    def _told(self, referral: Referral) -> Iterator[Assessment]:
        """Yield the assessments completed in the year or going on at its end."""
        for assessment in sorted(referral.assessments, key=lambda one: one.start):
            if assessment.start <= self._last and (assessment.end is None or assessment.end >= self._first):
                yield assessment

    def _assessment(self, element: Element, assessment: Assessment) -> None:
        _under(element, "AssessmentActualStartDate", assessment.start)
        if assessment.end is None or assessment.end > self._last:
            return
        reviewed = assessment.start + (assessment.end - assessment.start) // 2
        _under(element, "AssessmentInternalReviewDate", reviewed)
        _under(element, "AssessmentAuthorisationDate", assessment.end)
        codes = assessment.factors
        if self._year < _WHO_HURT_SINCE:
            codes = tuple(dict.fromkeys(_BY_WHOM_BEFORE.get(code, code) for code in codes))
        if codes:
            found = _under(element, "FactorsIdentifiedAtAssessment")
            for code in codes:
                _under(found, "AssessmentFactors", code)

    def _help(self, details: Element, referral: Referral) -> None:
        for plan in referral.help:
            ended = plan.end if plan.end and plan.end <= self._last else None
            if plan.start <= self._last and (plan.end is None or plan.end >= self._first):
                element = _under(details, "CINPlanDates")
                _under(element, "CINPlanStartDate", plan.start)
                if ended:
                    _under(element, "CINPlanEndDate", ended)

    def _enquiry(self, element: Element, enquiry: Enquiry) -> None:
        held = enquiry.conference if enquiry.conference and enquiry.conference <= self._last else None
        _under(element, "S47ActualStartDate", enquiry.start)
        if enquiry.conference:
            _under(element, "InitialCPCtarget", workdays.after(enquiry.start, _CONFERENCE_WITHIN))
        if held:
            _under(element, "DateOfInitialCPC", held)
        _under(element, "ICPCnotRequired", "0" if enquiry.conference else "1")

    def _plan(self, element: Element, plan: Plan) -> None:
        _under(element, "CPPstartDate", plan.start)
        if plan.end and plan.end <= self._last:
            _under(element, "CPPendDate", plan.end)
        _under(element, "InitialCategoryOfAbuse", plan.initial)
        _under(element, "LatestCategoryOfAbuse", plan.latest)
        _under(element, "NumberOfPreviousCPP", str(plan.before))
        held = [day for day in plan.reviews if day <= self._last]
        if held:
            reviews = _under(element, "Reviews")
            for day in held:
                _under(reviews, "CPPreviewDate", day)


def _under(parent: Element, name: str, value: str | date | None = None) -> Element:
    element = etree.SubElement(parent, name)
    if value is not None:
        element.text = value.isoformat() if isinstance(value, date) else value
    return element


def write_census(story: Story, folder: Path) -> list[Path]:
    """Write `cin_census_YEAR.xml` of each year, and return the files in order."""
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for year in YEARS:
        path = folder / f"cin_census_{year}.xml"
        path.write_bytes(content(Census(story, year).document()))
        written.append(path)
    return written


def content(root: Element) -> bytes:
    """Return a document as it stands in a file."""
    return bytes(etree.tostring(root, encoding="utf-8", xml_declaration=True)) + b"\n"
