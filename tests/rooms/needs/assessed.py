"""Two years of censuses and of children in care, and a workbook, of six children: figures are written out by hand.

On 31 March 2026: E5 has early help; B2, C3 and D4 are in need, C3 and D4 on plans, D4 in care. A year before D4 was on
a plan, and nobody else was known. The workbook is the first to tell early help.
"""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.core.files.uploadedfile import SimpleUploadedFile

from suffice.analyse.returns import operations
from suffice.core import work
from suffice.core.models import Authority, Person
from tests.engine.returns.annex_a.building import Row, book, who
from tests.engine.returns.cin.building import HEADER, census
from tests.rooms.accepting import a_year, accept

LATER = datetime(2026, 11, 21, 10, 30, tzinfo=ZoneInfo("Europe/London"))
DAY, BEFORE = date(2026, 3, 31), date(2025, 3, 31)

IN_CARE = {
    2025: a_year({"Z9": "03/02/2012"}, [("Z9", "01/05/2024", "01/09/2024", "U6")]),
    2026: a_year({"D4": "08/08/2018"}, [("D4", "01/06/2025", "", "U6")]),
}
_LAST_YEAR = HEADER.replace("2026", "2025")
_DEE = """<Child>
 <ChildIdentifiers><LAchildID>D4</LAchildID><PersonBirthDate>2018-08-08</PersonBirthDate><Sex>F</Sex></ChildIdentifiers>
 <ChildCharacteristics><Ethnicity>AIND</Ethnicity>
  <Disabilities><Disability>NONE</Disability></Disabilities></ChildCharacteristics>
 <CINdetails>
  <CINreferralDate>2025-03-01</CINreferralDate><ReferralSource>1D</ReferralSource><PrimaryNeedCode>N5</PrimaryNeedCode>
  <Assessments><AssessmentActualStartDate>2025-03-03</AssessmentActualStartDate></Assessments>
  <Section47><S47ActualStartDate>2025-03-05</S47ActualStartDate><DateOfInitialCPC>2025-03-20</DateOfInitialCPC>
   <ICPCnotRequired>0</ICPCnotRequired></Section47>
  <ReferralNFA>0</ReferralNFA>
  <ChildProtectionPlans><CPPstartDate>2025-03-20</CPPstartDate><InitialCategoryOfAbuse>EMO</InitialCategoryOfAbuse>
   <LatestCategoryOfAbuse>EMO</LatestCategoryOfAbuse><NumberOfPreviousCPP>1</NumberOfPreviousCPP></ChildProtectionPlans>
 </CINdetails>
</Child>
"""
CENSUSES = {"census_2025.xml": census(_DEE, header=_LAST_YEAR), "census_2026.xml": census()}


def _need(child: str, born: date, team: str) -> Row:
    return who(child, born) | {
        "does_the_child_have_a_disability": "b) No",
        "cin_start_date": date(2026, 1, 10),
        "primary_need_code": "N1 - Abuse or neglect",
        "date_child_was_last_seen": date(2026, 3, 20),
        "case_status": "c) CIN plan",
        "allocated_team": team,
        "allocated_worker": "Worker 1",
    }


_EVA, _BEN = who("E5", date(2015, 12, 24)), who("B2", date(2010, 2, 28))
LISTS = {
    "List1": [
        _EVA | {"date_of_contact": date(2026, 3, 30), "contact_source": "q) 6: Police"},
        _BEN | {"date_of_contact": date(2026, 1, 9), "contact_source": "b) Schools"},
    ],
    "List2": [_EVA | {"assessment_start_date": date(2026, 1, 5), "organisation_completing_assessment": "A school"}],
    "List3": [
        _BEN
        | {
            "date_of_referral": date(2026, 1, 12),
            "referral_source": "b) Schools",
            "referral_nfa": "No",
            "number_of_referrals_in_last_12_months": 3,
            "allocated_team": "Unit, locality 1",
            "allocated_worker": "Worker 1",
        }
    ],
    "List6": [
        _need("B2", date(2010, 2, 28), "Unit, locality 1"),
        _need("D4", date(2018, 8, 8), "Unit, locality 2"),
    ],
}


def bring(*files: tuple[str, str | bytes], authority: Authority, by: Person) -> None:
    """Bring files, let them be read, and accept what is in them."""
    told = [SimpleUploadedFile(name, text.encode() if isinstance(text, str) else text) for name, text in files]
    upload = operations.bring(authority=authority, files=told, by=by, at=LATER)
    work.run_waiting("returns.read")
    upload.refresh_from_db()
    operations.accept_all(upload=upload, by=by, at=LATER)


def bring_all(authority: Authority, by: Person) -> None:
    """Bring everything."""
    accept(IN_CARE, authority=authority, by=by, at=LATER)
    bring(*CENSUSES.items(), authority=authority, by=by)
    bring(("annex.xlsx", book(LISTS)), authority=authority, by=by)
