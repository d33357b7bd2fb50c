"""Faults in a CIN census."""

from __future__ import annotations

from lxml import etree

from suffice.demo.faults.beside.elements import (
    Element,
    ElementFault,
    Where,
    beside,
    cut,
    day_of,
    every,
    has,
    lacks,
    move,
    put,
    within,
)
from suffice.demo.returns.model import LAST_DAY

_AFTER = "2022-04-20"
_CASE, _FACTORS = "CINdetails", "FactorsIdentifiedAtAssessment"


def _alone(element: Element) -> bool:
    """Whether the child has one referral, taken on."""
    child = next((one for one in (element, *element.iterancestors()) if one.tag == "Child"), None)
    cases = [] if child is None else child.findall(_CASE)
    return len(cases) == 1 and cases[0].findtext("ReferralNFA") == "0"


def _one(name: str) -> Where:
    """Return whether the child has one of `name`, and no protection plan."""

    def where(element: Element) -> bool:
        case = element.getparent()
        return case is not None and len(case.findall(name)) == 1 and case.find("ChildProtectionPlans") is None

    return where


def _reads(name: str, text: str) -> Where:
    return lambda element: element.findtext(name) == text


def _recent(child: Element) -> bool:
    cases = child.findall(_CASE)
    quiet = all(
        case.find(name) is None for case in cases for name in ("Section47", "ChildProtectionPlans", "CINPlanDates")
    )
    return quiet and all((LAST_DAY - day_of(case, "CINreferralDate")).days < 100 for case in cases)


def _stranger(element: Element) -> Element:
    unknown = etree.SubElement(element, "Hobby")
    unknown.text = "chess"
    return unknown


def _ends(element: Element) -> Element:
    ended = etree.SubElement(element, "CINPlanEndDate")
    ended.text = _AFTER
    return element


_done = every(_alone, _one("Assessments"), has("AssessmentAuthorisationDate"))
_open_case, _closed_case = within(lacks("CINclosureDate")), within(_reads("ReasonForClosure", "RC7"))
_quiet = within(every(lacks("Section47", "ChildProtectionPlans", "CINPlanDates")))
_held, _none_held = has("DateOfInitialCPC"), lacks("DateOfInitialCPC")
_single = every(_alone, _one("CINPlanDates"))
_protected = every(_alone, within(lambda case: len(case.findall("ChildProtectionPlans")) == 1))


def _lone_factor(factor: Element) -> bool:
    parent = factor.getparent()
    return factor.text != "21" and parent is not None and len(parent) == 1


def _told_of_disability(child: Element) -> bool:
    return _alone(child) and child.find(".//Disability") is not None


def _fresh(name: str, days: int) -> Where:
    """Return whether a date lies more than so many days after the referral."""

    def where(element: Element) -> bool:
        case = element.getparent()
        return case is not None and (day_of(element, name) - day_of(case, "CINreferralDate")).days > days

    return where


_ASSESSED = (
    ElementFault("cin-assessment-before-referral", "Assessments", "AssessmentActualStartDate", _done,
                 move("AssessmentActualStartDate", "CINreferralDate", -9)),
    ElementFault("cin-authorised-before-start", "Assessments", "AssessmentAuthorisationDate", _done,
                 move("AssessmentAuthorisationDate", "AssessmentActualStartDate", -3)),
    ElementFault("cin-authorised-after-census", "Assessments", "AssessmentAuthorisationDate", every(_done, _open_case),
                 put(AssessmentAuthorisationDate=_AFTER)),
    ElementFault("cin-assessment-open-when-closed", "Assessments", "AssessmentAuthorisationDate",
                 every(_done, _closed_case, _quiet), cut("AssessmentAuthorisationDate", _FACTORS)),
    ElementFault("cin-factors-missing", "Assessments", "AssessmentFactors", _done, cut(_FACTORS)),
    ElementFault("cin-factor-twice", "AssessmentFactors", "AssessmentFactors", _lone_factor, beside()),
    ElementFault("cin-factors-none-and-another", "AssessmentFactors", "AssessmentFactors", _lone_factor, beside("21")),
)  # fmt: skip
_WHO = (
    ElementFault("cin-birth-missing", "Child", "PersonBirthDate", _alone, cut("PersonBirthDate")),
    ElementFault("cin-born-after-census", "Child", "PersonBirthDate", every(_alone, _recent),
                 put(PersonBirthDate="2022-04-25")),
    ElementFault("cin-sex-missing", "Child", "Sex", _alone, cut("GenderCurrent")),
    ElementFault("cin-disability-missing", "Child", "Disability", _told_of_disability,
                 cut("Disabilities")),
    ElementFault("element-unknown", "CINdetails", "Hobby", _alone, _stranger),
)  # fmt: skip
_REFERRED = (
    ElementFault("cin-source-missing", _CASE, "ReferralSource", _alone, cut("ReferralSource")),
    ElementFault("cin-need-missing", _CASE, "PrimaryNeedCode", _alone, cut("PrimaryNeedCode")),
    ElementFault("cin-nfa-missing", _CASE, "ReferralNFA", _alone, cut("ReferralNFA")),
    ElementFault("cin-closure-without-reason", _CASE, "ReasonForClosure", every(_alone, has("ReasonForClosure")),
                 cut("ReasonForClosure")),
    ElementFault("cin-reason-without-closure", _CASE, "CINclosureDate",
                 every(_alone, has("ReasonForClosure", "Assessments")), cut("CINclosureDate")),
    ElementFault("cin-closed-after-census", _CASE, "CINclosureDate", every(_alone, _reads("ReasonForClosure", "RC7")),
                 put(CINclosureDate=_AFTER)),
)  # fmt: skip
_HELPED = (
    ElementFault("cin-plan-ends-before-start", "CINPlanDates", "CINPlanEndDate", every(_single, has("CINPlanEndDate")),
                 move("CINPlanEndDate", "CINPlanStartDate", -4)),
    ElementFault("cin-plan-before-referral", "CINPlanDates", "CINPlanStartDate", _single,
                 move("CINPlanStartDate", "CINreferralDate", -5)),
    ElementFault("cin-plan-ends-after-census", "CINPlanDates", "CINPlanEndDate",
                 every(_single, lacks("CINPlanEndDate")), _ends),
    ElementFault("cin-plan-open-when-closed", "CINPlanDates", "CINPlanEndDate",
                 every(_single, has("CINPlanEndDate"), _closed_case),
                 cut("CINPlanEndDate")),
)  # fmt: skip
_PROTECTED = (
    ElementFault("cin-enquiry-before-referral", "Section47", "S47ActualStartDate",
                 every(_alone, _none_held, _one("Section47")), move("S47ActualStartDate", "CINreferralDate", -3)),
    ElementFault("cin-conference-before-enquiry", "Section47", "DateOfInitialCPC",
                 every(_alone, _held, _one("Section47"), _fresh("S47ActualStartDate", 1)),
                 move("DateOfInitialCPC", "S47ActualStartDate", -1)),
    ElementFault("cin-conference-held-and-not-required", "Section47", "ICPCnotRequired", every(_alone, _held),
                 put(ICPCnotRequired="1")),
    ElementFault("cin-conference-unsettled-when-closed", "Section47", "ICPCnotRequired",
                 every(_alone, _none_held, _closed_case, _one("Section47")), put(ICPCnotRequired="0")),
    ElementFault("cin-first-category-missing", "ChildProtectionPlans", "InitialCategoryOfAbuse", _protected,
                 cut("InitialCategoryOfAbuse")),
    ElementFault("cin-latest-category-missing", "ChildProtectionPlans", "LatestCategoryOfAbuse", _protected,
                 cut("LatestCategoryOfAbuse")),
    ElementFault("cin-previous-plans-missing", "ChildProtectionPlans", "NumberOfPreviousCPP", _protected,
                 cut("NumberOfPreviousCPP")),
)  # fmt: skip

FAULTS = (*_ASSESSED, *_WHO, *_REFERRED, *_HELPED, *_PROTECTED)
