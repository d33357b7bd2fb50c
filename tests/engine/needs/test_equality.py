"""Who is at each tier by group, out of small tables of rows."""

from __future__ import annotations

from datetime import date

from suffice.engine.needs.equality import Cohort, Counted, by_group
from tests.engine.episodes.build import a_return
from tests.engine.measures.need.build import census
from tests.engine.timeliness.build import scene, workbook

ON = date(2025, 3, 31)
CHILDREN = """
child | sex | ethnicity | personbirthdate
A     | F   | WBRI      | 2015-01-01
B     | M   | MWBC      | 2015-01-01
C     | M   | AIND      | 2020-01-01
D     | F   | NOBT      | 2012-01-01
"""
CASES = "child | cinreferraldate | cinclosuredate\n" + "\n".join(f"{child} | 2024-04-01 |" for child in "ABCD")
CARE = """
child | decom      | dec        | rne | ls | place | place_provider | rec
A     | 2024-10-01 |            | S   | C2 | U4    | PR1            |
G     | 2023-10-01 |            | S   | C2 | U4    | PR1            |
H     | 2023-10-01 | 2024-12-01 | S   | C2 | U4    | PR1            | E4A
"""
HEADER = """
child | sex | dob        | ethnic
A     | 2   | 2015-01-01 | WBRI
G     | 1   | 2008-01-01 | BCRB
H     | 1   | 2013-01-01 | WBRI
"""
EARLY = """
child | gender | ethnicity | date_of_birth | assessment_start_date | assessment_completion_date
Z     | M      | BAFR      | 2018-05-05    | 2025-01-01            |
"""


def told() -> dict[Cohort, Counted]:
    children = census(2025, Children=CHILDREN, CINdetails=CASES, Disabilities="child | disability\nB | MOB\nC | NONE")
    care = a_return(2025, Header=HEADER, Episodes=CARE)
    book = workbook(date(2025, 1, 31), List2=EARLY)
    return {one.cohort: one for one in by_group(scene(ON, children, care, book))}


def test_every_tier_is_counted_by_every_grouping_that_is_told() -> None:
    found = told()
    need, care = found[Cohort.IN_NEED], found[Cohort.IN_CARE]
    assert need.total == 4
    assert need.groups["ethnicity"] == {"white": 1, "mixed": 1, "asian": 1, "": 1}
    assert need.groups["age"] == {"5-9": 1, "10-15": 3, "": 0}
    assert need.groups["disability"] == {"yes": 1, "no": 3, "": 0}
    assert care.total == 2
    assert care.groups["ethnicity"] == {"white": 1, "black": 1, "": 0}
    assert care.groups["age"] == {"10-15": 1, "16-17": 1, "": 0}
    assert "locality" not in care.groups, "nothing tells where anybody lives"


def test_who_started_and_left_is_of_the_year() -> None:
    found = told()
    assert (found[Cohort.STARTING].total, found[Cohort.LEAVING].total) == (1, 1)
    assert found[Cohort.LEAVING].groups["ethnicity"] == {"white": 1, "": 0}


def test_a_child_of_the_workbook_alone_is_known_by_its_lists() -> None:
    early = told()[Cohort.EARLY_HELP]
    assert early.groups["ethnicity"] == {"black": 1, "": 0}
    assert early.groups["age"] == {"5-9": 1, "": 0}


def test_a_tier_that_no_return_tells_says_what_is_missing() -> None:
    found = {one.cohort: one for one in by_group(scene(ON, a_return(2025, Header=HEADER, Episodes=CARE)))}
    need = found[Cohort.IN_NEED]
    assert (need.total, need.groups) == (None, {})
    assert "was not brought" in need.source


def test_those_in_care_are_held_against_those_in_need_and_those_who_leave_against_those_in_care() -> None:
    assert {one: one.before for one in Cohort} == {
        Cohort.EARLY_HELP: None,
        Cohort.IN_NEED: None,
        Cohort.PROTECTION: Cohort.IN_NEED,
        Cohort.IN_CARE: Cohort.IN_NEED,
        Cohort.STARTING: Cohort.IN_NEED,
        Cohort.LEAVING: Cohort.IN_CARE,
    }
