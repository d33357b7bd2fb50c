"""Postcodes: found however they are written, distances as the department rounds them, what is not known said."""

from __future__ import annotations

import csv
import math
from pathlib import Path

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from suffice.engine.places import Directory, Why, distances, miles, read_directory
from suffice.engine.places.packing import packed
from suffice.engine.returns.published import PublishedUnreadable

LINES = (
    "pcd,laua,oseast1m,osnrth1m,lsoa21,osward",
    "WV1 1AA,E08000031,391000,298000,E01010500,E05001337",
    "WV1 1AB,E08000031,391000,330187,E01010501,E05001338",
    "WS1 1AA,E08000030,401365.0,298688.0,E01010400,E05001300",
    "WV99 1ZZ,E08000031,,,,",
    "S1 2HE,E08000039,435000,387000,E01033000,E05010000",
    "B90 4XX,E07000192,410000,278000,E01029000,E05006000",
    "WV1 1AA,E08000030,1,1,E01010400,E05001300",
    "nonsense,E08000030,1,1,E01010400,E05001300",
)


@pytest.fixture
def directory(tmp_path: Path) -> Directory:
    path = tmp_path / "postcodes.csv"
    path.write_text("\n".join(LINES) + "\n", encoding="utf-8")
    return read_directory(path)


def cells(*told: str | None) -> pl.Series:
    return pl.Series(told, dtype=pl.String)


@pytest.mark.parametrize("written", ["WV1 1AA", "wv11aa", " WV1  1AA ", "WV1-1AA"])
def test_a_postcode_is_found_however_it_is_written(directory: Directory, written: str) -> None:
    assert directory.authority_of(cells(written)).to_list() == ["336"]


def test_every_row_of_a_directory_is_kept_or_told(directory: Directory) -> None:
    assert len(directory) == 6
    assert {one.code: one.count for one in directory.findings} == {
        "postcodes-no-postcode": 1,
        "postcodes-twice": 1,
        "postcodes-nowhere": 1,
    }
    assert directory.code_of(cells("WV1 1AA"), "small_area").to_list() == ["E01010500"]


def test_what_is_not_known_is_null_and_never_a_distance(directory: Directory) -> None:
    home, placement = (
        cells("WV1 1AA", "WV1 1AA", None, "ZZ1 1ZZ", "WV1"),
        cells("WV99 1ZZ", None, "WV1 1AA", "WV1 1AA", "WV1"),
    )
    assert directory.miles(home, placement).to_list() == [None] * 5
    assert directory.authority_of(cells("WV99 1ZZ", None, "ZZ1 1ZZ", "")).to_list() == ["336", None, None, None]


def test_an_authority_is_known_by_its_older_and_its_newer_code(directory: Directory) -> None:
    assert directory.authority_of(cells("S1 2HE")).to_list() == ["373"]


def test_a_district_belongs_to_its_county_where_a_lookup_says_so(directory: Directory) -> None:
    assert directory.authority_of(cells("B90 4XX")).to_list() == ["E07000192"]
    inside = directory.within({"E07000192": "E10000028"})
    assert inside.authority_of(cells("B90 4XX", "WV1 1AA")).to_list() == ["860", "336"]


@pytest.mark.parametrize(
    ("authority", "expected"),
    [
        ("336", [False, True, True, None]),  # a borough: neither Stratford's district nor Cardiff is its own
        ("937", [True, None, True, None]),  # Warwickshire, of which a district may be a part
    ],
)
def test_a_district_and_another_nation_are_outside_every_authority_that_they_cannot_be_part_of(
    tmp_path: Path, authority: str, expected: list[bool | None]
) -> None:
    path = tmp_path / "postcodes.csv"
    path.write_text("\n".join([*LINES, "CF10 1AA,W06000015,318000,176000,,"]) + "\n", encoding="utf-8")
    directory = read_directory(path)
    placed = cells("WV1 1AA", "B90 4XX", "CF10 1AA", "ZZ1 1ZZ")
    found = distances(directory, home=cells(*["WV1 1AA"] * 4), placement=placed, authority=authority)
    assert found.frame["outside"].to_list() == expected


@given(st.lists(st.tuples(*(st.integers(100_000, 650_000) for _ in range(4))), min_size=1, max_size=20))
def test_miles_are_the_straight_line_rounded_half_up_to_one_place(points: list[tuple[int, int, int, int]]) -> None:
    columns = [np.array(column, dtype=np.int32) for column in zip(*points, strict=True)]
    for (east, north, other_east, other_north), told in zip(points, miles(*columns).tolist(), strict=True):
        true = math.sqrt((east - other_east) ** 2 + (north - other_north) ** 2) / 1000 / 1.6093
        assert told == pytest.approx(true, abs=0.05 + 1e-9)
        assert told == pytest.approx(round(told, 1))


def test_twenty_miles_is_not_far_and_a_tenth_more_is(directory: Directory) -> None:
    assert directory.miles(cells("WV1 1AA"), cells("WV1 1AB")).to_list() == [20.0]
    found = distances(directory, home=cells("WV1 1AA"), placement=cells("WV1 1AB"), authority="336")
    assert (found.far, found.outside) == (0, 0)


def test_children_are_counted_far_outside_and_unknown_with_the_reason(directory: Directory) -> None:
    found = distances(
        directory,
        home=cells("WV1 1AA", "WV1 1AA", "WV1 1AA", None, "WV1 1AA", "WV1 1AA"),
        placement=cells("WV1 1AA", "WS1 1AA", "S1 2HE", "WS1 1AA", None, "S1 2HE"),
        authority="336",
        unaccompanied=pl.Series([False] * 5 + [True]),
    )
    assert found.frame["miles"].to_list() == [0.0, 6.5, pytest.approx(61.8, abs=0.1), None, None, None]
    assert found.frame["why"].to_list() == [None, None, None, Why.NO_HOME, Why.NO_PLACEMENT, Why.UNACCOMPANIED]
    assert (found.children, found.far, found.outside, found.unknown, found.area_unknown) == (6, 1, 4, 3, 1)
    assert "they stay in the denominator" in found.sentence


def test_a_saved_directory_gives_the_same(directory: Directory) -> None:
    again = Directory.loaded(directory.saved())
    asked = cells("WV1 1AA", "S1 2HE", "WV99 1ZZ", "ZZ9 9ZZ")
    assert again.area_of(asked).to_list() == directory.area_of(asked).to_list()
    assert again.miles(asked, asked.reverse()).to_list() == directory.miles(asked, asked.reverse()).to_list()


def test_a_file_that_is_no_directory_is_refused_with_what_it_needs(tmp_path: Path) -> None:
    path = tmp_path / "areas.csv"
    path.write_text("a,b\n1,2\n", encoding="utf-8")
    with pytest.raises(PublishedUnreadable, match="oseast1m"):
        read_directory(path)


@given(st.lists(st.from_regex(r"\A[A-Z]{1,2}[0-9][A-Z0-9]? ?[0-9][A-Z]{2}\Z"), min_size=2, max_size=30))
def test_two_postcodes_have_one_number_only_where_they_are_the_same(postcodes: list[str]) -> None:
    keys = packed(pl.Series(postcodes)).tolist()
    plain = [one.replace(" ", "") for one in postcodes]
    assert len(set(keys)) == len(set(plain))
    assert 0 not in keys


@pytest.mark.samples
def test_every_postcode_of_the_west_midlands_lies_where_the_directory_says(samples: Path) -> None:
    path = samples / "public" / "geography" / "postcodes_west_midlands.csv"
    directory = read_directory(path)
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))[::97]
    asked = pl.Series([row["pcd"] for row in rows])
    assert directory.area_of(asked).to_list() == [row["laua"] for row in rows]
    apart = directory.miles(asked, asked.reverse()).to_list()
    for row, other, told in zip(rows, reversed(rows), apart, strict=True):
        if "nan" in (row["oseast1m"], other["oseast1m"]):
            assert told is None
            continue
        line = math.hypot(*(float(row[one]) - float(other[one]) for one in ("oseast1m", "osnrth1m")))
        assert told == pytest.approx(line / 1000 / 1.6093, abs=0.0501)
