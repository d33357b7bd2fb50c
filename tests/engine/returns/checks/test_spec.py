"""What counts as a fault and what does not, in small tables: the edges of each rule."""

from __future__ import annotations

import pytest

from tests.engine.returns.checks.asked import said, small_return

# Ann is 9 to 10 in the year to 31 March 2020; Ben, born on 29 February, turns 18 on 1 March 2022
HEADER = """
CHILD | SEX | DOB        | ETHNIC | UPN | MOTHER
A     | F   | 03/05/2009 | WBRI   | UN1 | 0
B     | M   | 29/02/2004 | MWBC   | UN1 | 0
"""
OPENING = "CHILD | DECOM | DEC | RNE | REC | LS | PLACE | PLACE_PROVIDER | PL_POST | URN"


def faults(*rows: str, about: str = "", year: int = 2020, header: str = HEADER, **tables: str) -> list[tuple[str, int]]:
    return said(small_return(year, Header=header, Episodes="\n".join((OPENING, *rows)), **tables), about=about)


BEN = "B | 10/06/2015 |            | S |    | C2 | U4 | PR1 | N1 1AA | 1"


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        # the day that one ends is the day that the next starts
        (
            [
                "A | 10/06/2018 | 01/09/2019 | S | X1 | C2 | U4 | PR1 | N1 1AA | 1",
                "A | 01/09/2019 |            | P |    | C2 | K2 | PR4 | N2 2BB | 2",
            ],
            [],
        ),
        # an end on 1 April goes on in the next return
        (["A | 10/06/2018 | 01/04/2020 | S | X1 | C2 | U4 | PR1 | N1 1AA | 1"], []),
        (["A | 10/06/2018 | 31/03/2020 | S | X1 | C2 | U4 | PR1 | N1 1AA | 1"], [("nothing-follows-x1", 2)]),
        # one day too late, and one day too early
        (
            [
                "A | 10/06/2018 | 01/09/2019 | S | X1 | C2 | U4 | PR1 | N1 1AA | 1",
                "A | 02/09/2019 |            | P |    | C2 | K2 | PR4 | N2 2BB | 2",
            ],
            [("nothing-follows-x1", 2)],
        ),
        (
            [
                "A | 10/06/2018 | 01/09/2019 | S | X1 | C2 | U4 | PR1 | N1 1AA | 1",
                "A | 31/08/2019 |            | P |    | C2 | K2 | PR4 | N2 2BB | 2",
            ],
            [("episodes-overlap", 3)],
        ),
        # the order of the rows in the file does not matter
        (
            [
                "A | 01/09/2019 |            | P |    | C2 | K2 | PR4 | N2 2BB | 2",
                "A | 10/06/2018 | 01/09/2019 | S | X1 | C2 | U4 | PR1 | N1 1AA | 1",
            ],
            [],
        ),
        # a second start after leaving is no fault; on the same day it may be one
        (
            [
                "A | 10/06/2018 | 01/09/2019 | S | E4A | C2 | U4 | PR1 | N1 1AA | 1",
                "A | 02/09/2019 |            | S |     | C2 | U4 | PR1 | N1 1AA | 1",
            ],
            [],
        ),
        (
            [
                "A | 10/06/2018 | 01/09/2019 | S | E4A | C2 | U4 | PR1 | N1 1AA | 1",
                "A | 01/09/2019 |            | S |     | C2 | U4 | PR1 | N1 1AA | 1",
            ],
            [("starts-the-day-it-ended", 3)],
        ),
        (
            [
                "A | 10/06/2018 | 01/09/2019 | S | E4A | C2 | U4 | PR1 | N1 1AA | 1",
                "A | 05/10/2019 |            | P |     | C2 | U4 | PR1 | N1 1AA | 1",
            ],
            [("carries-on-after-leaving", 3)],
        ),
        # what began before the year may carry on; what begins in it needs a start
        (["A | 01/04/2019 |            | P |    | C2 | U4 | PR1 | N1 1AA | 1"], []),
        (["A | 02/04/2019 |            | P |    | C2 | U4 | PR1 | N1 1AA | 1"], [("start-missing", 2)]),
        # one child's episodes say nothing of another's
        (["A | 10/06/2018 | 01/09/2019 | S | E4A | C2 | U4 | PR1 | N1 1AA | 1", BEN], []),
        # of an end with a reason, both or neither
        (["A | 10/06/2018 | 01/09/2019 | S |     | C2 | U4 | PR1 | N1 1AA | 1"], [("end-without-reason", 2)]),
        (["A | 10/06/2018 |            | S | E4A | C2 | U4 | PR1 | N1 1AA | 1"], [("reason-without-end", 2)]),
        (["A | 10/06/2018 |            | S | X1  | C2 | U4 | PR1 | N1 1AA | 1"], [("open-but-continued", 2)]),
        # the return of the year before holds what ended on 1 April; what ended earlier does not belong here
        (["A | 10/06/2018 | 01/04/2019 | S | E4A | C2 | U4 | PR1 | N1 1AA | 1"], []),
        (["A | 10/06/2018 | 31/03/2019 | S | E4A | C2 | U4 | PR1 | N1 1AA | 1"], [("ended-before-the-year", 2)]),
    ],
)
def test_one_episode_after_another(rows: list[str], expected: list[tuple[str, int]]) -> None:
    both = rows if any(row.startswith("B") for row in rows) else [*rows, BEN]
    assert faults(*both) == expected


@pytest.mark.parametrize(
    ("decom", "dec", "rec", "expected"),
    [
        ("10/06/2019", "01/03/2022", "E8", []),
        ("10/06/2019", "02/03/2022", "E8", [("in-care-past-18", 2)]),
        ("10/06/2019", "", "", [("in-care-past-18", 2)]),
        ("28/02/2022", "01/03/2022", "E8", []),
        ("01/03/2022", "05/03/2022", "E8", [("episode-starts-at-18", 2)]),
        ("10/06/2019", "01/03/2022", "E17", []),
        ("10/06/2019", "28/02/2022", "E17", [("staying-put-before-18", 2)]),
        ("28/02/2004", "15/03/2022", "E8", [("episode-before-birth", 2), ("in-care-past-18", 2)]),
    ],
)
def test_a_child_born_on_29_february_is_18_on_1_march(
    decom: str, dec: str, rec: str, expected: list[tuple[str, int]]
) -> None:
    header = HEADER.replace("A     |", "C     |").replace("03/05/2009", "03/05/2003")
    row = f"B | {decom} | {dec} | S | {rec} | C2 | U4 | PR1 | N1 1AA | 1"
    grown = "C | 10/06/2015 | 03/05/2021 | S | E17 | C2 | U4 | PR1 | N1 1AA | 1"
    assert faults(row, grown, header=header, year=2022) == expected


@pytest.mark.parametrize(
    ("place", "provider", "expected"),
    [
        ("U4", "PR4", []),
        ("U4", "", [("foster-provider-missing", 2)]),
        ("U4", "PR0", [("parent-as-provider-elsewhere", 2)]),
        ("U1", "", [("provider-missing", 2)]),
        ("P1", "PR0", []),
        ("P1", "PR1", [("with-parents-by-another", 2)]),
        ("P1", "", [("provider-missing", 2)]),
        ("Z1", "", []),
        ("Z1", "PR4", [("provider-not-expected", 2)]),
        ("Z1", "PR0", [("provider-not-expected", 2)]),
        ("T2", "", [("care-starts-with-temporary-move", 2)]),
        ("", "", [("placement-missing", 2)]),
    ],
)
def test_who_provides_a_placement(place: str, provider: str, expected: list[tuple[str, int]]) -> None:
    row = f"A | 10/06/2019 | | S | | C2 | {place} | {provider} | N1 1AA | 1"
    assert faults(row, BEN) == expected


@pytest.mark.parametrize(
    ("ls", "place", "expected"),
    [
        ("C2", "P1", []),
        ("V2", "P1", [("with-parents-without-order", 2)]),
        ("E1", "A5", []),
        ("C2", "A5", [("adoption-placement-wrong-order", 2)]),
        ("E1", "A3", [("adoption-placement-wrong-order", 2)]),
        ("V2", "A3", []),
        ("", "K2", [("legal-status-missing", 2)]),
    ],
)
def test_the_order_that_a_placement_needs(ls: str, place: str, expected: list[tuple[str, int]]) -> None:
    provider = "PR0" if place == "P1" else "PR1"
    decision = "CHILD | DOB | DATE_PLACED\nA | 03/05/2009 | 01/05/2019"
    row = f"A | 10/06/2019 | | S | | {ls} | {place} | {provider} | N1 1AA | 1"
    assert faults(row, BEN, PlacedAdoption=decision) == expected


@pytest.mark.parametrize(
    ("place", "dec", "expected"),
    [
        ("T1", "14/10/2019", []),
        ("T1", "15/10/2019", [("hospital-stay-too-long", 3)]),
        ("T3", "23/09/2019", []),
        ("T3", "24/09/2019", [("carer-holiday-too-long", 3)]),
        ("T4", "09/09/2019", []),
        ("T4", "10/09/2019", [("temporary-move-too-long", 3)]),
    ],
)
def test_how_long_a_temporary_move_may_last(place: str, dec: str, expected: list[tuple[str, int]]) -> None:
    rows = (
        "A | 10/06/2018 | 02/09/2019 | S | X1 | C2 | U4 | PR1 | N1 1AA | 1",
        f"A | 02/09/2019 | {dec} | P | X1 | C2 | {place} | {'PR1' if place == 'T4' else ''} | N2 2BB |",
        f"A | {dec} | | P | | C2 | U4 | PR1 | N1 1AA | 1",
    )
    assert faults(*rows, BEN) == expected


@pytest.mark.parametrize(
    ("year", "place", "decom", "born", "expected"),
    [
        (2021, "H5", "01/06/2020", "01/06/2006", []),
        (2021, "H5", "01/06/2020", "02/06/2006", ["supported-accommodation-too-young"]),
        (2021, "P2", "01/06/2020", "01/06/2006", ["supported-accommodation-too-young"]),
        (2021, "P2", "01/06/2020", "01/06/2005", []),
        (2022, "H5", "08/09/2021", "01/06/2006", []),
        (2022, "H5", "09/09/2021", "01/06/2006", ["supported-accommodation-too-young"]),
        (2022, "H5", "09/09/2021", "09/09/2005", []),
        (2025, "K3", "01/06/2024", "02/06/2008", ["supported-accommodation-too-young"]),
        (2024, "P2", "01/06/2023", "01/06/2006", ["independent-living-after-october-2023"]),
        (2022, "K1", "01/06/2021", "01/06/2011", []),
        (2022, "K1", "01/06/2021", "02/06/2011", ["secure-under-10"]),
    ],
)
def test_the_youngest_age_for_a_placement_is_that_of_its_day(
    year: int, place: str, decom: str, born: str, expected: list[str]
) -> None:
    header = f"CHILD | SEX | DOB | ETHNIC | UPN\nA | F | {born} | WBRI | UN1"
    row = f"A | {decom} | | S | | C2 | {place} | PR4 | N1 1AA | 1"
    assert [code for code, _ in faults(row, header=header, year=year)] == expected


@pytest.mark.parametrize(
    ("ls", "dec", "expected"),
    [
        ("V3", "18/09/2019", []),
        ("V3", "19/09/2019", [("short-break-too-long", 2)]),
        ("V4", "19/09/2019", []),
        ("L1", "04/09/2019", []),
        ("L1", "05/09/2019", [("protection-order-too-long", 2)]),
        ("L2", "23/09/2019", [("protection-order-too-long", 2)]),
        ("L3", "08/09/2019", []),
    ],
)
def test_how_long_a_legal_status_may_last(ls: str, dec: str, expected: list[tuple[str, int]]) -> None:
    row = f"A | 01/09/2019 | {dec} | S | E8 | {ls} | K2 | PR4 | N1 1AA | 1"
    assert faults(row, BEN) == expected


def test_a_short_break_in_the_middle_of_other_care_is_told_once() -> None:
    rows = (
        "A | 10/06/2018 | 02/09/2019 | S | X1 | C2 | U4 | PR1 | N1 1AA | 1",
        "A | 02/09/2019 | 09/09/2019 | L | X1 | V3 | U4 | PR1 | N1 1AA | 1",
        "A | 09/09/2019 |            | L |    | C2 | U4 | PR1 | N1 1AA | 1",
    )
    assert faults(*rows, BEN) == [("short-break-inside-care", 3)]


def test_a_change_of_home_and_what_it_is_called_must_agree() -> None:
    before = "A | 10/06/2018 | 02/09/2019 | S | X1 | C1 | U4 | PR1 | N1 1AA | 1"
    same, other = "U4 | PR1 | N1 1AA | 1", "U4 | PR1 | N2 2BB | 1"
    assert faults(before, f"A | 02/09/2019 | | L | | C2 | {same}", BEN) == []
    assert faults(before, f"A | 02/09/2019 | | L | | C2 | {other}", BEN) == [("legal-change-moves-home", 3)]
    assert faults(before, f"A | 02/09/2019 | | P | | C1 | {other}", BEN) == []
    assert faults(before, f"A | 02/09/2019 | | P | | C1 | {same}", BEN) == [("move-to-the-same-home", 3)]
    assert faults(before, f"A | 02/09/2019 | | T | | C1 | {same}", BEN) == []


OC2 = "CHILD | DOB | SDQ_SCORE | SDQ_REASON | HEALTH_ASSESSMENT | TEETH_CHECK | IMMUNISATIONS"
ANN_HEALTH = f"{OC2}\nB | 29/02/2004 | 9 | | 1 | 1 | 1\nA | 03/05/2009 | 9 | | 1 | 1 | 1"


@pytest.mark.parametrize(
    ("row", "all_year"),
    [
        ("A | 01/04/2019 |            | S |     | C2 | U4 | PR1 | N1 1AA | 1", True),
        ("A | 02/04/2019 |            | S |     | C2 | U4 | PR1 | N1 1AA | 1", False),
        ("A | 10/06/2018 | 01/04/2020 | S | E4A | C2 | U4 | PR1 | N1 1AA | 1", True),
        ("A | 10/06/2018 | 31/03/2020 | S | E4A | C2 | U4 | PR1 | N1 1AA | 1", False),
        ("A | 10/06/2018 |            | S |     | V4 | U4 | PR1 | N1 1AA | 1", False),
    ],
)
def test_the_health_record_is_for_children_in_care_all_year(row: str, all_year: bool) -> None:
    without = "\n".join(ANN_HEALTH.splitlines()[:2])
    assert faults(row, BEN, about="health-record", OC2=ANN_HEALTH) == (
        [] if all_year else [("health-record-under-a-year", 3)]
    )
    assert faults(row, BEN, about="health-record", OC2=without) == ([("health-record-missing", 2)] if all_year else [])


@pytest.mark.parametrize(
    ("review", "expected"),
    [
        ("09/06/2019", [("review-outside-care", 2)]),
        ("10/06/2019", []),
        ("01/09/2019", []),
        ("02/09/2019", [("review-outside-care", 2)]),
        ("31/03/2019", []),
    ],
)
def test_a_review_is_held_in_care_up_to_its_last_day(review: str, expected: list[tuple[str, int]]) -> None:
    reviews = f"CHILD | DOB | REVIEW | REVIEW_CODE\nA | 03/05/2009 | {review} | PN1"
    row = "A | 10/06/2019 | 01/09/2019 | S | E4A | C2 | U4 | PR1 | N1 1AA | 1"
    assert faults(row, BEN, Reviews=reviews) == expected


def test_children_in_some_tables_and_not_in_others() -> None:
    perm = "CHILD | DOB | PREV_PERM\nA | 03/05/2009 | Z1\nX | 03/05/2009 | Z1\nX | 03/05/2009 | P1\nB | 28/02/2004 | Z1"
    assert faults(BEN, "X | 10/06/2018 | | S | | C2 | U4 | PR1 | N1 1AA | 1", PrevPerm=perm) == [
        ("child-not-in-header", 3),
        ("child-without-episodes", 2),
        ("record-without-header", 3),
        ("date-of-birth-differs", 5),
    ]


def test_a_care_leaver_needs_no_episode() -> None:
    header = HEADER.replace("03/05/2009", "03/05/2001")
    leavers = "CHILD | DOB | IN_TOUCH | ACTIV | ACCOM\nA | 03/05/2001 | YES | F1 | B1"
    assert faults(BEN, header=header, OC3=leavers) == []
