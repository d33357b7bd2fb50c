"""Measures of the workforce out of a small census, worked out beside it by hand."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from suffice.demo.returns.chance import Chance
from suffice.demo.story.staff import staff
from suffice.demo.story.workforce import write_workforce
from suffice.engine.episodes import assemble
from suffice.engine.measures import INDICATORS, Measure, Outcome, measure, scene_of
from suffice.engine.returns.workforce.layouts import BOOK
from suffice.engine.returns.workforce.reading import read, workforce_on
from tests.engine.episodes.build import a_return
from tests.engine.returns.workforce.building import Said, agency, opened, worker

ON = date(2023, 3, 31)
WORKERS: tuple[Said, ...] = (
    worker(1, FTE="1", FTE30="1", Cases30="20", WorkingDaysLost="10", RoleStartDate="2018-09-30"),
    worker(2, FTE="0.5", FTE30="0.5", Cases30="10", WorkingDaysLost=None, RoleStartDate="2022-06-01", CFKSSstatus="1"),
    # a manager without cases, away
    worker(
        3, FTE="1", FTE30=None, Cases30=None, OrgRole="3", Absat30Sept="1", ReasonAbsence="SIC", WorkingDaysLost="90"
    ),
    # cases without a full-time equivalent for them: in no caseload
    worker(4, FTE="0.8", FTE30="0", Cases30="7", WorkingDaysLost="0", RoleStartDate=None),
    # gone in the year, gone on the day, gone before the year
    worker(5, FTE="0.6", RoleEndDate="2021-10-01", ReasonLeave="1", Cases30="0", WorkingDaysLost="3"),
    worker(6, FTE="0.4", RoleEndDate="2022-09-30", ReasonLeave="5", Cases30="0", WorkingDaysLost="2"),
    worker(7, FTE="1", RoleEndDate="2021-09-30", ReasonLeave="5", Cases30="0", WorkingDaysLost="200"),
    # not there yet
    worker(8, FTE="1", RoleStartDate="2022-10-01", Cases30="0", WorkingDaysLost="0"),
    # nobody has more than one post
    worker(9, FTE="7.4", FTE30="7.4", Cases30="30", WorkingDaysLost="0", RoleStartDate="2021-01-01"),
    agency(90, FTE="1", FTE30="1", Cases30="24"),
    agency(91, FTE="0.7", FTE30=None, Cases30="0", OrgRole="4"),
)
VACANT = {"NumberOfVacancies": "2.2", "NoAgencyFTE": "1.1", "NoAgencyHeadcount": "2"}
IN_POST_FTE = 1 + 0.5 + 1 + 0.8


def told(code: str, *, options: dict[str, str] | None = None) -> Measure:
    workforce = workforce_on(opened(*WORKERS, vacancies=[VACANT]).returns, ON)
    scene = scene_of(assemble([]), ON, workforce=workforce, options=options or {})
    return measure(INDICATORS[code], scene)


@pytest.mark.parametrize(
    ("code", "above", "below", "value"),
    [
        ("sw_caseload", 20 + 10 + 24, 1 + 0.5 + 1, 54 / 2.5),
        ("sw_agency", 1.7, IN_POST_FTE + 1.7, 1.7 / (IN_POST_FTE + 1.7) * 100),
        ("sw_agency_number", 2, None, 2),
        ("sw_in_post_number", 5, None, 5),
        ("sw_turnover", 0.6 + 0.4, IN_POST_FTE, 1 / IN_POST_FTE * 100),
        ("sw_vacancy", 2.2, IN_POST_FTE + 2.2, 2.2 / (IN_POST_FTE + 2.2) * 100),
        ("sw_vacancy_covered", 1.1, 2.2, 50),
        ("sw_absence", 10 + 90 + 3 + 2, IN_POST_FTE * 253, 105 / (IN_POST_FTE * 253) * 100),
        ("sw_sick_days", 105, IN_POST_FTE, 105 / IN_POST_FTE),
        ("sw_away", 1, 5, 20),
        ("sw_starters", 0.5, 1 + 0.5 + 1, 0.5 / 2.5 * 100),
        ("sw_under_two_years", 2, 4, 50),
        ("sw_newly_qualified", 1, 5, 20),
        ("sw_role_3", 1, None, 1),
        ("sw_role_5", 4, None, 4),
    ],
)
def test_the_figure_is_what_comes_out_by_hand(code: str, above: float, below: float | None, value: float) -> None:
    found = told(code)
    assert found.counted.above == pytest.approx(above)
    assert found.counted.below == (None if below is None else pytest.approx(below))
    assert found.value == pytest.approx(value)


# Department for Education, children's social work workforce, Wolverhampton, year to 30 September 2021
PUBLISHED = {
    "sw_caseload": 17.3,
    "sw_agency": 10.0,
    "sw_agency_number": 22,
    "sw_in_post_number": 215,
    "sw_turnover": 11.2,
    "sw_vacancy": 19.2,
    "sw_vacancy_covered": 46.8,
    "sw_absence": 4.6,
}


def test_the_demonstration_s_census_gives_the_published_figures_that_it_is_made_to_meet(tmp_path: Path) -> None:
    data = write_workforce(staff(Chance(1, "staff")), tmp_path)[-1].read_bytes()
    returns = read(data, name="csww.xml", folder="", sha256="", today=ON).returns
    scene = scene_of(assemble([]), date(2022, 3, 31), returns=returns)
    figures = {code: round(measure(INDICATORS[code], scene).value or 0, 1) for code in PUBLISHED}
    assert figures == PUBLISHED


def test_years_in_role_run_to_the_day_of_the_census() -> None:
    days = [
        (date(2022, 9, 30) - begun).days
        for begun in (date(2018, 9, 30), date(2022, 6, 1), date(2018, 9, 3), date(2021, 1, 1))
    ]
    assert told("sw_years_in_role").value == pytest.approx(sum(days) / 4 / 365.25)


def test_what_is_not_settled_can_be_chosen_and_is_said() -> None:
    found = told("sw_absence", options={"working_days_a_year": "252", "sickness_of_leavers": "leave_out"})
    assert found.value == pytest.approx(100 / (IN_POST_FTE * 252) * 100)
    assert "A year has 252 working days." in found.source
    assert "253 working days" in told("sw_absence").source


def test_who_stands_behind_a_figure_is_told_and_who_cannot_be_judged() -> None:
    judged = told("sw_caseload").judgement
    outcomes = dict(judged.select("item", "outcome").rows())
    assert outcomes["SW1000000001"] == Outcome.PASS
    assert outcomes["SW1000000003"] == Outcome.NOT_ELIGIBLE
    assert outcomes["SW1000000004"] == outcomes["SW1000000009"] == Outcome.INCOMPLETE
    assert set(judged["child"]) == {""}
    assert {"team", "role", "agency"} <= set(judged.columns)


def test_a_caseload_can_be_split_by_role() -> None:
    by_role = {part.label: part.value for part in told("sw_caseload").by("role")}
    assert by_role["Case holder"] == pytest.approx(54 / 2.5)
    assert by_role["First-line manager"] is None


def test_without_a_census_each_says_that_none_was_brought() -> None:
    scene = scene_of(assemble([]), ON)
    for one in INDICATORS.values():
        if "csww" in one.source:
            found = measure(one, scene)
            assert (found.value, found.counted.numerator) == (None, None)
            assert "No children's social work workforce census was brought" in found.source


def test_roles_are_as_many_as_the_census_has() -> None:
    assert {code for code in INDICATORS if code.startswith("sw_role_")} == {
        f"sw_role_{one.code}" for one in BOOK.code_set("ROLE")
    }


EPISODES = """
child | decom      | dec        | rne | ls | place | place_provider | rec | pl_post
A     | 2020-05-01 |            | S   | C2 | U4    | PR1            |     | A1
B     | 2020-05-01 |            | S   | C2 | U4    | PR1            |     | B1
C     | 2020-05-01 |            | S   | C2 | U4    | PR1            |     | C1
D     | 2020-05-01 |            | S   | C2 | U4    | PR1            |     | D1
E     | 2020-05-01 | 2023-12-01 | S   | C2 | U4    | PR1            | E4A | E1
"""
HEADER = "child | sex | dob\n" + "\n".join(f"{child} | 1 | 2014-05-01" for child in "ABCDE")
SOCIAL_WORKERS = """
child | sw_id | sw_decom   | sw_dec
A     | W1    | 2022-01-01 | 2023-06-01
A     | W2    | 2023-06-01 | 2023-09-01
A     | W3    | 2023-09-01 |
B     | W1    | 2022-01-01 | 2023-06-01
B     | W2    | 2023-06-01 | 2023-09-01
B     | W1    | 2023-09-01 |
C     | W1    | 2021-01-01 | 2023-03-31
C     | W2    | 2023-03-31 | 2023-09-01
C     | W3    | 2023-09-01 |
E     | W1    | 2023-04-01 | 2023-05-01
E     | W2    | 2023-05-01 | 2023-06-01
E     | W3    | 2023-06-01 | 2023-12-01
"""


def test_three_different_workers_in_the_year_count_and_one_who_comes_back_is_one() -> None:
    ret = a_return(2024, Episodes=EPISODES, Header=HEADER, SWEpisodes=SOCIAL_WORKERS)
    scene = scene_of(assemble([ret]), date(2024, 3, 31), returns=[ret])
    found = measure(INDICATORS["sw_changes"], scene)
    assert dict(found.judgement.select("child", "outcome").rows()) == {
        "A": Outcome.PASS,
        "B": Outcome.FAIL,
        "C": Outcome.FAIL,
        "D": Outcome.INCOMPLETE,
    }
    assert (found.counted.numerator, found.counted.denominator, found.value) == (1, 4, 25.0)
