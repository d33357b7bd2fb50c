"""Where a region's agency rate is not that of the counts beside it, it leaves out whoever is marked u."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from suffice.engine.returns.population import find
from suffice.engine.returns.published import members, read_published


def _of(area: str, code: str) -> bool:
    known = next((one for part in members(code) if (one := find(part))), None)
    return area == "England" or (known is not None and known.region == area)


@pytest.mark.samples
@pytest.mark.parametrize(
    ("area", "year", "by_counts", "published"),
    [("West Midlands", 2024, 12.5, 13.9), ("England", 2024, 16.0, 16.2), ("England", 2023, 17.8, 17.9)],
)
def test_the_published_rate_leaves_out_whoever_is_of_low_reliability(
    area: str, year: int, by_counts: float, published: float, samples: Path
) -> None:
    frame = read_published(samples / "public/workforce/csww_indicators_2017_to_2025.csv").frame.filter(
        pl.col("year") == year
    )
    told = {
        (name, measure.removeprefix("workforce.")): (value, mark)
        for name, measure, value, mark in frame.filter(pl.col("level") != "authority")
        .select("area_name", "measure", "value", "mark")
        .iter_rows()
    }
    agency, in_post = told[area, "agency"][0], told[area, "in_post"][0]
    own = frame.filter((pl.col("level") == "authority") & pl.col("old_code").is_not_null())
    within = own.filter(pl.col("old_code").map_elements(lambda code: _of(area, code), return_dtype=pl.Boolean))
    count = within.filter(pl.col("measure") == "workforce.agency")
    unsure = count.filter(pl.col("mark") == "u")["old_code"].to_list()
    posts = within.filter((pl.col("measure") == "workforce.in_post") & pl.col("old_code").is_in(unsure))["value"].sum()
    known = count["value"].sum()

    assert told[area, "agency_rate"][0] == published
    assert round(100 * agency / (agency + in_post), 1) == by_counts
    assert round(100 * known / (known + in_post - posts), 1) == published
