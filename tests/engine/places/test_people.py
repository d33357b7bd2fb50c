"""Children who live in each locality, out of those of the small areas in it; what is not whole has no figure."""

from __future__ import annotations

import polars as pl

from suffice.engine.places.localities import Localities
from suffice.engine.places.people import LocalityPeople, people_of, wards_of
from tests.engine.places.test_directory import LINES
from tests.engine.places.test_localities import read_directory, written

OURS, THEIRS = "E08000031", "E08000030"
ROWS = [
    ("E01010500", OURS, 0, 40),
    ("E01010500", OURS, 17, 60),
    ("E01010500", OURS, 18, 1000),  # grown up
    ("E01010501", OURS, 5, 30),
    ("E01010502", OURS, 5, 7),
    ("E01010900", THEIRS, 5, 999),
]


def rows(*told: tuple[str, str, int, int]) -> pl.DataFrame:
    schema = {"small_area": pl.String, "area_code": pl.String, "age": pl.Int64, "number": pl.Int64}
    return pl.DataFrame(list(told), schema=schema, orient="row")


def listed(**areas: str) -> Localities:
    return Localities("localities.csv", {one.lower(): name for one, name in areas.items()}, ("Hub 1", "Hub 2"), ())


def counted(localities: Localities, **given: dict[str, str]) -> LocalityPeople | None:
    return people_of(rows(*ROWS), localities, source="mid.csv", mid_year=2024, authorities={OURS}, **given)


def test_children_of_small_areas_are_summed_by_locality_and_grown_up_people_are_not_counted() -> None:
    found = counted(listed(E01010500="Hub 1", E01010501="Hub 2"))
    assert found is not None
    assert found.people == {"Hub 1": 100, "Hub 2": 30}
    assert (found.areas, found.elsewhere) == (3, 7)
    assert found.notes == ("1 small area lies in no locality, with 7 children in it.",)
    assert found.sentence == (
        "Rates by locality divide by the mid-2024 estimates of 3 small areas (mid.csv): 130 children aged 0 to 17 in "
        "2 localities."
    )
    assert LocalityPeople.read(found.document()) == found


def test_a_small_area_lies_in_the_locality_of_its_ward_where_the_list_names_wards() -> None:
    localities, wards = (
        listed(E05001337="Hub 1", E05001338="Hub 2"),
        {"E01010500": "E05001338", "E01010501": "E05001337"},
    )
    found = counted(localities, wards=wards)
    assert found is not None
    assert found.people == {"Hub 1": 30, "Hub 2": 100}


def test_a_locality_of_which_a_small_area_is_of_another_year_has_no_figure_and_it_is_told() -> None:
    found = counted(listed(E01010500="Hub 1", E01010501="Hub 2", E01034567="Hub 2"))
    assert found is not None
    assert found.people == {"Hub 1": 100}
    assert "E01034567" in found.notes[0]
    assert "made for the 2021 census, so mid.csv is of an earlier year" in found.notes[0]
    assert found.notes[1] == "Hub 2 has no rate: mid.csv does not tell every small area there."


def test_where_no_small_area_lies_in_a_locality_nothing_is_told() -> None:
    assert counted(listed(E01034567="Hub 1")) is None


def test_the_ward_of_a_small_area_is_that_of_most_of_its_postcodes(tmp_path: object) -> None:
    directory = read_directory(written(tmp_path, "postcodes.csv", *LINES))  # type: ignore[arg-type]
    assert wards_of(directory)["E01010500"] == "E05001337"
    assert wards_of(read_directory(written(tmp_path, "p.csv", *[",".join(one.split(",")[:4]) for one in LINES]))) == {}  # type: ignore[arg-type]
