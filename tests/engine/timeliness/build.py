"""Annex A lists for tests, made from small tables that a person can read."""

from __future__ import annotations

from datetime import date
from typing import Any

import polars as pl

from suffice.engine.episodes import History, assemble
from suffice.engine.measures import Scene, scene_of
from suffice.engine.returns.annex_a.layouts import lists
from suffice.engine.returns.model import Return
from tests.engine.episodes.build import day, rows_of

_TYPES = {"date": pl.Date, "birth": pl.Date, "age": pl.Float64, "count": pl.Int32}
SHORT = {
    "child": "child_unique_id",
    "team": "allocated_team",
    "worker": "allocated_worker",
    "born": "date_of_birth",
    "came": "date_started_to_be_looked_after",
    "placed": "start_date_of_most_recent_placement",
    "visit": "date_of_last_social_work_visit",
    "review": "date_of_latest_statutory_review",
    "health": "date_of_last_health_assessment",
    "dental": "date_of_last_dental_check",
    "left": "date_ceased_to_be_looked_after",
    "need": "primary_need_code",
    "strategy": "strategy_discussion_initiating_section_47_enquiry_start_date",
    "unneeded": "was_an_initial_child_protection_conference_deemed_unnecessary",
    "conference": "date_of_initial_child_protection_conference",
}


def _cell(kind: Any, text: str | None) -> Any:
    if text is None:
        return None
    return (
        day(text) if kind == pl.Date else int(text) if kind == pl.Int32 else float(text) if kind == pl.Float64 else text
    )


def _table(name: str, text: str) -> pl.DataFrame:
    rows = [{SHORT.get(key, key): cell for key, cell in row.items()} for row in rows_of(text)]
    kinds: dict[str, Any] = {one.field: _TYPES.get(one.kind, pl.String) for one in lists()[name].columns}
    kinds |= {key: pl.String for row in rows for key in row if key.startswith("other:")}
    unknown = {key for row in rows for key in row} - {*kinds}
    if unknown:
        raise ValueError(f"{name} has no {', '.join(sorted(unknown))}")
    data = {one: pl.Series([_cell(kind, row.get(one)) for row in rows], dtype=kind) for one, kind in kinds.items()}
    return pl.DataFrame(data).with_columns(
        pl.lit(None, dtype=pl.String).alias("authority"),
        pl.lit("annex_a.xlsx").alias("file"),
        pl.int_range(2, pl.len() + 2, dtype=pl.Int32).alias("row"),
    )


def workbook(as_at: date, **written: str) -> Return:
    """Make a workbook out of ASCII tables by list; `SHORT` are short names of columns, one left out is null."""
    tables = {name: _table(name, text) for name, text in written.items()}
    return Return("annex_a", None, as_at.year, "annex_a.xlsx", tables, (), as_at=as_at)


def scene(on: date, *returns: Return, history: History | None = None, **given: Any) -> Scene:
    """Make a scene of returns of any kind."""
    return scene_of(history or assemble(returns), on, returns=returns, **given)
