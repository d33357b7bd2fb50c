"""Tiers, moves, conversion, the front door and the vulnerability profile, out of small tables of rows."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from suffice.engine.measures import Scene
from suffice.engine.needs import (
    Tier,
    Whose,
    conversion,
    disagreement,
    front_door,
    moves_between,
    profile,
    tiers,
)
from suffice.engine.returns.population import Population
from tests.engine.episodes.build import a_return
from tests.engine.measures.need.build import census
from tests.engine.timeliness.build import scene, workbook

ON = date(2025, 3, 31)
POPULATION = Population.by_hand(10_000, source="x")

CASES = """
child | episode | cinreferraldate | cinclosuredate | referralnfa
A     | 1       | 2024-04-01      |                | 0
B     | 1       | 2024-04-01      |                | 0
C     | 1       | 2024-04-01      |                | 0
D     | 1       | 2024-04-01      | 2024-12-01     | 0
E     | 1       | 2024-06-01      |                | 1
F     | 1       | 2025-01-10      |                | 0
"""
PLANS = """
child | cppstartdate | cppenddate
A     | 2024-05-01   |
B     | 2024-05-01   |
D     | 2024-05-01   | 2024-11-01
"""
CARE = """
child | decom      | dec        | rne | ls | place | place_provider | rec
A     | 2024-10-01 |            | S   | C2 | U4    | PR1            |
G     | 2023-10-01 |            | S   | C2 | U4    | PR1            |
C     | 2024-05-01 | 2024-12-01 | S   | C2 | U4    | PR1            | E4A
"""
HEADER = "child | sex | dob\n" + "\n".join(f"{child} | 1 | 2015-01-01" for child in "ACG")
EARLY = """
child | assessment_start_date | assessment_completion_date
A     | 2025-01-01            |
H     | 2025-01-01            |
I     | 2025-01-01            | 2025-02-01
"""
ASKED = "child | assessment | assessmentactualstartdate | assessmentauthorisationdate"


def everything(on: date = ON) -> Scene:
    told = census(
        2025,
        CINdetails=CASES,
        ChildProtectionPlans=PLANS,
        Assessments=f"{ASKED}\nA | 1 | 2024-04-10 | 2024-05-01\nD | 1 | 2024-04-10 |",
        Section47="child | s47actualstartdate | dateofinitialcpc\nA | 2024-04-11 | 2024-04-30\nB | 2024-04-11 |",
    )
    care = a_return(2025, Header=HEADER, Episodes=CARE)
    book = workbook(date(2025, 1, 31), List2=EARLY)
    return scene(on, told, care, book, population=POPULATION)


def test_each_child_counts_once_at_its_highest_tier_and_at_every_tier_by_itself() -> None:
    found = tiers(everything())
    assert {one.tier: (one.itself.children, one.highest.children) for one in found.counts} == {
        Tier.EARLY_HELP: (2, 1),
        Tier.IN_NEED: (4, 2),
        Tier.PROTECTION: (2, 1),
        Tier.IN_CARE: (2, 2),
    }
    assert dict(found.children.iter_rows()) == {
        "A": "in_care", "G": "in_care", "B": "protection", "C": "in_need", "F": "in_need", "H": "early_help",
    }  # fmt: skip


def test_rates_show_their_arithmetic() -> None:
    need = tiers(everything()).counts[1]
    assert need.itself.rate == pytest.approx(4.0)
    assert need.itself.arithmetic == "4 / 10,000 x 10,000 = 4.0"
    assert tiers(everything()).document()["tiers"][1]["itself"]["arithmetic"] == need.itself.arithmetic


def test_a_tier_that_no_return_tells_is_not_nought() -> None:
    found = tiers(scene(ON, a_return(2025, Header=HEADER, Episodes=CARE)))
    assert [one.itself.children for one in found.counts] == [None, None, None, 2]
    assert "was not brought" in found.counts[1].source


def test_a_workbook_stands_in_for_the_returns_that_were_not_brought() -> None:
    book = workbook(
        ON,
        List6="child | cin_start_date | cin_closure_date\nA | 2025-01-01 |\nB | 2025-01-01 | 2025-03-31",
        List7="child | child_protection_plan_start_date\nA | 2025-01-01",
        List8="child | came | left\nC | 2025-01-01 |",
    )
    found = tiers(scene(ON, book))
    assert [one.itself.children for one in found.counts] == [None, 1, 1, 1]
    assert [one.highest.children for one in found.counts] == [None, 0, 1, 1]


def test_moves_between_two_days_are_a_matrix_of_children() -> None:
    found = moves_between(everything(), date(2024, 11, 1))
    with_early_help = moves_between(everything(), date(2025, 2, 1))
    assert dict(with_early_help.children) == {
        ("early_help", "early_help"): 1, ("in_need", "in_need"): 2, ("protection", "protection"): 1,
        ("in_care", "in_care"): 2,
    }  # fmt: skip
    assert found.stepped_up == 0


def test_step_up_and_step_down_leave_out_who_came_and_who_left() -> None:
    told = census(2025, CINdetails=CASES, ChildProtectionPlans=PLANS)
    care = a_return(2025, Header=HEADER, Episodes=CARE)
    found = moves_between(scene(ON, told, care), date(2024, 9, 1))
    assert dict(found.children) == {
        ("not_here", "in_need"): 1,  # F was referred in January
        ("protection", "not_here"): 1,  # D was closed
        ("protection", "protection"): 1,  # B
        ("protection", "in_care"): 1,  # A came into care
        ("in_care", "in_need"): 1,  # C went home
        ("in_care", "in_care"): 1,  # G
    }
    assert (found.stepped_up, found.stepped_down) == (1, 1)
    assert "1 child stepped up to a higher tier and 1 down to a lower one; 1 came" in found.sentence


def test_what_came_of_the_referrals_of_a_year() -> None:
    found = conversion(everything())
    assert found is not None
    assert {one.code: one.referrals for one in found.steps} == {
        "referred": 6, "taken_on": 5, "assessed": 2, "enquiry": 2, "conference": 1, "plan": 3, "in_care": 2,
    }  # fmt: skip
    assert found.sentences[1] == "Taken on: 5 of 6 (83%) referrals."
    assert conversion(scene(ON)) is None


FACTORS = {"A": "3B 4B 1C", "B": "3B 2A", "C": "4A", "D": "21", "E": "", "F": "2B 1B"}


def assessed(factors: dict[str, str]) -> Scene:
    children = "\n".join(f"{child} | 2024-04-01" for child in factors)
    done = "\n".join(f"{child} | 1 | 2024-04-10 | 2024-05-01" for child in factors)
    codes = "\n".join(f"{child} | {code}" for child, cells in factors.items() for code in cells.split())
    told = census(
        2025,
        CINdetails=f"child | cinreferraldate\n{children}",
        Assessments=f"{ASKED}\n{done}",
        Factors=f"child | assessmentfactors\n{codes}" if codes else "child | assessmentfactors",
    )
    return scene(ON, told, population=POPULATION)


def test_the_three_groups_overlap_as_inclusion_and_exclusion_says() -> None:
    found = profile(assessed(FACTORS))
    assert found is not None
    assert (found.assessed, found.untold) == (5, 1)
    assert dict(found.rows) == {
        "Domestic abuse": 2, "Alcohol or drugs": 3, "Mental ill-health": 2, "Any of the three": 4, "Two or more": 2,
        "All three": 1,
    }  # fmt: skip
    assert found.arithmetic == (
        "any of the three: 2 + 3 + 2 - 2 - 1 - 1 + 1 = 4",
        "two or more: 2 + 1 + 1 - 2 x 1 = 2",
    )


def test_of_adults_alone_leaves_out_what_is_of_the_child() -> None:
    found = profile(assessed(FACTORS), whose=Whose.ADULTS)
    assert found is not None
    assert dict(found.rows)["Alcohol or drugs"] == 2
    assert dict(found.rows)["Any of the three"] == 3


def test_without_a_census_of_the_year_there_is_no_profile() -> None:
    assert profile(scene(ON)) is None


@settings(max_examples=8, deadline=None)
@given(st.lists(st.sets(st.sampled_from(["1B", "2C", "3A", "3C", "4B", "16A"]), min_size=1), min_size=1, max_size=8))
def test_any_two_and_three_agree_with_a_count_child_by_child(told: list[set[str]]) -> None:
    found = profile(assessed({f"K{at}": " ".join(sorted(codes)) for at, codes in enumerate(told)}))
    assert found is not None
    many = Counter(len({code[0].replace("2", "1") for code in codes if code != "16A"}) for codes in told)
    assert (found.any_of_them, found.two_or_more, found.all_three) == (
        many[1] + many[2] + many[3], many[2] + many[3], many[3],
    )  # fmt: skip
    singles = [count for label, count in found.rows[:3]]
    assert (
        disagreement(
            single=(singles[0], singles[1], singles[2]),
            any_of_them=found.any_of_them,
            two_or_more=found.two_or_more,
            all_three=found.all_three,
        )
        == ""
    )


def test_published_counts_that_cannot_all_be_right_are_said() -> None:
    words = disagreement(single=(3_600, 2_750, 8_450), any_of_them=11_430, two_or_more=2_870, all_three=730)
    assert "14,800" in words
    assert "15,030" in words
    assert "differ by 230" in words


CONTACTS = """
child | date_of_contact | contact_source | other:RAG rating
A     | 2025-02-03      | Police         | Red
B     | 2025-02-07      | Police         | amber
C     | 2025-02-07      | Schools        | NFA
D     | 2025-02-07      |                |
"""
REFERRED = """
child | date_of_referral | referral_nfa | number_of_referrals_in_last_12_months
A     | 2025-02-04       | No           | 1
B     | 2025-02-11       | Yes          | 2
A     | 2025-03-20       | No           |
"""


def test_the_front_door_tells_ratings_repeats_and_how_soon_referrals_followed() -> None:
    found = front_door(scene(ON, workbook(ON, List1=CONTACTS, List3=REFERRED)))
    assert found is not None
    assert found.ratings == (("Red", 1), ("Amber", 1), ("Green", 0), ("No further action", 1))
    assert (found.contacts, found.unrated, found.referrals) == (4, 1, 3)
    assert (found.no_action, found.again) == (1, 2)
    # A the next day; B on Tuesday after a contact on Friday.
    assert (found.answered, found.in_time) == (2, 1)
    assert found.sources == (("Police", 2), ("Not told", 1), ("Schools", 1))
    assert found.findings == ()


def test_without_a_column_of_ratings_it_says_so() -> None:
    plain = CONTACTS.replace("other:RAG rating", "other:Notes")
    found = front_door(scene(ON, workbook(ON, List1=plain)))
    assert found is not None
    assert found.ratings is None
    assert "Ratings cannot be told" in " ".join(found.sentences)
    assert "List 3 of Annex A was not brought" in " ".join(found.sentences)
    assert front_door(scene(ON)) is None
