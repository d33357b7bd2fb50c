"""The checks are declared whole: every field exists, every sentence can be filled in, the page tells them all."""

from __future__ import annotations

import csv
import re
import string
from pathlib import Path

import pytest

from suffice.engine.findings import Severity
from suffice.engine.returns.checking.asking import CRASHED, NOT_MADE
from suffice.engine.returns.checking.check import Check
from suffice.engine.returns.remarks import REMARKS
from suffice.engine.returns.ssda903 import layouts
from suffice.engine.returns.ssda903.checks.registry import all_checks
from suffice.engine.returns.ssda903.checks.telling import document

PAGE = Path(__file__).resolve().parents[4] / "docs" / "method" / "checks.md"
by_code = pytest.mark.parametrize("check", all_checks(), ids=lambda check: check.code)


def test_no_two_checks_and_no_remark_of_the_reading_share_a_code() -> None:
    codes = [check.code for check in all_checks()] + [*REMARKS, CRASHED, NOT_MADE]
    assert len(codes) == len(set(codes))


@by_code
def test_a_check_is_declared_in_the_words_of_the_return(check: Check) -> None:
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", check.code)
    for field in check.fields:
        table, _, column = field.partition(".")
        assert column in layouts.tables()[table].names
    assert set(check.optional) <= set(check.fields)


@by_code
def test_a_check_says_what_its_fault_changes_and_what_to_do(check: Check) -> None:
    assert check.severity in (Severity.ERROR, Severity.QUERY)
    assert re.match(r"[A-Z].*: .*\.$", check.changes)
    names = [name for _, name, _, _ in string.Formatter().parse(check.sentence) if name]
    assert "child" in names
    assert re.search(r"\b(Correct|Fill|Add|Take|Record|Make|End|If)\b", check.sentence)
    assert check.sentence.endswith(".")


@by_code
def test_a_check_is_asked_only_in_years_that_have_its_tables(check: Check) -> None:
    for field in set(check.fields) - set(check.optional):
        table = layouts.tables()[field.partition(".")[0]]
        assert table.from_year is None or (check.first is not None and check.first >= table.from_year)


def test_the_year_of_a_return_decides_which_checks_it_is_asked() -> None:
    def asked(year: int) -> set[str]:
        return {check.code for check in all_checks(year)}

    assert "independent-living-after-october-2023" not in asked(2023) | asked(2025)
    assert "independent-living-after-october-2023" in asked(2024)
    assert asked(2024) - asked(2023) == {"independent-living-after-october-2023", "two-social-workers-at-once"}
    assert asked(2027) - asked(2026) == {"order-where-none-is-needed"}
    assert asked(2017) == asked(2023)


def test_the_page_of_the_documents_is_made_from_the_declarations() -> None:
    assert PAGE.read_text(encoding="utf-8") == document()


def test_the_page_tells_every_check_with_its_years() -> None:
    page = document()
    for check in all_checks():
        assert f"### {check.code}\n" in page
    assert "years: from 2024" in page
    assert "years: 2024 ·" in page


@pytest.mark.samples
def test_every_rule_of_the_department_that_is_named_is_one_and_reads_the_same_table(samples: Path) -> None:
    with (samples.parent / "specs" / "ssda903_rules.csv").open(encoding="utf-8-sig", newline="") as file:
        rules = {row["code"]: row["tables"].lower() for row in csv.DictReader(file)}
    for check in all_checks():
        tables = {field.partition(".")[0].lower() for field in check.fields}
        for rule in check.rules:
            assert any(table in rules[rule] for table in tables), (check.code, rule, rules[rule])
