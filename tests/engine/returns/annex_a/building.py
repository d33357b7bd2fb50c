"""A small Annex A workbook that nothing is wrong with, and ways to spoil it."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from dataclasses import replace
from datetime import date
from functools import cache
from io import BytesIO
from typing import Any

import openpyxl
import polars as pl

from suffice.engine.returns.annex_a import template
from suffice.engine.returns.annex_a.layouts import lists
from suffice.engine.returns.annex_a.mapping import NOTHING, Mapped
from suffice.engine.returns.annex_a.reading import AnnexA
from suffice.engine.returns.model import Opened, Return

TODAY = date(2026, 11, 21)
DAY = date(2026, 3, 31)
"""The day that the workbook tells of."""
TEAM = {"allocated_team": "Team 1", "allocated_worker": "Worker 1"}

Row = dict[str, Any]


def who(child: str, born: date, gender: str = "a) Male", ethnicity: str = "a) WBRI") -> Row:
    """Return what every list of children says of one."""
    return {
        "child_unique_id": child,
        "gender": gender,
        "ethnicity": ethnicity,
        "date_of_birth": born,
        "age_of_child_years": (DAY - born).days / 365.25,
    }


ANN, BEN, CAT, DAN, EVE, FAY = (
    who("101", date(2012, 5, 3), "b) Female"),
    who("102", date(2018, 2, 28), ethnicity="b) Mixed"),
    who("103", date(2020, 7, 1), "b) Female", "c) Asian or Asian British"),
    who("104", date(2006, 9, 9), ethnicity="k) APKN"),
    who("105", date(2024, 1, 15), "b) Female", "f) Not stated"),
    who("106", date(2015, 12, 24)),
)
DISABLED = {"does_the_child_have_a_disability": "b) No"}


def _need(status: str, **more: Any) -> Row:
    common = {"cin_start_date": date(2025, 9, 1), "primary_need_code": "N1 - Abuse or neglect"}
    return {**DISABLED, **TEAM, **common, "date_child_was_last_seen": date(2026, 3, 20), "case_status": status, **more}


def _care(**more: Any) -> Row:
    return {
        **DISABLED,
        **TEAM,
        "unaccompanied_asylum_seeking_child_uasc_within_the_last_12_months_y_n": "b) No",
        "date_started_to_be_looked_after": date(2024, 2, 1),
        "childs_category_of_need": "a) Abuse or neglect",
        "is_this_a_second_or_subsequent_period_of_being_a_looked_after_child_within_the_last_12_months_y_n": "No",
        "start_date_of_current_legal_status": date(2024, 6, 1),
        "childs_legal_status": "C2: FCO",
        "date_of_latest_statutory_review": date(2026, 2, 2),
        "date_of_last_social_work_visit": date(2026, 3, 24),
        "number_of_placements_in_the_last_12_months": 1,
        "start_date_of_most_recent_placement": date(2024, 2, 1),
        "placement_type": "f) U6: Foster placement - not FFA",
        "placement_provider": "a) Own LA",
        "placement_postcode": "WV1 1AA",
        "placement_location": "a) In",
        "la_of_placement": "Wolverhampton",
        "was_the_child_offered_a_return_interview_after_their_last_missing_episode_y_n": "No",
        "did_the_child_accept_a_return_interview_after_their_last_missing_episode_y_n": "No",
        **more,
    }


VALID: dict[str, list[Row]] = {
    "List1": [FAY | {"date_of_contact": date(2026, 3, 30), "contact_source": "q) 6: Police"}],
    "List2": [
        FAY
        | {
            "assessment_start_date": date(2026, 1, 5),
            "assessment_completion_date": date(2026, 2, 5),
            "organisation_completing_assessment": "A school",
        }
    ],
    "List3": [
        CAT
        | TEAM
        | {
            "date_of_referral": date(2025, 12, 1),
            "referral_source": "b) Schools",
            "referral_nfa": "No",
            "number_of_referrals_in_last_12_months": 1,
        }
    ],
    "List4": [
        CAT
        | TEAM
        | DISABLED
        | {
            "continuous_assessment_start_date": date(2025, 12, 1),
            "child_seen_during_continuous_assessment": "Yes",
            "continuous_assessment_date_of_authorisation": date(2026, 1, 20),
            "was_the_child_assessed_as_requiring_la_childrens_social_care_support": "Yes",
        }
    ],
    "List5": [
        BEN
        | TEAM
        | DISABLED
        | {
            "strategy_discussion_initiating_section_47_enquiry_start_date": date(2025, 10, 1),
            "was_an_initial_child_protection_conference_deemed_unnecessary": "No",
            "date_of_initial_child_protection_conference": date(2025, 10, 15),
            "did_the_initial_child_protection_conference_result_in_a_child_protection_plan": "Yes",
            "number_of_section_47_enquiries_in_the_last_12_months": 1,
            "number_of_icpcs_in_the_last_12_months": 1,
        }
    ],
    "List6": [
        ANN | _need("a) Looked after child"),
        BEN | _need("b) Child Protection plan"),
        CAT | _need("e) Closed episode", cin_closure_date=date(2026, 2, 1), reason_for_closure="RC7"),
        EVE | _need("a) Looked after child"),
    ],
    "List7": [
        BEN
        | TEAM
        | DISABLED
        | {
            "child_protection_plan_start_date": date(2025, 10, 15),
            "initial_category_of_abuse": "a) Neglect",
            "latest_category_of_abuse": "Emotional abuse",
            "date_of_the_last_statutory_visit": date(2026, 3, 25),
            "was_the_child_seen_alone": "a) Yes",
            "number_of_previous_child_protection_plans": 0,
        }
    ],
    "List8": [ANN | _care(), EVE | _care()],
    "List9": [
        DAN
        | TEAM
        | DISABLED
        | {
            "allocated_personal_advisor": "Adviser 1",
            "eligibility_category": "b) Former relevant child",
            "la_in_touch": "a) Yes",
            "latest_pathway_plan_review_date": date(2026, 1, 12),
            "latest_date_of_contact": date(2026, 3, 1),
            "type_of_accommodation": "U: Independent living",
            "suitability_of_accommodation": "a) Suitable",
            "activity_status": "F2: Full time in education other than higher",
        }
    ],
    "List10": [
        EVE
        | DISABLED
        | {
            "family_identifier": "F1",
            "date_the_child_entered_care": date(2024, 2, 1),
            "date_of_decision_that_child_should_be_placed_for_adoption": date(2025, 1, 10),
            "date_of_placement_order": date(2025, 3, 1),
            "date_of_matching_child_and_prospective_adopters": date(2025, 11, 3),
            "date_placed_for_adoption": date(2025, 12, 3),
        }
    ],
    "List11": [
        {
            "individual_adopter_identifier": "A1",
            "family_identifier": "F1",
            "gender": "b) Female",
            "ethnicity": "a) White",
            "disability": "b) No",
            "date_enquiry_received": date(2024, 5, 1),
            "date_stage_1_started": date(2024, 6, 1),
            "date_stage_1_ended": date(2024, 8, 1),
            "date_stage_2_started": date(2024, 9, 1),
            "date_stage_2_ended": date(2024, 12, 1),
            "date_application_approved": date(2025, 1, 6),
            "date_adopter_matched_with_child_ren": date(2025, 11, 3),
            "date_child_children_placed_with_adopter_s": date(2025, 12, 3),
            "no_of_children_placed": 1,
        }
    ],
}


def book(rows: dict[str, list[Row]] = VALID, *, spoilt: Callable[[openpyxl.Workbook], object] | None = None) -> bytes:
    """Return a workbook, after `spoilt` did something to it."""
    target = BytesIO()
    template.write(target, rows)
    if spoilt is None:
        return target.getvalue()
    held = openpyxl.load_workbook(target)
    spoilt(held)
    again = BytesIO()
    held.save(again)
    return again.getvalue()


def changed(**cells: Any) -> dict[str, list[Row]]:
    """Return the valid rows with cells of the first row of lists changed: ``List8__placement_type="x"``."""
    rows = deepcopy(VALID)
    for place, value in cells.items():
        name, _, field = place.partition("__")
        rows[name][0][field] = value
    return rows


def opened(data: bytes, *, mapped: Mapped = NOTHING, name: str = "annex.xlsx") -> Opened:
    """Return what is read of a workbook."""
    return AnnexA(mapped).read(data, name=name, folder="", sha256="", today=TODAY)


def places(held: Opened, code: str) -> list[tuple[int | None, str | None, str | None]]:
    """Return row, column and value of every flag with a code."""
    return list(held.flags.filter(pl.col("code") == code).select("row", "column", "value").iter_rows())


def sentences(held: Opened, code: str) -> list[str]:
    """Return what is said under a code."""
    return held.flags.filter(pl.col("code") == code)["sentence"].to_list()


@cache
def valid() -> Return:
    """Return the valid workbook as read."""
    (ret,) = opened(book()).returns
    return ret


def put(ret: Return, table: str, child: str, **cells: Any) -> Return:
    """Return `ret` with cells of one child's rows of a list changed."""
    frame = ret.tables[table]
    mine = pl.col(lists()[table].identity) == child
    told = frame.with_columns(
        pl.when(mine).then(pl.lit(value, dtype=frame.schema[name])).otherwise(pl.col(name)).alias(name)
        for name, value in cells.items()
    )
    return replace(ret, tables={**ret.tables, table: told})


def without(ret: Return, table: str, child: str) -> Return:
    """Return `ret` without one child's rows of a list."""
    frame = ret.tables[table].filter(pl.col(lists()[table].identity) != child)
    return replace(ret, tables={**ret.tables, table: frame})


def again(ret: Return, table: str, child: str) -> Return:
    """Return `ret` with one child's row of a list once more, in row 99."""
    frame = ret.tables[table]
    more = frame.filter(pl.col(lists()[table].identity) == child).with_columns(row=pl.lit(99, dtype=pl.Int32))
    return replace(ret, tables={**ret.tables, table: pl.concat([frame, more])})
