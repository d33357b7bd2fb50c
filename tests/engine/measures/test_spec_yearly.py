"""What the return tells once a year: health of those in care for twelve months, care leavers, times away, orders."""

from __future__ import annotations

from datetime import date

from suffice.engine.returns.model import Return
from tests.engine.episodes.build import a_return
from tests.engine.measures.judging import figure, outcomes, told

# C came in on 2 April; D had short breaks in the year; E turned 18 in it; F left and came back.
EPISODES = """
child | decom      | dec        | rne | ls | place | rec
A     | 2020-06-01 |            | S   | C1 | U6    |
B     | 2021-04-01 |            | S   | C1 | U6    |
C     | 2021-04-02 |            | S   | C1 | U6    |
D     | 2020-06-01 | 2021-06-01 | S   | C1 | U6    | X1
D     | 2021-06-01 | 2021-07-01 | L   | V4 | U6    | X1
D     | 2021-07-01 |            | L   | C1 | U6    |
E     | 2020-06-01 | 2021-09-15 | S   | C1 | U6    | E17
F     | 2020-06-01 | 2021-05-01 | S   | C1 | U6    | E4A
F     | 2021-05-03 |            | S   | C1 | U6    |
G     | 2020-06-01 |            | S   | C1 | U6    |
H     | 2020-06-01 |            | S   | C1 | U6    |
L     | 2020-06-01 | 2021-05-01 | S   | C1 | K2    | E8
"""
HEADER = """
child | sex | dob
A     | 1   | 2011-03-31
B     | 2   | 2017-04-01
C     | 1   | 2012-01-01
D     | 2   | 2012-01-01
E     | 2   | 2003-09-15
F     | 1   | 2012-01-01
G     | 2   | 2007-01-01
H     | 2   | 2012-04-01
L     | 1   | 2003-05-01
P     | 1   | 2001-12-01
Q     | 2   | 2001-12-01
R     | 1   | 2000-06-01
S     | 1   | 2004-06-01
T     | 1   | 2002-06-01
"""
# A is 11, B four (five tomorrow), G 15, H nine (ten tomorrow). H has no row at all.
HELPED = "intervention_received"
OC2 = f"""
child | health_assessment | teeth_check | health_check | sdq_score | convicted | substance_misuse | {HELPED}
A     | 1                 | 0           |              | 13        | 0         | 0                |
B     | 1                 |             | 1            | 20        |           | 0                |
C     | 1                 | 1           |              | 17        | 0         | 1                | 1
G     | 0                 | 1           |              | 16        | 1         | 1                | 1
E     | 1                 | 1           |              | 9         | 1         | 1                | 0
"""
OC3 = """
child | in_touch | activ | accom
E     | YES      | F2    | Z1
L     | NO       | 0     | 0
P     | YES      | G5    | U1
Q     | YES      | P5    | R1
R     | DIED     |       |
S     | YES      | F1    | B2
T     | RHOM     |       |
"""
MISSING = """
child | missing | mis_start  | mis_end
A     | M       | 2021-03-30 | 2021-04-01
A     | M       | 2021-08-01 | 2021-08-02
B     | A       | 2021-08-01 | 2021-08-02
C     | M       | 2021-03-30 | 2021-03-31
G     | M       | 2022-03-31 |
Z     | M       | 2021-08-01 | 2021-08-02
"""


def returns() -> list[Return]:
    before = "child | decom | dec | rne | ls | place | rec\nA | 2020-06-01 | | S | C1 | U6 |"
    tables = {"OC2": OC2, "OC3": OC3, "Missing": MISSING}
    return [
        a_return(2021, Episodes=before, Header=HEADER, Missing="\n".join(MISSING.strip().splitlines()[:2])),
        a_return(2022, Episodes=EPISODES, Header=HEADER, **tables),
    ]


def test_health_is_of_those_in_care_for_twelve_months_without_a_break() -> None:
    assert outcomes("in_care_12_months", returns()) == dict.fromkeys("ABGH", "pass")
    assert outcomes("health_assessment", returns()) == {"A": "pass", "B": "pass", "G": "fail", "H": "incomplete"}
    assert figure("health_assessment", returns()) == (2, 4, 1)
    assert outcomes("dental", returns()) == {"A": "fail", "B": "incomplete", "G": "pass", "H": "incomplete"}


def test_ages_are_those_of_31_march() -> None:
    assert figure("dev_checks", returns()) == (1, 1, 0)
    assert outcomes("sdq_completed", returns()) == {"A": "pass", "B": "not_eligible", "G": "pass", "H": "fail"}
    assert outcomes("convicted", returns()) == {
        "A": "fail",
        "B": "not_eligible",
        "G": "pass",
        "H": "not_eligible",
    }


def test_scores_have_a_mean_and_three_bands() -> None:
    assert (figure("sdq_average", returns()), told("sdq_average", returns()).value) == ((29, 2, 0), 14.5)
    bands = {code: figure(f"sdq_{code}", returns())[:2] for code in ("normal", "borderline", "concern")}
    assert bands == {"normal": (1, 2), "borderline": (1, 2), "concern": (0, 2)}
    assert (figure("substance_misuse", returns()), figure("substance_misuse_helped", returns())) == (
        (1, 4, 1),
        (1, 1, 0),
    )


def test_what_is_told_once_a_year_is_told_of_31_march_and_of_that_years_table() -> None:
    sentence = told("dental", returns(), on=date(2021, 12, 31)).source
    assert "once a year, as at 31 March: ask for such a day, not 31 December 2021" in sentence
    assert "OC2 table of the SSDA903 return for the year to 31 March 2021 was not brought" in (
        told("dental", returns(), on=date(2021, 3, 31)).source
    )


def test_care_leavers_are_grouped_by_the_birthday_in_the_year_and_those_gone_are_left_out() -> None:
    assert outcomes("cl_eet_17_18", returns()) == {
        "E": "pass",
        "L": "fail",
        "P": "not_eligible",
        "Q": "not_eligible",
        "R": "not_eligible",
        "S": "pass",
        "T": "not_eligible",
    }
    assert (figure("cl_eet_19_21", returns()), figure("cl_in_touch_17_18", returns())) == ((1, 2, 0), (2, 3, 0))


def test_no_information_about_a_home_is_neither_suitable_nor_not() -> None:
    told_of = {
        code: figure(f"cl_{code}_17_18", returns()) for code in ("suitable", "unsuitable", "accommodation_unknown")
    }
    assert told_of == {"suitable": (1, 3, 1), "unsuitable": (1, 3, 1), "accommodation_unknown": (1, 3, 0)}
    assert figure("cl_suitable_19_21", returns()) == (1, 2, 1)


def test_staying_put_is_of_those_who_were_fostered_on_the_day_before_they_turned_18() -> None:
    assert outcomes("staying_put_18", returns()) == {
        "E": "pass",
        "L": "not_eligible",  # in a children's home
        "P": "not_eligible",
        "Q": "not_eligible",
        "R": "not_eligible",
        "S": "not_eligible",  # not 18 in the year
        "T": "not_eligible",
    }
    assert figure("staying_put_19_20", returns()) == (0, 0, 2)


def test_a_time_away_counts_when_any_day_of_it_lies_in_the_year_and_once() -> None:
    children = outcomes("missing_children", returns())
    assert {child for child, outcome in children.items() if outcome == "pass"} == {"A", "G"}
    assert len(children) == 9
    assert (figure("missing_incidents", returns())[0], figure("away_children", returns())[0]) == (3, 1)


DOLO = """
child | dolo_start | dolo_end
A     | 2026-05-01 |
B     | 2026-05-01 | 2026-06-01
B     | 2026-07-01 | 2027-04-01
C     | 2026-03-01 | 2026-08-01
"""


def test_orders_are_counted_where_the_return_asks_for_them() -> None:
    episodes = "child | decom | dec | rne | ls\n" + "\n".join(f"{child} | 2026-01-01 | | S | C1" for child in "ABC")
    header = "child | sex | dob\n" + "\n".join(f"{child} | 1 | 2012-01-01" for child in "ABC")
    later = [
        a_return(2026, Episodes=episodes, Header=header),
        a_return(2027, Episodes=episodes, Header=header, DoLo=DOLO),
    ]
    on = date(2027, 3, 31)
    assert outcomes("dols", later, on=on) == {"A": "pass", "B": "pass", "C": "not_eligible"}
    assert (figure("dols", later, on=on)[0], figure("dols_started", later, on=on)[0]) == (2, 3)
    assert "told from 1 April 2026 on" in told("dols", later, on=date(2026, 3, 31)).source
