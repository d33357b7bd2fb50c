"""Every check of the workbook is silent where nothing is wrong and fires on its fault, alone among its kind."""

from __future__ import annotations

import string
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from suffice.engine.returns.annex_a.checks.registry import all_checks
from suffice.engine.returns.annex_a.checks.run import run_checks
from suffice.engine.returns.annex_a.checks.telling import document
from suffice.engine.returns.annex_a.layouts import lists
from suffice.engine.returns.checking.asking import CRASHED, NOT_MADE
from suffice.engine.returns.model import Return
from suffice.engine.returns.remarks_beside import EVERY
from suffice.engine.returns.ssda903.checks.registry import all_checks as of_care
from tests.engine.returns.annex_a.building import again, book, opened, put, valid, without

CHECKS = {check.code: check for check in all_checks()}
_ICPC = "date_of_initial_child_protection_conference"
_OFFERED, _ACCEPTED = (
    "was_the_child_offered_a_return_interview_after_their_last_missing_episode_y_n",
    "did_the_child_accept_a_return_interview_after_their_last_missing_episode_y_n",
)

PUT: dict[str, tuple[str, str, dict[str, Any]]] = {
    "ethnic-group-missing": ("List8", "101", {"ethnicity": None}),
    "sex-missing": ("List1", "106", {"gender": None}),
    "birth-missing": ("List9", "104", {"date_of_birth": None}),
    "birth-differs": ("List8", "101", {"date_of_birth": date(2012, 5, 4)}),
    "sex-differs": ("List8", "101", {"gender": "M"}),
    "ethnic-group-differs": ("List8", "101", {"ethnicity": "WIRI"}),
    "age-differs": ("List8", "101", {"age_of_child_years": 12.2}),
    "age-negative": ("List1", "106", {"age_of_child_years": -1.0}),
    "in-care-unborn": ("List8", "101", {"date_of_birth": date(2026, 6, 1)}),
    "care-before-birth": ("List8", "105", {"date_started_to_be_looked_after": date(2024, 1, 14)}),
    "early-help-ends-before-start": ("List2", "106", {"assessment_completion_date": date(2026, 1, 4)}),
    "assessment-ends-before-start": (
        "List4",
        "103",
        {"continuous_assessment_date_of_authorisation": date(2025, 11, 30)},
    ),
    "conference-before-strategy": ("List5", "102", {_ICPC: date(2025, 9, 30)}),
    "need-ends-before-start": ("List6", "103", {"cin_start_date": date(2026, 2, 2)}),
    "plan-ends-before-start": ("List7", "102", {"child_protection_plan_end_date": date(2025, 10, 14)}),
    "care-ends-before-start": ("List8", "101", {"date_ceased_to_be_looked_after": date(2024, 1, 31)}),
    "placement-before-care": ("List8", "101", {"start_date_of_most_recent_placement": date(2024, 1, 31)}),
    "matched-before-decision": (
        "List10",
        "105",
        {"date_of_matching_child_and_prospective_adopters": date(2025, 1, 9)},
    ),
    "placed-before-matched": ("List10", "105", {"date_placed_for_adoption": date(2025, 11, 2)}),
    "adopted-before-placed": ("List10", "105", {"date_of_adoption_order": date(2025, 12, 2)}),
    "stage-1-ends-before-start": ("List11", "A1", {"date_stage_1_ended": date(2024, 5, 31)}),
    "stage-2-ends-before-start": ("List11", "A1", {"date_stage_2_ended": date(2024, 8, 31)}),
    "adopter-matched-before-approval": (
        "List11",
        "A1",
        {"date_adopter_matched_with_child_ren": date(2025, 1, 5)},
    ),
    "after-the-day": ("List8", "101", {"date_of_latest_statutory_review": date(2026, 4, 1)}),
    "need-ended-long-ago": ("List6", "103", {"cin_closure_date": date(2025, 9, 29)}),
    "plan-ended-long-ago": ("List7", "102", {"child_protection_plan_end_date": date(2025, 9, 29)}),
    "care-ended-long-ago": ("List8", "101", {"date_ceased_to_be_looked_after": date(2025, 9, 29)}),
    "status-without-care": ("List6", "102", {"case_status": "Looked after"}),
    "status-without-plan": ("List6", "101", {"case_status": "Protection plan"}),
    "care-with-other-status": ("List6", "101", {"case_status": "In need plan"}),
    "leaver-in-care": ("List9", "104", {"child_unique_id": "101"}),
    "care-start-differs": ("List10", "105", {"date_the_child_entered_care": date(2024, 2, 2)}),
    "need-without-start": ("List6", "101", {"cin_start_date": None}),
    "plan-without-start": ("List7", "102", {"child_protection_plan_start_date": None}),
    "care-without-start": ("List8", "101", {"date_started_to_be_looked_after": None}),
    "need-end-and-reason": ("List6", "103", {"reason_for_closure": None}),
    "care-end-and-reason": ("List8", "101", {"reason_ceased_to_be_looked_after": "Adopted"}),
    "need-not-seen": ("List6", "101", {"date_child_was_last_seen": None}),
    "plan-not-seen": ("List7", "102", {"date_of_the_last_statutory_visit": None}),
    "care-not-seen": ("List8", "101", {"date_of_last_social_work_visit": None}),
    "need-unallocated": ("List6", "101", {"allocated_worker": None}),
    "plan-unallocated": ("List7", "102", {"allocated_team": None}),
    "care-unallocated": ("List8", "101", {"allocated_worker": None}),
    "plan-after-18": ("List7", "102", {"date_of_birth": date(2008, 3, 30)}),
    "care-after-18": ("List8", "101", {"date_of_birth": date(2008, 3, 30)}),
    "status-and-closure": ("List6", "103", {"case_status": "In need plan"}),
    "plan-without-conference": ("List5", "102", {_ICPC: None}),
    "conference-unneeded-but-held": (
        "List5",
        "102",
        {"was_an_initial_child_protection_conference_deemed_unnecessary": "Yes"},
    ),
    "postcode-unlikely": ("List8", "101", {"placement_postcode": "WV1"}),
    "return-interview": ("List8", "101", {_ACCEPTED: "Yes"}),
}
"""A cell that is changed, by the check that sees it."""
GONE = {
    "care-not-in-list-6": ("List6", "101"),
    "plan-not-in-list-6": ("List6", "102"),
    "adoption-out-of-care": ("List8", "105"),
}
"""A child who is taken out of a list."""
TWICE = {"need-open-twice": ("List6", "101"), "plan-open-twice": ("List7", "102"), "care-open-twice": ("List8", "101")}
"""A child whose row stands in a list once more."""


def spoilt(code: str) -> Return:
    short = code.removeprefix("annex-a-")
    if short in PUT:
        table, child, cells = PUT[short]
        return put(valid(), table, child, **cells)
    if short in GONE:
        return without(valid(), *GONE[short])
    return again(valid(), *TWICE[short])


def asked(ret: Return, code: str) -> pl.DataFrame:
    return run_checks(ret, checks=[CHECKS[code]])


def test_a_valid_workbook_has_nothing_to_say_but_its_day() -> None:
    assert opened(book()).flags["code"].to_list() == ["as-at-found"]


@pytest.mark.parametrize("code", CHECKS)
def test_a_check_fires_once_on_its_fault(code: str) -> None:
    found = asked(spoilt(code), code)
    assert found["code"].to_list() == [code]
    assert found["row"].null_count() == 0
    (sentence,) = found["sentence"]
    assert f"row {found['row'][0]} of sheet List " in sentence
    assert sentence.startswith(f"{found['column'][0]} in row")
    assert sentence.endswith(".")
    assert not {"{", "}"} & set(sentence)


def test_every_check_has_its_fault_here() -> None:
    assert {code.removeprefix("annex-a-") for code in CHECKS} == {*PUT, *GONE, *TWICE}


@pytest.mark.parametrize("code", CHECKS)
def test_a_check_names_columns_that_there_are(code: str) -> None:
    check = CHECKS[code]
    for field in check.fields:
        name, _, column = field.partition(".")
        assert lists()[name].column(column) is not None, field
    named = {name for _, name, _, _ in string.Formatter().parse(check.sentence) if name}
    assert named
    assert check.changes.endswith(".")


def test_lists_that_disagree_are_told_side_by_side_and_neither_wins() -> None:
    (sentence,) = asked(spoilt("annex-a-birth-differs"), "annex-a-birth-differs")["sentence"]
    assert "4 May 2012 in List 8" in sentence
    assert "3 May 2012 in List 6 (row 2)" in sentence
    assert "Neither is taken over the other" in sentence


def test_a_date_on_the_day_itself_is_not_after_it() -> None:
    ret = put(valid(), "List8", "101", date_of_latest_statutory_review=date(2026, 3, 31))
    assert asked(ret, "annex-a-after-the-day").is_empty()


def test_the_18th_birthday_itself_is_not_past_it() -> None:
    ret = put(valid(), "List8", "101", date_of_birth=date(2008, 3, 31))
    assert asked(ret, "annex-a-care-after-18").is_empty()


def test_what_ended_six_months_ago_to_the_day_is_within_the_list() -> None:
    ret = put(valid(), "List8", "101", date_ceased_to_be_looked_after=date(2025, 9, 30))
    assert asked(ret, "annex-a-care-ended-long-ago").is_empty()


def test_the_page_of_lists_and_checks_is_current() -> None:
    page = Path(__file__).resolve().parents[4] / "docs" / "method" / "annex-a-checks.md"
    assert page.read_text(encoding="utf-8") == document()


def test_no_check_shares_a_code_with_a_remark_or_a_check_of_another_return() -> None:
    assert not CHECKS.keys() & {*EVERY, CRASHED, NOT_MADE, *(check.code for check in of_care())}
