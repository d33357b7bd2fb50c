"""What is left for a person to decide, as a mapping file that holds the earlier decisions and the open questions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import polars as pl

from suffice.engine.returns.annex_a import codes
from suffice.engine.returns.annex_a.grid import OTHER
from suffice.engine.returns.annex_a.layouts import Column, lists
from suffice.engine.returns.annex_a.mapping import AS_WRITTEN, SCHEMA, VERSION, Mapped
from suffice.engine.returns.model import Intake, Return

KIND = "annex_a"


def to_decide(intake: Intake, mapped: Mapped) -> dict[str, Any]:
    """Return a mapping file's content: every decision of `mapped`, then every question, with what it may mean.

    Args:
        intake: what was read; its Annex A workbooks are asked about together.
        mapped: the decisions that it was read with.
    """
    returns = [ret for ret in intake.returns if ret.kind == KIND]
    return {
        "$schema": SCHEMA.name,
        "version": VERSION,
        "as_at": None if mapped.as_at is None else mapped.as_at.isoformat(),
        "authority": mapped.authority,
        "sheets": [
            *({"sheet": sheet, "means": means} for sheet, means in mapped.sheets.items()),
            *_sheets(intake.flags),
        ],
        "headings": [
            *({"list": one, "heading": heading, "means": means} for (one, heading), means in mapped.headings.items()),
            *_headings(intake.flags, returns),
        ],
        "values": [
            *({"column": column, "value": value, "means": means} for (column, value), means in mapped.values.items()),
            *_values(returns, mapped),
        ],
    }


def _sheets(flags: pl.DataFrame) -> Iterator[dict[str, Any]]:
    choices = {name: one.title for name, one in lists().items()}
    for sheet in flags.filter(pl.col("code") == "sheet-unknown")["value"].unique(maintain_order=True):
        yield {"sheet": sheet, "means": None, "choices": {**choices, AS_WRITTEN: "no list: leave it unread"}}


def _headings(flags: pl.DataFrame, returns: Sequence[Return]) -> Iterator[dict[str, Any]]:
    for place in flags.filter(pl.col("code") == "heading-unmapped")["column"].unique(maintain_order=True):
        shown, _, heading = place.partition(": ")
        one = lists()[shown.replace(" ", "")]
        lacking = {name for ret in returns for name in ret.absent}
        free = [column.title for column in one.columns if f"{one.name}.{column.field}" in lacking]
        rows = sum(_filled(ret, one.name, heading) for ret in returns)
        yield {"list": one.name, "heading": heading, "rows": rows, "means": None, "choices": [*free, AS_WRITTEN]}


def _filled(ret: Return, name: str, heading: str) -> int:
    frame = ret.tables.get(name)
    kept = f"{OTHER}{heading}"
    return 0 if frame is None or kept not in frame.columns else frame.height - frame[kept].null_count()


def _values(returns: Sequence[Return], mapped: Mapped) -> Iterator[dict[str, Any]]:
    columns = {column.title: column for one in lists().values() for column in one.columns if column.codes}
    for title, column in columns.items():
        choices = codes.kept_values(column.codes or "")
        for written, rows in _unmapped(returns, column, choices).iter_rows():
            if mapped.value(title, written) is None:
                may = {**choices, AS_WRITTEN: "keep it as it is"}
                yield {"column": title, "value": written, "rows": rows, "means": None, "choices": may}


def _unmapped(returns: Sequence[Return], column: Column, choices: Mapping[str, str]) -> pl.DataFrame:
    """Return every value of a column, in all lists that have it, that is kept as it was written: value and rows."""
    there = [frame for ret in returns for frame in ret.tables.values() if column.field in frame.columns]
    cells = pl.concat([frame[column.field] for frame in there]) if there else pl.Series([], dtype=pl.String)
    counted = cells.drop_nulls().value_counts(sort=True, name="rows")
    return counted.filter(~pl.first().is_in(list(choices))).sort("rows", descending=True, maintain_order=True)
