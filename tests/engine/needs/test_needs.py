"""Tiers, moves, conversion, the front door and the vulnerability profile, out of small tables of rows."""

from __future__ import annotations

from collections import Counter
from datetime import date

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from suffice.engine.measures import Scene
from suffice.engine.needs import (
    ByLocality,
    FrontDoor,
    Moves,
    Tier,
    Whose,
    by_locality,
    conversion,
    disagreement,
    front_door,
    moves_between,
    profile,
    tiers,
    with_plan_of_help,
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


def test_a_plan_of_help_is_told_of_children_in_need_at_no_higher_tier() -> None:
    plans = "child | cinplanstartdate | cinplanenddate\nA | 2024-05-01 |\nC | 2024-05-01 |\nF | 2025-01-20 | 2025-02-01"
    on_that_day = scene(ON, census(2025, CINdetails=CASES, ChildProtectionPlans=PLANS, CINPlanDates=plans))
    assert with_plan_of_help(on_that_day, tiers(on_that_day)) == 1  # C: A is on a protection plan, F's plan has ended
    nothing = scene(ON)
    assert with_plan_of_help(nothing, tiers(nothing)) is None


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


def test_a_first_workbook_tells_of_early_help_and_of_no_move_into_it() -> None:
    """In June 2024 nothing tells early help: that H has it in March is no news of H."""
    found = moves_between(everything(), date(2024, 6, 30))
    assert ("not_here", "early_help") not in found.children
    assert (found.first_told, found.told_on) == (1, date(2025, 1, 31))
    assert found.came == 1  # F, referred in January; G and E were known
    assert found.sentence.endswith(
        "1 more child at early help is first told of by the workbook of 31 January 2025: where that child was on "
        "30 June 2024 is not known, and no move is counted."
    )
    assert Moves.of(found.document()) == found


def test_two_workbooks_tell_moves_into_early_help() -> None:
    early = "child | assessment_start_date\nH | 2024-01-01\nI | 2024-02-01"
    later = "child | assessment_start_date\nH | 2024-01-01\nJ | 2024-12-01"
    books = workbook(date(2024, 3, 31), List2=early), workbook(ON, List2=later)
    found = moves_between(scene(ON, *books), date(2024, 3, 31))
    assert (found.first_told, found.told_on) == (0, None)
    assert dict(found.children) == {
        ("not_here", "early_help"): 1, ("early_help", "not_here"): 1, ("early_help", "early_help"): 1,
    }  # fmt: skip


def test_a_workbook_grows_old() -> None:
    found = tiers(scene(date(2025, 9, 30), workbook(date(2025, 1, 31), List2=EARLY)))
    assert found.counts[0].itself.children is None
    assert found.counts[0].source == (
        "Early help is not told: the latest workbook is of 31 January 2025, more than six months before."
    )


def test_a_higher_tier_that_is_told_on_one_day_alone_gives_no_moves() -> None:
    told = census(2025, CINdetails=CASES)
    with pytest.raises(ValueError, match="do not tell the same tiers on 30 June 2023"):
        moves_between(scene(ON, told), date(2023, 6, 30))


WHERE = """
child | allocated_team       | other:Locality
A     | Unit, locality 2     | Heath
B     | Unit, Locality 3     |
C     | Children in care     |
D     | Unit, locality 2     |
F     | Unit, locality 2     |
"""


def test_a_locality_is_told_by_a_column_before_the_name_of_a_team() -> None:
    told = census(2025, CINdetails=CASES, ChildProtectionPlans=PLANS)
    book = (
        workbook(ON, List3=WHERE.replace("child |", "child | date_of_referral |").replace("\nA ", "\nA "))
        if False
        else workbook(ON, List6=WHERE)
    )
    found = by_locality(scene(ON, told, book))
    assert found is not None
    assert found.names == ("Heath", "Locality 2", "Locality 3")
    # A, B, C and F are in need; A and B are on plans; nothing tells where C lives.
    assert {name: counts["in_need"] for name, counts in found.counts.items()} == {
        "Heath": 1, "Locality 2": 1, "Locality 3": 1, None: 1,
    }  # fmt: skip
    assert {name: counts["protection"] for name, counts in found.counts.items()} == {
        "Heath": 1, "Locality 2": 0, "Locality 3": 1, None: 0,
    }  # fmt: skip
    assert dict(found.how) == {"column": 1, "team": 2}
    assert ByLocality.read(found.document()) == found


def test_children_of_none_of_whom_the_locality_is_known_are_no_nought() -> None:
    care = a_return(2025, Header=HEADER, Episodes=CARE)
    book = workbook(ON, List7="child | child_protection_plan_start_date | allocated_team\nB | 2025-01-01 | Locality 3")
    found = by_locality(scene(ON, care, book))
    assert found is not None
    assert found.of("Locality 3", "protection") == 1
    assert found.of("Locality 3", "in_care") is None
    assert found.of(None, "in_care") == 2
    assert by_locality(scene(ON, care)) is None


class _Places:
    """Two sectors of postcodes, each a locality."""

    def locality_of(self, postcodes: pl.Series) -> pl.Series:
        return postcodes.str.slice(0, 3).replace_strict({"WV1": "North", "WV2": "South"}, default=None)

    def miles(self, home: pl.Series, placement: pl.Series) -> pl.Series:
        raise NotImplementedError

    def authority_of(self, postcodes: pl.Series) -> pl.Series:
        raise NotImplementedError

    def decile_of(self, postcodes: pl.Series) -> pl.Series:
        raise NotImplementedError


def test_with_a_directory_home_postcodes_tell_the_locality() -> None:
    homes = """
child | decom      | rne | ls | place | place_provider | home_post
A     | 2024-10-01 | S   | C2 | U4    | PR1            | WV1 1AA
G     | 2023-10-01 | S   | C2 | U4    | PR1            | WV2 1AA
"""
    book = workbook(ON, List6="child | other:Home postcode\nB | WV1 9ZZ")
    care = a_return(2025, Header=HEADER, Episodes=homes)
    found = by_locality(scene(ON, census(2025, CINdetails=CASES), care, book, places=_Places()))
    assert found is not None
    assert {name: (counts["in_care"], counts["in_need"]) for name, counts in found.counts.items()} == {
        "North": (1, 2), "South": (1, 0), None: (0, 2),
    }  # fmt: skip
    assert dict(found.how) == {"home": 2, "postcode": 1}


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


@pytest.mark.parametrize(("whose", "expected"), [(Whose.CHILD, 2), (Whose.PARENT, 3), (Whose.OTHERS, 1)])
def test_troubles_are_told_of_the_child_of_a_parent_and_of_another_person(whose: Whose, expected: int) -> None:
    found = profile(assessed(FACTORS), whose=whose)
    assert found is not None
    # A: 3B 4B 1C; B: 3B 2A; C: 4A; D: none of the three; F: 2B 1B.
    assert found.any_of_them == expected
    assert whose.words in found.sentences[6]


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
    assert FrontDoor.of(found.document()) == found


def test_without_a_column_of_ratings_it_says_so() -> None:
    plain = CONTACTS.replace("other:RAG rating", "other:Notes")
    found = front_door(scene(ON, workbook(ON, List1=plain)))
    assert found is not None
    assert found.ratings is None
    assert "Ratings cannot be told" in " ".join(found.sentences)
    assert "List 3 of Annex A was not brought" in " ".join(found.sentences)
    assert FrontDoor.of(found.document()).sentences == found.sentences
    assert front_door(scene(ON)) is None
