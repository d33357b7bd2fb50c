"""What a council brings by template, as measures look at it."""

from __future__ import annotations

import polars as pl

from suffice.engine.calendar import years_after
from suffice.engine.measures.scene import Scene
from suffice.engine.returns.templates.layouts import Template

AUDITS, SURVEYS, FIGURES = Template.AUDIT, Template.SURVEY, Template.FIGURES


def table(scene: Scene, template: Template) -> pl.DataFrame | None:
    """Return the rows of every file brought by a template, the later file's after the earlier's; None without one.

    ``authority`` is "", and ``child`` is "" where a row names none.
    """
    frames = [
        one.tables[template.table] for one in scene.returns if one.kind == template and template.table in one.tables
    ]
    if not frames:
        return None
    rows = pl.concat(frames).with_columns(pl.col("authority").fill_null(""))
    return rows.with_columns(
        (pl.col("child") if "child" in rows.columns else pl.lit(None)).fill_null("").alias("child")
    )


def has(scene: Scene, kind: str, measure: str) -> bool:
    """Return whether there is a file of the kind and, where a measure is named, a figure of it that can be told."""
    rows = table(scene, Template(kind))
    return rows is not None and (not measure or not months_of(rows, measure, scene).is_empty())


def months_of(rows: pl.DataFrame, measure: str, scene: Scene) -> pl.DataFrame:
    """Return the figures of a measure for the latest month that has one, of the twelve that end with the day's."""
    first = years_after(scene.on, -1)
    told = rows.filter((pl.col("measure") == measure) & pl.col("month").is_between(first, scene.on, closed="right"))
    return told.filter(pl.col("month") == pl.col("month").max())
