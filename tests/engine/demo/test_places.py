"""The imagined small areas: read as published ones are, adding up to the council's children, and of no real place."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import polars as pl

from suffice.demo.places import MID_YEAR, write_places
from suffice.demo.story.localities import LOCALITIES
from suffice.engine.places.localities import read_localities
from suffice.engine.places.people import people_of
from suffice.engine.returns.reading import read


def test_the_imagined_small_areas_are_read_and_their_children_are_those_of_the_council(tmp_path: Path) -> None:
    listed, areas = write_places(tmp_path)
    intake = read([tmp_path], today=date(2026, 1, 1))
    assert {one.part for one in intake.published} == {"localities", "small_area_people"}
    assert [one.set_aside for one in intake.files] == [0, 0]
    (rows,) = next(one for one in intake.published if one.part == "small_area_people").tables.values()
    assert rows["year"].unique().to_list() == [MID_YEAR]
    assert rows["number"].sum() == 62_006  # published, of Wolverhampton in mid-2021
    found = people_of(rows, read_localities(listed), source=areas.name, mid_year=MID_YEAR, authorities={"E08000031"})
    assert found is not None
    assert set(found.people) == set(LOCALITIES)
    assert sum(found.people.values()) == 62_006
    assert found.notes == ()


def test_no_real_small_area_is_among_them_and_they_say_that_they_are_imagined(tmp_path: Path) -> None:
    for path in write_places(tmp_path):
        assert path.name.startswith("imagined-")
    codes = pl.read_csv(tmp_path / f"imagined-small-areas-mid-{MID_YEAR}.csv")
    assert (codes["LSOA 2021 Code"].str.slice(4).cast(pl.Int64) > 90_000).all()
    assert codes["LSOA 2021 Name"].str.starts_with("Imagined").all()


def test_the_same_seed_imagines_the_same_and_another_does_not(tmp_path: Path) -> None:
    first, again, other = (
        [path.read_bytes() for path in write_places(tmp_path / name, seed=seed)]
        for name, seed in (("a", 1), ("b", 1), ("c", 2))
    )
    assert first == again != other
