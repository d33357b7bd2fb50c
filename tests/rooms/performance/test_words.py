"""A figure is written the same by a command and on a page."""

from __future__ import annotations

import pytest

from suffice.commands.drawing import drawn
from suffice.engine.measures import INDICATORS
from suffice.engine.workbook import Table
from suffice.review.performance.sentences import value_words


@pytest.mark.parametrize(("value", "expected"), [(0.0113, "0.01"), (0.25, "0.3"), (12.25, "12.3"), (0.0, "0.0")])
def test_a_command_and_a_page_write_the_same_figure(value: float, expected: str) -> None:
    *_, row, _ = drawn(Table("Measures", ("Value",), [(value,)]), width=40)
    assert row.strip() == expected
    assert value_words(INDICATORS["uasc_of_all_children"], value) == f"{expected}%"


@pytest.mark.parametrize(("value", "expected"), [(11.7247, "11.7 days"), (481.85, "482 days"), (121.0, "121 days")])
def test_a_few_days_are_told_to_a_tenth(value: float, expected: str) -> None:
    assert value_words(INDICATORS["sw_sick_days"], value) == expected
