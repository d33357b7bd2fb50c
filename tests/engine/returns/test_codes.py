"""Codes and layouts are dated: a return of a year is read with the codes of that year."""

from __future__ import annotations

import pytest

from suffice.engine.returns.ssda903 import codes, layouts

YEARS = range(layouts.FIRST_YEAR, layouts.LAST_YEAR + 1)

DATED = [
    ("SEX", "1", 2017, 2024),
    ("SEX", "2", 2017, 2024),
    ("SEX", "M", 2025, 2027),
    ("SEX", "U", 2025, 2027),
    ("REC", "E43", 2017, 2018),
    ("REC", "E44", 2017, 2018),
    ("REC", "E45", 2019, 2027),
    ("REC", "E48", 2019, 2027),
    ("PLACE", "P2", 2017, 2024),
    ("PLACE", "H5", 2017, 2024),
    ("PLACE", "K3", 2025, 2027),
    ("PLACE", "Z1", 2017, 2025),
    ("PLACE", "Z11", 2026, 2027),
    ("PLACE", "Z14", 2026, 2027),
    ("ACTIV", "F3", 2017, 2018),
    ("ACTIV", "P3", 2017, 2018),
    ("ACTIV", "F4", 2019, 2027),
    ("ACTIV", "P5", 2019, 2027),
    ("REASON_PLACE_CHANGE", "CUSTOD", 2019, 2027),
    ("ACCOM", "B1", 2017, 2027),
    ("LS", "D1", 2017, 2027),
]


@pytest.mark.parametrize(("name", "code", "first", "last"), DATED)
def test_a_code_is_there_in_its_years_alone(name: str, code: str, first: int, last: int) -> None:
    assert [year for year in YEARS if code in codes.codes_for(name, year)] == list(range(first, last + 1))
    assert code in codes.codes_for(name, None)


@pytest.mark.parametrize("code", ["S1", "X1", "A1", "01"])
def test_no_home_and_custody_are_never_suitable(code: str) -> None:
    assert code not in codes.codes_for("ACCOM", None)


def test_old_and_new_codes_for_sex_are_kept_alike() -> None:
    assert codes.kept_as("SEX") == {"M": "M", "F": "F", "U": "U", "1": "M", "2": "F"}


def test_independent_living_ended_inside_a_year() -> None:
    (p2,) = (one for one in codes.code_set("PLACE") if one.code == "P2")
    assert str(p2.last_day) == "2023-10-27"


def test_every_code_says_what_it_means_and_reads_as_a_code_of_its_set() -> None:
    for name in codes.names():
        kept = set(codes.kept_as(name).values())
        for one in codes.code_set(name):
            assert one.label
            assert codes.label(name, one.code) == one.label
            assert one.reads is None or one.reads in kept


def test_every_column_of_codes_has_its_set_and_every_set_its_column() -> None:
    used = {column.codes for table in layouts.tables().values() for column in table.columns if column.kind == "code"}
    assert used == set(codes.names())


def test_the_return_has_twelve_tables_and_78_columns() -> None:
    tables = layouts.tables()
    assert list(tables) == [
        "Header", "Episodes", "Reviews", "UASC", "OC2", "OC3", "AD1", "PlacedAdoption", "PrevPerm", "Missing",
        "SWEpisodes", "DoLo",
    ]  # fmt: skip
    assert sum(len(table.columns) for table in tables.values()) == 78


@pytest.mark.parametrize(("year", "late"), [(2023, set()), (2024, {"SWEpisodes"}), (2027, {"SWEpisodes", "DoLo"})])
def test_late_tables_belong_to_late_years(year: int, late: set[str]) -> None:
    assert set(layouts.tables_for(year)) & {"SWEpisodes", "DoLo"} == late
