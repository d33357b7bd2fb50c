"""The collection year comes from the dates; returns are told apart by folder, file, YEAR and LA."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.engine.returns.building import (
    ANN,
    ANN_STAYS,
    BEN,
    BEN_LEAVES,
    EPISODES,
    GOOD,
    HEADER,
    REVIEWS,
    accounted,
    codes,
    lines,
    places,
    taken,
)

YEARS = [
    # DECOM and DEC of the one episode, DECOM and DEC of the other, collection year
    (("10/06/2018", ""), ("01/09/2018", "01/02/2019"), 2019),
    (("31/03/2018", ""), ("30/03/2018", ""), 2018),
    (("01/04/2018", ""), ("30/03/2018", ""), 2019),
    (("10/06/2017", "31/03/2018"), ("30/03/2018", ""), 2018),
    (("10/06/2017", "01/04/2018"), ("30/03/2018", ""), 2018),
    (("10/06/2017", "02/04/2018"), ("30/03/2018", ""), 2019),
    (("01/04/2018", "01/04/2018"), ("30/03/2018", ""), 2019),
    (("10/06/2017", "01/01/2089"), ("30/03/2018", ""), 2018),
    (("10/06/2017", "nonsense"), ("30/03/2018", ""), 2018),
    (("10/06/2089", ""), ("30/03/2018", ""), 2018),
    (("10/06/2017", "28/05/18"), ("30/03/2018", ""), 2019),
    (("2017-06-10", "2018-05-28"), ("30/03/2018", ""), 2019),
]


@pytest.mark.parametrize(("one", "other", "year"), YEARS)
def test_the_year_is_that_of_the_latest_date(
    tmp_path: Path, one: tuple[str, str], other: tuple[str, str], year: int
) -> None:
    rows = (f"101,{one[0]},S,C2,N1,U4,PR1,{one[1]},,,,,", f"102,{other[0]},S,C2,N1,U4,PR1,{other[1]},,,,,")
    intake = taken(tmp_path, GOOD | {"episodes.csv": lines(EPISODES, *rows)})
    assert {report.year for report in intake.files} == {year}
    assert [ret.year for ret in intake.returns] == [year]
    assert accounted(intake)


def test_the_tables_beside_the_episodes_take_their_year(tmp_path: Path) -> None:
    reviews = lines(REVIEWS, "101,03/05/2010,01/01/2022,PN1")
    intake = taken(tmp_path, GOOD | {"reviews.csv": reviews})
    assert {(one.table, one.year) for one in intake.files} == {("Header", 2019), ("Episodes", 2019), ("Reviews", 2019)}


def test_without_episodes_there_is_no_year(tmp_path: Path) -> None:
    intake = taken(tmp_path, {"2019/header.csv": GOOD["header.csv"]})
    assert [one.year for one in intake.files] == [None]


NAMES = [
    ("2019", False),
    ("2018", False),
    ("2018-19", False),
    ("2018_2019", False),
    ("SSDA903 2018/19", False),
    ("2017", True),
    ("2020", True),
    ("2019-20", True),
    ("2017-18", True),
    ("return 20190331", False),
    ("ward 20200", False),
    ("first", False),
    ("upload 0a2031bc-77f0-4c1e-9d2e-2040", False),
    ("episodes2020", True),
]


@pytest.mark.parametrize(("name", "disagrees"), NAMES)
def test_a_name_never_decides_but_one_that_disagrees_is_told(tmp_path: Path, name: str, disagrees: bool) -> None:
    folder = name.replace("/", "-")
    intake = taken(tmp_path, {f"{folder}/{file}": text for file, text in GOOD.items()})
    assert {one.year for one in intake.files} == {2019}
    assert ("name-disagrees" in codes(intake)) == disagrees


def test_a_year_in_a_file_name_that_disagrees_is_told_about_that_file(tmp_path: Path) -> None:
    intake = taken(tmp_path, {"2022_header.csv": GOOD["header.csv"], "episodes.csv": GOOD["episodes.csv"]})
    assert [file for file, _, _, _ in places(intake, "name-disagrees")] == ["2022_header.csv"]


def later(text: str, years: int) -> str:
    """Return the rows with every year from 2018 moved on."""
    return text.replace("/2019", f"/{2019 + years}").replace("/2018", f"/{2018 + years}")


FLAT = {
    f"{2018 + on}-{name}": later(text, on) if name == "episodes.csv" else text
    for on in range(3)
    for name, text in GOOD.items()
}


def test_every_folder_of_a_year_is_a_return(tmp_path: Path) -> None:
    folders = {name.replace("-", "/", 1): text for name, text in FLAT.items()}
    intake = taken(tmp_path, folders)
    assert [(ret.name, ret.year) for ret in intake.usable] == [("2018", 2019), ("2019", 2020), ("2020", 2021)]


def test_in_one_folder_of_many_years_tables_go_by_the_rest_of_their_names(tmp_path: Path) -> None:
    intake = taken(tmp_path, FLAT)
    assert [(ret.name, ret.year) for ret in intake.usable] == [
        (f"{2018 + on}-episodes.csv", 2019 + on) for on in range(3)
    ]
    for ret in intake.usable:
        assert {report.name[:4] for report in ret.files} == {ret.name[:4]}


def test_where_names_say_nothing_tables_go_with_the_children_they_share(tmp_path: Path) -> None:
    carl = "103,1,29/02/2012,MWBC,,,"
    intake = taken(
        tmp_path,
        {
            "a.csv": lines(EPISODES, ANN_STAYS, BEN_LEAVES),
            "b.csv": lines(EPISODES, later(ANN_STAYS, 1).replace("101,", "103,")),
            "c.csv": lines(HEADER, carl),
            "d.csv": lines(HEADER, ANN, BEN),
        },
    )
    assert {ret.name: [report.name for report in ret.files] for ret in intake.usable} == {
        "a.csv": ["a.csv", "d.csv"],
        "b.csv": ["b.csv", "c.csv"],
    }


def with_columns(text: str, names: str, *values: str) -> str:
    """Return the file with columns added, one line of values for each copy of its rows."""
    head, *rows = text.splitlines()
    return lines(f"{head},{names}", *(f"{row},{value}" for value in values for row in rows))


def test_a_year_column_makes_a_return_of_each_year_and_dates_name_it(tmp_path: Path) -> None:
    episodes = lines(
        f"{EPISODES},YEAR",
        f"{ANN_STAYS},2018",
        f"{BEN_LEAVES},2018",
        f"{later(ANN_STAYS, 1)},2019.0",
    )
    intake = taken(tmp_path, {"e.csv": episodes, "h.csv": with_columns(GOOD["header.csv"], "YEAR", "2018", "2019")})
    assert [(one.name, one.year, one.rows) for one in intake.files] == [
        ("e.csv", 2019, 2), ("e.csv", 2020, 1), ("h.csv", 2019, 2), ("h.csv", 2020, 2),
    ]  # fmt: skip
    assert [ret.year for ret in intake.usable] == [2019, 2020]
    assert "name-disagrees" not in codes(intake)


def test_a_year_column_that_disagrees_with_the_dates_is_told(tmp_path: Path) -> None:
    files = {name: with_columns(text, "YEAR", "2021") for name, text in GOOD.items()}
    intake = taken(tmp_path, files)
    assert [ret.year for ret in intake.usable] == [2019]
    assert [column for _, _, column, _ in places(intake, "name-disagrees")] == ["YEAR"]


def test_a_header_without_years_serves_all_of_them(tmp_path: Path) -> None:
    episodes = lines(f"{EPISODES},YEAR", f"{ANN_STAYS},2018", f"{BEN_LEAVES},2018", f"{later(ANN_STAYS, 1)},2019")
    intake = taken(tmp_path, {"e.csv": episodes, "h.csv": GOOD["header.csv"]})
    assert [(ret.year, ret.refusal) for ret in intake.returns] == [(2019, None), (2020, None)]
    assert [ret.tables["Header"].height for ret in intake.returns if "Header" in ret.tables] == [2]


def test_a_row_without_its_year_is_set_aside(tmp_path: Path) -> None:
    files = {name: with_columns(text, "YEAR", "2018") for name, text in GOOD.items()}
    files["episodes.csv"] += f"{later(ANN_STAYS, 3)},\n"
    intake = taken(tmp_path, files)
    assert places(intake, "year-blank") == [("episodes.csv", 4, "YEAR", None)]
    assert [ret.year for ret in intake.usable] == [2019]
    assert accounted(intake)


def test_an_la_column_makes_a_return_of_each_authority(tmp_path: Path) -> None:
    files = {name: with_columns(text, "LA", "Barnet", "Camden") for name, text in GOOD.items()}
    intake = taken(tmp_path, files)
    assert [(ret.authority, ret.year, ret.tables["Episodes"].height) for ret in intake.usable] == [
        ("Barnet", 2019, 2), ("Camden", 2019, 2),
    ]  # fmt: skip
    assert {one.rows for one in intake.files} == {4}


def test_where_only_episodes_name_the_authority_the_header_follows_the_child(tmp_path: Path) -> None:
    episodes = lines(f"{EPISODES},LA", f"{ANN_STAYS},Barnet", f"{BEN_LEAVES},Camden")
    intake = taken(tmp_path, GOOD | {"episodes.csv": episodes})
    assert {ret.authority: ret.tables["Header"]["child"].to_list() for ret in intake.usable} == {
        "Barnet": ["101"],
        "Camden": ["102"],
    }


def test_two_returns_of_one_authority_and_year_are_both_refused_by_name(tmp_path: Path) -> None:
    twice = {f"{folder}/{name}": text for folder in ("old", "new") for name, text in GOOD.items()}
    third = {f"next/{name}": later(text, 1) for name, text in GOOD.items()}
    intake = taken(tmp_path, twice | third)
    assert [ret.name for ret in intake.usable] == ["next"]
    refused = [ret for ret in intake.returns if ret.refusal]
    assert {ret.name for ret in refused} == {"old", "new"}
    assert all("old" in (ret.refusal or "") and "new" in (ret.refusal or "") for ret in refused)
    assert len(places(intake, "return-twice")) == 2


def test_a_return_that_is_refused_already_does_not_refuse_its_twin(tmp_path: Path) -> None:
    files = {f"a/{name}": text for name, text in GOOD.items()} | {"b/episodes.csv": GOOD["episodes.csv"]}
    intake = taken(tmp_path, files)
    assert [ret.name for ret in intake.usable] == ["a"]


def test_one_table_in_two_files_is_read_and_told(tmp_path: Path) -> None:
    intake = taken(tmp_path, GOOD | {"header2.csv": lines(HEADER, "103,1,29/02/2012,MWBC,,,")})
    assert [ret.tables["Header"].height for ret in intake.usable] == [3]
    assert {file for file, _, _, _ in places(intake, "table-in-two-files")} == {"header.csv", "header2.csv"}


def test_a_table_that_its_year_did_not_have_is_read_and_told(tmp_path: Path) -> None:
    workers = lines("CHILD,DOB,SW_ID,SW_DECOM,SW_DEC,SW_REASON", "101,03/05/2010,SW123456,10/06/2018,,MANAGE")
    intake = taken(tmp_path, GOOD | {"sw.csv": workers})
    assert [file for file, _, _, _ in places(intake, "table-not-in-year")] == ["sw.csv"]
    assert [ret.tables["SWEpisodes"].height for ret in intake.usable] == [1]
