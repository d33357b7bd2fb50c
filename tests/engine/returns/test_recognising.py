"""A table is known by its columns, whatever the file is called and however the columns are written."""

from __future__ import annotations

import random
from pathlib import Path

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from suffice.engine.returns.ssda903 import layouts, tables
from tests.engine.returns.building import (
    ANN_STAYS,
    BEN_LEAVES,
    EPISODES,
    GOOD,
    HEADER,
    codes,
    lines,
    places,
    table,
    taken,
)


@pytest.mark.parametrize("name", list(layouts.tables()))
def test_every_table_is_known_by_its_published_columns(name: str) -> None:
    found = tables.recognise([column.name for column in layouts.tables()[name].columns])
    assert found is not None
    assert found.table.name == name
    assert (found.missing, found.unknown, found.repeated, found.tidied) == ((), (), (), ())


@pytest.mark.parametrize("name", list(layouts.tables()))
def test_every_table_is_known_by_the_columns_it_needs(name: str) -> None:
    layout = layouts.tables()[name]
    found = tables.recognise(sorted(layout.needs | set(sorted(layout.any)[:1])))
    assert found is not None
    assert found.table.name == name


RECOGNISED = [
    ("CHILD,SEX,DOB,ETHNIC,LA,YEAR", "Header"),
    ("CHILD,SEX,DOB,DUC,LA,YEAR", "UASC"),
    ("CHILD,SEX,DOB", "Header"),
    ("CHILDID,DECOM,DEC,PL", "Episodes"),
    ("CHILD,DECOM,RNE,PLACE,PLACE_PROVIDER,DEC,REC,LA,YEAR", "Episodes"),
    ("child , Dob,sex", "Header"),
    ("CHILD,DECOM,PLACE", None),
    ("CHILD,DOB", None),
    ("Child ID,Date of birth,Gender", None),
    ("A,B", None),
]


@pytest.mark.parametrize(("header", "name"), RECOGNISED)
def test_columns_decide(header: str, name: str | None) -> None:
    found = tables.table_of(header.split(","))
    assert (found.name if found else None) == name


def test_a_table_that_lacks_what_it_needs_is_told_what_it_lacks(tmp_path: Path) -> None:
    intake = taken(
        tmp_path, GOOD | {"episodes.csv": lines("CHILD,DECOM,RNE,LS,CIN,PLACE,REC", "101,01/01/2019,S,C2,N1,U4,")}
    )
    ((file, _, _, value),) = places(intake, "almost-a-table")
    assert (file, value) == ("episodes.csv", "lacks DEC, which Episodes needs")


def test_the_name_of_a_file_says_nothing_about_its_table(tmp_path: Path) -> None:
    intake = taken(tmp_path, {"episodes.csv": GOOD["header.csv"], "x.dat": GOOD["episodes.csv"]})
    assert [(one.name, one.table) for one in intake.files] == [("episodes.csv", "Header"), ("x.dat", "Episodes")]
    assert len(intake.usable) == 1


def test_extra_missing_and_repeated_columns_are_told_and_change_nothing(tmp_path: Path) -> None:
    plain = table(taken(tmp_path / "a", GOOD), "Episodes", ["child", "decom", "place"])
    without = [name for name in EPISODES.split(",") if name not in ("URN", "CIN")]
    row = dict(zip(EPISODES.split(","), ANN_STAYS.split(","), strict=True))
    other = dict(zip(EPISODES.split(","), BEN_LEAVES.split(","), strict=True))
    odd = lines(
        ",".join([*without, "NOTES", "DEC"]),
        *(",".join([*(one[name] for name in without), "a note", "31/12/2018"]) for one in (row, other)),
    )
    intake = taken(tmp_path / "b", GOOD | {"episodes.csv": odd})
    assert table(intake, "Episodes", ["child", "decom", "place"]) == plain
    assert table(intake, "Episodes", ["dec", "urn", "cin"])[0] == (None, None, None)
    assert places(intake, "column-unknown") == [("episodes.csv", None, "NOTES", None)]
    assert places(intake, "column-repeated") == [("episodes.csv", None, "DEC", None)]
    assert [column for _, _, column, _ in places(intake, "column-missing")] == ["CIN", "URN"]


def test_a_table_has_all_its_columns_whatever_its_file_lacks(tmp_path: Path) -> None:
    bare = {
        "h.csv": lines("CHILD,DOB,SEX", "101,03/05/2010,2"),
        "e.csv": lines("CHILD,DECOM,DEC,PLACE", "101,01/05/2018,,U4"),
    }
    (ret,) = taken(tmp_path, bare).returns
    (full,) = taken(tmp_path / "full", GOOD).returns
    for name in ("Header", "Episodes"):
        assert ret.tables[name].schema == full.tables[name].schema


FORMS = {
    "plain": lambda text: text.encode(),
    "BOM": lambda text: text.encode("utf-8-sig"),
    "UTF-16": lambda text: text.encode("utf-16"),
    "CRLF": lambda text: text.replace("\n", "\r\n").encode(),
    "quoted": lambda text: "".join(
        ",".join(f'"{cell}"' for cell in line.split(",")) + "\n" for line in text.splitlines()
    ).encode(),
    "semicolons": lambda text: text.replace(",", ";").encode(),
    "tabs": lambda text: text.replace(",", "\t").encode(),
    "small letters": lambda text: text.lower().encode(),
    "padded": lambda text: text.replace(",", " , ").encode(),
}


def _values(folder: Path, files: dict[str, bytes]) -> dict[str, pl.DataFrame]:
    (ret,) = taken(folder, files).usable
    return {name: frame.drop("file") for name, frame in ret.tables.items()}


@pytest.mark.parametrize("form", FORMS)
def test_case_encoding_delimiter_and_quotes_give_the_same_tables(form: str, tmp_path: Path) -> None:
    plain = _values(tmp_path / "plain", {name: text.encode() for name, text in GOOD.items()})
    other = _values(tmp_path / "other", {name: FORMS[form](text) for name, text in GOOD.items()})
    for name, frame in plain.items():
        assert other[name].equals(frame, null_equal=True)


def _restyled(text: str, order: random.Random, *, iso: bool) -> str:
    rows = [line.split(",") for line in text.splitlines()]
    at = list(range(len(rows[0])))
    order.shuffle(at)
    if iso:
        rows = [["-".join(reversed(cell.split("/"))) if cell.count("/") == 2 else cell for cell in row] for row in rows]
    return "".join(",".join(row[i] for i in at) + "\n" for row in rows)


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 10**6), iso=st.booleans())
def test_the_order_of_columns_and_the_style_of_dates_change_nothing(tmp_path: Path, seed: int, iso: bool) -> None:
    plain = _values(tmp_path / "plain", {name: text.encode() for name, text in GOOD.items()})
    order = random.Random(seed)
    other = _values(tmp_path / "other", {name: _restyled(text, order, iso=iso).encode() for name, text in GOOD.items()})
    for name, frame in plain.items():
        assert other[name].equals(frame, null_equal=True)


def test_names_and_codes_in_small_letters_are_read_and_told(tmp_path: Path) -> None:
    intake = taken(tmp_path, {name: text.lower() for name, text in GOOD.items()})
    assert {"column-names-tidied", "code-case"} <= codes(intake)
    assert "code-unknown" not in codes(intake)


def test_a_clean_return_gives_reading_nothing_to_say(tmp_path: Path) -> None:
    from suffice.engine.returns.remarks import REMARKS

    assert codes(taken(tmp_path, GOOD)) & set(REMARKS) == set()
    assert HEADER in GOOD["header.csv"]


def test_a_return_says_which_columns_its_files_lack(tmp_path: Path) -> None:
    bare = {"h.csv": lines("CHILD,DOB,SEX", "101,03/05/2010,2"), "e.csv": GOOD["episodes.csv"]}
    (ret,) = taken(tmp_path, bare).returns
    assert ret.absent == {"Header.ETHNIC", "Header.UPN", "Header.MOTHER", "Header.MC_DOB"}


def test_a_column_that_one_of_two_files_has_is_not_lacking(tmp_path: Path) -> None:
    other = {"h2.csv": lines("CHILD,DOB,SEX,UPN", "103,03/05/2010,2,A123456789012")}
    bare = {"h.csv": lines("CHILD,DOB,SEX,ETHNIC", "101,03/05/2010,2,WBRI"), "e.csv": GOOD["episodes.csv"]}
    (ret,) = taken(tmp_path, bare | other).returns
    assert ret.absent == {"Header.MOTHER", "Header.MC_DOB"}


def test_a_table_without_rows_is_a_table_of_its_return_all_the_same(tmp_path: Path) -> None:
    (ret,) = taken(tmp_path, GOOD | {"m.csv": lines("CHILD,DOB,MISSING,MIS_START,MIS_END")}).usable
    assert ret.tables["Missing"].height == 0
    assert [(one.name, one.year) for one in ret.files if one.table == "Missing"] == [("m.csv", 2019)]


def test_children_whose_identifiers_differ_only_by_case_are_one_child_and_it_is_said(tmp_path: Path) -> None:
    header = lines(HEADER, "a1,2,03/05/2010,WBRI,,,", "A1,2,03/05/2010,WBRI,,,")
    intake = taken(tmp_path, {"h.csv": header, "e.csv": lines(EPISODES, "a1,10/06/2018,S,C2,N1,U4,PR1,,,,,,")})
    assert places(intake, "code-case") == [("e.csv", None, "CHILD", "a1"), ("h.csv", None, "CHILD", "a1")]
    assert [row for _, row, _, _ in places(intake, "child-repeated")] == [2]
    assert intake.returns[0].tables["Episodes"]["child"].to_list() == ["A1"]
