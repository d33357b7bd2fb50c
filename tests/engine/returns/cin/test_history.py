"""Several censuses told as one: each thing once, the later telling kept, what they disagree on said."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from suffice.engine.returns.cin.history import CinHistory, census_history
from tests.engine.returns.cin.building import HEADER, census, element, taken

BEFORE = HEADER.replace("2026", "2025")


def child(*referrals: str, name: str = "K1", sex: str = "F", born: str = "2015-05-05") -> str:
    """Return a child with referrals."""
    return (
        f"<Child><ChildIdentifiers>{element('LAchildID', name)}{element('PersonBirthDate', born)}{element('Sex', sex)}"
        "</ChildIdentifiers><ChildCharacteristics><Ethnicity>WBRI</Ethnicity><Disabilities><Disability>NONE</Disability>"
        f"</Disabilities></ChildCharacteristics>{''.join(referrals)}</Child>\n"
    )


def referral(day: str, *inside: str, closed: str = "", need: str = "N1") -> str:
    """Return a referral that was taken on."""
    end = element("CINclosureDate", closed) + element("ReasonForClosure", "RC7") if closed else ""
    return (
        f"<CINdetails>{element('CINreferralDate', day)}<ReferralSource>1A</ReferralSource>"
        f"{element('PrimaryNeedCode', need)}{end}{''.join(inside)}<ReferralNFA>0</ReferralNFA></CINdetails>\n"
    )


def assessment(start: str, done: str = "", *factors: str) -> str:
    """Return an assessment."""
    found = "".join(element("AssessmentFactors", factor) for factor in factors)
    end = element("AssessmentAuthorisationDate", done) if done else ""
    return (
        f"<Assessments>{element('AssessmentActualStartDate', start)}{end}"
        f"<FactorsIdentifiedAtAssessment>{found}</FactorsIdentifiedAtAssessment></Assessments>"
    )


def protection(start: str, *reviews: str, end: str = "") -> str:
    """Return a protection plan."""
    ended = element("CPPendDate", end) if end else ""
    held = "".join(element("CPPreviewDate", day) for day in reviews)
    return (
        f"<ChildProtectionPlans>{element('CPPstartDate', start)}{ended}"
        f"<InitialCategoryOfAbuse>NEG</InitialCategoryOfAbuse><LatestCategoryOfAbuse>NEG</LatestCategoryOfAbuse><NumberOfPreviousCPP>0</NumberOfPreviousCPP>"
        f"<Reviews>{held}</Reviews></ChildProtectionPlans>"
    )


@pytest.fixture
def told(tmp_path: Path) -> CinHistory:
    """A referral open over the end of March 2025, with what each census tells of it."""
    earlier = child(
        referral("2024-06-01", assessment("2024-06-03", "2024-07-10", "1A", "3B"), closed="2024-08-01"),
        referral(
            "2025-02-01",
            assessment("2025-02-03", "2025-03-10", "4B"),
            assessment("2025-03-20"),
            protection("2025-03-15"),
        ),
    )
    later = child(
        referral(
            "2025-02-01",
            assessment("2025-03-20", "2025-05-01", "2A"),
            protection("2025-03-15", "2025-06-10", "2025-11-20", end="2025-12-01"),
            closed="2026-01-10",
        ),
        referral("2026-03-01", assessment("2026-03-05")),
    )
    intake = taken(tmp_path, census(earlier, header=BEFORE), census(later))
    return census_history(intake.usable)


def test_a_referral_told_twice_is_one_and_the_later_telling_is_kept(told: CinHistory) -> None:
    rows = told.tables["CINdetails"].select("episode", "cinreferraldate", "cinclosuredate", "year")
    assert rows.rows() == [
        (1, date(2024, 6, 1), date(2024, 8, 1), 2025),
        (2, date(2025, 2, 1), date(2026, 1, 10), 2026),
        (3, date(2026, 3, 1), None, 2026),
    ]


def test_what_only_the_earlier_census_tells_of_a_referral_stays_in_it(told: CinHistory) -> None:
    rows = told.tables["Assessments"].select(
        "episode", "assessment", "assessmentactualstartdate", "assessmentauthorisationdate"
    )
    assert rows.rows() == [
        (1, 1, date(2024, 6, 3), date(2024, 7, 10)),
        (2, 1, date(2025, 2, 3), date(2025, 3, 10)),
        (2, 2, date(2025, 3, 20), date(2025, 5, 1)),
        (3, 1, date(2026, 3, 5), None),
    ]


def test_factors_and_reviews_follow_their_assessment_and_plan(told: CinHistory) -> None:
    factors = told.tables["Factors"].select("episode", "assessment", "assessmentfactors").rows()
    assert factors == [(1, 1, "1A"), (1, 1, "3B"), (2, 1, "4B"), (2, 2, "2A")]
    reviews = told.tables["Reviews"].select("episode", "plan", "cppreviewdate").rows()
    assert reviews == [(2, 1, date(2025, 6, 10)), (2, 1, date(2025, 11, 20))]
    assert told.tables["ChildProtectionPlans"].select("cppstartdate", "cppenddate").rows() == [
        (date(2025, 3, 15), date(2025, 12, 1))
    ]


def test_what_goes_on_as_it_should_is_no_disagreement(told: CinHistory) -> None:
    assert told.findings == ()
    assert (told.years, told.first_day, told.last_day) == ((2025, 2026), date(2024, 4, 1), date(2026, 3, 31))


def disagreeing(folder: Path, earlier: str, later: str) -> dict[str, str]:
    """Return code and first sentence of what two censuses disagree on."""
    history = census_history(taken(folder, census(earlier, header=BEFORE), census(later)).usable)
    return {finding.code: finding.examples[0].sentence for finding in history.findings}


def test_two_censuses_that_disagree_are_shown_side_by_side(tmp_path: Path) -> None:
    found = disagreeing(
        tmp_path,
        child(referral("2025-02-01", need="N1"), born="2015-05-05"),
        child(referral("2025-02-01", need="N1"), born="2015-05-06"),
    )
    assert found == {
        "cin-told-differently": "PersonBirthDate of child K1 is 6 May 2015 in row 7 of census1.xml and was 5 May 2015 "
        "in row 7 of census.xml. The later one was used. Correct the one that is wrong."
    }


def test_an_end_that_the_later_census_takes_back_is_told_and_the_referral_is_open(tmp_path: Path) -> None:
    earlier, later = child(referral("2025-02-01", closed="2025-03-01")), child(referral("2025-02-01"))
    assert set(disagreeing(tmp_path, earlier, later)) == {"cin-told-differently"}
    history = census_history(taken(tmp_path, census(earlier, header=BEFORE), census(later)).usable)
    assert history.tables["CINdetails"]["cinclosuredate"].to_list() == [None]


def test_a_blank_of_the_later_census_takes_nothing_away(tmp_path: Path) -> None:
    later = child(referral("2025-02-01")).replace("<Ethnicity>WBRI</Ethnicity>", "")
    intake = taken(tmp_path, census(child(referral("2025-02-01")), header=BEFORE), census(later))
    assert census_history(intake.usable).tables["Children"]["ethnicity"].to_list() == ["WBRI"]


def test_a_sex_that_was_not_known_and_is_now_is_no_disagreement(tmp_path: Path) -> None:
    earlier, later = child(referral("2025-02-01"), sex="U"), child(referral("2025-02-01"), sex="M")
    assert disagreeing(tmp_path, earlier, later) == {}


def test_an_open_referral_that_the_next_census_leaves_out_is_told(tmp_path: Path) -> None:
    found = disagreeing(tmp_path, child(referral("2025-02-01")), child(referral("2025-06-01")))
    assert set(found) == {"cin-open-referral-left-out"}


def test_a_referral_that_the_census_of_its_own_year_leaves_out_is_told(tmp_path: Path) -> None:
    both = child(referral("2025-02-01"), name="K1"), child(referral("2025-03-01"), name="K2")
    history = census_history(taken(tmp_path, census(both[0], header=BEFORE), census(*both)).usable)
    assert {finding.code for finding in history.findings} == {"cin-referral-not-told-before"}


def test_two_referrals_of_one_day_stay_two(tmp_path: Path) -> None:
    twice = child(referral("2025-02-01", need="N1"), referral("2025-02-01", need="N2"))
    history = census_history(taken(tmp_path, census(twice, header=BEFORE), census(twice)).usable)
    assert history.tables["CINdetails"].select("episode", "primaryneedcode").rows() == [(1, "N1"), (2, "N2")]


def test_without_a_census_there_is_an_empty_history() -> None:
    assert census_history([]).years == ()


def test_an_expected_birth_is_let_go_once_the_child_is_born(tmp_path: Path) -> None:
    born = child(referral("2025-02-01"), sex="U", born="2025-05-05")
    unborn = born.replace("PersonBirthDate", "ExpectedPersonBirthDate")
    assert disagreeing(tmp_path, unborn, born) == {}
    history = census_history(taken(tmp_path, census(unborn, header=BEFORE), census(born)).usable)
    dates = history.tables["Children"].select("personbirthdate", "expectedpersonbirthdate").rows()
    assert dates == [(date(2025, 5, 5), None)]
