"""What is overdue, due soon or in time as at a day, out of small tables of rows."""

from __future__ import annotations

from datetime import date

import polars as pl
import pytest

from suffice.engine.calendar import add_working_days
from suffice.engine.timeliness import Drift, Length, drift, rules
from tests.engine.episodes.build import a_return
from tests.engine.measures.need.build import census
from tests.engine.timeliness.build import scene, workbook

ON = date(2025, 3, 31)
EPISODE = "child | decom | dec | rne | ls | place | place_provider | rec\nA | 2024-05-01 | | S | C2 | U4 | PR1 |"


def told(on: date = ON, soon: int = 14, **lists: str) -> Drift:
    return drift(scene(on, workbook(ON, **lists)), soon=soon)


def items(found: Drift, rule: str) -> dict[str, tuple[str | None, str, int | None]]:
    rows = found.items.filter(pl.col("rule") == rule).iter_rows(named=True)
    return {row["child"]: (row["due"] and str(row["due"]), row["standing"], row["days_over"]) for row in rows}


IN_CARE = """
child | born       | team | worker | came       | placed     | visit      | review     | health     | left
A     | 2012-05-01 | East | Ann    | 2024-01-02 | 2024-01-02 | 2025-02-17 | 2024-09-30 | 2024-03-31 |
B     | 2022-05-01 | East | Bob    | 2025-03-10 | 2025-03-24 | 2025-03-20 |            |            |
C     | 2012-05-01 | West |        | 2024-12-20 | 2024-12-20 | 2025-02-16 | 2025-01-10 | 2024-03-30 |
D     | 2012-05-01 | West | Dee    | 2023-01-01 | 2023-01-01 |            |            |            | 2025-03-31
E     | 2022-05-01 | West | Dee    |            |            |            |            |            |
"""


def test_a_visit_is_due_42_days_after_the_last_and_a_week_after_a_new_placement() -> None:
    assert items(told(List8=IN_CARE), "visit_in_care") == {
        "A": ("2025-03-31", "due_soon", 0),
        "B": ("2025-03-31", "due_soon", 0),  # seen before the new placement began, not since
        "C": ("2025-03-30", "overdue", 1),
        "E": (None, "unknown", None),
    }


def test_reviews_are_due_after_20_working_days_then_91_days_then_183() -> None:
    assert items(told(List8=IN_CARE), "review_in_care") == {
        "A": ("2025-04-01", "due_soon", -1),  # 183 days after the last
        "B": (str(add_working_days(date(2025, 3, 10), 20)), "due_soon", -7),
        "C": ("2025-04-11", "due_soon", -11),  # the last was the first one: 91 days
        "E": (None, "unknown", None),
    }


def test_health_is_looked_at_yearly_and_under_five_half_yearly() -> None:
    found = told(List8=IN_CARE)
    assert items(found, "health_assessment") == {
        "A": ("2025-03-31", "due_soon", 0),
        "C": ("2025-01-22", "overdue", 68),  # the last was before coming into care: 20 working days from the start
    }
    assert items(found, "health_assessment_under_5") == {
        "B": ("2025-04-07", "due_soon", -7),
        "E": (None, "unknown", None),
    }


@pytest.mark.parametrize(
    ("on", "rule"), [(date(2025, 2, 28), "health_assessment_under_5"), (date(2025, 3, 1), "health_assessment")]
)
def test_a_child_born_on_29_february_is_five_on_1_march_as_in_the_measures(on: date, rule: str) -> None:
    born = IN_CARE.replace("2022-05-01 | East", "2020-02-29 | East").replace("2025-03-10", "2025-02-10")
    found = drift(scene(on, workbook(on, List8=born)))
    both = ("health_assessment", "health_assessment_under_5")
    assert [one for one in both if "B" in items(found, one)] == [rule]


def test_who_left_care_on_the_day_has_nothing_due() -> None:
    assert "D" not in told(List8=IN_CARE).items["child"].to_list()


def test_how_far_ahead_is_due_soon_can_be_chosen() -> None:
    assert items(told(List8=IN_CARE, soon=0), "review_in_care")["A"] == ("2025-04-01", "in_time", -1)


ASSESSED = """
child | team | worker | continuous_assessment_start_date | continuous_assessment_date_of_authorisation
A | East | Ann | 2025-01-24 |
B | East | Ann | 2025-01-27 |
C | West | Bob | 2024-01-02 | 2025-03-31
D | West | Bob | 2025-03-28 |
"""


def test_assessments_are_due_after_45_working_days_and_those_authorised_are_done() -> None:
    assert items(told(List4=ASSESSED), "assessment_45") == {
        "A": ("2025-03-28", "overdue", 3),
        "B": ("2025-03-31", "due_soon", 0),
        "D": (str(add_working_days(date(2025, 3, 28), 45)), "in_time", -66),
    }


ENQUIRIES = """
child | strategy   | unneeded | conference
A     | 2025-03-07 | No       |
B     | 2025-03-07 | Yes      |
C     | 2025-03-07 |          | 2025-03-20
"""


def test_a_conference_is_due_15_working_days_after_the_strategy_discussion_unless_none_was_needed() -> None:
    assert items(told(List5=ENQUIRIES), "conference_15") == {"A": ("2025-03-28", "overdue", 3)}


IN_NEED = """
child | cin_start_date | date_child_was_last_seen | cin_closure_date | case_status
A | 2023-03-30 | 2025-02-27 | | In need plan
B | 2025-03-21 | | | Open assessment
C | 2023-03-30 | 2025-02-01 | | Protection plan
D | 2023-03-30 | 2025-02-01 | 2025-01-05 | Closed
"""


def test_rules_about_plans_of_children_in_need_leave_out_other_children() -> None:
    found = told(List6=IN_NEED)
    assert items(found, "visit_in_need") == {"A": ("2025-03-27", "overdue", 4)}
    assert items(found, "in_need_two_years") == {"A": ("2025-03-30", "overdue", 1)}
    assert items(found, "first_seen") == {"B": ("2025-03-28", "overdue", 3)}


ADOPTERS = """
individual_adopter_identifier | date_stage_1_started | date_stage_1_ended | date_stage_2_started | date_stage_2_ended
X                             | 2025-01-30           |                    |                      |
Y                             | 2024-09-01           | 2024-11-01         | 2024-11-29           |
Z                             | 2024-09-01           | 2024-11-01         | 2024-11-29           | 2025-03-01
"""


def test_stages_of_approving_adopters_are_due_after_two_and_after_four_months() -> None:
    found = told(List11=ADOPTERS)
    assert items(found, "adopter_stage_one") == {"X": ("2025-03-30", "overdue", 1)}
    assert items(found, "adopter_stage_two") == {"Y": ("2025-03-29", "overdue", 2)}


def test_a_column_that_no_list_has_by_name_is_found_by_its_words() -> None:
    text = "child | born | came | other:Date of last PEP\nA | 2012-05-01 | 2024-01-02 | 01/12/2024"
    found = told(List8=text)
    assert items(found, "personal_education_plan") == {"A": ("2025-04-01", "due_soon", -1)}


def test_what_no_column_or_list_tells_is_said() -> None:
    said = [place.sentence for one in told(List8=IN_CARE).findings for place in one.examples]
    assert "Personal education plan cannot be judged, because no column of List 8 tells of it." in said
    assert "Visit to a child on a protection plan cannot be judged, because List 7 was not brought." in said


def test_a_workbook_of_another_day_is_followed_and_its_age_is_said() -> None:
    found = told(on=date(2025, 4, 30), List8=IN_CARE)
    assert "workbook-of-another-day" in {one.code for one in found.findings}
    assert items(found, "visit_in_care")["A"] == ("2025-03-31", "overdue", 30)


def test_without_a_workbook_the_census_tells_assessments_enquiries_and_plans() -> None:
    given = census(
        2025,
        CINdetails="child | cinreferraldate | cinclosuredate\nA | 2024-05-01 |\nB | 2024-05-01 | 2025-02-01",
        Assessments="child | assessmentactualstartdate\nA | 2025-01-24\nB | 2025-01-24",
        Section47="child | s47actualstartdate | icpcnotrequired\nA | 2025-03-07 | 1",
        ChildProtectionPlans="child | cppstartdate\nA | 2024-06-01",
        Reviews="child | cppreviewdate\nA | 2024-08-20\nA | 2024-09-29",
    )
    found = drift(scene(ON, given))
    assert items(found, "assessment_45") == {"A": ("2025-03-28", "overdue", 3)}
    assert items(found, "conference_15") == {}
    assert items(found, "review_of_plan") == {"A": ("2025-03-31", "due_soon", 0)}
    assert items(found, "plan_two_years") == {"A": ("2026-06-01", "in_time", -427)}


def test_without_a_workbook_the_903_return_tells_reviews_of_children_in_care() -> None:
    care = a_return(
        2025,
        Header="child | sex | dob\nA | 1 | 2015-01-01",
        Episodes=EPISODE,
        Reviews="child | dob | review | review_code\nA | 2015-01-01 | 2024-05-20 | PN1",
    )
    assert items(drift(scene(ON, care)), "review_in_care") == {"A": ("2024-08-19", "overdue", 224)}


def test_counts_by_team_and_worker_add_up_to_the_items() -> None:
    found = told(List8=IN_CARE, List4=ASSESSED)
    by_team = found.by(("team", "rule"))
    assert by_team["items"].sum() == found.items.height
    late = {row["team"]: row["overdue"] for row in found.by(("team",)).iter_rows(named=True)}
    assert late == {"East": 2, "West": 2}
    parts = by_team.select("overdue", "due_soon", "in_time", "unknown").sum_horizontal()
    assert parts.to_list() == by_team["items"].to_list()


def test_things_to_put_right_stand_beside_the_items() -> None:
    rows = "child | worker | ethnicity | gender | born | visit\nA | Ann | NOBT | M | 2012-05-01 |"
    care = a_return(2025, Header="child | sex | dob\nA | 2 | 2012-05-02", Episodes=EPISODE)
    found = drift(scene(ON, workbook(ON, List8=rows), care))
    assert found.quality.select("check", "child").rows() == [
        ("returns_disagree", "A"),
        ("returns_disagree", "A"),
        ("ethnicity_missing", "A"),
        ("not_seen", "A"),
    ]
    words = found.quality["sentence"][0]
    assert "1 May 2012 in Annex A" in words
    assert "2 May 2012 in the SSDA903 return" in words


def test_the_day_on_which_a_child_is_expected_is_no_date_of_birth_that_returns_could_disagree_about() -> None:
    rows = "child | worker | ethnicity | gender | born | visit\nA | Ann | WBRI | M | 2025-05-20 | 2025-03-30"
    care = a_return(2025, Header="child | sex | dob\nA | 1 | 2025-05-11", Episodes=EPISODE)
    assert drift(scene(ON, workbook(ON, List8=rows), care)).quality.is_empty()


def test_who_is_held_by_a_manager_or_on_duty_and_whose_status_is_not_told_is_to_be_put_right() -> None:
    rows = """
    child | team      | worker         | cin_start_date | date_child_was_last_seen | case_status     | ethnicity
    A     | East      | Team manager 3 | 2025-03-03     | 2025-03-05               | In need plan    | WBRI
    B     | Duty desk | Ann            | 2025-03-03     | 2025-03-05               | Open assessment | WBRI
    C     | East      | Ann Manageress | 2025-03-03     | 2025-03-05               |                 | WBRI
    """
    assert told(List6=rows).quality.select("check", "child").rows() == [
        ("held_for_now", "A"),
        ("held_for_now", "B"),
        ("status_missing", "C"),
    ]


def test_the_document_and_the_sentences_carry_counts() -> None:
    found = told(List4=ASSESSED)
    assert found.sentences == (
        "Assessment to be completed: 1 of 3 items (33%) overdue, 1 more due within 14 days; the longest by 3 days.",
    )
    document = found.document()
    assert document["by_rule"][0]["overdue"] == 1
    assert document["items"][0]["due"] == "2025-03-28"
    assert set(document) == {
        "on", "soon", "rules", "by_rule", "by_team", "items", "quality", "sentences", "findings",
    }  # fmt: skip


def test_every_rule_says_how_long_and_where_that_comes_from() -> None:
    for rule in rules():
        assert rule.words
        assert rule.source
        assert all(rule.noun)
        assert rule.first or rule.again


@pytest.mark.parametrize("words", ["", "six weeks", "42", "-1 days", "10 fortnights"])
def test_what_is_no_length_is_refused(words: str) -> None:
    with pytest.raises(ValueError, match="is no length"):
        Length.of(words)
