"""Who is in care on a day, and where: small tables of rows and what must come out."""

from __future__ import annotations

from datetime import date

import pytest

from suffice.engine.episodes import AGE_BANDS, PlacementState, assemble, stock_on
from suffice.engine.episodes.model import History
from suffice.engine.findings import Severity
from suffice.engine.returns.model import Return
from tests.engine.episodes.build import a_return

HEADER = """
child | sex | dob
A     | 1   | 2010-05-10
B     | 2   | 2004-02-29
C     | U   | 2004-03-31
"""


def one_return(episodes: str, header: str = HEADER, year: int = 2022, uasc: str = "") -> Return:
    return a_return(year, Episodes=episodes, Header=header, UASC=uasc)


def in_care(history: History, on: date) -> list[str]:
    return history and stock_on(history, on).children.get_column("child").to_list()


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        (date(2021, 5, 31), []),
        (date(2021, 6, 1), ["A"]),
        (date(2021, 6, 29), ["A"]),
        (date(2021, 6, 30), []),
    ],
)
def test_an_episode_runs_from_its_first_day_to_the_day_before_it_ends(on: date, expected: list[str]) -> None:
    history = assemble([one_return("child | decom | dec | ls\nA | 2021-06-01 | 2021-06-30 | C2")])
    assert in_care(history, on) == expected


@pytest.mark.parametrize(
    ("child", "last"),
    [("B", date(2022, 2, 28)), ("C", date(2022, 3, 30))],
    ids=["born on 29 February: 18 on 1 March", "born on 31 March"],
)
def test_a_child_is_counted_until_the_18th_birthday(child: str, last: date) -> None:
    history = assemble([one_return(f"child | decom | dec | ls\n{child} | 2021-06-01 |  | C2")])
    assert in_care(history, last) == [child]
    assert in_care(history, date.fromordinal(last.toordinal() + 1)) == []


def test_short_breaks_are_not_counted_while_they_last() -> None:
    history = assemble(
        [
            one_return("""
            child | decom      | dec        | rne | ls
            A     | 2021-06-01 | 2021-07-01 | S   | C2
            A     | 2021-07-01 | 2021-08-01 | L   | V3
            A     | 2021-08-01 | 2021-09-01 | L   | V4
            A     | 2021-09-01 |            | L   |
            """)
        ]
    )
    days = [date(2021, month, 15) for month in range(6, 10)]
    assert [in_care(history, day) for day in days] == [["A"], [], [], ["A"]]


def test_overlapping_episodes_count_one_child_where_the_latest_placement_is() -> None:
    history = assemble(
        [
            one_return("""
            child | decom      | dec | ls | place | place_provider
            A     | 2021-06-01 |     | C2 | U4    | PR1
            A     | 2021-08-01 |     | C2 | K2    | PR4
            """)
        ]
    )
    assert stock_on(history, date(2021, 7, 1)).children.get_column("state").to_list() == ["in_house_foster"]
    assert stock_on(history, date(2021, 8, 1)).children.get_column("state").to_list() == ["childrens_home"]
    assert [finding.code for finding in history.findings] == ["overlapping-episodes-both-stand"]


def test_a_child_without_a_date_of_birth_is_left_out_and_said_so() -> None:
    history = assemble([one_return("child | decom | dec | ls\nA | 2021-06-01 | | C2\nZ | 2021-06-01 | | C2")])
    stock = stock_on(history, date(2021, 12, 31))
    assert (stock.total, stock.left_out) == (1, 1)
    (finding,) = history.findings
    assert (finding.code, finding.severity, finding.count) == ("child-without-date-of-birth", Severity.ERROR, 1)
    assert (finding.examples[0].file, finding.examples[0].row, finding.examples[0].value) == (
        "2022/episodes.csv",
        3,
        "Z",
    )


STATES = {
    PlacementState.IN_HOUSE_FOSTER: "U4/PR1 U5/PR2 U6/PR3 U4/",
    PlacementState.AGENCY_FOSTER: "U4/PR4 U5/PR5 U6/PR4",
    PlacementState.FRIENDS_AND_FAMILY: "U1/PR1 U2/PR4 U3/PR0 U1/",
    PlacementState.CHILDRENS_HOME: "K2/PR1 R1/PR4 S1/",
    PlacementState.SECURE: "K1/PR1",
    PlacementState.SUPPORTED_ACCOMMODATION: "H5/PR4 P2/PR0 K3/PR5",
    PlacementState.WITH_PARENTS: "P1/PR0 P1/",
    PlacementState.PLACED_FOR_ADOPTION: "A3/PR0 A4/PR1 A5/ A6/PR5",
    PlacementState.OTHER: "U4/PR0 P3/PR1 R2/ R3/ R5/ Z1/ Z14/ XX/ /PR1 /",
}


@pytest.mark.parametrize("state", PlacementState)
def test_each_placement_code_has_its_state(state: PlacementState) -> None:
    for code in STATES[state].split():
        place, provider = code.split("/")
        history = assemble(
            [
                one_return(
                    f"child | decom | dec | ls | place | place_provider\nA | 2021-06-01 | | C2 | {place} | {provider}"
                )
            ]
        )
        assert stock_on(history, date(2021, 6, 1)).children.get_column("state").to_list() == [str(state)], code
        doubtful = [finding.code for finding in history.findings]
        assert doubtful == (["foster-care-without-provider"] if code == "U4/PR0" else [])


def test_every_state_has_its_words() -> None:
    assert len({state.label for state in PlacementState}) == 9


def test_a_temporary_placement_keeps_the_placement_that_it_interrupts() -> None:
    history = assemble(
        [
            one_return("""
            child | decom      | dec        | rne | ls | place | place_provider | rec
            A     | 2021-04-01 | 2021-05-01 | S   | C2 | T0    |                | X1
            A     | 2021-05-01 | 2021-06-01 | P   | C2 | U4    | PR5            | X1
            A     | 2021-06-01 | 2021-07-01 | P   | C2 | T1    |                | X1
            A     | 2021-07-01 | 2021-08-01 | L   | V2 | T4    |                | E8
            A     | 2021-10-01 |            | S   | C2 | T3    |                |
            """)
        ]
    )
    days = [date(2021, month, 15) for month in (4, 5, 6, 7, 10)]
    states = [stock_on(history, day).children.get_column("state").item() for day in days]
    assert states == ["other", "agency_foster", "agency_foster", "agency_foster", "other"]
    (finding,) = history.findings
    assert (finding.code, finding.count) == ("temporary-placement-of-unknown-home", 2)


def test_a_legal_status_change_keeps_the_placement_and_the_period() -> None:
    history = assemble(
        [
            one_return("""
            child | decom      | dec        | rne | ls | place | place_provider
            A     | 2021-04-10 | 2021-05-01 | S   | V2 | U4    | PR1
            A     | 2021-05-01 |            | L   | C2 | U4    | PR1
            """)
        ]
    )
    child = stock_on(history, date(2021, 6, 1)).children.row(0, named=True)
    assert (child["ls"], child["state"], child["period_start"]) == ("C2", "in_house_foster", date(2021, 4, 10))


def test_ages_are_true_ages_in_whole_years() -> None:
    header = "child | sex | dob\n" + "\n".join(f"{age} | 1 | {2022 - age}-01-01" for age in range(18))
    episodes = "child | decom | dec | ls\n" + "\n".join(f"{age} | 2022-01-01 | | C2" for age in range(18))
    stock = stock_on(assemble([one_return(episodes, header)]), date(2022, 1, 1)).children
    assert all(int(child) == age for child, age in stock.select("child", "age").iter_rows())
    bands = {label: range(first, after) for label, first, after in AGE_BANDS}
    assert all(age in bands[band] for age, band in stock.select("age", "age_band").iter_rows())
    year_end = stock_on(assemble([one_return(episodes, header)]), date(2022, 12, 31)).children
    assert all(int(child) == age for child, age in year_end.select("child", "age").iter_rows())


def test_a_birthday_makes_a_child_a_year_older() -> None:
    history = assemble([one_return("child | decom | dec | ls\nA | 2021-04-01 | | C2\nB | 2021-04-01 | | C2")])
    days = [date(2021, 5, 9), date(2021, 5, 10), date(2022, 2, 27), date(2022, 2, 28)]
    assert [tuple(stock_on(history, day).children.get_column("age")) for day in days] == [
        (10, 17),
        (11, 17),
        (11, 17),
        (11, 17),
    ]


def test_a_child_not_yet_born_counts_in_the_first_age_band() -> None:
    history = assemble([one_return("child | decom | dec | ls\nA | 2009-06-01 | | C2")])
    assert stock_on(history, date(2009, 6, 1)).children.select("age", "age_band").rows() == [(0, "0")]


def test_the_latest_header_with_a_date_of_birth_is_believed() -> None:
    returns = [
        a_return(2020, Header="child | sex | dob\nA | 2 | 2010-05-10", UASC="child | duc\nA |"),
        a_return(
            2021, Header="child | sex | dob\nA | 1 | 2010-05-11", Episodes="child | decom | dec\nA | 2020-06-01 |"
        ),
        a_return(2022, Header="child | sex | dob\nA | 2 | ", Episodes="child | decom | dec\nA | 2020-06-01 |"),
    ]
    history = assemble(returns[::-1])
    child = history.children.row(0, named=True)
    assert (child["dob"], child["sex"], child["uasc"], child["year"]) == (date(2010, 5, 11), "M", True, 2021)
    changed = next(finding for finding in history.findings if finding.code == "date-of-birth-changed")
    assert changed.count == 1
    assert "10 May 2010" in changed.examples[0].sentence


def test_each_authority_has_its_own_latest_year_and_its_own_children() -> None:
    episodes = "child | decom | dec | ls\nA | 2019-06-01 | | C2"
    header = "child | sex | dob\nA | 1 | 2010-05-10"
    returns = [
        a_return(2020, authority="North", Episodes=episodes, Header=header),
        a_return(2020, authority="South", Episodes=episodes, Header=header),
        a_return(2021, authority="South", Episodes=episodes.replace("A", "B"), Header=header.replace("A", "B")),
    ]
    stock = stock_on(assemble(returns), date(2020, 4, 1)).children
    assert stock.select("authority", "child").rows() == [("North", "A"), ("South", "B")]


def test_rows_that_name_no_authority_belong_to_the_only_one_named() -> None:
    episodes = "child | decom | dec | ls\nA | 2019-06-01 | | C2"
    returns = [a_return(2020, Episodes=episodes, Header=HEADER), a_return(2021, authority="North", Episodes=episodes)]
    assert assemble(returns).episodes.get_column("authority").to_list() == ["North"]
    assert assemble(returns[:1]).episodes.get_column("authority").to_list() == [""]


def test_a_refused_return_is_left_out() -> None:
    refused = Return(
        "ssda903", None, 2022, "x", one_return("child | decom | dec\nA | 2021-06-01 |").tables, (), "No Header."
    )
    assert assemble([refused]).episodes.is_empty()


def test_nothing_in_nothing_out() -> None:
    history = assemble([])
    assert (history.first_day, history.last_day, history.findings) == (None, None, ())
    assert stock_on(history, date(2022, 3, 31)).total == 0


def test_a_history_covers_the_collection_years_of_its_returns() -> None:
    episodes = "child | decom | dec\nA | 2015-06-01 |"
    history = assemble([a_return(year, Episodes=episodes) for year in (2021, 2019)])
    assert (history.first_day, history.last_day) == (date(2018, 4, 1), date(2021, 3, 31))
