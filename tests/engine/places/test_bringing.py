"""Files of places are known by their headings, in whatever order they are brought."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from suffice.engine.places import read_places
from suffice.engine.returns.published import PublishedUnreadable
from tests.engine.places.test_directory import LINES
from tests.engine.places.test_localities import written

DISTRICTS = ("LTLA23CD,LTLA23NM,UTLA23CD,UTLA23NM", "E07000192,Cannock Chase,E10000028,Staffordshire")
LOCALITIES = ("ward,locality", "E05001337,Hub 1")


def test_districts_and_localities_come_with_the_postcodes(tmp_path: Path) -> None:
    files = {"loc.csv": LOCALITIES, "districts.csv": DISTRICTS, "postcodes.csv": LINES}
    found = read_places([written(tmp_path, name, *lines) for name, lines in files.items()])
    asked = pl.Series(["B90 4XX", "WV1 1AA"])
    assert found.authority_of(asked).to_list() == ["860", "336"]
    assert found.locality_of(asked).to_list() == [None, "Hub 1"]
    assert "small-areas-of-another-year" not in {one.code for one in found.findings}


def test_deprivation_and_localities_of_another_year_are_said_to_be_so(tmp_path: Path) -> None:
    files = {
        "postcodes.csv": LINES,
        "imd.csv": ("lsoa11_code,IMD_decile", "E01010500,1"),
        "loc.csv": ("lsoa,locality", "E01034567,Hub 1", "E01010500,Hub 2"),
    }
    found = read_places([written(tmp_path, name, *lines) for name, lines in files.items()])
    sentences = [one.examples[0].sentence for one in found.findings if one.code == "small-areas-of-another-year"]
    assert "1 small area of 2 in loc.csv is not in postcodes.csv, such as E01034567" in sentences[0]
    assert "in postcodes.csv are not in imd.csv" in sentences[1]
    assert found.decile_of(pl.Series(["WV1 1AA", "WV1 1AB"])).to_list() == [1, None]


def test_without_postcodes_or_with_another_file_it_says_what_to_give(tmp_path: Path) -> None:
    with pytest.raises(PublishedUnreadable, match="no directory of postcodes among"):
        read_places([written(tmp_path, "loc.csv", *LOCALITIES)])
    with pytest.raises(PublishedUnreadable, match="none of these: the directory of postcodes"):
        read_places([written(tmp_path, "other.csv", "a,b", "1,2")])
    with pytest.raises(PublishedUnreadable, match="cannot be opened"):
        read_places([tmp_path / "nowhere.csv"])
