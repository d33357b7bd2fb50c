"""Tables drawn as plain lines, without a library: what is asked for most must answer within half a second."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from itertools import zip_longest
from math import isfinite
from typing import Any

from suffice.engine.words import FINE, number, prose
from suffice.engine.workbook import Table

_BETWEEN = "  "
_NARROWEST = 6


def drawn(table: Table, *, width: int) -> Iterator[str]:
    """Give the lines of a table: its title, its heading, its rows folded into `width` characters, and its note."""
    cells = [[_words(value) for value in row] for row in table.rows]
    right = [_numeric(table, place) for place in range(len(table.columns))]
    widths = _widths([table.columns, *cells], room=width)
    yield table.title
    yield ""
    yield from _folded(table.columns, widths, right)
    yield _BETWEEN.join("-" * wide for wide in widths)
    for row in cells:
        yield from _folded(row, widths, right)
    yield ""
    if table.note:
        yield from [*textwrap.wrap(_printable(table.note), width), ""]


def _numeric(table: Table, place: int) -> bool:
    return all(isinstance(row[place], int | float | Decimal | None) for row in table.rows)


def _widths(rows: Sequence[Sequence[str]], *, room: int) -> list[int]:
    """Return how wide each column is; the widest give way until all fit."""
    widths = [min(room, max(map(len, column))) for column in zip(*rows, strict=True)]
    while sum(widths) + len(_BETWEEN) * (len(widths) - 1) > room and max(widths) > _NARROWEST:
        widths[widths.index(max(widths))] -= 1
    return widths


def _folded(cells: Sequence[str], widths: Sequence[int], right: Sequence[bool]) -> Iterator[str]:
    lines = [textwrap.wrap(cell, wide, break_on_hyphens=False) for cell, wide in zip(cells, widths, strict=True)]
    for line in zip_longest(*lines, fillvalue=""):
        placed = (
            part.rjust(wide) if flush else part.ljust(wide)
            for part, wide, flush in zip(line, widths, right, strict=True)
        )
        yield _BETWEEN.join(placed).rstrip()


def _words(value: Any) -> str:
    if value is None:
        return "-"
    if isinstance(value, date):
        return prose(value)
    if isinstance(value, float | Decimal):
        return number(value, 2 if 0 < abs(float(value)) < FINE else 1) if isfinite(value) else f"{value}"
    if isinstance(value, int) and not isinstance(value, bool):
        return f"{value:,}"
    return _printable(str(value))


def _printable(text: str) -> str:
    """Return the text without what a terminal would obey: a cell of a file may hold anything."""
    return "".join(sign if sign.isprintable() else " " for sign in text)
