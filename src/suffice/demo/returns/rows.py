"""Rows as a return holds them: every published column, in text."""

from __future__ import annotations

from datetime import date

from suffice.demo.returns.model import Child, Row
from suffice.engine.returns.ssda903 import layouts


def text(value: object) -> str:
    """Return a value as it is written: dates dd/mm/yyyy, nothing as ""."""
    if value is None:
        return ""
    return value.strftime("%d/%m/%Y") if isinstance(value, date) else str(value)


def flag(yes: bool) -> str:
    """Return 1 or 0."""
    return "1" if yes else "0"


def row(table: str, child: Child, /, **values: object) -> Row:
    """Return one row of `table` about `child`; columns that are not given are blank.

    Raises:
        KeyError: a column that the table does not have.
    """
    blank = {column.name: "" for column in layouts.tables()[table].columns}
    given = {"CHILD": child.number} | ({"DOB": child.dob} if "DOB" in blank else {}) | values
    if unknown := given.keys() - blank.keys():
        raise KeyError(f"{table} has no {', '.join(sorted(unknown))}")
    return blank | {name: text(value) for name, value in given.items()}
