"""Out of many returns, one history."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from suffice.engine import calendar
from suffice.engine.episodes import children, periods, repair, states, tables
from suffice.engine.episodes.model import History
from suffice.engine.episodes.remarks import remark
from suffice.engine.findings import Finding, Severity, merged
from suffice.engine.returns.model import SSDA903, Return
from suffice.engine.words import prose


def assemble(returns: Sequence[Return]) -> History:
    """Return the children and episodes of all returns as one history, repaired across years.

    For each child the latest header with a date of birth is believed. Episodes are made to follow each other by the
    rules of `suffice.engine.episodes.repair`; what each rule did is among the findings. Refused returns are left out.

    Args:
        returns: returns of one authority or several, in any order; those of another kind than SSDA903 are left out.
            Rows that name no authority belong to the only one that is named, or else to an authority called "".
    """
    usable = [one for one in returns if one.refusal is None and one.kind == SSDA903]
    rows = tables.laid_end_to_end(usable, "Episodes", tables.EPISODES)
    header = tables.laid_end_to_end(usable, "Header", tables.HEADER)
    born, births = children.believed(header, tables.laid_end_to_end(usable, "UASC", tables.UASC))
    placed = pl.col("child").is_not_null() & pl.col("decom").is_not_null()
    used, aside = repair.repaired(rows.filter(placed))
    episodes = states.with_states(periods.with_period_start(used.drop("reported_dec")))
    findings = (
        *births,
        *children.without_birth(episodes, born),
        *_unplaced(rows.filter(~placed)),
        *repair.remarks(used, aside),
        *_overlaps(episodes),
        *states.doubts(episodes),
    )
    years = [one.year for one in usable if one.year is not None]
    return History(
        children=born,
        episodes=episodes,
        findings=merged(findings),
        first_day=calendar.year_start(min(years)) if years else None,
        last_day=calendar.year_end(max(years)) if years else None,
        set_aside=aside.drop("reported_dec"),
    )


def _unplaced(rows: pl.DataFrame) -> tuple[Finding, ...]:
    return remark(
        "episode-without-child-or-start",
        Severity.ERROR,
        rows,
        lambda one: "The episode has no child identifier or no start date and is not used: complete the row.",
        column="DECOM",
    )


def _overlaps(episodes: pl.DataFrame) -> tuple[Finding, ...]:
    over = episodes.filter(periods.covered_until().fill_null(pl.col("decom")) > pl.col("decom"))
    return remark(
        "overlapping-episodes-both-stand",
        Severity.QUERY,
        over,
        lambda one: (
            f"The episode of child {one['child']} from {prose(one['decom'])} starts before an earlier one has ended; "
            "both stand, and the child counts once: check the dates."
        ),
        column="DECOM",
    )
