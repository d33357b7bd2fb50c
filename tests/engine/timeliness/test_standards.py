"""Every timed standard is there once, and says what tells it or what is missing."""

from __future__ import annotations

from suffice.engine.measures import INDICATORS
from suffice.engine.timeliness import rules
from suffice.engine.timeliness.standards import of_rule, standards


def test_there_are_thirty_four_standards_each_once() -> None:
    assert len(standards()) == len({one.code for one in standards()}) == len({one.title for one in standards()}) == 34


def test_a_standard_is_told_by_rules_and_measures_that_exist() -> None:
    codes = {one.code for one in rules()}
    assert [one.code for one in standards() if not {*one.rules} <= codes] == []
    assert [one.code for one in standards() if not {*one.measures} <= {*INDICATORS}] == []


def test_a_standard_that_nothing_tells_says_what_is_missing() -> None:
    assert [one.code for one in standards() if not one.told and not one.missing] == []


def test_a_rule_finds_its_standard() -> None:
    assert [one.code for one in of_rule("dental_check")] == ["health_in_care"]
    assert of_rule("assessment_45") == ()
