"""Every check of the workforce census is silent on a sound file and speaks of the fault that is planted."""

from __future__ import annotations

from pathlib import Path

import pytest

from suffice.engine.findings import Severity
from suffice.engine.returns.checking.asking import CRASHED, NOT_MADE
from suffice.engine.returns.checking.check import Check
from suffice.engine.returns.remarks_beside import EVERY
from suffice.engine.returns.workforce.checks.registry import SUBJECTS
from suffice.engine.returns.workforce.checks.telling import document
from suffice.engine.returns.workforce.layouts import tables
from tests.engine.returns.workforce.building import Said, agency, codes, opened, worker

CHECKS: tuple[Check, ...] = tuple(check for checks in SUBJECTS.values() for check in checks)
SOUND = (
    worker(1),
    worker(2, OrgRole="1", Cases30=None, FTE30=None),
    worker(3, RoleEndDate="2022-09-30", ReasonLeave="1", LeaverDestination="3", Cases30=None, FTE30=None),
    worker(4, RoleStartDate="2022-09-30", Absat30Sept="1", ReasonAbsence="SIC", Cases30="0", WorkingDaysLost="253"),
    worker(5, RoleEndDate="2021-10-01", ReasonLeave="5", LeaverDestination="7", Cases30="0"),
    agency(6),
    # back within the year: two rows, one of them in post
    worker(5, RoleStartDate="2022-03-01", SWENo="sw1000000005"),
)
PLANTED: dict[str, tuple[Said, ...]] = {
    "fte-out-of-range": (worker(7, FTE="1.01"),),
    "case-fte-out-of-range": (worker(7, FTE30="7"),),
    "fte-missing": (worker(7, FTE=None),),
    "agency-not-said": (worker(7, AgencyWorker=None),),
    "swe-number-missing": (worker(7, SWENo=""),),
    "swe-number-odd": (worker(7, SWENo="1234567"),),
    "swe-number-twice": (worker(7), worker(7, FTE="0.4")),
    "role-ends-before-it-starts": (
        worker(7, RoleStartDate="2022-05-02", RoleEndDate="2022-05-01", ReasonLeave="1", Cases30="0"),
    ),
    "role-starts-after-the-day": (worker(7, RoleStartDate="2022-10-01", Cases30="0"),),
    "role-ended-outside-the-year": (worker(7, RoleEndDate="2021-09-30", ReasonLeave="1", Cases30="0"),),
    "role-missing": (worker(7, OrgRole=None),),
    "age-of-worker-odd": (worker(7, PersonBirthDate="2005-01-01"),),
    "agency-with-leaving-reason": (agency(7, ReasonLeave="1"),),
    "leaver-without-reason": (worker(7, RoleEndDate="2022-01-31", Cases30="0"),),
    "reason-without-leaving": (worker(7, LeaverDestination="3"),),
    "leaver-with-cases": (worker(7, RoleEndDate="2022-01-31", ReasonLeave="1", Cases30="3"),),
    "cases-without-fte": (worker(7, FTE30="0"),),
    "absent-with-cases": (worker(7, Absat30Sept="1", ReasonAbsence="MAT"),),
    "case-holder-without-cases": (worker(7, Cases30="0"),),
    "cases-in-a-role-without": (worker(7, OrgRole="6"),),
    "absence-without-reason": (worker(7, Absat30Sept="1", Cases30="0"),),
    "reason-without-absence": (worker(7, ReasonAbsence="SIC"),),
    "absence-reason-unknown": (worker(7, Absat30Sept="1", ReasonAbsence="ILL", Cases30="0"),),
    "days-lost-beyond-the-year": (worker(7, WorkingDaysLost="263"),),
    "agency-with-days-lost": (agency(7, WorkingDaysLost="1"),),
}
VACANT: dict[str, Said] = {
    "cover-beyond-vacancies": {"NumberOfVacancies": "0.4", "NoAgencyFTE": "0.5", "NoAgencyHeadcount": "1"},
    "cover-beyond-agency-staff": {"NumberOfVacancies": "4", "NoAgencyFTE": "1.5", "NoAgencyHeadcount": "2"},
    "cover-headcount-too-small": {"NumberOfVacancies": "4", "NoAgencyFTE": "0.5", "NoAgencyHeadcount": "0"},
}


def test_a_sound_census_has_no_fault() -> None:
    assert codes(opened(*SOUND)) == ["code-case"]


@pytest.mark.parametrize("code", PLANTED)
def test_a_fault_that_is_planted_is_found_and_no_other(code: str) -> None:
    assert set(codes(opened(*SOUND, *PLANTED[code]))) == {"code-case", code}


@pytest.mark.parametrize("code", VACANT)
def test_a_fault_in_the_vacancies_is_found_and_no_other(code: str) -> None:
    assert codes(opened(*SOUND, vacancies=[VACANT[code]])) == ["code-case", code]


def test_every_check_has_a_fault_that_makes_it_speak_and_says_what_it_changes_and_what_to_do() -> None:
    assert {check.code for check in CHECKS} == PLANTED.keys() | VACANT.keys()
    names = {f"{table.name}.{column.name}" for table in tables().values() for column in table.columns}
    for check in CHECKS:
        assert set(check.fields) <= names, check.code
        assert ": " in check.changes, check.code
        assert check.sentence.endswith("."), check.code
        assert check.severity in (Severity.ERROR, Severity.QUERY)


def test_the_page_of_checks_is_current() -> None:
    page = Path(__file__).resolve().parents[4] / "docs" / "method" / "workforce-checks.md"
    assert page.read_text(encoding="utf-8") == document()


def test_no_check_shares_a_code_with_a_remark_of_the_reading() -> None:
    assert not {check.code for check in CHECKS} & {*EVERY, CRASHED, NOT_MADE}


def test_a_sentence_names_the_worker_the_place_and_the_day() -> None:
    (sentence,) = opened(worker(7, FTE=None)).flags["sentence"]
    assert sentence == (
        "FTE in row 13 of csww.xml: worker SW1000000007 is in post on 30 September 2022 without a full-time "
        "equivalent. Fill in FTE."
    )


def test_a_census_without_vacancies_says_which_checks_were_not_made() -> None:
    (sentence,) = opened(worker(1), vacancies=[]).flags["sentence"]
    assert "no rows of LALevelVacancies, so 3 checks were not made" in sentence
