"""The way of each child from coming into care to moving in with adopters, out of episodes and adoption tables."""

from __future__ import annotations

from datetime import timedelta

import polars as pl

from suffice.engine.episodes import moves
from suffice.engine.measures.cohorts import ended_in_three_years, in_care, once
from suffice.engine.measures.judging import KEY
from suffice.engine.measures.permanence import ADOPTED
from suffice.engine.measures.scene import Scene

ADOPTIVE = ("A3", "A4", "A5", "A6")
BY_CARERS = ("A3", "A5")
"""Placed for adoption with those who were the child's foster carers."""
_STAY = (*KEY, "start")


@once
def adopted(scene: Scene) -> pl.DataFrame:
    """Return the children adopted in the three years, with their way there.

    Returns:
        ``authority, child, start`` (came into care), ``end`` (of the stay), ``moved_in`` (Date: start of the final
        placement for adoption, null when there was none), ``with_carer`` (Date: start of the placement with the foster
        carers who adopted, null when others did), ``ordered`` (Date: first placement or freeing order),
        ``date_match`` (Date), ``ethnic, sex``.
    """
    stays = ended_in_three_years(scene).filter(pl.col("reason").is_in(ADOPTED)).unique(KEY, keep="last")
    return _ways(scene, stays)


@once
def waiting(scene: Scene) -> pl.DataFrame:
    """Return the children in care on the day whose adoption has been decided, and who live with no adopters yet."""
    decided = scene.care.table("PlacedAdoption").filter(pl.col("date_placed") <= scene.on)
    latest = decided.sort(*KEY, "date_placed", "year").unique(KEY, keep="last")
    standing = latest.filter(pl.col("date_placed_ceased").is_null() | (pl.col("date_placed_ceased") > scene.on))
    here = in_care(scene).filter(~pl.col("place").is_in(ADOPTIVE).fill_null(value=False))
    told = here.join(standing.select(*KEY, "date_placed"), on=KEY)
    return told.filter(pl.col("date_placed") >= pl.col("start"))


@once
def placed(scene: Scene) -> pl.DataFrame:
    """Return the children who live with adopters on the day and are not adopted yet, in the shape of `adopted`."""
    here = in_care(scene).filter(pl.col("place").is_in(ADOPTIVE)).select(*KEY, "start")
    return _ways(scene, scene.stays.join(here, on=_STAY, how="semi"))


def _ways(scene: Scene, stays: pl.DataFrame) -> pl.DataFrame:
    """Return stays with the child's way to adopters, in the shape of `adopted`."""
    until = pl.min_horizontal("end", pl.lit(scene.on + timedelta(days=1)))
    episodes = (
        scene.history.episodes.join(stays.select(*_STAY, until=until), on=KEY)
        .filter(pl.col("decom") >= pl.col("start"), pl.col("decom") < pl.col("until"))
        .sort(*_STAY, "decom")
    )
    return (
        stays.select(*_STAY, "end")
        .join(_moved_in(scene, episodes), on=_STAY, how="left", maintain_order="left")
        .join(_ordered(episodes), on=_STAY, how="left", maintain_order="left")
        .join(_ad1(scene), on=KEY, how="left", maintain_order="left")
        .with_columns(with_carer=pl.when(pl.col("by_code") | (pl.col("foster_care") == "1")).then("carer_since"))
    )


def _moved_in(scene: Scene, episodes: pl.DataFrame) -> pl.DataFrame:
    """Return the start of each stay's final placement for adoption, and of the time with the same carers before it."""
    changes = _carer_changes(scene)
    adoptive = pl.col("place").is_in(ADOPTIVE).fill_null(value=False)
    told = episodes.with_columns(adoptive=adoptive, before=adoptive.shift(1).over(_STAY).fill_null(value=False)).join(
        changes.with_columns(changed=pl.lit(value=True)), on=[*KEY, "decom"], how="left"
    )
    begins = pl.col("adoptive") & (~pl.col("before") | pl.col("changed").fill_null(value=False))
    final = (
        told.filter(begins)
        .group_by(_STAY)
        .agg(moved_in=pl.col("decom").last(), by_code=pl.col("place").last().is_in(BY_CARERS))
    )
    since = final.join(changes, on=KEY, how="left").filter(
        (pl.col("decom") < pl.col("moved_in")) & (pl.col("decom") >= pl.col("start"))
    )
    latest = since.group_by(_STAY).agg(carer_since=pl.col("decom").max())
    return final.join(latest, on=_STAY, how="left").with_columns(pl.col("carer_since").fill_null(pl.col("start")))


@once
def _carer_changes(scene: Scene) -> pl.DataFrame:
    """Return the days on which each child came to another carer: ``authority, child, decom``."""
    changed = moves(scene.history).filter("carer_changed")
    return changed.select(*KEY, pl.col("on").alias("decom")).unique()


def _ordered(episodes: pl.DataFrame) -> pl.DataFrame:
    orders = episodes.filter(pl.col("ls").is_in(["E1", "D1"]))
    return orders.group_by(_STAY).agg(ordered=pl.col("decom").min())


def _ad1(scene: Scene) -> pl.DataFrame:
    rows = scene.care.table("AD1").sort("year").unique(KEY, keep="last")
    return rows.select(*KEY, "date_match", "foster_care")
