"""The tables that the rules look at: lists of Annex A, and what stands in for them out of the census and the 903."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import polars as pl

from suffice.engine.measures.cohorts import in_care
from suffice.engine.measures.judging import KEY
from suffice.engine.measures.need.census import brought, in_need, on_a_plan, table
from suffice.engine.measures.reviews import held
from suffice.engine.measures.scene import Scene

_WORKERS = ("allocated_worker", "allocated_personal_advisor")
_TEXT = ("authority", "child", "team", "worker", "file")


def tables(scene: Scene) -> Mapping[str, pl.DataFrame]:
    """Return what was brought, by the name that rules give it.

    Each has ``authority, child, team, worker, born, file, row`` and its own columns.
    """
    lists = {name: _list(rows) for name, rows in (scene.annex_a or {}).items() if "child_unique_id" in rows.columns}
    return {**lists, **_of_adopters(scene), **_of_census(scene), **_of_care(scene)}


def _list(rows: pl.DataFrame) -> pl.DataFrame:
    worker = next((name for name in _WORKERS if name in rows.columns), None)
    names = {"child_unique_id": "child", "allocated_team": "team", "date_of_birth": "born"}
    found = rows.rename({**{old: new for old, new in names.items() if old in rows.columns}})
    return _whole(found.with_columns(worker=pl.col(worker) if worker else pl.lit(None, dtype=pl.String)))


def _of_adopters(scene: Scene) -> dict[str, pl.DataFrame]:
    """Return the adopters under their own reference, for no child is named in their list."""
    rows = (scene.annex_a or {}).get("List11")
    if rows is None or "individual_adopter_identifier" not in rows.columns:
        return {}
    return {"List11": _whole(rows.rename({"individual_adopter_identifier": "child"}))}


def _whole(rows: pl.DataFrame) -> pl.DataFrame:
    """Return rows with all that a table of the rules has; what is not told is null."""
    absent = [pl.lit(None, dtype=pl.String).alias(name) for name in _TEXT if name not in rows.columns]
    absent += [] if "born" in rows.columns else [pl.lit(None, dtype=pl.Date).alias("born")]
    absent += [] if "row" in rows.columns else [pl.lit(None, dtype=pl.Int32).alias("row")]
    return rows.with_columns(absent).with_columns(pl.col("authority").fill_null(""))


def _of_census(scene: Scene) -> dict[str, pl.DataFrame]:
    if scene.cin is None or scene.year not in brought(scene):
        return {}
    open_cases = in_need(scene).select(KEY)
    reviews = table(scene, "Reviews").filter(pl.col("cppreviewdate") <= scene.on)
    latest = reviews.group_by(KEY).agg(review=pl.col("cppreviewdate").max())
    mine = {
        "cin:Assessments": table(scene, "Assessments").join(open_cases, on=KEY, how="semi"),
        "cin:Enquiries": table(scene, "Section47").join(open_cases, on=KEY, how="semi"),
        "cin:Plans": on_a_plan(scene).join(latest, on=KEY, how="left", maintain_order="left"),
    }
    return {name: _whole(rows.filter(pl.col("year") >= scene.year)) for name, rows in mine.items()}


def _of_care(scene: Scene) -> dict[str, pl.DataFrame]:
    if not scene.covers_day or not scene.care.has("Reviews"):
        return {}
    latest = held(scene).group_by(KEY).agg(pl.col("review").max())
    children = in_care(scene).join(latest, on=KEY, how="left", maintain_order="left")
    return {"ssda903:Care": _whole(children.rename({"dob": "born"}))}


def as_at(scene: Scene) -> date | None:
    """Return the day that the workbook tells of; None where none was brought, or none says."""
    days = [one.as_at for one in scene.returns if one.kind == "annex_a" and one.as_at and one.as_at <= scene.on]
    return max(days, default=None)
