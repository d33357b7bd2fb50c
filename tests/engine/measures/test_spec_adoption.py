"""Adoption: days waited, matches, and children still waiting; three years to 31 March 2022."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from suffice.engine.returns.model import Return
from tests.engine.episodes.build import a_return
from tests.engine.measures.judging import figure, outcomes, told

START = date(2019, 6, 1)
HEADER = "child | sex | dob\n" + "\n".join(f"{child} | 1 | 2018-01-01" for child in "ABCDEFGHIJK")


def after(days: int) -> date:
    return START + timedelta(days=days)


# A: adopters after 400 days. B: its foster carers, with whom it came to live after 50 days. C: adopters after 300 days
# broke down, others after 600. D: adopted out of foster care alone. E: adopted too long ago. F: with adopters today.
# G: waits since 2019. H: was to be adopted, no longer. I: came into care in 2021 and waits. J: carers, said by AD1.
EPISODES = f"""
child | decom      | dec        | rne | ls | place | pl_post | rec
A     | {START}    | {after(100)} | S | C1 | U6    | A1      | X1
A     | {after(100)} | {after(400)} | L | E1 | U6  | A1      | X1
A     | {after(400)} | {after(600)} | P | E1 | A6  | A2      | E12
B     | {START}    | {after(50)} | S  | C1 | U6    | B1      | X1
B     | {after(50)} | {after(200)} | P | E1 | U5   | B2      | X1
B     | {after(200)} | {after(210)} | P | E1 | T3  | B3      | X1
B     | {after(210)} | {after(500)} | P | E1 | U5  | B2      | X1
B     | {after(500)} | {after(700)} | T | E1 | A5  | B2      | E11
C     | {START}    | {after(300)} | S | E1 | U6    | C1      | X1
C     | {after(300)} | {after(500)} | P | E1 | A6  | C2      | X1
C     | {after(500)} | {after(600)} | P | E1 | U6  | C1      | X1
C     | {after(600)} | {after(800)} | P | E1 | A6  | C3      | E12
D     | {START}    | {after(300)} | S | E1 | U6    | D1      | E12
E     | 2017-01-01 | 2019-03-31   | S | E1 | A6    | E1      | E12
F     | {START}    | {after(500)} | S | C1 | U6    | F1      | X1
F     | {after(500)} |            | P | E1 | A6    | F2      |
G     | {START}    |              | S | E1 | U6    | G1      |
H     | {START}    |              | S | E1 | U6    | H1      |
I     | 2021-06-01 |              | S | C1 | U6    | I1      |
J     | {START}    | {after(10)}  | S | C1 | U6    | J1      | X1
J     | {after(10)} | {after(450)} | P | C1 | U6   | J2      | X1
J     | {after(450)} | {after(460)} | P | C1 | A4  | J2      | E11
"""
AD1 = f"""
child | date_match | foster_care
A     | {after(220)} | 0
B     | {after(20)}  | 0
C     |              | 0
J     | {after(440)} | 1
"""
PLACED = """
child | date_placed | date_placed_ceased
A     | 2019-10-01  |
F     | 2019-10-01  |
G     | 2020-01-01  |
H     | 2020-01-01  | 2021-01-01
I     | 2021-12-01  |
"""


def returns() -> list[Return]:
    bare = "child | decom | dec | rne | ls | rec\nZ | 2019-01-01 | 2019-01-02 | S | C1 | E8"
    before = [a_return(year, Episodes=bare, Header=HEADER) for year in (2019, 2020, 2021)]
    return [*before, a_return(2022, Episodes=EPISODES, Header=HEADER, AD1=AD1, PlacedAdoption=PLACED)]


def days(code: str) -> dict[str, tuple[str, float | None]]:
    rows = told(code, returns()).judgement
    return {child: (outcome, value) for _, child, _, outcome, value in rows.rows() if outcome != "not_eligible"}


def test_a1_is_to_the_final_placement_for_adoption() -> None:
    assert days("adoption_a1") == {"A": ("pass", 400), "B": ("fail", 500), "C": ("fail", 600), "J": ("fail", 450)}
    assert outcomes("adoption_a1", returns())["D"] == "not_eligible"
    assert "E" not in outcomes("adoption_a1", returns())
    assert told("adoption_a1", returns()).value == (400 + 500 + 600 + 450) / 4


def test_a10_stops_the_clock_where_the_child_came_to_the_foster_carers_who_adopt() -> None:
    assert days("adoption_a10") == {"A": ("pass", 400), "B": ("pass", 50), "C": ("fail", 600), "J": ("pass", 10)}


def test_a2_is_from_the_first_placement_order_to_the_match() -> None:
    assert days("adoption_a2") == {"A": ("pass", 120), "B": ("pass", 0), "C": ("incomplete", None)}
    assert told("adoption_a2", returns()).value == 60


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ({}, (4, 7)),  # A, B and J adopted in time, C not; F placed late; G waits too long, I not yet
        ({"a3_waiting": "leave_out"}, (3, 5)),
        ({"a3_months": "16"}, (4, 7)),
    ],
)
def test_a3_says_how_it_takes_those_who_wait(options: dict[str, str], expected: tuple[int, int]) -> None:
    assert figure("adoption_a3", returns(), options=options)[:2] == expected


def test_a3_says_what_was_chosen() -> None:
    source = told("adoption_a3", returns(), options={"a3_months": "16"}).source
    assert "still waiting count, by how long" in source
    assert "16 months (487 days)" in source


def test_those_who_wait_have_a_decision_that_stands_and_live_with_no_adopters() -> None:
    assert outcomes("adoption_waiting", returns()) == {"G": "pass", "I": "pass"}
    assert outcomes("adoption_waiting", returns(), on=date(2020, 12, 31)) == {"G": "pass", "H": "pass"}
