"""What in the records is to be put right: missing ethnicity, children not seen, nobody allocated or only for now."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import polars as pl

from suffice.engine.measures.need.census import table
from suffice.engine.measures.scene import Scene
from suffice.engine.timeliness.model import QUALITY

_NOT_KNOWN = ["NOBT"]
_HOLDS = r"\b(duty|manager|unallocated|awaiting allocation)\b"
_ENDED = {
    "List4": "continuous_assessment_date_of_authorisation",
    "List6": "cin_closure_date",
    "List7": "child_protection_plan_end_date",
    "List8": "date_ceased_to_be_looked_after",
}
"""Lists of children who are being worked with, and the column that says they are no more."""
_SEEN = {
    "List6": ("date_child_was_last_seen", "No day is told on which the child in need was last seen"),
    "List7": ("date_of_the_last_statutory_visit", "No visit to the child on a protection plan is told"),
    "List8": ("date_of_last_social_work_visit", "No visit to the child in care is told"),
}
_ABOUT = {"born": "Date of birth", "sex": "Sex"}


def quality(scene: Scene, brought: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    """Return what is to be put right, as `QUALITY`, on the day of the scene.

    Args:
        scene: of the day.
        brought: what `tables.tables` returned.
    """
    told = [pl.DataFrame(schema=QUALITY), *_disagreements(scene, brought)]
    for name, ended in _ENDED.items():
        if name not in brought or ended not in brought[name].columns:
            continue
        rows = brought[name].filter(pl.col(ended).is_null() | (pl.col(ended) > scene.on))
        told.append(_of_list(name, rows))
    return pl.concat(told).unique(["check", "child", "sentence"], keep="first", maintain_order=True)


def _of_list(name: str, rows: pl.DataFrame) -> pl.DataFrame:
    absent = pl.col("ethnicity").is_null() | pl.col("ethnicity").is_in(_NOT_KNOWN)
    found = [_told(rows.filter(pl.col("worker").is_null()), "unallocated", "Nobody is allocated")]
    found.append(_told(rows.filter(_held_for_now()), "held_for_now", "A manager or the duty desk holds the child"))
    if "case_status" in rows.columns:
        words = "It is not told whether there is a plan or an assessment"
        found.append(_told(rows.filter(pl.col("case_status").is_null()), "status_missing", words))
    if "ethnicity" in rows.columns:
        found.append(_told(rows.filter(absent), "ethnicity_missing", "The ethnicity is not known"))
    column, words = _SEEN.get(name, ("", ""))
    if column in rows.columns:
        found.append(_told(rows.filter(pl.col(column).is_null()), "not_seen", words))
    return pl.concat(found)


def _held_for_now() -> pl.Expr:
    """Return whether the name of the worker or of the team says that somebody holds the child until it is allocated."""
    words = pl.col("worker").fill_null("").str.to_lowercase(), pl.col("team").fill_null("").str.to_lowercase()
    return pl.any_horizontal(one.str.contains(_HOLDS) for one in words)


def _told(rows: pl.DataFrame, check: str, words: str) -> pl.DataFrame:
    where = pl.format("{}, row {}", pl.col("file").fill_null("a return"), pl.col("row").fill_null(0))
    return rows.with_columns(
        check=pl.lit(check), sentence=pl.format("{} ({}): record it.", pl.lit(words), where)
    ).select(pl.col(name).cast(kind) for name, kind in QUALITY.items())


def _disagreements(scene: Scene, brought: Mapping[str, pl.DataFrame]) -> list[pl.DataFrame]:
    """Return what returns say differently of one child, side by side; none of them wins."""
    sources = pl.concat(_people(scene, brought))
    found = []
    for column, words in _ABOUT.items():
        kept = sources.filter(pl.col(column).is_not_null()).unique(["child", column, "source"], maintain_order=True)
        said = (
            kept.group_by("child", column, maintain_order=True)
            .agg(pl.col("source").unique(maintain_order=True).str.join(", "))
            .with_columns(text=pl.format("{} in {}", column, "source"))
            .group_by("child", maintain_order=True)
            .agg(pl.col("text").str.join("; "), pl.len().alias("ways"))
            .filter(pl.col("ways") > 1)
        )
        sentence = pl.format("{} differs between returns: {}. Find which is right.", pl.lit(words), "text")
        blank = {name: pl.lit(None, dtype=kind) for name, kind in QUALITY.items() if name not in ("child", "sentence")}
        told = said.select("child", sentence.alias("sentence")).with_columns(**blank)
        found.append(told.with_columns(check=pl.lit("returns_disagree")).select(list(QUALITY)))
    return found


def _people(scene: Scene, brought: Mapping[str, pl.DataFrame]) -> list[pl.DataFrame]:
    shape = {"child": pl.String, "born": pl.String, "sex": pl.String, "source": pl.String}
    told = [pl.DataFrame(schema=shape)]
    for name, rows in brought.items():
        if name.startswith("List") and "gender" in rows.columns:
            told.append(_person(rows, "born", "gender", "Annex A", scene.on))
    if scene.cin is not None:
        told.append(
            _person(table(scene, "Children"), "personbirthdate", "sex", "the children in need census", scene.on)
        )
    told.append(_person(scene.history.children, "dob", "sex", "the SSDA903 return", scene.on))
    return told


def _person(rows: pl.DataFrame, born: str, sex: str, source: str, on: date) -> pl.DataFrame:
    """Return what a source says of each child; a date after the day is the one expected, and no date of birth."""
    day = pl.col(born).cast(pl.Date)
    known = pl.when(pl.col(sex).is_in(["M", "F"])).then(pl.col(sex))
    return rows.select(
        "child",
        pl.when(day <= on).then(day).dt.strftime("%-d %B %Y").alias("born"),
        known.alias("sex"),
        source=pl.lit(source),
    ).unique(maintain_order=True)
