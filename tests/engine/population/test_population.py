"""A rate divides by the right population and says which."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest

from suffice.engine.returns.population import (
    Population,
    PopulationUnreadable,
    every_authority,
    find,
    read_population,
)

HEADER = "time_period,geographic_level,old_la_code,new_la_code,la_name,region_name,age_group,population_estimate\n"
AGE = "Children aged 0 to 17 years"


def written(folder: Path, body: str, *, header: str = HEADER, encoding: str = "utf-8") -> Path:
    path = folder / "population.csv"
    path.write_bytes((header + body).encode(encoding))
    return path


@pytest.fixture
def wolverhampton(tmp_path: Path) -> Population:
    body = "".join(
        f"{year},Local authority,336,E08000031,Wolverhampton,West Midlands,{AGE},{number}\n"
        for year, number in ((2018, 60_000), (2020, 62_000), (2021, 63_000))
    )
    return read_population(written(tmp_path, body))


@pytest.mark.parametrize(
    ("on", "mid_year"),
    [
        (date(2021, 6, 29), 2020),
        (date(2021, 6, 30), 2021),
        (date(2022, 3, 31), 2021),
        (date(2020, 3, 31), 2018),
        (date(2030, 3, 31), 2021),
    ],
)
def test_a_rate_divides_by_the_latest_30_june_on_or_before_its_day_or_the_nearest_earlier(
    wolverhampton: Population, on: date, mid_year: int
) -> None:
    figure = wolverhampton.figure_for("336", on)
    assert figure is not None
    assert figure.mid_year == mid_year


def test_a_later_estimate_is_never_used_for_an_earlier_day(wolverhampton: Population) -> None:
    assert wolverhampton.figure_for("336", date(2018, 6, 29)) is None


def test_the_sentence_says_the_year_the_number_the_file_and_why_an_earlier_year(wolverhampton: Population) -> None:
    exact, earlier = (wolverhampton.figure_for("336", date(year, 3, 31)) for year in (2022, 2023))
    assert exact is not None
    assert earlier is not None
    assert exact.sentence == "The mid-2021 estimate of 63,000 children aged 0 to 17 (population.csv)."
    assert earlier.sentence.endswith("(population.csv), the latest before mid-2022, for which there is none.")


@pytest.mark.parametrize("named", ["336", "E08000031", "e08000031", "Wolverhampton", "City of Wolverhampton Council"])
def test_an_authority_is_found_by_either_code_or_its_name(wolverhampton: Population, named: str) -> None:
    assert wolverhampton.figure_for(named, date(2022, 3, 31)) is not None


@pytest.mark.parametrize("named", ["", "335", "Walsall", "Nowhere"])
def test_an_authority_that_the_file_does_not_hold_has_no_figure(wolverhampton: Population, named: str) -> None:
    assert wolverhampton.figure_for(named, date(2022, 3, 31)) is None


def test_marks_are_not_numbers_and_other_text_is_a_finding_with_its_row(tmp_path: Path) -> None:
    body = "".join(
        f"{2010 + at},Local authority,336,E08000031,Wolverhampton,,{AGE},{mark}\n"
        for at, mark in enumerate(["c", "z", "x", "k", "u", "-", "about 60k", '"61,000"'])
    )
    population = read_population(written(tmp_path, body))
    assert population.figures == {"336": {2017: 61_000}}
    (finding,) = population.findings
    example = finding.examples[0]
    assert (finding.count, example.row, example.column, example.value) == (1, 8, "population_estimate", "about 60k")


@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp1252", "utf-16"])
def test_any_usual_encoding_header_case_and_other_column_names_are_accepted(tmp_path: Path, encoding: str) -> None:
    path = written(tmp_path, "Mid-2021;Sé;63000\n", header="Year;Area name;POPULATION\n", encoding=encoding)
    figure = read_population(path).figure_for("sé", date(2021, 6, 30))
    assert figure is not None
    assert figure.number == 63_000


def test_other_ages_are_passed_over(tmp_path: Path) -> None:
    body = f"2021,Local authority,336,E08000031,W,,All ages,1\n2021,Local authority,336,E08000031,W,,{AGE},2\n"
    assert read_population(written(tmp_path, body)).figures == {"336": {2021: 2}}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("time_period,la_name\n2021,Leeds\n", "has no column population_estimate"),
        ("time_period,population_estimate\n2021,5\n", "has no column old_la_code, new_la_code or la_name"),
        ("CHILD,DECOM\n1,2\n", "no column time_period and no column population_estimate"),
        ("", "is not a CSV file"),
        (HEADER, "no population of children aged 0 to 17 in any row"),
        (HEADER + f"2021,,336,,A,,{AGE},5\n2021,,336,,A,,{AGE},6\n", "row 3: A has two populations for 2021, 5 and 6"),
    ],
)
def test_a_file_that_is_no_population_says_what_is_wrong_and_what_to_do(tmp_path: Path, text: str, words: str) -> None:
    with pytest.raises(PopulationUnreadable, match=r"population\.csv") as refused:
        read_population(written(tmp_path, text, header=""))
    assert words in str(refused.value)


def test_a_workbook_or_a_missing_file_is_refused_with_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(PopulationUnreadable, match="cannot be opened"):
        read_population(tmp_path / "gone.csv")
    workbook = tmp_path / "book.xlsx"
    workbook.write_bytes(b"PK\x03\x04" + bytes(range(256)) * 20)
    with pytest.raises(PopulationUnreadable, match="Save the estimates as CSV"):
        read_population(workbook)


def test_a_figure_by_hand_holds_for_every_day_and_keeps_its_source() -> None:
    figure = Population.by_hand(55_200, source="the strategy", mid_year=2020).figure_for("336", date(2012, 1, 1))
    assert figure is not None
    assert (figure.number, figure.mid_year, figure.source) == (55_200, 2020, "the strategy")
    assert (
        figure.sentence == "The mid-2020 population of 55,200 children aged 0 to 17 was given by hand (the strategy)."
    )
    with pytest.raises(ValueError, match="above zero"):
        Population.by_hand(0, source="x")


def test_the_rate_is_per_10_000() -> None:
    figure = Population.by_hand(50_000, source="x").figure_for("", date(2022, 3, 31))
    assert figure is not None
    assert figure.rate(500) == 100.0


def test_the_authorities_are_153_with_names_and_codes_of_their_own() -> None:
    assert len({one.code for one in every_authority()}) == len({one.ons_code for one in every_authority()}) == 153
    assert all(find(named) == one for one in every_authority() for named in (one.code, one.ons_code, one.name))
    kingstons = [find(named) for named in ("Kingston upon Hull", "Kingston upon Thames")]
    assert [one.code for one in kingstons if one] == ["810", "314"]


@pytest.mark.samples
def test_the_published_file_is_read_to_the_last_figure(samples: Path) -> None:
    path = samples / "public/geography/ons_mid-year_population_estimates_2012_to_2024.csv"
    population = read_population(path)
    with path.open(encoding="utf-8-sig", newline="") as lines:
        rows = [row for row in csv.DictReader(lines) if row["population_estimate"].isdigit()]
    for row in rows:
        named = row["old_la_code"] or row["region_code"] or row["country_code"]
        figure = population.figure_for(named, date(int(row["time_period"]), 6, 30))
        assert figure is not None, row
        assert (figure.number, figure.mid_year) == (int(row["population_estimate"]), int(row["time_period"]))
    assert population.findings == ()
    assert population.area("England") == "E92000001"
    assert population.area("West Midlands") == "E12000005"
