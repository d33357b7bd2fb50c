"""What returns leave out, of small tables that are written out."""

from __future__ import annotations

from datetime import date

from suffice.engine.returns.model import Return
from suffice.engine.timeliness.completeness import WANTED, WHAT, completeness
from tests.engine.episodes.build import a_return
from tests.engine.measures.need.build import census
from tests.engine.timeliness.build import workbook

ON = date(2025, 3, 31)
LISTS = {
    "List6": """
child | ethnicity | cin_start_date | date_child_was_last_seen | cin_closure_date | case_status  | need | worker
A     | WBRI      | 2025-01-06     | 2025-03-01               |                  | In need plan | N1   | Ann
A     | NOBT      | 2025-03-03     |                          |                  | In need plan | N1   | Ann
B     |           | 2025-01-06     |                          |                  |              | N0   |
C     |           | 2024-01-06     |                          | 2025-03-31       | Closed       |      |
D     | REFU      | 2025-01-06     | 2025-03-01               | 2025-04-01       | In need plan | N1   | Bob
""",
    "List4": """
child | continuous_assessment_date_of_authorisation | child_seen_during_continuous_assessment | worker
A     | 2025-03-03                                  | Yes                                     | Ann
A     | 2025-03-28                                  |                                         | Ann
B     |                                             |                                         |
""",
}


def told(*returns: Return) -> dict[tuple[str, str, str], tuple[int, int]]:
    found = completeness(returns)
    rows = found.select("kind", "table", "what", "of", "missing").iter_rows()
    return {(kind, table, what): (of, missing) for kind, table, what, of, missing in rows}


def test_a_workbook_is_asked_of_those_who_are_open_on_its_day_each_child_once() -> None:
    found = told(workbook(ON, **LISTS))
    assert found["annex_a", "List6", "ethnicity"] == (
        3,
        1,
    )  # A is told in one of two rows; refused is told; C has closed
    assert found["annex_a", "List6", "seen"] == (3, 1)
    assert found["annex_a", "List6", "status"] == (3, 1)
    assert found["annex_a", "List6", "need"] == (3, 1)
    assert found["annex_a", "List6", "worker"] == (3, 1)
    assert found["annex_a", "List4", "worker"] == (1, 1)  # A's assessments are done


def test_whether_a_child_was_seen_is_asked_of_assessments_that_are_done() -> None:
    assert told(workbook(ON, **LISTS))["annex_a", "List4", "seen_in_assessment"] == (2, 1)


def test_the_903_and_the_census_are_asked_for_ethnicity_and_birth() -> None:
    care = a_return(2025, Header="child | sex | dob | ethnic\nA | 1 | 2012-05-01 | WBRI\nB | 1 | | NOBT")
    need = census(
        2024,
        Children="child | ethnicity | personbirthdate\nA | WBRI | 2012-05-01\nB | | 2012-05-01",
        CINdetails="child | primaryneedcode\nA | N1\nB | N0\nB |",
    )
    assert told(care, need) == {
        ("ssda903", "Header", "birth"): (2, 1),
        ("ssda903", "Header", "ethnicity"): (2, 1),
        ("cin", "Children", "birth"): (2, 0),
        ("cin", "Children", "ethnicity"): (2, 1),
        ("cin", "CINdetails", "need"): (3, 2),
    }


def test_a_row_says_as_at_which_day() -> None:
    care = a_return(2024, Header="child | sex | dob | ethnic\nA | 1 | 2012-05-01 | WBRI")
    days = dict(completeness([care, workbook(ON, **LISTS)]).select("kind", "on").iter_rows())
    assert days == {"ssda903": date(2024, 3, 31), "annex_a": ON}


def test_no_return_leaves_nothing_out() -> None:
    assert completeness([]).is_empty()


def test_everything_wanted_is_called_something() -> None:
    assert {one.what for one in WANTED} == {*WHAT}
