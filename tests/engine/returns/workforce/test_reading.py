"""A workforce census is read worker by worker: typed, accounted for, and refused where it cannot be trusted."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import polars as pl
import pytest
from lxml import etree

from suffice.engine.returns.archives import NotRead
from suffice.engine.returns.reading import exit_code
from suffice.engine.returns.reading import read as read_paths
from suffice.engine.returns.workforce.reading import KIND, read, recognises, workforce_on
from tests.engine.returns.workforce.building import HEADER, TODAY, VACANCIES, agency, census, codes, opened, worker


def refused(data: bytes) -> str:
    with pytest.raises(NotRead) as refusal:
        read(data, name="csww.xml", folder="", sha256="", today=TODAY)
    return refusal.value.code


def test_a_worker_becomes_a_row_of_typed_values() -> None:
    ret = opened(worker(1, Team="Duty team"), agency(2, FTE="0.521371")).returns[0]
    assert (ret.kind, ret.authority, ret.year, ret.refusal) == (KIND, "301", 2022, None)
    workers = ret.tables["CSWWWorker"]
    assert workers.select("agencyworker", "fte", "orgrole", "rolestartdate", "cases30", "team", "row").rows() == [
        (False, 1.0, "5", date(2018, 9, 3), 16, "Duty team", 13),
        (True, 0.521371, "5", date(2018, 9, 3), 16, None, 34),
    ]
    assert ret.tables["LALevelVacancies"].select("numberofvacancies", "noagencyfte", "noagencyheadcount").rows() == [
        (2.5, 0.0, 0)
    ]
    assert set(workers.columns) >= {"authority", "year", "file", "row"}


def test_names_are_known_whatever_their_case_and_namespace() -> None:
    data = census(worker(1)).replace(b"<Message>", b'<Message xmlns="urn:x">').replace(b"SWENo>", b"sweno>")
    assert read(data, name="x", folder="", sha256="", today=TODAY).returns[0].tables["CSWWWorker"][
        "sweno"
    ].to_list() == ["SW1000000001"]


def test_an_element_that_may_stand_twice_is_joined_and_one_that_may_not_is_read_once() -> None:
    data = census(worker(1, QualInst="A</QualInst><QualInst>B", FTE="0.5</FTE><FTE>0.9"))
    workers = read(data, name="x", folder="", sha256="", today=TODAY).returns[0].tables["CSWWWorker"]
    assert workers.select("qualinst", "fte").row(0) == ("A; B", 0.5)


def test_a_worker_told_twice_word_for_word_and_second_vacancies_are_set_aside_with_their_cells() -> None:
    found = opened(worker(1), worker(1), vacancies=[VACANCIES, {**VACANCIES, "NumberOfVacancies": "9"}])
    assert codes(found) == ["row-repeated", "vacancies-repeated"]
    accounts = {one.table: (one.rows, one.used, one.set_aside) for one in found.reports}
    assert accounts == {"CSWWWorker": (2, 1, 1), "LALevelVacancies": (2, 1, 1)}
    aside = {row["table"]: json.loads(row["values"]) for row in found.set_aside.iter_rows(named=True)}
    assert aside["LALevelVacancies"]["NumberOfVacancies"] == "9"
    assert aside["CSWWWorker"]["SWENo"] == "SW1000000001"


@pytest.mark.parametrize(
    ("said", "code", "field"),
    [
        ({"FTE": "full"}, "decimal-unreadable", "fte"),
        ({"FTE": "-0.5"}, "decimal-unreadable", "fte"),
        ({"WorkingDaysLost": "1e3"}, "decimal-unreadable", "workingdayslost"),
        ({"Cases30": "many"}, "number-unreadable", "cases30"),
        ({"OrgRole": "7"}, "code-unknown", "orgrole"),
        ({"RoleStartDate": "2018-13-01"}, "date-unreadable", "rolestartdate"),
        ({"RoleStartDate": "2093-01-01"}, "date-out-of-range", "rolestartdate"),
        ({"AgencyWorker": "maybe"}, "code-unknown", "agencyworker"),
    ],
)
def test_a_cell_that_cannot_be_read_is_blank_and_told(said: dict[str, str], code: str, field: str) -> None:
    found = opened(worker(1, **said))
    assert code in codes(found)
    assert found.returns[0].tables["CSWWWorker"][field].to_list() == [None]


def test_what_the_census_does_not_have_is_named_once_and_changes_nothing() -> None:
    data = census(worker(1, Mood="good"), worker(2, Mood="fair"))
    found = read(data.replace(b"</Message>", b"<Extra/></Message>"), name="x", folder="", sha256="", today=TODAY)
    assert found.flags["column"].to_list() == ["Mood", "Extra"]
    assert set(found.flags["code"]) == {"element-unknown"}


@pytest.mark.parametrize(
    ("header", "year", "code"),
    [
        ({**HEADER, "Year": None}, 2022, None),
        ({**HEADER, "ReferenceDate": None}, 2022, None),
        ({**HEADER, "ReferenceDate": "2022-03-31"}, 2022, "header-disagrees"),
        ({**HEADER, "Year": None, "ReferenceDate": None}, None, "census-undated"),
        ({**HEADER, "LEA": "Bexley"}, 2022, "header-missing"),
    ],
)
def test_the_header_says_whose_and_of_which_year_the_census_is(
    header: dict[str, str | None], year: int | None, code: str | None
) -> None:
    found = opened(worker(1), header=header)
    assert codes(found) == ([code] if code else [])
    assert found.returns[0].year == year
    assert (found.returns[0].refusal is None) == (year is not None)


def test_a_file_that_cannot_be_trusted_is_refused() -> None:
    whole = census(worker(1))
    assert refused(whole[:-20]) == "xml-broken"
    assert refused(b'<!DOCTYPE Message [<!ENTITY a "b">]>' + whole) == "xml-doctype"
    assert refused(census()) == "workforce-empty"


def test_it_is_recognised_by_its_collection_or_its_elements_and_a_census_of_children_is_not() -> None:
    assert recognises("x", census(worker(1)))
    assert recognises("x", census(worker(1), header={}))
    assert not recognises("x", census(worker(1), header={"Collection": "CIN"}))
    assert not recognises("x", b"<Message><Header/><Children><Child/></Children></Message>")
    assert not recognises("x", b"CSWWWorker,SWENo\n")


def test_the_latest_census_by_the_day_is_the_one_that_counts() -> None:
    before, after = opened(worker(1)), opened(worker(2), header={**HEADER, "Year": "2023", "ReferenceDate": None})
    returns = [*before.returns, *after.returns]
    on = {day: workforce_on(returns, day) for day in (date(2022, 9, 29), date(2023, 9, 29), date(2023, 9, 30))}
    assert on[date(2022, 9, 29)] is None
    assert [None if one is None else one["CSWWWorker"]["sweno"].to_list() for one in on.values()] == [
        None,
        ["SW1000000001"],
        ["SW1000000002"],
    ]
    assert workforce_on(returns, date(2023, 9, 30), authorities=frozenset({"302"})) is None


@pytest.mark.samples
def test_every_worker_of_the_sample_is_accounted_for_as_a_plain_count_finds_them(samples: Path) -> None:
    folder = samples / "returns" / "workforce"
    intake = read_paths([folder], today=date(2026, 6, 30))
    path = folder / "social_work_workforce_2022.xml"
    workers = etree.parse(str(path)).findall("CSWWWorker")
    (ret,) = intake.usable
    table = ret.tables["CSWWWorker"]
    assert exit_code(intake) == 0
    assert table.height == len(workers) > 0
    assert table["row"].to_list() == [one.sourceline for one in workers]
    assert table["fte"].sum() == pytest.approx(sum(float(one.findtext("FTE") or 0) for one in workers))
    assert table["agencyworker"].sum() == sum(one.findtext("AgencyWorker") == "1" for one in workers)
    dates = pl.Series([one.findtext("RoleEndDate") for one in workers]).str.to_date()
    assert table["roleenddate"].to_list() == dates.to_list()
    assert all(report.rows == report.used + report.repaired + report.set_aside for report in intake.files)
