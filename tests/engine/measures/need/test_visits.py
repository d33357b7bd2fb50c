"""Visits that are up to date, out of the workbook of the day."""

from __future__ import annotations

from datetime import date

from suffice.engine.measures import INDICATORS, Measure, measure
from tests.engine.timeliness.build import scene, workbook

ON = date(2025, 3, 31)
ROWS = """
child | team | came       | placed     | visit
A     | East | 2024-01-02 | 2024-01-02 | 2025-02-17
B     | East | 2024-01-02 | 2024-01-02 | 2025-02-16
C     | West |            |            |
"""


def told(on: date) -> Measure:
    return measure(INDICATORS["lac_visits"], scene(on, workbook(ON, List8=ROWS)))


def test_a_visit_is_up_to_date_until_the_day_after_it_was_due() -> None:
    one = told(ON)
    assert dict(one.judgement.select("child", "outcome").iter_rows()) == {"A": "pass", "B": "fail", "C": "incomplete"}
    assert [(part.label, part.value) for part in one.by("team")] == [("East", 50.0), ("West", None)]


def test_a_workbook_of_another_day_judges_nobody() -> None:
    assert told(date(2025, 4, 1)).counted.incomplete == 3


def test_without_a_workbook_it_says_so() -> None:
    assert "No Annex A workbook was brought" in measure(INDICATORS["cpp_visits"], scene(ON)).source
