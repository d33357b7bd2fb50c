"""Findings out of rows: how many, and the first few places, in one sentence each."""

from __future__ import annotations

from collections.abc import Callable
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
    column: str | None = None,
) -> tuple[Finding, ...]:
    """Return one finding about `rows` (each with its ``file`` and ``row``), or none when there are no rows.

    Args:
        code: the finding's stable name.
        severity: how much it matters.
        rows: one row a place; the first few, by file and row, become examples.
        sentence: makes the sentence of one place out of its row.
        column: the published name of the column that is meant; its value is read from the row.
    """
    if rows.is_empty():
        return ()
    first = rows.sort("file", "row", nulls_last=True).head(EXAMPLES).to_dicts()
    examples = tuple(
        Example(one["file"] or "", one["row"], column, _value(one, column), sentence(one)) for one in first
    )
    return (Finding(code, severity, rows.height, examples),)


def _value(row: dict[str, Any], column: str | None) -> str | None:
    value = row.get(column.lower()) if column else None
    return None if value is None else str(value)


def prose(day: Any) -> str:
    """Return a date as prose: 30 June 2020."""
    return f"{day.day} {day:%B %Y}"
