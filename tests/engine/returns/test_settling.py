"""Every row is used, repaired or set aside in its own file, with its reason."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from suffice.engine.returns.remarks import REMARKS
from tests.engine.returns.building import (
    ANN,
    ANN_STAYS,
    BEN,
    BEN_LEAVES,
    EPISODES,
    GOOD,
    HEADER,
    accounted,
    lines,
    places,
    table,
    taken,
)


def episode(**cells: str) -> str:
    """Return Ann's episode with some cells changed."""
    names = EPISODES.split(",")
    return ",".join((dict(zip(names, ANN_STAYS.split(","), strict=True)) | cells)[name] for name in names)


EPISODE_ROWS = [
    # what stands in the row, (used, repaired, set aside) of that row, what is said, and about which column
    ({}, (1, 0, 0), None, None),
    ({"CHILD": ""}, (0, 0, 1), "child-blank", "CHILD"),
    ({"DECOM": ""}, (0, 0, 1), "decom-unreadable", "DECOM"),
    ({"DECOM": "31/06/2018"}, (0, 0, 1), "decom-unreadable", "DECOM"),
    ({"DECOM": "01/01/2089"}, (0, 0, 1), "decom-unreadable", "DECOM"),
    ({"DECOM": "10/06/18"}, (0, 1, 0), "date-two-digit-year", "DECOM"),
    ({"DECOM": "2018-06-10 00:00:00"}, (0, 1, 0), "date-with-time", "DECOM"),
    ({"DECOM": "2018-06-10"}, (1, 0, 0), "date-style", "DECOM"),
    ({"DEC": "09/06/2018"}, (0, 0, 1), "dec-before-decom", "DEC"),
    ({"DEC": "10/06/2018"}, (1, 0, 0), None, None),
    ({"DEC": "01/01/2089"}, (1, 0, 0), "date-out-of-range", "DEC"),
    ({"DEC": "soon"}, (1, 0, 0), "date-unreadable", "DEC"),
    ({"PLACE": "X9"}, (1, 0, 0), "code-unknown", "PLACE"),
    ({"PLACE": "K3"}, (1, 0, 0), "code-not-in-year", "PLACE"),
    ({"PLACE": "k2"}, (1, 0, 0), "code-case", "PLACE"),
    ({"CHILD": "101.0"}, (0, 1, 0), "decimal-removed", "CHILD"),
    ({"URN": "1234567.0"}, (0, 1, 0), "decimal-removed", "URN"),
    ({"HOME_POST": '"N1, 1AA"'}, (0, 1, 0), "postcode-tidied", "HOME_POST"),
    ({"CIN": "=1+1"}, (1, 0, 0), "formula", "CIN"),
    ({"URN": "@SUM(A1)"}, (1, 0, 0), "formula", "URN"),
    ({"URN": "+44"}, (1, 0, 0), "formula", "URN"),
    ({"URN": "-1+2"}, (1, 0, 0), "formula", "URN"),
    ({"URN": "-5"}, (1, 0, 0), None, None),
]


@pytest.mark.parametrize(("cells", "settled", "code", "column"), EPISODE_ROWS)
def test_an_episode_is_settled(
    tmp_path: Path, cells: dict[str, str], settled: tuple[int, int, int], code: str | None, column: str | None
) -> None:
    intake = taken(tmp_path, GOOD | {"episodes.csv": lines(EPISODES, BEN_LEAVES, episode(**cells))})
    report = next(one for one in intake.files if one.table == "Episodes")
    used, repaired, aside = settled
    assert (report.rows, report.used, report.repaired, report.set_aside) == (2, 1 + used, repaired, aside)
    assert accounted(intake)
    if code is None:
        assert not set(intake.flags["code"]) & set(REMARKS)
        return
    ((file, row, flagged, _),) = places(intake, code)
    per_file = REMARKS[code].sentence.count("{row}") == 0
    assert (file, row, flagged) == ("episodes.csv", None if per_file else 3, column)


def test_a_repaired_cell_holds_what_was_meant(tmp_path: Path) -> None:
    row = episode(CHILD="101.0", DECOM="10/06/18", HOME_POST='"n1,  1aa"', PLACE="u4")
    intake = taken(tmp_path, GOOD | {"episodes.csv": lines(EPISODES, row)})
    assert table(intake, "Episodes", ["child", "decom", "home_post", "place", "row"]) == [
        ("101", date(2018, 6, 10), "N1 1AA", "U4", 2)
    ]


def test_a_code_of_another_year_is_kept_and_an_unknown_one_is_not(tmp_path: Path) -> None:
    rows = lines(EPISODES, episode(PLACE="K3"), episode(PLACE="X9", DECOM="11/06/2018"))
    assert table(taken(tmp_path, GOOD | {"episodes.csv": rows}), "Episodes", ["place"]) == [("K3",), (None,)]


def test_an_exact_repeat_is_set_aside_and_another_episode_of_the_same_day_is_not(tmp_path: Path) -> None:
    rows = lines(EPISODES, ANN_STAYS, episode(DEC="10/06/2018"), ANN_STAYS)
    intake = taken(tmp_path, GOOD | {"episodes.csv": rows})
    assert places(intake, "row-repeated") == [("episodes.csv", 4, None, None)]
    assert [row for (row,) in table(intake, "Episodes", ["row"])] == [2, 3]


def test_the_last_dated_row_of_a_child_is_the_header_that_is_used(tmp_path: Path) -> None:
    header = lines(
        HEADER, ANN, "101,2,04/05/2010,WBRI,,,", "101,2,,WBRI,,,", "102,1,,,,,", BEN.replace("29/02/2012", "")
    )
    intake = taken(tmp_path, GOOD | {"header.csv": header})
    assert table(intake, "Header", ["child", "dob", "row"]) == [("101", date(2010, 5, 4), 3), ("102", None, 6)]
    assert [row for _, row, _, _ in places(intake, "child-repeated")] == [2, 4, 5]
    assert places(intake, "dob-missing") == [("header.csv", 6, "DOB", "102")]
    assert accounted(intake)


def test_a_child_without_a_date_of_birth_stays_in_the_header_with_a_finding(tmp_path: Path) -> None:
    intake = taken(tmp_path, GOOD | {"header.csv": lines(HEADER, ANN, "102,1,,MWBC,,,")})
    assert places(intake, "dob-missing") == [("header.csv", 3, "DOB", "102")]
    assert len(table(intake, "Header", ["child"])) == 2


def test_an_episode_repeated_in_a_later_return_stays_used(tmp_path: Path) -> None:
    later = GOOD | {"episodes.csv": lines(EPISODES, ANN_STAYS, "102,05/05/2019,S,V2,N5,K2,PR4,,,,,,")}
    both = {f"2019/{name}": text for name, text in GOOD.items()} | {
        f"2020/{name}": text for name, text in later.items()
    }
    intake = taken(tmp_path, both)
    assert [ret.year for ret in intake.usable] == [2019, 2020]
    assert all(one.used == one.rows for one in intake.files)


def test_what_is_set_aside_is_kept_as_it_was_written(tmp_path: Path) -> None:
    rows = lines(EPISODES, ANN_STAYS, "102,01/09/2018,S", BEN_LEAVES.replace("01/02/2019", "01/02/2017"))
    intake = taken(tmp_path, GOOD | {"episodes.csv": rows})
    kept = {one["row"]: one for one in intake.set_aside.iter_rows(named=True)}
    assert set(kept) == {3, 4}
    assert json.loads(kept[3]["values"]) == {"line": "102,01/09/2018,S"}
    assert json.loads(kept[4]["values"])["DEC"] == "01/02/2017"
    assert "LA" not in json.loads(kept[4]["values"])
    assert all(one["file"] == "episodes.csv" and one["table"] == "Episodes" and one["reason"] for one in kept.values())


def test_a_number_outside_its_range_is_left_blank(tmp_path: Path) -> None:
    oc2 = lines(
        "CHILD,DOB,SDQ_SCORE", *(f"{n},03/05/2010,{score}" for n, score in enumerate(["0", "40", "41", "x", "7.0"]))
    )
    intake = taken(tmp_path, GOOD | {"oc2.csv": oc2})
    assert table(intake, "OC2", ["sdq_score"]) == [(0,), (40,), (None,), (None,), (7,)]
    assert [row for _, row, _, _ in places(intake, "number-unreadable")] == [4, 5]


def test_old_and_new_codes_for_sex_are_read_alike(tmp_path: Path) -> None:
    header = lines(HEADER, ANN, BEN, "103,F,03/05/2010,,,,", "104,3,03/05/2010,,,,")
    intake = taken(tmp_path, GOOD | {"header.csv": header})
    assert table(intake, "Header", ["sex"]) == [("F",), ("M",), ("F",), (None,)]
    assert places(intake, "code-not-in-year") == [("header.csv", 4, "SEX", "F")]
    assert places(intake, "code-unknown") == [("header.csv", 5, "SEX", "3")]


def test_an_unknown_part_of_a_date_of_permanence_is_no_mistake(tmp_path: Path) -> None:
    perm = lines("CHILD,DOB,PREV_PERM,LA_PERM,DATE_PERM", "101,03/05/2010,P1,210,zz/06/2012", "102,29/02/2012,P1,,x")
    intake = taken(tmp_path, GOOD | {"p.csv": perm})
    assert places(intake, "date-unreadable") == [("p.csv", 3, "DATE_PERM", "x")]


def test_every_flag_says_where_and_what_to_do(tmp_path: Path) -> None:
    intake = taken(tmp_path, GOOD | {"episodes.csv": lines(EPISODES, ANN_STAYS, "1,2", episode(PLACE="X9", DEC="x"))})
    for flag in intake.flags.filter(intake.flags["code"].is_in(list(REMARKS))).iter_rows(named=True):
        assert flag["file"] in flag["sentence"]
        assert str(flag["row"]) in flag["sentence"]
        assert "{" not in flag["sentence"]
        assert flag["sentence"].endswith(".")
