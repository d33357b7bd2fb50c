"""The page of definitions says what the definitions say."""

from __future__ import annotations

from pathlib import Path

from suffice.engine.measures import INDICATORS
from suffice.engine.measures.describing import page

PAGE = Path(__file__).resolve().parents[3] / "docs" / "method" / "measures.md"


def test_the_page_of_measures_is_current() -> None:
    again = "write it again: python -m suffice.engine.measures.describing docs/method/measures.md"
    assert PAGE.read_text(encoding="utf-8") == page(), again


def test_every_measure_is_on_it_once_and_says_where_it_comes_from() -> None:
    text = page()
    assert [code for code in INDICATORS if text.count(f"`{code}` ·") != 1] == []
    assert text.count("\n- From: ") == len(INDICATORS)
