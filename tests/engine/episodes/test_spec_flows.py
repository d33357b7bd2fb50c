"""Who starts, leaves, comes back and moves: small tables of rows and what must come out."""

from __future__ import annotations

from datetime import date

from suffice.engine.episodes import TURNED_18, as_known_on, assemble, flows, moves, periods
from suffice.engine.episodes.model import History
from tests.engine.episodes.build import a_return

HEADER = """
child | sex | dob
A     | 1   | 2010-05-10
B     | 2   | 2003-09-15
"""
YEAR = (date(2021, 4, 1), date(2022, 3, 31))


def history(episodes: str, header: str = HEADER) -> History:
    return assemble([a_return(2022, Episodes=episodes, Header=header)])


COMES_BACK = """
child | decom      | dec        | rne | ls | place | place_provider | rec
A     | 2021-04-10 | 2021-05-01 | S   | V2 | U4    | PR1            | X1
A     | 2021-05-01 | 2021-06-01 | P   | C2 | K2    | PR4            | E8
A     | 2021-09-01 |            | S   | V2 | U4    | PR4            |
"""


def test_a_period_of_care_is_unbroken_episodes() -> None:
    found = periods(history(COMES_BACK))
    columns = [
        "start",
        "end",
        "rne",
        "rec",
        "episodes",
        "first_ls",
        "last_ls",
        "first_state",
        "last_state",
        "provisional",
    ]
    assert found.select(columns).rows() == [
        (date(2021, 4, 10), date(2021, 6, 1), "S", "E8", 2, "V2", "C2", "in_house_foster", "childrens_home", False),
        (date(2021, 9, 1), None, "S", None, 1, "V2", "V2", "agency_foster", "agency_foster", False),
    ]


def test_a_child_who_comes_back_starts_again_and_is_flagged() -> None:
    between = flows(history(COMES_BACK), *YEAR)
    assert between.starts.select("on", "ls", "state", "days_away", "reentry").rows() == [
        (date(2021, 4, 10), "V2", "in_house_foster", None, False),
        (date(2021, 9, 1), "V2", "agency_foster", 92, True),
    ]
    assert between.ceases.select("on", "reason", "ls", "state", "start").rows() == [
        (date(2021, 6, 1), "E8", "C2", "childrens_home", date(2021, 4, 10))
    ]
    assert (between.started, between.ceased, between.left_out) == (1, 1, 0)


def test_the_18th_birthday_is_leaving_care_whatever_the_return_says() -> None:
    between = flows(history("child | decom | dec | rne | ls\nB | 2021-04-10 | | S | V2"), *YEAR)
    assert between.ceases.select("on", "reason", "age", "age_band").rows() == [
        (date(2021, 9, 15), TURNED_18, 18, "16-17")
    ]
    after = flows(history("child | decom | dec | rne | ls\nB | 2021-10-10 | | S | V2"), *YEAR)
    assert (after.starts.height, after.ceases.height) == (0, 0)


def test_short_breaks_neither_start_nor_end_a_period_of_care() -> None:
    between = flows(
        history("""
        child | decom      | dec        | rne | ls
        A     | 2021-04-10 | 2021-05-01 | S   | V3
        A     | 2021-05-01 | 2021-06-01 | L   | C2
        A     | 2021-06-01 | 2021-07-01 | L   | V4
        """),
        *YEAR,
    )
    assert between.starts.select("on", "continuing", "reentry").rows() == [(date(2021, 5, 1), True, False)]
    assert between.ceases.select("on", "continuing").rows() == [(date(2021, 6, 1), True)]
    assert (between.started, between.ceased) == (0, 0)


def test_children_without_a_date_of_birth_are_left_out_of_flows_and_counted() -> None:
    between = flows(history("child | decom | dec | ls\nZ | 2021-04-10 | 2021-05-01 | C2\nY | 2019-04-10 | | C2"), *YEAR)
    assert (between.starts.height, between.ceases.height, between.left_out) == (0, 0, 1)


def test_an_end_put_there_by_a_repair_is_provisional() -> None:
    old = a_return(2021, Episodes="child | decom | dec | rne | ls\nA | 2020-06-01 | | S | C2", Header=HEADER)
    new = a_return(2022, Episodes="child | decom | dec | rne | ls\nB | 2021-06-01 | | S | C2")
    whole = assemble([old, new])
    (leaver,) = [one for one in flows(whole, *YEAR).ceases.rows(named=True) if one["child"] == "A"]
    assert (leaver["on"], leaver["reason"], leaver["provisional"]) == (date(2021, 4, 1), None, True)
    known = as_known_on(whole, date(2021, 3, 31)).episodes.row(0, named=True)
    assert (known["dec"], known["repair"], known["unknown_exit"]) == (None, None, False)


def test_moves_are_changes_of_placement_and_not_of_legal_status_or_for_respite() -> None:
    found = moves(
        history("""
        child | decom      | dec        | rne | ls | place | place_provider | pl_post
        A     | 2021-04-10 | 2021-05-01 | S   | V2 | U4    | PR1            | A1
        A     | 2021-05-01 | 2021-06-01 | L   | C2 | U4    | PR1            | A1
        A     | 2021-06-01 | 2021-06-20 | P   | C2 | T3    |                | B2
        A     | 2021-06-20 | 2021-07-01 | P   | C2 | U4    | PR1            | A1
        A     | 2021-07-01 | 2021-08-01 | P   | C2 | U4    | PR1            | A1
        A     | 2021-08-01 | 2021-09-01 | T   | C2 | U1    | PR1            | A1
        A     | 2021-09-01 | 2021-10-01 | P   | C2 | T3    |                | B2
        A     | 2021-10-01 | 2021-11-01 | B   | E1 | K2    | PR4            | C3
        A     | 2021-12-01 |            | S   | C2 | K2    | PR4            | D4
        B     | 2021-04-10 |            | S   | V2 | U4    | PR1            | E5
        """)
    )
    assert found.select("on", "from_state", "to_state", "carer_changed").rows() == [
        (date(2021, 7, 1), "in_house_foster", "in_house_foster", True),
        (date(2021, 8, 1), "in_house_foster", "friends_and_family", False),
        (date(2021, 10, 1), "friends_and_family", "childrens_home", True),
    ]
