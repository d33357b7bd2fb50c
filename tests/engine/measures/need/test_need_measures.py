"""Each measure out of the children in need census, out of small tables of rows: who passes, who does not, and why."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from suffice.engine.episodes import assemble
from suffice.engine.measures import INDICATORS, Measure, Scene, measure
from suffice.engine.returns.model import Return
from suffice.engine.returns.population import Population
from tests.engine.episodes.build import a_return
from tests.engine.measures.need.build import census, scene

ON = date(2025, 3, 31)
NOBODY = census(2024, CINdetails="child | cinreferraldate | cinclosuredate\nZ | 2023-05-01 | 2023-06-01")


def told(code: str, *censuses: Return, on: date = ON, **given: Any) -> Measure:
    return measure(INDICATORS[code], scene(on, *censuses, **given))


def outcomes(one: Measure) -> dict[tuple[str, str], str]:
    return {(row["child"], row["item"]): row["outcome"] for row in one.judgement.iter_rows(named=True)}


def by_child(one: Measure) -> dict[str, str]:
    return {child: outcome for (child, _), outcome in outcomes(one).items()}


REFERRALS = """
child | episode | cinreferraldate | cinclosuredate | referralnfa
A     | 1       | 2024-04-01      |                | 0
B     | 1       | 2024-05-01      | 2025-03-31     | 0
C     | 1       | 2024-06-01      | 2025-04-01     | 0
D     | 1       | 2025-03-31      |                | 1
E     | 1       | 2023-12-01      |                | 0
E     | 2       | 2024-12-01      |                | 0
F     | 1       | 2024-07-01      | 2024-08-01     |
"""
ALL = "child | cinreferraldate\n" + "\n".join(f"{child} | 2024-04-01" for child in "ABCDEFGH")


def test_in_need_is_who_is_open_at_the_end_of_the_day_and_each_child_once() -> None:
    one = told("cin_rate", census(2025, CINdetails=REFERRALS), population=Population.by_hand(10_000, source="x"))
    assert by_child(one) == dict.fromkeys("ACE", "pass")
    assert one.value == pytest.approx(3.0)


def test_a_referral_that_a_later_census_tells_no_more_is_not_open() -> None:
    gone = census(2024, CINdetails="child | cinreferraldate\nG | 2023-05-01")
    here = census(2025, CINdetails="child | cinreferraldate\nA | 2024-05-01")
    assert set(by_child(told("cin_rate", gone, here))) == {"A"}
    assert set(by_child(told("cin_rate", gone, here, on=date(2024, 3, 31)))) == {"G"}


def test_referrals_of_the_year_count_those_with_nothing_done_and_twice_a_child_referred_twice() -> None:
    given = census(2025, CINdetails=REFERRALS)
    assert told("referral_rate", given).counted.numerator == 6
    nothing = told("referral_nfa", given)
    assert by_child(nothing) == {"A": "fail", "B": "fail", "C": "fail", "D": "pass", "E": "fail", "F": "incomplete"}
    assert (nothing.counted.numerator, nothing.counted.denominator, nothing.counted.incomplete) == (1, 5, 1)


AGAIN = """
child | episode | cinreferraldate | expected
A     | 1       | 2024-04-01      | pass
B     | 1       | 2025-03-31      | pass
C     | 1       | 2025-03-31      | fail
D     | 1       | 2024-06-01      | fail
D     | 2       | 2024-07-01      | pass
"""
BEFORE = """
child | cinreferraldate
A     | 2023-04-02
B     | 2024-03-31
C     | 2024-03-30
"""


def test_a_referral_is_repeated_when_the_one_before_was_within_365_days() -> None:
    now = census(2025, CINdetails="\n".join(line.rsplit("|", 1)[0] for line in AGAIN.strip().splitlines()))
    one = told("rereferral", census(2024, CINdetails=BEFORE), now)
    assert outcomes(one) == {
        ("A", "2024-04-01"): "pass",
        ("B", "2025-03-31"): "pass",
        ("C", "2025-03-31"): "fail",
        ("D", "2024-06-01"): "fail",
        ("D", "2024-07-01"): "pass",
    }
    assert one.value == 60.0


def test_without_the_census_of_the_year_before_repeats_are_not_counted_and_it_says_which_is_missing() -> None:
    one = told("rereferral", census(2025, CINdetails=REFERRALS))
    assert one.value is None
    assert one.counted.numerator is None
    assert "census of the year to 31 March 2024 was not brought" in one.source


@pytest.mark.parametrize("code", [code for code, one in INDICATORS.items() if "cin" in one.source])
def test_without_a_census_nothing_is_counted_and_it_says_so(code: str) -> None:
    one = told(code)
    assert one.counted.numerator is None
    assert "No children in need census was brought" in one.source


def test_a_day_that_no_census_tells_has_no_figure() -> None:
    one = told("cin_rate", census(2025, CINdetails=REFERRALS), on=date(2025, 6, 30))
    assert one.counted.numerator is None
    assert "31 March 2026" in one.source


ASSESSED = """
child | assessment | assessmentactualstartdate | assessmentauthorisationdate
A     | 1          | 2024-11-01                | 2025-01-08
B     | 1          | 2024-11-01                | 2025-01-09
C     | 1          | 2024-11-01                |
D     | 1          | 2024-01-01                | 2024-03-31
E     | 1          |                           | 2024-06-01
A     | 2          | 2025-02-03                | 2025-02-03
"""
FACTORS = """
child | assessment | assessmentfactors
A     | 1          | 3B
A     | 1          | 4A
A     | 2          | 21
B     | 1          | 1C
"""


def test_assessments_in_time_are_those_authorised_by_the_45th_working_day() -> None:
    # From 1 November 2024 the 45th working day is 8 January 2025: Christmas, Boxing and New Year's Day do not count.
    one = told("assessment_45", census(2025, CINdetails=REFERRALS, Assessments=ASSESSED))
    assert outcomes(one) == {
        ("A", "2024-11-01"): "pass",
        ("B", "2024-11-01"): "fail",
        ("E", ""): "incomplete",
        ("A", "2025-02-03"): "pass",
    }
    assert told("assessment_rate", census(2025, CINdetails=REFERRALS, Assessments=ASSESSED)).counted.numerator == 4


def test_a_factor_counts_once_an_assessment_and_assessments_without_any_are_unknown() -> None:
    given = census(2025, CINdetails=REFERRALS, Assessments=ASSESSED, Factors=FACTORS)
    found = told("factor_domestic_abuse", given)
    assert outcomes(found) == {
        ("A", "2024-11-01"): "pass",
        ("B", "2024-11-01"): "fail",
        ("E", ""): "incomplete",
        ("A", "2025-02-03"): "fail",
    }
    assert (found.counted.numerator, found.counted.denominator) == (1, 3)
    assert told("factor_alcohol", given).counted.numerator == 1


ENQUIRIES = """
child | section47 | s47actualstartdate | dateofinitialcpc | icpcnotrequired
A     | 1         | 2024-12-12         | 2025-01-07       | 0
B     | 1         | 2024-12-12         | 2025-01-08       | 0
C     | 1         | 2024-06-03         |                  | 1
D     | 1         | 2024-03-20         | 2024-04-05       | 0
E     | 1         |                    | 2024-06-05       | 0
"""


def test_conferences_for_every_hundred_enquiries_are_a_ratio_of_two_counts() -> None:
    one = told("s47_icpc", census(2025, CINdetails=REFERRALS, Section47=ENQUIRIES))
    assert (one.counted.above, one.counted.below) == (4.0, 3.0)
    assert one.value == pytest.approx(400 / 3)
    assert told("s47_rate", census(2025, CINdetails=REFERRALS, Section47=ENQUIRIES)).counted.numerator == 3


def test_a_conference_is_in_time_by_the_15th_working_day_after_the_enquiry_began() -> None:
    # From Thursday 12 December 2024 the 15th working day is Tuesday 7 January 2025.
    one = told("icpc_15", census(2025, CINdetails=REFERRALS, Section47=ENQUIRIES))
    assert by_child(one) == {"A": "pass", "B": "fail", "D": "pass", "E": "incomplete"}


def test_a_conference_of_a_child_who_moved_here_on_a_plan_does_not_count() -> None:
    moved = "child | cinreferraldate | dateofinitialcpc\nA | 2024-05-01 | 2024-05-10"
    assert told("icpc_15", census(2025, CINdetails=moved)).judgement.is_empty()


PLANS = """
child | plan | cppstartdate | cppenddate | latestcategoryofabuse | initialcategoryofabuse | numberofpreviouscpp
A     | 1    | 2023-03-31   |            | NEG                   | EMO                    | 0
B     | 1    | 2023-04-01   |            | EMO                   | EMO                    | 1
C     | 1    | 2022-05-01   | 2024-05-01 | NEG                   | NEG                    | 0
C     | 2    | 2024-06-01   |            |                       | PHY                    | 1
D     | 1    | 2024-07-01   | 2025-03-31 | SAB                   | SAB                    |
E     | 1    | 2024-08-01   |            | MUL                   | MUL                    | 0
F     | 1    | 2024-09-01   |            | EMO                   | EMO                    | 2
"""
WITH_PLANS = census(2025, CINdetails=REFERRALS, ChildProtectionPlans=PLANS)


def test_plans_at_the_day_leave_out_one_that_ends_on_it() -> None:
    one = told("cpp_rate", WITH_PLANS)
    assert set(by_child(one)) == set("ABCEF")


def test_a_plan_is_a_second_one_when_the_census_says_so() -> None:
    assert by_child(told("cpp_repeat", WITH_PLANS)) == {"C": "pass", "D": "incomplete", "E": "fail", "F": "pass"}


def test_within_two_years_needs_the_end_of_the_earlier_plan_in_a_census() -> None:
    one = told("cpp_repeat", WITH_PLANS, options={"repeat_plan": "two_years"})
    # F was on two plans elsewhere or before the censuses begin: when they ended is not known.
    assert by_child(one) == {"C": "pass", "D": "incomplete", "E": "fail", "F": "incomplete"}
    assert "ended within the two years before" in one.source


def test_two_years_are_calendar_years_to_the_day() -> None:
    assert by_child(told("cpp_2years", WITH_PLANS)) == {"A": "pass", "B": "fail", "C": "fail", "E": "fail", "F": "fail"}
    assert outcomes(told("cpp_2years_ended", WITH_PLANS)) == {("C", "2024-05-01"): "pass", ("D", "2025-03-31"): "fail"}


def test_categories_are_the_latest_and_add_up_to_every_plan() -> None:
    shares = {name: told(f"cpp_category_{name}", WITH_PLANS).counted for name in ("neglect", "physical", "multiple")}
    assert {name: (one.numerator, one.denominator) for name, one in shares.items()} == {
        "neglect": (1, 5),
        "physical": (1, 5),
        "multiple": (1, 5),
    }


REVIEWED = """
child | cppstartdate
A     | 2024-05-01
B     | 2024-05-01
C     | 2024-05-01
D     | 2024-12-31
E     | 2025-01-10
F     | 2023-01-01
G     | 2023-01-01
H     | 2024-05-01
"""
REVIEWS = """
child | cppreviewdate
A     | 2024-07-31
A     | 2025-01-30
B     | 2024-08-01
B     | 2025-01-30
C     | 2024-07-31
F     | 2024-09-20
F     | 2025-03-01
G     | 2024-10-05
G     | 2025-03-01
H     | 2024-07-31
H     | 2025-01-31
"""


def test_reviews_are_on_time_after_91_days_then_every_183_and_up_to_the_day() -> None:
    given = census(2025, CINdetails=ALL, ChildProtectionPlans=REVIEWED, Reviews=REVIEWS)
    assert by_child(told("cpp_reviews", given)) == {
        "A": "pass",  # 91 days, then 183, then 60
        "B": "fail",  # the first after 92 days
        "C": "fail",  # none since July
        "D": "pass",  # 90 days on a plan, and the first review is not yet due
        "E": "not_eligible",  # on a plan for less than three months
        "F": "pass",  # begun before the first census: the first review that it tells is within 183 days
        "G": "fail",  # no review for 187 days since the first census begins
        "H": "fail",  # 184 days between two
    }


def test_a_plan_of_before_the_first_census_without_a_review_is_unknown_until_it_must_be_late() -> None:
    given = census(2025, CINdetails=REFERRALS, ChildProtectionPlans="child | cppstartdate\nF | 2023-01-01")
    assert by_child(told("cpp_reviews", given, on=date(2024, 9, 30))) == {"F": "incomplete"}
    assert by_child(told("cpp_reviews", given, on=date(2024, 10, 2))) == {"F": "fail"}


def in_care() -> Scene:
    care = a_return(
        2025,
        Header="child | sex | dob\nA | 1 | 2015-01-01\nC | 1 | 2016-01-01",
        Episodes=(
            "child | decom | dec | rne | ls | place | place_provider | rec\n"
            "A | 2024-05-01 | | S | C2 | U4 | PR1 |\nC | 2024-05-01 | 2024-09-01 | S | C2 | U4 | PR1 | E4A"
        ),
    )
    cases = "child | cinreferraldate\nA | 2024-04-02\nB | 2024-04-02\nC | 2024-04-02\nD | 2024-04-02"
    codes = "child | disability\nA | AUT\nA | LD\nB | MOB\nC | HEAR\nD | NONE"
    plans = "child | cppstartdate\nA | 2024-05-01\nB | 2024-05-01"
    given = census(2025, CINdetails=cases, Disabilities=codes, ChildProtectionPlans=plans)
    return scene(ON, given, history=assemble([care]))


def test_disabled_children_are_told_at_their_highest_tier() -> None:
    seen = in_care()
    passing = {}
    for tier in ("in_care", "on_plan", "in_need"):
        one = measure(INDICATORS[f"disabled_{tier}"], seen)
        passing[tier] = {child for child, outcome in by_child(one).items() if outcome == "pass"}
        assert one.counted.denominator == 3
    assert passing == {"in_care": {"A"}, "on_plan": {"B"}, "in_need": {"C"}}
