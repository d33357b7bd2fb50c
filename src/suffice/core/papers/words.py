"""What both kinds of document write alike."""

from __future__ import annotations

from datetime import date

from suffice.core.papers.model import Table, Tone

BEFORE = {Tone.MISSING: "Not in this statement.", Tone.TO_WRITE: "To be written by the council."}
"""What stands before a paragraph of that tone, so that it is known without its colour."""

_LEAST, _MOST = 5, 40


def date_words(day: date) -> str:
    """Return a date as prose: 30 June 2020."""
    return f"{day.day} {day:%B %Y}"


def column_shares(table: Table) -> list[float]:
    """Return how much of the width each column takes: what its longest cell asks, or its longest word of heading."""
    asked = [
        max(*(len(row[column]) for row in table.rows), *(1.2 * len(word) for word in heading.split()), _LEAST)
        for column, heading in enumerate(table.headings)
    ]
    wide = [min(one, _MOST) for one in asked]
    return [one / sum(wide) for one in wide]
