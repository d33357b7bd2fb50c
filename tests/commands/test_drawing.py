"""A table drawn as lines fits its room and holds every word, whatever the cells hold."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from suffice.commands.drawing import drawn
from suffice.engine.workbook import Table

CELLS = st.one_of(st.none(), st.integers(0, 10**6), st.text(st.sampled_from("abc de"), max_size=60))


def test_numbers_stand_right_and_words_left_and_nothing_is_a_dash() -> None:
    table = Table(
        "Children", ["On", "Number", "Why"], [[date(2020, 6, 30), 1585, "all"], [None, 7, None]], note="Seen."
    )
    assert list(drawn(table, width=60)) == [
        "Children",
        "",
        "On            Number  Why",
        "------------  ------  ---",
        "30 June 2020   1,585  all",
        "-                  7  -",
        "",
        "Seen.",
        "",
    ]


@given(st.lists(st.lists(CELLS, min_size=3, max_size=3), max_size=5), st.integers(30, 90))
def test_every_word_is_there_and_no_line_is_too_long(rows: list[list[object]], width: int) -> None:
    lines = list(drawn(Table("Any", ["One", "Two", "Three"], rows), width=width))
    assert max(map(len, lines)) <= width
    drawn_letters = sorted("".join(lines[4:]).replace(" ", ""))
    cells = [
        "-" if cell is None else f"{cell:,}" if isinstance(cell, int) else str(cell) for row in rows for cell in row
    ]
    assert drawn_letters == sorted("".join(cells).replace(" ", ""))


@pytest.mark.parametrize("trick", ["\x1b[2J", "\x07", "\r", "\x9b31m", "\u202e"])
def test_nothing_in_a_cell_commands_the_terminal(trick: str) -> None:
    (line,) = list(drawn(Table("Trick", ["Cell"], [[f"A{trick}B"]], note=trick), width=40))[4:5]
    assert all(sign.isprintable() for sign in line)
    assert line.startswith("A")
