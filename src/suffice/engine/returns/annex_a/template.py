"""The workbook to fill in: eleven sheets with the published headings, and rows where there are any."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, BinaryIO

from suffice.engine.returns.annex_a.layouts import lists
from suffice.engine.workbook import Table, write_workbook

Rows = Mapping[str, Sequence[Mapping[str, Any]]]
"""The rows of each list (``List8``), each by frame names (``date_of_birth``); what is not named is left blank."""


def tables(rows: Rows | None = None) -> list[Table]:
    """Return the eleven lists as tables, by their published headings.

    Raises:
        KeyError: a row names a column that its list does not have.
    """
    given = rows or {}
    made = []
    for name, one in lists().items():
        fields = [column.field for column in one.columns]
        for row in given.get(name, ()):
            unknown = sorted(row.keys() - set(fields))
            if unknown:
                raise KeyError(f"{name} has no column {', '.join(unknown)}")
        written = [[row.get(field) for field in fields] for row in given.get(name, ())]
        made.append(Table(f"List {one.number}", [column.title for column in one.columns], written))
    return made


def write(target: Path | BinaryIO, rows: Rows | None = None) -> None:
    """Write the workbook: empty, to be filled in, or with rows.

    Args:
        target: the file to write, or an open binary file.
        rows: the rows of each list; dates as `date`, codes in the words of the published list or as national codes.
    """
    write_workbook(target, tables(rows))
