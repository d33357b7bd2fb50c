"""Figures are written half way up, and a few of many are never written as none, or as all."""

from __future__ import annotations

import pytest

from suffice.engine.words import number, percent


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (0, "0%"),
        (0.01, "0.01%"),
        (0.23, "0.2%"),
        (0.5, "1%"),
        (20.0, "20%"),
        (14.5, "15%"),
        (99.4, "99%"),
        (99.7, "99.7%"),
        (99.98, "99.98%"),
        (100, "100%"),
    ],
)
def test_a_few_of_many_are_never_none_and_nearly_all_are_never_all(value: float, expected: str) -> None:
    assert percent(value) == expected


@pytest.mark.parametrize(("value", "expected"), [(0.25, "0.3"), (12.25, "12.3"), (2.675, "2.7"), (1234.0, "1,234.0")])
def test_the_half_goes_up(value: float, expected: str) -> None:
    assert number(value, 1) == expected
