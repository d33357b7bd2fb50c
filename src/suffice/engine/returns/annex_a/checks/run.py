"""Asking a workbook its checks, and telling the answers by heading and sheet."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from suffice.engine.returns import flags
from suffice.engine.returns.annex_a.checks.frames import Frames, in_words
from suffice.engine.returns.annex_a.checks.registry import all_checks
from suffice.engine.returns.annex_a.layouts import lists
from suffice.engine.returns.checking.asking import NOT_MADE, ask
from suffice.engine.returns.checking.check import Check
from suffice.engine.returns.model import Return

_TITLES = {column.field: column.title for one in lists().values() for column in one.columns}


def run_checks(ret: Return, *, checks: Sequence[Check] | None = None) -> pl.DataFrame:
    """Ask one workbook its checks.

    Args:
        ret: the workbook as read; without a day that it tells of, nothing can be asked.
        checks: the checks to ask; all of them when None.

    Returns:
        As `Intake.flags`; ``file`` is the sheet and its workbook, in words, and ``column`` the published heading.
    """
    if ret.as_at is None:
        return flags.none()
    found = ask(ret, Frames(ret, ret.as_at), all_checks() if checks is None else checks)
    title = pl.col("column").replace_strict(_TITLES, default=None, return_dtype=pl.String)
    rest = pl.col("sentence").str.slice(pl.col("column").str.len_chars())
    made = found.with_columns(
        sentence=pl.when(title.is_not_null()).then(title + rest).otherwise("sentence"),
        column=title.fill_null(pl.col("column")),
        use=pl.lit(None, dtype=pl.String),
    )
    return made.with_columns(
        sentence=pl.when(pl.col("code") == NOT_MADE)
        .then(pl.col("sentence").map_elements(_in_headings, return_dtype=pl.String))
        .otherwise("sentence")
    )


def _in_headings(sentence: str) -> str:
    """Return a sentence about columns that are not there with their published headings."""
    for field, title in _TITLES.items():
        sentence = sentence.replace(f"no {field} column in ", f'no "{title}" in ')
    for name in sorted(lists(), reverse=True, key=len):
        sentence = sentence.replace(name, in_words(name))
    return sentence
