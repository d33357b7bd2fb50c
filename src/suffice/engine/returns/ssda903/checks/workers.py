"""Checks of the newer tables: social workers (from 2024) and deprivation of liberty orders (from 2027)."""

from __future__ import annotations

import polars as pl

from suffice.engine.findings import Severity
from suffice.engine.returns.checking.check import Check
from suffice.engine.returns.ssda903.checks.check import on_the_day
from suffice.engine.returns.ssda903.checks.expressions import in_set, later_of_same_child
from suffice.engine.returns.ssda903.checks.frames import Frames

_NO_ORDER_NEEDED = ("K1", "P1", "R5", "K3")


def _two_workers(frames: Frames) -> pl.DataFrame:
    """Return social workers who start before the same child's earlier one has ended."""
    ordered = frames.table("SWEpisodes").sort("child", "sw_decom", maintain_order=True)
    before = {f"before_{name}": later_of_same_child(name) for name in ("sw_decom", "sw_dec")}
    return ordered.with_columns(**before).filter(
        pl.col("before_sw_decom").is_not_null()
        & (pl.col("before_sw_dec").is_null() | (pl.col("before_sw_dec") > pl.col("sw_decom")))
    )


CHECKS = (
    Check(
        "two-social-workers-at-once",
        Severity.QUERY,
        ("SWEpisodes.SW_DECOM", "SWEpisodes.SW_DEC"),
        changes="Changes of social worker, and how long one stays: two are counted for the same days.",
        sentence="child {child} has a social worker from {sw_decom}, while the one from {before_sw_decom} has not "
        "ended (SW_DEC is {before_sw_dec}). End the earlier one, or correct the start.",
        find=_two_workers,
        first=2024,
    ),
    Check(
        "order-where-none-is-needed",
        Severity.QUERY,
        ("DoLo.DOLO_START", "Episodes.PLACE", "Episodes.DECOM", "Episodes.DEC"),
        changes="Deprivation of liberty orders by placement: no such order is made for this kind of placement.",
        sentence="child {child} is deprived of liberty by order from {dolo_start}, when the child's placement is "
        "{episode_place}, which needs no such order or may have none. Correct the placement or the date.",
        find=on_the_day("DoLo", "dolo_start", pl.col("in_care") & in_set("episode_place", _NO_ORDER_NEEDED)),
        rules=("709", "710"),
        first=2027,
    ),
)
