"""Reviews on time, by the day each was due, and the child's part in them."""

from __future__ import annotations

from datetime import date

import pytest

from suffice.engine.returns.model import Return
from tests.engine.episodes.build import a_return
from tests.engine.measures.judging import figure, outcomes, told

# Bank holidays around: 3 and 31 May 2021, 27 and 28 December 2021, 3 January 2022.
EPISODES = """
child | decom      | dec        | rne | ls
A     | 2021-05-04 |            | S   | C1
B     | 2021-05-04 |            | S   | C1
C     | 2021-05-04 |            | S   | C1
D     | 2022-03-10 |            | S   | C1
E     | 2020-06-01 |            | S   | C1
F     | 2020-06-01 |            | S   | C1
G     | 2022-03-03 |            | S   | C1
H     | 2015-06-01 |            | S   | C1
I     | 2015-06-01 |            | S   | C1
J     | 2021-05-04 |            | S   | V4
K     | 2021-05-04 | 2021-09-01 | S   | C1
"""
HEADER = "child | sex | dob\n" + "\n".join(f"{child} | 1 | 2012-01-01" for child in "ABCDEFGHIJK")
# A: 20 working days from 4 May are 2 June; 91 days more 1 September; 183 more 3 March 2022. All on the day itself.
# B: the first a day late. C: none after the second. E: in March, so the next is due on 15 September. F: overdue since.
# G: 20 working days to 31 March exactly. H: seen before the returns began; last known in time. I: none is known.
REVIEWS = """
child | review     | review_code
A     | 2021-06-02 | PN1
A     | 2021-09-01 | PN7
A     | 2022-03-03 | PN6
B     | 2021-06-03 | PN0
B     | 2021-09-02 | PN1
B     | 2022-03-04 | PN1
C     | 2021-06-02 | PN1
C     | 2021-09-01 |
E     | 2021-09-15 | PN1
E     | 2022-03-17 | PN1
G     | 2022-03-31 | PN1
H     | 2021-06-20 | PN2
H     | 2021-12-20 | PN2
K     | 2021-06-02 | PN1
"""
BEFORE = """
child | review     | review_code
E     | 2020-06-29 | PN1
E     | 2020-09-28 | PN1
E     | 2021-03-16 | PN1
F     | 2020-06-29 | PN1
H     | 2020-12-20 | PN2
"""


def returns() -> list[Return]:
    earlier = "\n".join(
        line for line in EPISODES.strip().splitlines() if " | 2021" not in line and "| 2022" not in line
    )
    return [
        a_return(2021, Episodes=earlier, Header=HEADER, Reviews=BEFORE),
        a_return(2022, Episodes=EPISODES, Header=HEADER, Reviews=REVIEWS),
    ]


def test_a_child_is_on_time_when_every_review_due_in_the_year_was() -> None:
    assert outcomes("lac_reviews_on_time", returns()) == {
        "A": "pass",
        "B": "fail",
        "C": "fail",
        "D": "not_eligible",
        "E": "pass",
        "F": "fail",
        "G": "pass",
        "H": "pass",
        "I": "fail",  # two years of reviews without one
    }
    assert figure("lac_reviews_on_time", returns()) == (4, 8, 0)


def test_each_review_that_was_due_is_judged_by_its_own_day() -> None:
    each = outcomes("lac_reviews_held_on_time", returns())
    assert {item for item, outcome in each.items() if outcome == "fail"} == {
        "B 2021-06-02",
        "C 2022-03-03",
        "F 2020-09-28",
        "I 2020-10-01",
    }
    assert {item for item, outcome in each.items() if item.startswith("E")} == {"E 2021-09-15", "E 2022-03-17"}


def test_without_last_years_reviews_what_was_due_cannot_be_told() -> None:
    last = [one for one in returns() if one.year == 2022]
    assert outcomes("lac_reviews_on_time", last)["I"] == "incomplete"
    assert "cannot be judged" in told("lac_reviews_on_time", last).source


def test_participation_is_of_reviews_of_children_of_four_and_over() -> None:
    assert figure("lac_review_participation", returns()) == (11, 12, 1)
    assert outcomes("lac_review_participation", returns())["B 2021-06-03"] == "not_eligible"


def test_without_a_table_of_reviews_the_measure_says_so() -> None:
    bare = [a_return(2022, Episodes=EPISODES, Header=HEADER)]
    one = told("lac_reviews_on_time", bare)
    assert (one.value, one.counted.numerator) == (None, None)
    assert "The Reviews table of the SSDA903 return was not brought" in one.source


@pytest.mark.parametrize(("on", "expected"), [(date(2021, 6, 1), "not_eligible"), (date(2021, 6, 2), "pass")])
def test_nothing_after_the_day_is_known(on: date, expected: str) -> None:
    assert outcomes("lac_reviews_on_time", returns(), on=on)["A"] == expected
