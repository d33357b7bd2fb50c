"""A census is read whole: every row accounted for, nothing dropped, whatever is wrong with it said where it is."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET
from datetime import date
from pathlib import Path

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from suffice.engine.returns.cin import layouts
from suffice.engine.returns.cin.codes import BOOK
from suffice.engine.returns.kinds import kind_of
from suffice.engine.returns.model import Intake, Return
from suffice.engine.returns.reading import exit_code, read
from suffice.engine.returns.remarks_beside import BESIDE, CENSUS
from tests.engine.returns.building import accounted
from tests.engine.returns.cin.building import (
    ANN,
    BEN,
    DEE,
    GOOD,
    HEADER,
    TODAY,
    census,
    codes,
    element,
    replaced,
    taken,
)


def only(intake: Intake) -> Return:
    """Return the only return there is."""
    (ret,) = intake.returns
    return ret


def test_each_element_is_a_row_of_its_table_with_its_line_and_its_numbers(tmp_path: Path) -> None:
    text = census()
    ret = only(taken(tmp_path, text))
    lines = text.splitlines()
    for name, table in layouts.tables().items():
        for line in ret.tables[name]["row"]:
            assert f"<{table.element}>" in lines[line - 1]
    assert ret.tables["CINdetails"].select("lachildid", "episode", "referralnfa").rows() == [
        ("A1", 1, False), ("B2", 1, True), ("B2", 2, False), ("B2", 3, False), ("C3", 1, False), ("D4", 1, False),
    ]  # fmt: skip
    assert ret.tables["Reviews"].select("lachildid", "episode", "plan", "cppreviewdate").rows() == [
        ("A1", 1, 1, date(2025, 7, 20)), ("D4", 1, 1, date(2025, 6, 10)), ("D4", 1, 1, date(2025, 12, 1)),
    ]  # fmt: skip
    assert ret.tables["Factors"].select("episode", "assessment", "assessmentfactors").rows()[:2] == [
        (1, 1, "3B"), (1, 1, "4B"),
    ]  # fmt: skip
    assert ret.tables["PreProceedings"].select("fgdmmeetingoffer", "fgdmmeetingfac", "reviewmeetingscount").rows() == [
        (True, False, 1)
    ]


def test_an_unborn_child_has_an_expected_birth_alone_and_nothing_is_wrong_with_it(tmp_path: Path) -> None:
    rows = only(taken(tmp_path, census())).tables["Children"].filter(pl.col("lachildid") == "C3")
    assert rows.select("personbirthdate", "expectedpersonbirthdate", "sex").rows() == [(None, date(2026, 5, 20), "U")]


def test_yes_and_no_are_read_in_all_four_spellings(tmp_path: Path) -> None:
    told = only(taken(tmp_path, census(*(ANN.replace("<ReferralNFA>0", f"<ReferralNFA>{said}").replace("A1", f"A{at}")
                                         for at, said in enumerate(["0", "1", "true", "FALSE"])))))  # fmt: skip
    assert told.tables["CINdetails"]["referralnfa"].to_list() == [False, True, True, False]


@pytest.mark.parametrize(
    ("year", "said", "kept"), [(2017, "1", "M"), (2020, "2", "F"), (2024, "9", "U"), (2024, "0", "U")]
)
def test_an_older_census_tells_sex_under_its_older_name(tmp_path: Path, year: int, said: str, kept: str) -> None:
    header = HEADER.replace("2026", str(year))
    old = DEE.replace("<Sex>F</Sex>", element("GenderCurrent", said))
    intake = taken(tmp_path, census(old, header=header))
    assert only(intake).tables["Children"]["sex"].to_list() == [kept]
    assert not codes(intake) & {"element-not-in-year", "code-not-in-year", "element-unknown"}


def test_codes_and_elements_of_another_year_are_read_and_remarked_on(tmp_path: Path) -> None:
    intake = taken(tmp_path, census(ANN, header=HEADER.replace("2026", "2018")))
    told = intake.flags.filter(pl.col("code").is_in(["element-not-in-year", "code-not-in-year"]))
    assert set(told["column"]) == {"Sex", "PreProceedingsandFGDM"}
    assert only(intake).tables["PreProceedings"].height == 1
    new = BOOK.codes_for("FACTOR", 2025).keys() - BOOK.codes_for("FACTOR", 2020).keys()
    assert new == {"18B", "18C", "19B", "19C", "24A"}
    assert BOOK.codes_for("FACTOR", 2020).keys() - BOOK.codes_for("FACTOR", 2025).keys() == {"18A", "19A"}


def test_namespaces_and_case_make_no_difference(tmp_path: Path) -> None:
    plain = only(taken(tmp_path / "plain", census()))
    spaced = census().replace("<Message>", '<Message xmlns="urn:x">')
    small = census().replace("<Child>", "<child>").replace("</Child>", "</child>").replace("CINdetails", "CINDETAILS")
    for at, other in enumerate([spaced, small]):
        ret = only(taken(tmp_path / str(at), other))
        assert all(frame.equals(plain.tables[name]) for name, frame in ret.tables.items())


def test_an_unknown_module_and_an_unknown_element_are_kept_as_they_stand(tmp_path: Path) -> None:
    module = "<Mediation><Start>2025-05-01</Start><By>court</By></Mediation>"
    intake = taken(
        tmp_path,
        replaced("ANN", ("<ReferralNFA>0</ReferralNFA>", f"<Mood>low</Mood>{module}<ReferralNFA>0</ReferralNFA>")),
    )
    assert accounted(intake)
    kept = [json.loads(values)["element"] for values in intake.set_aside["values"]]
    assert kept == ["<Mood>low</Mood>", module]
    assert [(one.table, one.rows, one.set_aside) for one in intake.files if one.table is None] == [(None, 2, 2)]
    assert set(intake.flags["column"]) == {"Mood", "Mediation"}
    whole = only(taken(tmp_path / "whole", census()))
    assert all(frame.equals(whole.tables[name]) for name, frame in only(intake).tables.items())


def test_a_module_between_children_is_kept_too(tmp_path: Path) -> None:
    text = census(ANN, "<Adult><Name>x</Name></Adult>\n", DEE).replace("</Message>", "<Footer>1</Footer></Message>")
    intake = taken(tmp_path, text)
    assert accounted(intake)
    assert [json.loads(values)["element"] for values in intake.set_aside["values"]] == [
        "<Adult><Name>x</Name></Adult>",
        "<Footer>1</Footer>",
    ]
    assert only(intake).tables["Children"].height == 2


def test_an_identifier_that_stands_twice_is_said_and_no_referral_is_lost(tmp_path: Path) -> None:
    intake = taken(tmp_path, census(ANN, BEN.replace("B2", "a1")))
    ret = only(intake)
    assert ret.tables["Children"]["lachildid"].to_list() == ["A1"]
    assert ret.tables["CINdetails"].select("lachildid", "episode").rows() == [("A1", at) for at in (1, 2, 3, 4)]
    assert "child-twice" in codes(intake)
    assert accounted(intake)


def test_a_referral_repeated_in_every_word_is_counted_once_and_the_copy_kept_aside(tmp_path: Path) -> None:
    intake = taken(tmp_path, census(DEE, DEE))
    ret = only(intake)
    assert {name: frame.height for name, frame in ret.tables.items() if frame.height} == {
        "Header": 1, "Children": 1, "Disabilities": 1, "CINdetails": 1, "Assessments": 1, "Factors": 1, "Section47": 1,
        "ChildProtectionPlans": 1, "Reviews": 2,
    }  # fmt: skip
    assert {"child-twice", "referral-repeated"} <= codes(intake)
    assert accounted(intake)


def test_a_child_without_an_identifier_is_set_aside_with_all_it_holds(tmp_path: Path) -> None:
    intake = taken(tmp_path, census(ANN, DEE.replace("D4", " ")))
    assert only(intake).tables["CINdetails"]["lachildid"].to_list() == ["A1"]
    assert set(intake.set_aside["table"]) == {
        *("Children", "Disabilities", "CINdetails", "Assessments", "Factors", "Section47"),
        *("ChildProtectionPlans", "Reviews"),
    }
    assert accounted(intake)


FAULTS = {
    "date-day-first": replaced("ANN", ("2015-05-05", "05/05/2015")),
    "element-unknown": replaced("ANN", ("<ReferralNFA>", "<Mood>low</Mood><ReferralNFA>")),
    "element-repeated": replaced("ANN", ("<Sex>F</Sex>", "<Sex>F</Sex><Sex>M</Sex>")),
    "element-not-in-year": census(ANN, header=HEADER.replace("2026", "2025")),
    "text-between-elements": replaced("ANN", ("</LAchildID>", "</LAchildID>UPN")),
    "child-without-identifier": replaced("ANN", ("A1", "")),
    "child-twice": replaced("ANN", ("A1", "B2")),
    "referral-repeated": census(DEE, DEE),
    "row-says-nothing": replaced("DEE", (element("AssessmentFactors", "21"), element("AssessmentFactors", "RB"))),
    "module-absent": census(DEE),
    "header-missing": census(header=""),
    "header-disagrees": census(header=HEADER.replace("2026-03-31", "2025-03-31")),
    "authority-unknown": census(header=HEADER.replace("336", "999")),
    "census-undated": f"<Message><Children><Child><ChildIdentifiers>{element('LAchildID', '1')}</ChildIdentifiers>"
    "</Child></Children></Message>",
}


@pytest.mark.parametrize("code", FAULTS)
def test_a_remark_is_made_on_its_fault_and_says_where_it_is(tmp_path: Path, code: str) -> None:
    intake = taken(tmp_path, FAULTS[code])
    told = intake.flags.filter(pl.col("code") == code)
    assert told.height
    assert all("census.xml" in sentence and sentence.endswith(".") for sentence in told["sentence"])
    if "{row}" in BESIDE[code].sentence:
        assert told["row"].null_count() == 0
    assert accounted(intake)


def test_every_remark_on_a_census_has_its_fault_here() -> None:
    assert {remark.code for remark in CENSUS} | {"date-day-first"} == set(FAULTS)


def test_the_header_is_held_against_what_follows_it(tmp_path: Path) -> None:
    other = taken(tmp_path / "year", census(header=HEADER.replace("2026", "2019")))
    assert "no date in the census lies from 1 April 2018 to 31 March 2019" in str(other.flags["sentence"].to_list())
    assert only(other).year == 2019
    without = taken(tmp_path / "without", census(header=HEADER.replace("<Year>2026</Year>", "")))
    assert only(without).year == 2026
    undated = taken(tmp_path / "undated", census(header=""))
    assert (only(undated).year, only(undated).authority) == (2026, None)


def test_a_census_without_any_date_is_refused(tmp_path: Path) -> None:
    intake = taken(tmp_path, FAULTS["census-undated"])
    assert exit_code(intake) == 3
    assert "says nowhere of which year it is" in (only(intake).refusal or "")


BROKEN = {
    "xml-broken": census()[:2000],
    "xml-doctype": f"<!DOCTYPE Message>{census()}",
    "xml-empty": f"<Message>{HEADER}<Children/></Message>",
}


@pytest.mark.parametrize("code", BROKEN)
def test_what_cannot_be_used_is_refused_as_a_census(tmp_path: Path, code: str) -> None:
    intake = taken(tmp_path, BROKEN[code])
    assert exit_code(intake) == 3
    assert codes(intake) == {code}
    assert [one.kind for one in intake.files] == ["cin"]


def test_the_same_authority_and_year_twice_is_refused_and_two_years_are_not(tmp_path: Path) -> None:
    assert exit_code(taken(tmp_path / "twice", census(), census(ANN))) == 3
    older = census(header=HEADER.replace("2026", "2025"))
    assert [ret.year for ret in taken(tmp_path / "years", older, census()).usable] == [2025, 2026]


def test_lines_are_told_beyond_those_that_a_small_number_can_hold(tmp_path: Path) -> None:
    text = census(f"{chr(10) * 70_000}{ANN}")
    lines = text.splitlines()
    ret = only(taken(tmp_path, text))
    for line in ret.tables["Reviews"]["row"].to_list():
        assert "<CPPreviewDate>" in lines[line - 1]
    for line in ret.tables["Children"]["row"].to_list():
        assert abs(lines.index("<Child>") + 1 - line) <= 1


@pytest.mark.parametrize(
    "text", ["<Message/>", "<Message><Header><Collection>CSWW</Collection></Header></Message>", "x"]
)
def test_what_is_no_census_is_not_taken_for_one(text: str) -> None:
    found = kind_of("x.xml", text.encode())
    assert found is None or found.KIND != "cin"


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(st.tuples(st.integers(5, 100), st.sampled_from(["", "<X>1</X>", "<Child/>", "2025-04-10"])), max_size=5)
)
def test_whatever_is_done_to_its_lines_every_row_is_accounted_for(
    tmp_path: Path, changes: list[tuple[int, str]]
) -> None:
    lines = census(*GOOD.values()).splitlines()
    for at, text in changes:
        lines.insert(at % len(lines), text)
    intake = taken(tmp_path, "\n".join(lines))
    assert accounted(intake)
    assert "check-crashed" not in codes(intake)
    for ret in intake.usable:
        used = sum(frame.height for frame in ret.tables.values())
        assert used == sum(one.used + one.repaired for one in intake.files)


SAMPLES = (
    *("BAR_cin_2022", "CIN2rows", "CIN_Census_2021", "CIN_Census_2021_copy", "CIN_Census_2024", "CIN_Census_2026"),
    *("CIN_Census_2021_no_assessment_factors", "CIN_header_issues_100", "CIN_la_issues_2887Q", "fake_CIN_data"),
)


@pytest.mark.samples
@pytest.mark.parametrize("name", SAMPLES)
def test_the_samples_are_read_row_for_row_as_another_parser_counts_them(samples: Path, name: str) -> None:
    path = samples / "returns" / "cin" / f"{name}.xml"
    intake = read([path], today=TODAY)
    assert exit_code(intake) == 0
    assert accounted(intake)
    assert not codes(intake) & {"check-crashed", "checks-not-made", "element-unknown"}
    tree = ET.parse(path)
    counted = {table.name: sum(1 for _ in tree.iter(table.element)) for table in layouts.tables().values()}
    assert {one.table: one.rows for one in intake.files} == {table: rows for table, rows in counted.items() if rows}


@pytest.mark.samples
def test_what_the_samples_have_wrong_is_found(samples: Path) -> None:
    def found(name: str) -> set[str]:
        return codes(read([samples / "returns" / "cin" / f"{name}.xml"], today=TODAY))

    assert "header-disagrees" in found("CIN_header_issues_100")
    assert {"cin-factors-missing", "cin-assessment-before-referral", "code-unknown"} <= found("CIN_Census_2026")
    assert {"cin-assessment-open-when-closed", "cin-protection-overlaps"} <= found("CIN2rows")
    assert {"module-absent", "cin-disability-twice", "cin-closed-before-year"} <= found("fake_CIN_data")
