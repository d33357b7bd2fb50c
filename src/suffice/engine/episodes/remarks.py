"""Findings out of rows: how many, and the first few places, in one sentence each."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import polars as pl

from suffice.engine.findings import Example, Finding, Severity

EXAMPLES = 10


def remark(
    code: str,
    severity: Severity,
    rows: pl.DataFrame,
    sentence: Callable[[dict[str, Any]], str],
    *,
    column: str,
    field: str | None = None,
) -> tuple[Finding, ...]:
    """Return one finding about `rows` (each with its ``file`` and ``row``), or none when there are no rows.

    Args:
        code: the finding's stable name.
        severity: how much it matters.
        rows: one row a place; the first few, by file and row, become examples.
        sentence: makes what is said of one place out of its row; where it stands is put before it.
        column: the published name of the column that is meant.
        field: where the row has that column's value as it was reported; the column's own name in small letters if None.
    """
    if rows.is_empty():
        return ()
    first = rows.sort("file", "row", nulls_last=True).head(EXAMPLES).to_dicts()
    examples = tuple(
        Example(
            one["file"] or "",
            one["row"],
            column,
            _value(one, field or column.lower()),
            _placed(sentence(one), one, column),
        )
        for one in first
    )
    return (Finding(code, severity, rows.height, examples),)


def _placed(sentence: str, row: dict[str, Any], column: str) -> str:
    if not row["file"]:
        return sentence
    return f"{column} in row {row['row']} of {row['file']}: {sentence[0].lower()}{sentence[1:]}"


def _value(row: dict[str, Any], field: str) -> str | None:
    value = row.get(field)
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"  # as the return asks for dates to be written
    return None if value is None else str(value)
