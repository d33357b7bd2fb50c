"""A small census that is right in every word, and how to make it wrong."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from suffice.engine.returns.model import Intake
from suffice.engine.returns.reading import read

TODAY = date(2026, 11, 21)

HEADER = """<Header>
 <CollectionDetails><Collection>CIN</Collection><Year>2026</Year><ReferenceDate>2026-03-31</ReferenceDate></CollectionDetails>
 <Source><SourceLevel>L</SourceLevel><LEA>336</LEA><SoftwareCode>x</SoftwareCode><SerialNo>001</SerialNo></Source>
</Header>
"""

ANN = """<Child>
 <ChildIdentifiers><LAchildID>A1</LAchildID><UPN>A123456789012</UPN>
  <PersonBirthDate>2015-05-05</PersonBirthDate><Sex>F</Sex></ChildIdentifiers>
 <ChildCharacteristics><Ethnicity>WBRI</Ethnicity>
  <Disabilities><Disability>NONE</Disability></Disabilities></ChildCharacteristics>
 <CINdetails>
  <CINreferralDate>2025-04-10</CINreferralDate><ReferralSource>1A</ReferralSource><PrimaryNeedCode>N1</PrimaryNeedCode>
  <CINclosureDate>2026-02-01</CINclosureDate><ReasonForClosure>RC7</ReasonForClosure>
  <Assessments><AssessmentActualStartDate>2025-04-12</AssessmentActualStartDate>
   <AssessmentInternalReviewDate>2025-04-20</AssessmentInternalReviewDate>
   <AssessmentAuthorisationDate>2025-05-30</AssessmentAuthorisationDate>
   <FactorsIdentifiedAtAssessment><AssessmentFactors>3B</AssessmentFactors>
    <AssessmentFactors>4B</AssessmentFactors></FactorsIdentifiedAtAssessment></Assessments>
  <CINPlanDates><CINPlanStartDate>2025-10-15</CINPlanStartDate><CINPlanEndDate>2026-02-01</CINPlanEndDate></CINPlanDates>
  <Section47><S47ActualStartDate>2025-04-15</S47ActualStartDate><InitialCPCtarget>2025-05-07</InitialCPCtarget>
   <DateOfInitialCPC>2025-05-02</DateOfInitialCPC><ICPCnotRequired>false</ICPCnotRequired></Section47>
  <ReferralNFA>0</ReferralNFA>
  <ChildProtectionPlans><CPPstartDate>2025-05-02</CPPstartDate><CPPendDate>2025-10-15</CPPendDate>
   <InitialCategoryOfAbuse>NEG</InitialCategoryOfAbuse><LatestCategoryOfAbuse>EMO</LatestCategoryOfAbuse>
   <NumberOfPreviousCPP>0</NumberOfPreviousCPP>
   <Reviews><CPPreviewDate>2025-07-20</CPPreviewDate></Reviews></ChildProtectionPlans>
  <PreProceedingsandFGDM><PPStartDate>2025-08-01</PPStartDate><LBPSentDate>2025-08-03</LBPSentDate>
   <FGDMMeetingOffer>1</FGDMMeetingOffer><FGDMMeetingFac>0</FGDMMeetingFac>
   <InitialPPMeetingDate>2025-08-12</InitialPPMeetingDate><ReviewMeetingsCount>1</ReviewMeetingsCount>
   <PPOutcome>A</PPOutcome><CourtAppDate>2025-09-20</CourtAppDate></PreProceedingsandFGDM>
 </CINdetails>
</Child>
"""

BEN = """<Child>
 <ChildIdentifiers><LAchildID>B2</LAchildID><UPNunknown>UN3</UPNunknown>
  <PersonBirthDate>2010-02-28</PersonBirthDate><Sex>M</Sex></ChildIdentifiers>
 <ChildCharacteristics><Ethnicity>MWBC</Ethnicity>
  <Disabilities><Disability>LD</Disability><Disability>AUT</Disability></Disabilities></ChildCharacteristics>
 <CINdetails>
  <CINreferralDate>2025-05-01</CINreferralDate><ReferralSource>6</ReferralSource><ReferralNFA>true</ReferralNFA>
 </CINdetails>
 <CINdetails>
  <CINreferralDate>2025-09-01</CINreferralDate><ReferralSource>2A</ReferralSource><PrimaryNeedCode>N2</PrimaryNeedCode>
  <CINclosureDate>2025-10-21</CINclosureDate><ReasonForClosure>RC8</ReasonForClosure>
  <Assessments><AssessmentActualStartDate>2025-09-03</AssessmentActualStartDate>
   <AssessmentAuthorisationDate>2025-10-20</AssessmentAuthorisationDate>
   <FactorsIdentifiedAtAssessment><AssessmentFactors>5A</AssessmentFactors></FactorsIdentifiedAtAssessment></Assessments>
  <ReferralNFA>false</ReferralNFA>
 </CINdetails>
 <CINdetails>
  <CINreferralDate>2026-01-10</CINreferralDate><ReferralSource>5D</ReferralSource><PrimaryNeedCode>N4</PrimaryNeedCode>
  <Assessments><AssessmentActualStartDate>2026-02-20</AssessmentActualStartDate></Assessments>
  <Section47><S47ActualStartDate>2026-03-10</S47ActualStartDate><ICPCnotRequired>0</ICPCnotRequired></Section47>
  <ReferralNFA>0</ReferralNFA>
 </CINdetails>
</Child>
"""

UNBORN = """<Child>
 <ChildIdentifiers><LAchildID>C3</LAchildID><ExpectedPersonBirthDate>2026-05-20</ExpectedPersonBirthDate>
  <Sex>U</Sex></ChildIdentifiers>
 <ChildCharacteristics><Ethnicity>NOBT</Ethnicity></ChildCharacteristics>
 <CINdetails>
  <CINreferralDate>2026-02-01</CINreferralDate><ReferralSource>3D</ReferralSource><PrimaryNeedCode>N1</PrimaryNeedCode>
  <DateOfInitialCPC>2026-03-12</DateOfInitialCPC>
  <Assessments><AssessmentActualStartDate>2026-02-03</AssessmentActualStartDate>
   <AssessmentAuthorisationDate>2026-03-10</AssessmentAuthorisationDate>
   <FactorsIdentifiedAtAssessment><AssessmentFactors>1B</AssessmentFactors></FactorsIdentifiedAtAssessment></Assessments>
  <ReferralNFA>0</ReferralNFA>
  <ChildProtectionPlans><CPPstartDate>2026-03-12</CPPstartDate><InitialCategoryOfAbuse>PHY</InitialCategoryOfAbuse>
   <LatestCategoryOfAbuse>PHY</LatestCategoryOfAbuse><NumberOfPreviousCPP>0</NumberOfPreviousCPP></ChildProtectionPlans>
 </CINdetails>
</Child>
"""

DEE = """<Child>
 <ChildIdentifiers><LAchildID>D4</LAchildID><PersonBirthDate>2018-08-08</PersonBirthDate><Sex>F</Sex></ChildIdentifiers>
 <ChildCharacteristics><Ethnicity>AIND</Ethnicity>
  <Disabilities><Disability>NONE</Disability></Disabilities></ChildCharacteristics>
 <CINdetails>
  <CINreferralDate>2025-03-01</CINreferralDate><ReferralSource>1D</ReferralSource><PrimaryNeedCode>N5</PrimaryNeedCode>
  <Assessments><AssessmentActualStartDate>2025-03-03</AssessmentActualStartDate>
   <AssessmentAuthorisationDate>2025-04-15</AssessmentAuthorisationDate>
   <FactorsIdentifiedAtAssessment><AssessmentFactors>21</AssessmentFactors></FactorsIdentifiedAtAssessment></Assessments>
  <Section47><S47ActualStartDate>2025-03-05</S47ActualStartDate><DateOfInitialCPC>2025-03-20</DateOfInitialCPC>
   <ICPCnotRequired>0</ICPCnotRequired></Section47>
  <ReferralNFA>0</ReferralNFA>
  <ChildProtectionPlans><CPPstartDate>2025-03-20</CPPstartDate><InitialCategoryOfAbuse>EMO</InitialCategoryOfAbuse>
   <LatestCategoryOfAbuse>EMO</LatestCategoryOfAbuse><NumberOfPreviousCPP>1</NumberOfPreviousCPP>
   <Reviews><CPPreviewDate>2025-06-10</CPPreviewDate><CPPreviewDate>2025-12-01</CPPreviewDate></Reviews></ChildProtectionPlans>
 </CINdetails>
</Child>
"""

GOOD = {"ANN": ANN, "BEN": BEN, "UNBORN": UNBORN, "DEE": DEE}
"""Four children in whom nothing is wrong, in a census of 2026."""


def census(*children: str, header: str = HEADER) -> str:
    """Return a census of the children given; of all four where none is."""
    return f"<Message>\n{header}<Children>\n{''.join(children or GOOD.values())}</Children>\n</Message>\n"


def element(name: str, value: str) -> str:
    """Return an element with a value."""
    return f"<{name}>{value}</{name}>"


def replaced(child: str, *changes: tuple[str, str]) -> str:
    """Return the census with texts of one of its children replaced, each found first."""
    text = GOOD[child]
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new, 1)
    return census(*(text if name == child else whole for name, whole in GOOD.items()))


def taken(folder: Path, *texts: str | bytes) -> Intake:
    """Write censuses and read them."""
    folder.mkdir(exist_ok=True)
    for at, text in enumerate(texts):
        (folder / f"census{at or ''}.xml").write_bytes(text if isinstance(text, bytes) else text.encode())
    return read([folder], today=TODAY)


def codes(intake: Intake) -> set[str]:
    """Return the codes of what was found."""
    return {finding.code for finding in intake.findings}
