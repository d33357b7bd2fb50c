"""What returns beside the 903 say of a child: who it is, disability, team and worker."""

from __future__ import annotations

import polars as pl

from suffice.engine.measures.cohorts import once, once_for_all
from suffice.engine.measures.scene import Scene

_DISABILITY, _TEAM, _WORKER = "does_the_child_have_a_disability", "allocated_team", "allocated_worker"


@once
def told_elsewhere(scene: Scene) -> pl.DataFrame:
    """Return ``child, disability`` (``yes``, ``no``), ``team, worker``, each child once; null where nothing tells.

    List 8 of Annex A is believed before the children in need census, which knows of disability alone: a child of whom
    the census lists no disability has none. A child goes by the same identifier in all three.
    """
    lists, census = _of_list(scene), _of_census(scene)
    both = lists.join(census, on="child", how="full", coalesce=True)
    return both.select("child", pl.coalesce("disability", "listed").alias("disability"), "team", "worker")


def _of_list(scene: Scene) -> pl.DataFrame:
    shape = dict.fromkeys(("child", "disability", "team", "worker"), pl.String)
    if scene.annex_a is None or "List8" not in scene.annex_a:
        return pl.DataFrame(schema=shape)
    rows = scene.annex_a["List8"].drop_nulls("child_unique_id")
    answer = pl.col(_DISABILITY).str.to_uppercase().str.head(1).replace_strict({"Y": "yes", "N": "no"}, default=None)
    told = rows.select(
        pl.col("child_unique_id").alias("child"),
        answer.cast(pl.String).alias("disability"),
        pl.col(_TEAM).alias("team"),
        pl.col(_WORKER).alias("worker"),
    )
    return told.unique("child", keep="last", maintain_order=True)


def _of_census(scene: Scene) -> pl.DataFrame:
    if scene.cin is None:
        return pl.DataFrame(schema={"child": pl.String, "listed": pl.String})
    has = (
        scene.cin.tables["Disabilities"]
        .filter(pl.col("disability").is_not_null() & (pl.col("disability") != "NONE"))
        .select(pl.col("lachildid").alias("child"), listed=pl.lit("yes"))
        .unique()
    )
    everyone: pl.DataFrame = (
        scene.cin.tables["Children"].select(pl.col("lachildid").alias("child")).drop_nulls().unique()
    )
    return everyone.join(has, on="child", how="left").with_columns(pl.col("listed").fill_null("no"))


@once_for_all
def known_to_census(scene: Scene) -> pl.DataFrame:
    """Return ``child, sex, ethnic, dob`` of the children in need census, each child once; empty without one."""
    shape = {"child": pl.String, "sex": pl.String, "ethnic": pl.String, "dob": pl.Date}
    if scene.cin is None:
        return pl.DataFrame(schema=shape)
    rows: pl.DataFrame = scene.cin.tables["Children"].select(
        child="lachildid", sex="sex", ethnic="ethnicity", dob="personbirthdate"
    )
    return rows.cast(shape).drop_nulls("child").unique("child", keep="last", maintain_order=True)  # type: ignore[arg-type]
