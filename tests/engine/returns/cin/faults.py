"""One fault for every check of the census: what is changed in a census that is right."""

from __future__ import annotations

from tests.engine.returns.cin.building import ANN, element, replaced

_SECOND_PLAN = (
    "<ChildProtectionPlans><CPPstartDate>{start}</CPPstartDate><InitialCategoryOfAbuse>NEG</InitialCategoryOfAbuse>"
    "<LatestCategoryOfAbuse>NEG</LatestCategoryOfAbuse><NumberOfPreviousCPP>0</NumberOfPreviousCPP>"
    "</ChildProtectionPlans>"
)
_END = " </CINdetails>\n</Child>"


def _swap(name: str, old: str, new: str) -> tuple[str, str]:
    return element(name, old), element(name, new) if new else ""


def _added(after: str, text: str) -> tuple[str, str]:
    return after, after + text


_ENQUIRY = (
    "<Section47><S47ActualStartDate>2026-03-11</S47ActualStartDate><ICPCnotRequired>0</ICPCnotRequired></Section47>"
)
_NOT_REQUIRED = (
    "<Section47><S47ActualStartDate>2025-09-05</S47ActualStartDate><ICPCnotRequired>1</ICPCnotRequired></Section47>"
)
_PLAN = "<CINPlanDates><CINPlanStartDate>{}</CINPlanStartDate></CINPlanDates>"
_BEN_BORN = element("PersonBirthDate", "2010-02-28")
_UNBORN = element("ExpectedPersonBirthDate", "2026-05-20")
_ANN_ASSESSMENT = ANN[ANN.index("  <Assessments>") : ANN.index("  <CINPlanDates>")]
_BEN_OPEN = element("AssessmentActualStartDate", "2026-02-20")
_BEN_LATE = "2026-02-20</AssessmentActualStartDate></Assessments>"
_BEN_OPEN_REFERRAL = (
    " <CINdetails>\n  <CINreferralDate>{}</CINreferralDate><ReferralSource>1A</ReferralSource>"
    "<PrimaryNeedCode>N1</PrimaryNeedCode>{}<ReferralNFA>0</ReferralNFA>\n"
)
_FIRST_BEN = " <CINdetails>\n  <CINreferralDate>2025-09-01"

FAULTS: dict[str, str] = {
    "cin-birth-missing": replaced("BEN", (_BEN_BORN, "")),
    "cin-born-and-expected": replaced("BEN", _added(_BEN_BORN, element("ExpectedPersonBirthDate", "2010-03-01"))),
    "cin-born-after-census": replaced("UNBORN", (_UNBORN, element("PersonBirthDate", "2026-05-20"))),
    "cin-expected-long-ago": replaced("UNBORN", _swap("ExpectedPersonBirthDate", "2026-05-20", "2026-02-10")),
    "cin-died-before-birth": replaced("BEN", _added(_BEN_BORN, element("PersonDeathDate", "2010-02-27"))),
    "cin-died-after-census": replaced("BEN", _added(_BEN_BORN, element("PersonDeathDate", "2026-04-01"))),
    "cin-older-than-25": replaced("BEN", _swap("PersonBirthDate", "2010-02-28", "2000-04-01")),
    "cin-sex-missing": replaced("BEN", _swap("Sex", "M", "")),
    "cin-ethnicity-missing": replaced("BEN", _swap("Ethnicity", "MWBC", "")),
    "cin-upn-shared": replaced("BEN", (element("UPNunknown", "UN3"), element("UPN", "A123456789012"))),
    "cin-disability-missing": replaced("ANN", _swap("Disability", "NONE", "")),
    "cin-disability-none-and-another": replaced("BEN", _swap("Disability", "LD", "NONE")),
    "cin-disability-twice": replaced("BEN", _swap("Disability", "LD", "AUT")),
    "cin-referral-date-missing": replaced("ANN", _swap("CINreferralDate", "2025-04-10", "")),
    "cin-referral-after-census": replaced("BEN", _swap("CINreferralDate", "2026-01-10", "2026-04-01")),
    "cin-referred-long-before-birth": replaced("UNBORN", _swap("CINreferralDate", "2026-02-01", "2025-08-01")),
    "cin-referred-after-death": replaced("BEN", _added(_BEN_BORN, element("PersonDeathDate", "2025-04-30"))),
    "cin-source-missing": replaced("ANN", _swap("ReferralSource", "1A", "")),
    "cin-need-missing": replaced("ANN", _swap("PrimaryNeedCode", "N1", "")),
    "cin-not-in-need-with-a-plan": replaced("ANN", _swap("PrimaryNeedCode", "N1", "N9")),
    "cin-nfa-missing": replaced("ANN", _swap("ReferralNFA", "0", "")),
    "cin-nfa-with-activity": replaced("ANN", _swap("ReferralNFA", "0", "1")),
    "cin-nothing-after-referral": replaced("BEN", _swap("ReferralNFA", "true", "false")),
    "cin-closed-before-referral": replaced("ANN", _swap("CINclosureDate", "2026-02-01", "2025-04-09")),
    "cin-closed-after-census": replaced("ANN", _swap("CINclosureDate", "2026-02-01", "2026-04-01")),
    "cin-closed-before-year": replaced("ANN", _swap("CINclosureDate", "2026-02-01", "2025-03-31")),
    "cin-closure-without-reason": replaced("ANN", _swap("ReasonForClosure", "RC7", "")),
    "cin-reason-without-closure": replaced("ANN", _swap("CINclosureDate", "2026-02-01", "")),
    "cin-closed-by-death-without-date": replaced("ANN", _swap("ReasonForClosure", "RC7", "RC2")),
    "cin-died-still-open": replaced("BEN", _added(_BEN_BORN, element("PersonDeathDate", "2026-03-30"))),
    "cin-closed-after-assessment-with-activity": replaced("BEN", _added("</Assessments>\n", _NOT_REQUIRED)),
    "cin-closed-after-assessment-without-one": replaced(
        "ANN", (_ANN_ASSESSMENT, ""), _swap("ReasonForClosure", "RC7", "RC9")
    ),
    "cin-open-referral-followed": replaced(
        "BEN", (_FIRST_BEN, _BEN_OPEN_REFERRAL.format("2025-08-01", "") + " </CINdetails>\n" + _FIRST_BEN)
    ),
    "cin-referrals-overlap": replaced("BEN", _swap("CINclosureDate", "2025-10-21", "2026-01-11")),
    "cin-two-referrals-one-day": replaced("BEN", _swap("CINreferralDate", "2025-05-01", "2025-09-01")),
    "cin-assessment-start-missing": replaced("ANN", _swap("AssessmentActualStartDate", "2025-04-12", "")),
    "cin-assessment-before-referral": replaced("ANN", _swap("AssessmentActualStartDate", "2025-04-12", "2025-04-09")),
    "cin-authorised-before-start": replaced("ANN", _swap("AssessmentAuthorisationDate", "2025-05-30", "2025-04-11")),
    "cin-assessment-starts-after-census": replaced(
        "BEN", _swap("AssessmentActualStartDate", "2026-02-20", "2026-04-01")
    ),
    "cin-authorised-after-census": replaced(
        "BEN", _added(_BEN_OPEN, element("AssessmentAuthorisationDate", "2026-04-01"))
    ),
    "cin-authorised-after-closure": replaced("ANN", _swap("AssessmentAuthorisationDate", "2025-05-30", "2026-02-02")),
    "cin-assessment-open-when-closed": replaced("ANN", _swap("AssessmentAuthorisationDate", "2025-05-30", "")),
    "cin-assessment-open-long": replaced("BEN", _swap("AssessmentActualStartDate", "2026-02-20", "2026-01-19")),
    "cin-two-assessments-open": replaced(
        "BEN", _added("<Assessments>" + _BEN_OPEN + "</Assessments>", "<Assessments>" + _BEN_OPEN + "</Assessments>")
    ),
    "cin-factors-missing": replaced("DEE", _swap("AssessmentFactors", "21", "")),
    "cin-factors-none-and-another": replaced(
        "DEE", _added(element("AssessmentFactors", "21"), element("AssessmentFactors", "9A"))
    ),
    "cin-factor-twice": replaced("DEE", _added(element("AssessmentFactors", "21"), element("AssessmentFactors", "21"))),
    "cin-enquiry-start-missing": replaced("ANN", _swap("S47ActualStartDate", "2025-04-15", "")),
    "cin-enquiry-before-referral": replaced("ANN", _swap("S47ActualStartDate", "2025-04-15", "2025-04-09")),
    "cin-enquiry-after-closure": replaced("ANN", _swap("S47ActualStartDate", "2025-04-15", "2026-02-02")),
    "cin-enquiry-after-census": replaced("BEN", _swap("S47ActualStartDate", "2026-03-10", "2026-04-01")),
    "cin-enquiry-without-assessment": replaced("ANN", (_ANN_ASSESSMENT, "")),
    "cin-two-enquiries-open": replaced("BEN", _added(_BEN_LATE, _ENQUIRY)),
    "cin-conference-before-enquiry": replaced("ANN", _swap("DateOfInitialCPC", "2025-05-02", "2025-04-14")),
    "cin-conference-before-referral": replaced("ANN", _swap("DateOfInitialCPC", "2025-05-02", "2025-04-09")),
    "cin-conference-after-census": replaced(
        "BEN", _added(element("S47ActualStartDate", "2026-03-10"), element("DateOfInitialCPC", "2026-04-01"))
    ),
    "cin-conference-held-and-not-required": replaced("ANN", _swap("ICPCnotRequired", "false", "true")),
    "cin-conference-unsettled-when-closed": replaced("ANN", _swap("DateOfInitialCPC", "2025-05-02", "")),
    "cin-conference-awaited-long": replaced("BEN", _swap("S47ActualStartDate", "2026-03-10", "2026-02-25")),
    "cin-conference-told-twice": replaced(
        "ANN", _added(element("ReasonForClosure", "RC7"), element("DateOfInitialCPC", "2025-05-02"))
    ),
    "cin-protection-start-missing": replaced("ANN", _swap("CPPstartDate", "2025-05-02", "")),
    "cin-protection-before-referral": replaced("ANN", _swap("CPPstartDate", "2025-05-02", "2025-04-09")),
    "cin-protection-ends-before-start": replaced("ANN", _swap("CPPendDate", "2025-10-15", "2025-05-01")),
    "cin-protection-starts-after-census": replaced("UNBORN", _swap("CPPstartDate", "2026-03-12", "2026-04-01")),
    "cin-protection-ends-after-census": replaced(
        "UNBORN", _added(element("CPPstartDate", "2026-03-12"), element("CPPendDate", "2026-04-01"))
    ),
    "cin-protection-ended-before-year": replaced(
        "DEE", _added(element("CPPstartDate", "2025-03-20"), element("CPPendDate", "2025-03-31"))
    ),
    "cin-protection-open-when-closed": replaced("ANN", _swap("CPPendDate", "2025-10-15", "")),
    "cin-protection-ends-after-closure": replaced("ANN", _swap("CPPendDate", "2025-10-15", "2026-02-02")),
    "cin-protection-after-death": replaced(
        "UNBORN", (_UNBORN, element("PersonBirthDate", "2026-03-01") + element("PersonDeathDate", "2026-03-02"))
    ),
    "cin-protection-without-conference": replaced("UNBORN", _swap("DateOfInitialCPC", "2026-03-12", "2026-03-13")),
    "cin-protection-overlaps": replaced("DEE", (_END, _SECOND_PLAN.format(start="2026-01-01") + _END)),
    "cin-first-category-missing": replaced("DEE", _swap("InitialCategoryOfAbuse", "EMO", "")),
    "cin-latest-category-missing": replaced("DEE", _swap("LatestCategoryOfAbuse", "EMO", "")),
    "cin-previous-plans-missing": replaced("DEE", _swap("NumberOfPreviousCPP", "1", "")),
    "cin-previous-plans-too-few": replaced(
        "DEE",
        (_END, _SECOND_PLAN.format(start="2026-01-01") + _END),
        _added(element("CPPstartDate", "2025-03-20"), element("CPPendDate", "2025-12-31")),
    ),
    "cin-protection-never-reviewed": replaced("ANN", _swap("CPPreviewDate", "2025-07-20", "")),
    "cin-review-outside-plan": replaced("ANN", _swap("CPPreviewDate", "2025-07-20", "2025-10-16")),
    "cin-review-after-census": replaced("DEE", _swap("CPPreviewDate", "2025-12-01", "2026-04-01")),
    "cin-plan-start-missing": replaced("ANN", _swap("CINPlanStartDate", "2025-10-15", "")),
    "cin-plan-before-referral": replaced("ANN", _swap("CINPlanStartDate", "2025-10-15", "2025-04-09")),
    "cin-plan-ends-before-start": replaced("ANN", _swap("CINPlanEndDate", "2026-02-01", "2025-10-14")),
    "cin-plan-starts-after-census": replaced("BEN", _added(_BEN_LATE, _PLAN.format("2026-04-01"))),
    "cin-plan-ends-after-census": replaced("ANN", _swap("CINPlanEndDate", "2026-02-01", "2026-04-01")),
    "cin-plan-open-when-closed": replaced("ANN", _swap("CINPlanEndDate", "2026-02-01", "")),
    "cin-plan-ends-after-closure": replaced("ANN", _swap("CINPlanEndDate", "2026-02-01", "2026-02-02")),
    "cin-plans-overlap": replaced("ANN", _added("</CINPlanDates>", _PLAN.format("2026-01-01"))),
    "cin-plan-beside-protection": replaced("ANN", _swap("CINPlanStartDate", "2025-10-15", "2025-10-14")),
    "cin-meeting-before-letter": replaced("ANN", _swap("InitialPPMeetingDate", "2025-08-12", "2025-07-31")),
    "cin-court-before-start": replaced("ANN", _swap("CourtAppDate", "2025-09-20", "2025-07-31")),
}
"""The census with one fault, by the code of the check that must find it."""
