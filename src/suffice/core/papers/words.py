"""What both kinds of document write alike."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from suffice.core.papers.model import Block, Paper, Table, Tone

BEFORE = {Tone.MISSING: "Not told here.", Tone.TO_WRITE: "To be written by the council."}
"""What stands before a paragraph of that tone, so that it is known without its colour."""

KEPT_WHOLE = 14
"""Rows up to which a table is not broken over two pages."""

_LEAST, _MOST, _MOST_WORDS = 6, 40, 80
_BESIDE = 5  # letters that would fit into the space between two columns


def date_words(day: date) -> str:
    """Return a date as prose: 30 June 2020."""
    return f"{day.day} {day:%B %Y}"


def column_shares(table: Table) -> list[float]:
    """Return how much of the width each column takes: what its longest cell asks, or its heading over two lines."""
    asked = []
    for column, heading in enumerate(table.headings):
        words = [1.2 * len(word) for word in heading.split()]
        asked.append(max([_LEAST, 0.65 * len(heading), *words, *(len(row[column]) for row in table.rows)]))
    wide = [min(one, _MOST_WORDS if column in table.words else _MOST) for column, one in enumerate(asked)]
    room = [one + _BESIDE for one in wide]
    return [one / sum(room) for one in room]


def with_next(after: Block | None) -> bool:
    """Say whether a picture stays on one page with what comes after it: a table of its figures, kept whole."""
    return isinstance(after, Table) and len(after.rows) <= KEPT_WHOLE


def printable(paper: Paper) -> Paper:
    """Return the paper without signs that no document can hold: what people typed or named a file may have any."""
    return _changed(paper, lambda sign: sign if sign.isprintable() else " ")


def in_common_letters(paper: Paper) -> Paper:
    """Return the paper with a question mark for every sign that a plain typeface may not have."""
    return _changed(paper, lambda sign: sign if any(ord(sign) in letters for letters in _COMMON) else "?")


def _changed(paper: Paper, change: Callable[[str], str]) -> Paper:
    def changed(told: Any) -> Any:
        if isinstance(told, str):
            return "".join(map(change, told))
        if isinstance(told, dict):
            return {key: value if key == "svg" else changed(value) for key, value in told.items()}
        return [changed(one) for one in told] if isinstance(told, list | tuple) else told

    return Paper.of(changed(paper.document()))


_COMMON = (range(0x20, 0x180), range(0x2010, 0x2027), range(0x20AC, 0x20AD), range(0x2212, 0x2213))
"""Latin letters with their accents, common punctuation, the euro and the minus sign."""
