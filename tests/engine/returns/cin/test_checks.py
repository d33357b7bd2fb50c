"""The checks of the census: silent where nothing is wrong, heard where their fault is, declared whole."""

from __future__ import annotations

import csv
import re
import string
from dataclasses import replace
from pathlib import Path

import polars as pl
import pytest

from suffice.engine.findings import Severity
from suffice.engine.returns.checking.asking import CRASHED, NOT_MADE
from suffice.engine.returns.checking.check import Check
from suffice.engine.returns.cin import layouts
from suffice.engine.returns.cin.checks.registry import all_checks
from suffice.engine.returns.cin.checks.run import run_checks
from suffice.engine.returns.cin.checks.telling import document
from suffice.engine.returns.remarks_beside import EVERY
from suffice.engine.returns.ssda903.checks.registry import all_checks as of_the_ssda903
from tests.engine.returns.cin.building import ANN, DEE, census, codes, taken
from tests.engine.returns.cin.faults import FAULTS

PAGE = Path(__file__).resolve().parents[4] / "docs" / "method" / "cin.md"
by_code = pytest.mark.parametrize("check", all_checks(), ids=lambda check: check.code)


def test_nothing_at_all_is_found_in_a_census_that_is_right(tmp_path: Path) -> None:
    intake = taken(tmp_path, census())
    assert codes(intake) == set()
    assert [(ret.kind, ret.authority, ret.year) for ret in intake.usable] == [("cin", "336", 2026)]


def test_every_check_has_its_fault() -> None:
    assert set(FAULTS) == {check.code for check in all_checks()}


@pytest.mark.parametrize("code", FAULTS)
def test_a_check_is_heard_where_its_fault_is(tmp_path: Path, code: str) -> None:
    intake = taken(tmp_path, FAULTS[code])
    assert code in codes(intake)
    for flag in intake.flags.filter(pl.col("code") == code).iter_rows(named=True):
        assert flag["row"] is not None
        assert "{" not in flag["sentence"]
        assert f" in row {flag['row']} of census.xml: " in flag["sentence"]


@by_code
def test_a_check_is_declared_in_the_words_of_the_census(check: Check) -> None:
    assert re.fullmatch(r"cin(-[a-z0-9]+)+", check.code)
    for field in check.fields:
        table, _, column = field.partition(".")
        assert column in {*(one.name for one in layouts.tables()[table].columns), "LAchildID"}
    assert check.severity in (Severity.ERROR, Severity.QUERY)
    assert re.match(r"[A-Z].*: .*\.$", check.changes)
    names = [name for _, name, _, _ in string.Formatter().parse(check.sentence) if name]
    assert "lachildid" in names
    assert re.search(r"\b(Correct|Fill|Add|Take|End)\b", check.sentence)
    assert check.sentence.endswith(".")


def test_no_two_checks_and_no_remark_share_a_code() -> None:
    every = [check.code for check in (*all_checks(), *of_the_ssda903())] + [*EVERY, CRASHED, NOT_MADE]
    assert len(every) == len(set(every))


def test_the_year_of_a_census_decides_which_checks_it_is_asked() -> None:
    new = {check.code for check in all_checks(2026)} - {check.code for check in all_checks(2025)}
    assert new == {"cin-meeting-before-letter", "cin-court-before-start"}


def test_a_check_that_breaks_is_told_and_the_others_are_made(tmp_path: Path) -> None:
    (ret,) = taken(tmp_path, FAULTS["cin-plans-overlap"]).usable

    def breaks(_: object) -> pl.DataFrame:
        raise RuntimeError("no such thing")

    checks = [
        replace(check, find=breaks) if check.code == "cin-plan-start-missing" else check for check in all_checks()
    ]
    told = run_checks(ret, checks=checks)
    assert {CRASHED, "cin-plans-overlap"} <= set(told["code"])


@pytest.mark.samples
def test_every_rule_of_the_department_that_is_named_is_one_and_reads_the_same_table(samples: Path) -> None:
    called = {"childidentifiers": "children", "childcharacteristics": "children"}
    parents = {name.lower(): table.within.lower() for name, table in layouts.tables().items()}
    with (samples.parent / "specs" / "cin_rules.csv").open(encoding="utf-8-sig", newline="") as file:
        rules = {row["code"]: row["module"].partition(".")[2].lower() for row in csv.DictReader(file)}
    for check in all_checks():
        tables = {field.partition(".")[0].lower() for field in check.fields}
        tables |= {parents[table] for table in tables}
        for rule in check.rules:
            assert called.get(rules[rule], rules[rule]) in tables, (check.code, rule, rules[rule])


def test_the_page_of_the_documents_is_made_from_the_declarations() -> None:
    assert PAGE.read_text(encoding="utf-8") == document()
    for check in all_checks():
        assert f"\n#### {check.code}\n" in document()


def test_what_was_done_before_the_year_is_not_asked_for_in_it(tmp_path: Path) -> None:
    bare = DEE[: DEE.index("  <Assessments>")] + "  <ReferralNFA>0</ReferralNFA>\n </CINdetails>\n</Child>\n"
    enquired = bare.replace("  <ReferralNFA>", "  <Section47><S47ActualStartDate>2025-04-20</S47ActualStartDate>"
                            "<ICPCnotRequired>1</ICPCnotRequired></Section47>\n  <ReferralNFA>")  # fmt: skip
    left_to_do = {"cin-nothing-after-referral", "cin-enquiry-without-assessment"}
    assert not codes(taken(tmp_path / "before", census(ANN, bare, enquired.replace("D4", "E5")))) & left_to_do
    late = [child.replace("2025-03-01", "2025-04-01") for child in (bare, enquired.replace("D4", "E5"))]
    assert codes(taken(tmp_path / "within", census(ANN, *late))) >= left_to_do
