"""Localities as a council tells them, deprivation of small areas, and codes of another year."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from suffice.engine.places import read_deprivation, read_directory, read_localities
from suffice.engine.places.localities import of_another_year
from suffice.engine.returns.published import PublishedUnreadable
from tests.engine.places.test_directory import LINES


def written(folder: Path, name: str, *lines: str) -> Path:
    path = folder / name
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def test_a_postcode_lies_in_the_locality_of_its_small_area_or_else_of_its_ward(tmp_path: Path) -> None:
    directory = read_directory(written(tmp_path, "postcodes.csv", *LINES))
    found = read_localities(
        written(
            tmp_path, "localities.csv", "area_code,locality", "e01010500,Hub 1", "E05001338,Hub 2", "E05001337,Hub 3"
        )
    )
    asked = pl.Series(["WV1 1AA", "WV1 1AB", "WS1 1AA", None], dtype=pl.String)
    assert directory.with_localities(found).locality_of(asked).to_list() == ["Hub 1", "Hub 2", None, None]
    assert directory.locality_of(asked).to_list() == [None] * 4
    assert found.names == ("Hub 1", "Hub 2", "Hub 3")


def test_an_area_in_two_localities_is_in_neither_and_is_told(tmp_path: Path) -> None:
    path = written(tmp_path, "localities.csv", "ward,locality", "Bilston,Hub 1", "Bilston,Hub 2", "Penn,Hub 2", "Park,")
    found = read_localities(path)
    assert found.of(pl.Series(["bilston", "PENN", "Park"])).to_list() == [None, "Hub 2", None]
    codes = {one.code: one.count for one in found.findings}
    assert codes["locality-twice"] == 2
    assert codes["published-row-not-used"] == 1


def test_the_decile_of_a_small_area_is_known_only_where_it_is_told(tmp_path: Path) -> None:
    path = written(tmp_path, "imd.csv", "lsoa21_code,IMD_decile,IMD_rank", "E01010500,1.0,120", "E01010501,4,9000")
    directory = read_directory(written(tmp_path, "postcodes.csv", *LINES))
    found = read_deprivation(path)
    assert directory.with_deprivation(found).decile_of(pl.Series(["WV1 1AA", "WV1 1AB", "S1 2HE"])).to_list() == [
        1,
        4,
        None,
    ]
    assert directory.decile_of(pl.Series(["WV1 1AA"])).to_list() == [None]


def test_small_area_codes_of_another_year_are_said_to_be_so() -> None:
    known = ["E01010500", "E01034000"]
    assert of_another_year(["E01010500"], known=known, file="a.csv", reference="b.csv") is None
    older = of_another_year(["E01010500", "E01010499"], known=known, file="a.csv", reference="b.csv")
    newer = of_another_year(["E01034567"], known=known, file="a.csv", reference="b.csv")
    assert older is not None
    assert newer is not None
    assert "1 small area of 2 in a.csv is not in b.csv" in older.examples[0].sentence
    assert "so a.csv is of that year" in older.examples[0].sentence
    assert "so b.csv is of an earlier year" in newer.examples[0].sentence


def test_a_file_without_localities_is_refused(tmp_path: Path) -> None:
    with pytest.raises(PublishedUnreadable, match="locality"):
        read_localities(written(tmp_path, "x.csv", "ward,team", "Penn,A"))
