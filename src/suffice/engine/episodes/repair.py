"""Episodes out of many years' returns made to follow each other: what is closed, cut, stretched or set aside.

A return shows an episode as it stood on one 31 March. When the next return has been read too, an episode that is
still open in the older one has been overtaken; the rules here say by what. They are the ones regional teams use on
returns laid end to end, and `tests/engine/episodes` holds them to a golden file of cases.
"""

from __future__ import annotations

from typing import Any

import polars as pl

from suffice.engine.episodes.remarks import remark
from suffice.engine.findings import Finding, Severity
from suffice.engine.words import prose

REPORTED_AGAIN = "set aside: the same episode reported again"
COVERED = "set aside: open, and another episode covers it"
OVERTAKEN = "set aside: open, and an earlier episode was reported in a later year"
CLOSED_AT_NEXT = "closed at the next start"
CLOSED_AT_YEAR_END = "closed at the year end"
CUT = "cut at the next start"
STRETCHED = "stretched to the next start"

_KEY = ("authority", "child")
_SAME_HOME = ("rne", "ls", "place", "place_provider", "pl_post")


def repaired(episodes: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Return the episodes that are used and those set aside, with ``repair``, ``unknown_exit``, ``reported_dec``.

    Args:
        episodes: rows of all returns, with ``authority, child, decom, dec, rne, ls, place, place_provider, rec,
            pl_post, year, file, row``. Each authority's latest year is its own.

    Returns:
        The used, ordered by authority, child, decom; and the set aside, whose ``repair`` says why.
    """
    ordered = (
        episodes.sort(*_KEY, "decom", "dec", "year", "row", nulls_last=True)
        .with_row_index("at")
        .with_columns(
            reported_dec=pl.col("dec"),
            who=_runs(),
            old=pl.col("year") < pl.col("year").max().over("authority"),
            year_end=pl.date(pl.col("year"), 4, 1),
        )
    )
    newest, again = _without_reported_again(ordered)
    kept, overtaken = _without_overtaken(newest)
    scaffold = ("at", "who", "old", "year_end")
    aside = pl.concat([again, overtaken]).with_columns(unknown_exit=pl.lit(False))
    return _fitted(kept).drop(scaffold), aside.drop(scaffold)


def _runs() -> pl.Expr:
    """Number the children in order: comparing numbers is cheaper than comparing names, many times over."""
    changed = pl.any_horizontal(pl.col(name) != pl.col(name).shift(1) for name in _KEY)
    return changed.fill_null(False).cum_sum()


def _without_reported_again(episodes: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Of the same child and start in several returns, the latest return is believed."""
    again = pl.col("year") < pl.col("year").max().over("who", "decom")
    newest = episodes.filter(~again)
    moved = newest.join(_moved_starts(newest), on="at", how="semi", maintain_order="left")
    kept = newest.join(moved, on="at", how="anti", maintain_order="left")
    return kept, pl.concat([episodes.filter(again), moved]).with_columns(repair=pl.lit(REPORTED_AGAIN))


def _moved_starts(episodes: pl.DataFrame) -> pl.DataFrame:
    """Return the open, old episodes that a later return tells again with another start: same home, same status.

    The later one must run over the 31 March on which the older was seen open, or it is another stay in that home.
    """
    other = episodes.select("who", *_SAME_HOME, "decom", "dec", "year")
    pairs = _open_and_old(episodes).join(other, on=["who", *_SAME_HOME], nulls_equal=True, suffix="_other")
    same = (
        (pl.col("year_other") > pl.col("year"))
        & (pl.col("decom_other") < pl.col("year_end"))
        & (pl.col("dec_other").is_null() | (pl.col("dec_other") >= pl.col("year_end")))
    )
    return pairs.filter(same).select("at").unique()


def _open_and_old(episodes: pl.DataFrame) -> pl.DataFrame:
    return episodes.filter(pl.col("dec").is_null() & pl.col("old"))


def _without_overtaken(episodes: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Set aside open, old episodes inside one that began before them and that a later return still reported."""
    following = episodes.with_columns(next_decom=_next("decom"))
    other = episodes.select("who", "decom", "dec", "year")
    pairs = _open_and_old(following).join(other, on="who", suffix="_other")
    around = pairs.filter(
        pl.col("year_other") > pl.col("year"),
        pl.col("decom_other") < pl.col("decom"),
        pl.col("dec_other").is_null() | (pl.col("dec_other") > pl.col("decom")),
    )
    covers = pl.col("next_decom").is_not_null() & (
        pl.col("dec_other").is_null() | (pl.col("dec_other") >= pl.col("next_decom"))
    )
    reasons = around.group_by("at").agg(repair=pl.when(covers.any()).then(pl.lit(COVERED)).otherwise(pl.lit(OVERTAKEN)))
    kept = episodes.join(reasons, on="at", how="anti", maintain_order="left")
    return kept, episodes.join(reasons, on="at", how="inner", maintain_order="left")


def _next(column: str) -> pl.Expr:
    """Return the value of the same child's next episode, null for the last."""
    return pl.when(pl.col("who").shift(-1) == pl.col("who")).then(pl.col(column).shift(-1))


def _fitted(episodes: pl.DataFrame) -> pl.DataFrame:
    """Close, cut and stretch each episode against the same child's next."""
    start, later = pl.col("next_decom"), pl.col("next_year") > pl.col("year")
    begins_anew = (pl.col("next_rne") == "S").fill_null(False)
    to_year_end = start.is_null() | (begins_anew & (start > pl.col("year_end")))
    is_open = pl.col("dec").is_null() & pl.col("old")
    gap = (pl.col("rec") == "X1") & (pl.col("dec") < start) & ~begins_anew
    repair = (
        pl.when(is_open & to_year_end)
        .then(pl.lit(CLOSED_AT_YEAR_END))
        .when(is_open)
        .then(pl.lit(CLOSED_AT_NEXT))
        .when((pl.col("dec") > start) & later)
        .then(pl.lit(CUT))
        .when(gap)
        .then(pl.lit(STRETCHED))
    )
    beside = episodes.with_columns(next_decom=_next("decom"), next_year=_next("year"), next_rne=_next("rne"))
    told = beside.with_columns(repair=repair).with_columns(
        unknown_exit=(pl.col("repair") == CLOSED_AT_YEAR_END).fill_null(False),
        dec=pl.when(pl.col("repair") == CLOSED_AT_YEAR_END)
        .then("year_end")
        .when(pl.col("repair").is_not_null())
        .then(start)
        .otherwise("dec"),
    )
    return told.drop("next_decom", "next_year", "next_rne")


def remarks(used: pl.DataFrame, aside: pl.DataFrame) -> tuple[Finding, ...]:
    """Return one finding for each kind of repair, with its count and the first places."""
    told = pl.concat([used.select(aside.columns), aside])
    return tuple(
        finding
        for repair, (code, severity, words) in _WORDS.items()
        for finding in remark(
            code,
            severity,
            told.filter(pl.col("repair") == repair),
            lambda one, words=words: _sentence(one, words),  # type: ignore[misc]
            column="DEC" if repair in _DATED else "DECOM",
            field="reported_dec" if repair in _DATED else None,
        )
    )


_DATED = (CLOSED_AT_YEAR_END, CLOSED_AT_NEXT, CUT, STRETCHED)

_WORDS: dict[str, tuple[str, Severity, str]] = {
    REPORTED_AGAIN: (
        "episode-reported-again",
        Severity.NOTE,
        "is reported again in a later return, which is the one that is used.",
    ),
    COVERED: (
        "open-episode-covered",
        Severity.QUERY,
        "is open in an older return, and an episode in a later return covers it, so it is set aside: check it.",
    ),
    OVERTAKEN: (
        "open-episode-overtaken",
        Severity.QUERY,
        "is open in an older return, and a later return reports an earlier episode that runs past its start, so it is "
        "set aside: check which is right.",
    ),
    CLOSED_AT_NEXT: (
        "open-episode-closed-at-next",
        Severity.QUERY,
        "is open in an older return, and is taken to end when the next episode starts, on {dec}: check the end date.",
    ),
    CLOSED_AT_YEAR_END: (
        "open-episode-closed-at-year-end",
        Severity.QUERY,
        "is open in an older return and no later return goes on with it, so it is taken to last through 31 March and "
        "to end for a reason that is not known: check how it ended.",
    ),
    CUT: (
        "episode-cut",
        Severity.QUERY,
        "runs past the start of an episode in a later return, and is cut there, on {dec}: check the end date.",
    ),
    STRETCHED: (
        "episode-stretched",
        Severity.QUERY,
        "ends with X1 (care continues) before the next episode starts, and is stretched to that day, {dec}: check "
        "the end date.",
    ),
}


def _sentence(one: dict[str, Any], words: str) -> str:
    dec = prose(one["dec"]) if one["dec"] else ""
    return f"The episode of child {one['child']} from {prose(one['decom'])} " + words.format(dec=dec)
