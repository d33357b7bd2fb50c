"""Rows gathered column by column, so that a large return stays small while it is read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import polars as pl


class Records:
    """The rows of one table as they are found."""

    def __init__(self, names: Iterable[str]) -> None:
        """Name the columns, as they are published."""
        self._lines: list[int] = []
        self._cells: dict[str, list[str | None]] = {name: [] for name in names}

    def add(self, line: int, cells: Mapping[str, str]) -> None:
        """Add one row."""
        self._lines.append(line)
        for name, column in self._cells.items():
            column.append(cells.get(name))

    def frame(self) -> pl.DataFrame:
        """Return the rows: ``row`` (Int32) and every column as text, by its published name in lower case."""
        columns = {name.lower(): pl.Series(cells, dtype=pl.String) for name, cells in self._cells.items()}
        return pl.DataFrame({"row": pl.Series(self._lines, dtype=pl.Int32), **columns})
