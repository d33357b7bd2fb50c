"""Neighbours, judgements, small areas and the rest: known by their headings, typed, every row accounted for."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from suffice.engine.returns.published import PublishedUnreadable, kind
from suffice.engine.returns.published.lookups import Lookup, lookup_of, read_lookup
from suffice.engine.returns.reading import read


def looked_up(*lines: str) -> Lookup:
    found = lookup_of("\n".join(lines).encode(), name="lookup.csv")
    assert found is not None
    return found


def test_neighbours_across_and_a_row_a_pair_give_the_same() -> None:
    wide = looked_up(
        "\ufeffold_la_code,la_name,region_ind,region_name,SN_1,SN_1P,SN_2,SN_2P",
        "336,Wolverhampton,5,West Midlands,333,Close ,335,Very close",
    )
    long = looked_up(
        "old_la_code,la_name,rank,neighbour_old_la_code,closeness",
        "336,Wolverhampton,1,333,Close",
        "336,Wolverhampton,2,335,Very close",
    )
    columns = ["code", "rank", "neighbour", "closeness"]
    assert wide.frame.select(columns).rows() == long.frame.select(columns).rows()
    assert wide.frame.select(columns).rows()[1] == ("336", 2, "335", "Very close")
    assert (wide.rows, wide.used, long.rows, long.used) == (1, 1, 2, 2)


def test_a_row_that_holds_nothing_or_half_is_set_aside_with_its_reason() -> None:
    wide = looked_up(
        "old_la_code,la_name,SN_1,SN_1P", "336,Wolverhampton,333,Close", "330,Birmingham,,", ",Nowhere,333,Close"
    )
    assert (wide.rows, wide.used) == (3, 1)
    assert wide.aside.select("row", "reason").rows() == [
        (3, "it holds nothing beside its name: fill it in, or delete it"),
        (4, "old_la_code is empty: fill in the value"),
    ]


@pytest.mark.parametrize("score", ["inf", "-inf", "nan", "1e400"])
def test_a_score_without_end_is_no_score(score: str) -> None:
    header = "ltla24 code,ltla24 name,imd average score"
    found = looked_up(header, f"E08000031,Wolverhampton,{score}", "E08000030,Walsall,31.6")
    assert found.frame["average_score"].to_list() == [31.6]
    assert found.aside["reason"].to_list() == [f"imd average score says {score}, which is no number: correct it"]


def test_judgements_of_both_publishers_come_in_the_same_words() -> None:
    found = looked_up(
        "Local authority area code,Local authority name,Inspection date,Overall effectiveness,"
        "The experiences and progress of children in care",
        "E08000031,Wolverhampton,2022-03-21 00:00:00,Requires improvement to be good,Good",
        "E08000031,Wolverhampton,2024-03-21 00:00:00,,",
    )
    scraped = looked_up(
        "la_code,local_authority,overall_effectiveness_grade,inspection_start_date,in_care_grade",
        "336,wolverhampton,requires improvement,21/03/2022,good",
    )
    columns = ["inspected", "overall", "care"]
    assert found.frame.select(columns).row(0) == (date(2022, 3, 21), "Requires improvement", "Good")
    assert scraped.frame.select(columns).row(0) == found.frame.select(columns).row(0)
    assert found.frame.select(columns).row(1) == (date(2024, 3, 21), None, None)
    assert found.used == 2


def test_ages_across_become_a_row_an_age() -> None:
    found = looked_up("Code,Name,Geography,All ages,0,1,17,90+", 'E08000031,WOLVERHAMPTON,District,9,"1,001",2,3,4')
    assert found.frame.select("age", "number").rows() == [(0, 1001), (1, 2), (17, 3), (90, 4)]


def test_a_lookup_of_another_kind_is_refused_with_the_columns_that_it_needs(tmp_path: Path) -> None:
    path = tmp_path / "areas.csv"
    path.write_text(
        "region_name,la_name,new_la_code,old_la_code\nNorth East,Hartlepool,E06000001,805\n", encoding="utf-8"
    )
    assert read_lookup(path, key="areas").frame.row(0) == (2, "805", "E06000001", "Hartlepool", "North East")
    with pytest.raises(PublishedUnreadable, match="neighbour"):
        read_lookup(path, key="neighbours")


def test_a_published_table_that_is_not_known_is_said_to_be_none_that_is_known() -> None:
    data = b"time_period,geographic_level,new_la_code,pupils\n2025,National,,5\n"
    assert kind.recognises("pupils.csv", data)
    opened = kind.read(data, name="pupils.csv", folder="", sha256="", today=date(2026, 1, 1))
    assert (opened.reports[0].kind, opened.reports[0].rows, opened.reports[0].set_aside) == (None, 1, 1)
    assert "its own columns are pupils" in opened.flags["sentence"][0]


def test_a_list_of_providers_without_rows_says_so_and_leaves_the_other_files_alone(tmp_path: Path) -> None:
    (tmp_path / "providers.csv").write_text("URN,Provision type,Local authority\n")
    (tmp_path / "neighbours.csv").write_text("old_la_code,la_name,SN_1,SN_1P\n336,Wolverhampton,333,Close\n")
    intake = read([tmp_path], today=date(2026, 1, 15))
    (said,) = [one for one in intake.findings if one.code == "published-unreadable"]
    assert said.examples[0].sentence.startswith("providers.csv has no rows. It needs the columns URN")
    assert [(one.name, one.used) for one in intake.files] == [("neighbours.csv", 1), ("providers.csv", 0)]


def test_a_return_is_no_published_file() -> None:
    assert not kind.recognises("episodes.csv", b"CHILD,DECOM,RNE,LS,CIN,PLACE\n1,01/04/2020,S,C2,N1,U4\n")
    assert not kind.recognises("book.xlsx", b"PK\x03\x04")


KNOWN = {
    "geography/la_reference.csv": ("Authorities with their regions and codes", 153, 153),
    "geography/ltla_utla_apr23.csv": ("District authorities and the authorities that they lie in", 318, 318),
    "geography/stat_neighbours_2025_wide.csv": ("Statistical neighbours, ten across", 153, 153),
    "geography/stat_neighbours_2025_long.csv": ("Statistical neighbours, a row a pair", 1530, 1530),
    "geography/population_single_age_2024.csv": ("Population by single year of age", 357, 357),
    "geography/postcodes_west_midlands.csv": ("Postcodes with their authority and place on the grid", 44454, 44454),
    "deprivation/imd2025_england_lsoa21.csv": ("Deprivation of small areas", 33755, 33755),
    "deprivation/imd2025_england_ltla24.csv": ("Deprivation of district authorities", 296, 296),
    "inspections/ilacs_overview_2026_06.csv": ("Inspections of local authority children's services", 153, 153),
    "inspections/la_in_year_inspections_2025.csv": ("Inspections of local authority children's services", 112, 112),
    "inspections/la_ilacs_inspection_history_2025.csv": (
        "Inspections of local authority children's services",
        271,
        271,
    ),
    "inspections/la_inspections_as_at_31_march_2025.csv": (
        "Inspections of local authority children's services",
        153,
        153,
    ),
    "providers/provider_at_march_2025_raw.csv": ("Registered providers of children's social care", 5600, 5600),
    "workforce/csww_indicators_2017_to_2025.csv": (
        "Children's social workers: numbers, starters, leavers, agency, vacancies, caseload and absence "
        "on 30 September",
        1463,
        1463,
    ),
}


@pytest.mark.samples
@pytest.mark.parametrize("file", sorted(KNOWN))
def test_each_published_sample_is_known_for_what_it_is(samples: Path, file: str) -> None:
    data = (samples / "public" / file).read_bytes()
    assert kind.recognises(file, data)
    (report,) = kind.read(data, name=file, folder="", sha256="", today=date(2026, 7, 1)).reports
    assert (report.table, report.rows, report.used) == KNOWN[file]
    assert report.rows == report.used + report.set_aside


def test_of_two_headings_alike_the_first_is_taken() -> None:
    found = looked_up("old_la_code,la_name,SN_1,SN_1P,SN_1,SN_1P", "336,Wolverhampton,333,Close,861,Close")
    assert found.frame.select("rank", "neighbour").rows() == [(1, "333")]
