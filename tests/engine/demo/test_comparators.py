"""The demonstration's comparators are the published figures, whole, each with its source."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from suffice.demo.comparators import comparators
from suffice.engine.comparison.comparators import Against
from suffice.engine.comparison.comparing import compare
from suffice.engine.comparison.figures import gather
from suffice.engine.returns.published import LICENCE, find_table, read_published
from suffice.engine.returns.published.lookups import read_lookup

FILES = {
    "in_care": "looked_after/cla_number_and_rate_per_10k_children.csv",
    "stability": "looked_after/la_cla_placement_stability.csv",
    "in_care_by": "looked_after/cla_31march_by_characteristic_2021_2025.csv",
    "health": "looked_after/la_conviction_health_outcome_cla.csv",
    "care_leavers": "looked_after/la_care_leavers_activity.csv",
    "care_leaver_homes": "looked_after/la_care_leavers_accommodation_suitability.csv",
    "need": "in_need/b1_children_in_need_2013_to_2025.csv",
    "population": "geography/ons_mid-year_population_estimates_2012_to_2024.csv",
    "referrals": "in_need/c1_children_in_need_referrals_and_rereferrals_2013_to_2025.csv",
    "repeat_plans": "in_need/d3_cpps_subsequent_plan_2013_to_2025.csv",
    "workforce": "workforce/csww_indicators_2017_to_2025.csv",
}


def test_every_measure_has_the_authority_its_ten_neighbours_the_region_and_england_for_three_years() -> None:
    told = comparators()
    areas = {told.authority, *(one.code for one in told.neighbours.of[told.authority])}
    assert len(areas) == 11
    for (measure,), figures in told.frame.group_by("measure"):
        assert figures.height == 13 * 3, measure
        assert set(figures["old_code"].drop_nulls()) == areas
        assert set(figures.filter(pl.col("old_code").is_null())["area_name"]) == {"West Midlands", "England"}
        assert figures["year"].n_unique() == 3


def test_every_figure_says_where_it_is_published_and_under_which_licence() -> None:
    told = comparators()
    assert told.licence == LICENCE
    assert {f"{publisher}, {source}" for _, publisher, source in told.sources} == set(told.frame["source"])
    for title, publisher, source in told.sources:
        tables = {(one.title, one.publisher, one.source) for one in map(find_table, FILES)}
        assert (title, publisher, source) in tables


def test_a_rate_is_what_its_count_and_population_give() -> None:
    told = comparators().frame
    rows = told.select("measure", "area_code", "year", "value").iter_rows()
    cells = {(measure, area, year): value for measure, area, year, value in rows}
    rates = [key for key in cells if key[0] == "in_care.on_31_march.rate" and key[1].startswith("E0")]
    assert len(rates) == 33
    for _, area, year in rates:
        count, population = (cells[f"in_care.on_31_march.{one}", area, year] for one in ("number", "population"))
        assert (count * 20_000 + population) // (2 * population) == cells["in_care.on_31_march.rate", area, year]


HEADLINES = (
    "cla_rate",
    "cin_rate",
    "rereferral",
    "cpp_repeat",
    "placements_3plus",
    "same_carer_2y",
    "placed_20_miles",
    "outside_boundary",
    "health_assessment",
    "cl_eet_19_21",
    "cl_suitable_19_21",
    "sw_agency",
    "sw_vacancy",
)


@pytest.mark.parametrize("code", HEADLINES)
def test_each_headline_can_be_compared_with_neighbours_region_and_england(code: str) -> None:
    told = comparators()
    found = compare(gather(told.frame, code), told.authority, against=Against.NEIGHBOURS, neighbours=told.neighbours)
    assert found.document()["authority"]["name"] == "Wolverhampton"
    assert len(found.held.members) == 10
    assert found.held.value is not None


@pytest.mark.samples
@pytest.mark.parametrize("table", sorted(FILES))
def test_every_figure_is_the_published_one(samples: Path, table: str) -> None:
    shown = comparators().frame.filter(pl.col("measure").str.starts_with(f"{table}."))
    published = read_published(samples / "public" / FILES[table]).frame
    columns = ["measure", "area_code", "year", "value", "mark", "unit", "source", "level"]
    held = published.select(columns).filter(pl.col("measure").is_in(shown["measure"].unique().implode()))
    missing = shown.select(columns).join(held, on=columns, how="anti", nulls_equal=True)
    assert missing.is_empty(), missing
    assert shown["year"].max() == published["year"].max()


@pytest.mark.samples
def test_the_neighbours_are_the_published_ones_in_their_order(samples: Path) -> None:
    found = read_lookup(samples / "public" / "geography" / "stat_neighbours_2025_long.csv", key="neighbours").frame
    own = found.filter(pl.col("code") == "336").sort("rank").select("neighbour", "closeness").rows()
    assert [(one.code, one.closeness) for one in comparators().neighbours.of["336"]] == own
