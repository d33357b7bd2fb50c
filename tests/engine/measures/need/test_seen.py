"""Whether children are seen and somebody is allocated, out of small lists that are written out."""

from __future__ import annotations

from datetime import date

import pytest

from suffice.engine.measures import INDICATORS, Measure, measure
from tests.engine.timeliness.build import scene, workbook

ON = date(2025, 3, 31)  # a Monday; 5 working days before it is 24 March


def told(code: str, on: date = ON, **lists: str) -> Measure:
    return measure(INDICATORS[code], scene(on, workbook(ON, **lists)))


def outcomes(one: Measure) -> dict[str, str]:
    return dict(one.judgement.select("child", "outcome").iter_rows())


IN_NEED = """
child | team | worker | cin_start_date | date_child_was_last_seen | cin_closure_date | other:Date first seen
A     | East | Ann    | 2025-03-10     | 2025-03-28               |                  | 2025-03-17
B     | East | Ann    | 2025-03-10     | 2025-03-28               |                  | 18/03/2025
C     | West |        | 2025-03-10     |                          |                  |
D     | West | Bob    | 2025-03-10     | 2025-03-14               |                  |
E     | West | Bob    | 2025-03-10     | 2025-03-28               |                  |
F     | West | Bob    | 2025-03-24     |                          |                  |
G     | West | Bob    | 2024-09-29     |                          |                  |
H     | East | Ann    |                |                          |                  |
I     | East | Ann    | 2024-12-02     |                          | 2025-01-06       |
"""
WITHOUT = "\n".join(line.rsplit("|", 1)[0].rstrip() for line in IN_NEED.strip().splitlines())


def test_first_seen_is_judged_where_the_list_says_when() -> None:
    assert outcomes(told("cin_first_seen_5", List6=IN_NEED)) == {
        "A": "pass",  # on the fifth working day
        "B": "fail",  # a day later
        "C": "fail",  # never seen
        "D": "pass",  # last seen in time, so first seen in time too
        "E": "incomplete",  # last seen later; when first is not told
        "F": "not_eligible",  # the fifth working day is the day itself: it is not over
        "G": "not_eligible",  # began more than six months before
        "H": "not_eligible",
        "I": "fail",  # closed since, and never seen
    }


def test_first_seen_is_not_judged_where_no_column_says_when() -> None:
    one = told("cin_first_seen_5", List6=WITHOUT)
    assert one.value is None
    assert one.counted.incomplete == 6


def test_first_seen_by_team_counts_the_team() -> None:
    parts = {
        part.label: (part.counted.numerator, part.counted.denominator)
        for part in told("cin_first_seen_5", List6=IN_NEED).by("team")
    }
    assert parts == {"East": (1, 3), "West": (1, 2)}


def test_ever_seen_asks_of_open_children_whose_five_days_are_over() -> None:
    assert outcomes(told("cin_ever_seen", List6=WITHOUT)) == {
        "A": "pass",
        "B": "pass",
        "C": "fail",
        "D": "pass",
        "E": "pass",
        "F": "not_eligible",
        "G": "fail",
        "H": "incomplete",
        "I": "not_eligible",
    }


def test_a_day_before_the_start_is_no_sight_of_the_child() -> None:
    rows = "child | cin_start_date | date_child_was_last_seen\nA | 2025-03-10 | 2025-03-07"
    assert outcomes(told("cin_ever_seen", List6=rows)) == {"A": "fail"}


ASSESSED = """
child | continuous_assessment_date_of_authorisation | child_seen_during_continuous_assessment
A     | 2025-03-31                                  | Yes
B     | 2024-09-30                                  | No
C     | 2025-01-02                                  |
D     | 2024-09-29                                  | Yes
E     |                                             | Yes
"""


def test_assessments_of_six_months_say_whether_the_child_was_seen() -> None:
    assert outcomes(told("assessment_child_seen", List4=ASSESSED)) == {
        "A": "pass",
        "B": "fail",
        "C": "incomplete",
        "D": "not_eligible",
        "E": "not_eligible",
    }


ON_PLAN = """
child | child_protection_plan_start_date | child_protection_plan_end_date | was_the_child_seen_alone
A     | 2025-01-06                       |                                | Yes
B     | 2025-01-06                       |                                | No
C     | 2025-01-06                       |                                |
D     | 2024-01-06                       | 2025-03-31                     | No
"""


def test_children_on_a_plan_are_seen_alone_or_not() -> None:
    one = told("cpp_seen_alone", List7=ON_PLAN)
    assert outcomes(one) == {"A": "pass", "B": "fail", "C": "incomplete", "D": "not_eligible"}
    assert one.value == 50.0


def test_a_child_is_unallocated_when_one_list_names_nobody() -> None:
    need = "child | worker | cin_start_date\nA | Ann | 2025-01-06\nB | | 2025-01-06"
    care = "child | worker | came | left\nA | | 2025-01-06 |\nC | Bob | 2025-01-06 |\nD | | 2024-01-06 | 2025-02-01"
    one = told("unallocated", List6=need, List8=care)
    assert outcomes(one) == {"A": "pass", "B": "pass", "C": "fail"}
    assert one.counted.numerator == 2


@pytest.mark.parametrize("code", ["cin_first_seen_5", "cin_ever_seen", "unallocated"])
def test_a_workbook_of_another_day_judges_nobody(code: str) -> None:
    assert told(code, date(2025, 4, 1), List6=IN_NEED).counted.denominator == 0


@pytest.mark.parametrize(
    "code", ["cin_first_seen_5", "cin_ever_seen", "assessment_child_seen", "cpp_seen_alone", "unallocated"]
)
def test_without_the_list_there_is_no_figure(code: str) -> None:
    assert told(code, List1="child\nA").value is None
