"""The groups of children that several indicators look at, worked out once a scene."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import polars as pl

from suffice.engine.calendar import first_of_years
from suffice.engine.episodes.stock import age_in_years
from suffice.engine.measures.judging import KEY
from suffice.engine.measures.scene import Scene

Told = TypeVar("Told")


def once(work: Callable[[Scene], Told]) -> Callable[[Scene], Told]:
    """Return `work`, done once for each scene."""
    return _held(work, lambda scene: scene.worked)


def once_for_all(work: Callable[[Scene], Told]) -> Callable[[Scene], Told]:
    """Return `work`, done once for the scenes of all days: what comes of it is the same on each."""
    return _held(work, lambda scene: scene.always)


def _held(work: Callable[[Scene], Told], where: Callable[[Scene], dict[str, Any]]) -> Callable[[Scene], Told]:
    name = f"{work.__module__}.{work.__qualname__}"

    def done(scene: Scene) -> Told:
        held = where(scene)
        if name not in held:
            held[name] = work(scene)
        found: Told = held[name]
        return found

    return done


@once
def in_care(scene: Scene) -> pl.DataFrame:
    """Return the children in care on the day, with ``start`` (Date): the first day of the stay, short breaks apart."""
    now = scene.stays.filter(pl.col("start") <= scene.on, pl.col("end") > scene.on)
    latest = now.group_by(KEY).agg(pl.col("start").max())
    return scene.stock.children.join(latest, on=KEY, how="left", maintain_order="left")


@once
def in_care_a_year(scene: Scene) -> pl.DataFrame:
    """Return the children in care without a break, and not on short breaks, over the twelve months up to the day."""
    return in_care(scene).filter(pl.col("start") <= scene.first)


@once
def in_care_in_year(scene: Scene) -> pl.DataFrame:
    """Return the children who were in care on any day of the twelve months: ``authority, child``, each once."""
    here = scene.stays.filter(pl.col("start") <= scene.on, pl.col("end") > scene.first)
    return here.select(KEY).unique(maintain_order=True)


@once
def ended_in_three_years(scene: Scene) -> pl.DataFrame:
    """Return the stays that ended in the three years up to the day."""
    first = first_of_years(scene.on, 3)
    return scene.stays.filter(pl.col("end") >= first, pl.col("end") <= scene.on)


def with_age(children: pl.DataFrame, scene: Scene) -> pl.DataFrame:
    """Add ``age`` (Int32) on the scene's day from the header, to children whose table does not tell it."""
    born = scene.history.children.select(*KEY, "dob").with_columns(age=age_in_years(pl.lit(scene.on)))
    return children.drop("dob", "age", strict=False).join(born, on=KEY, how="left", maintain_order="left")
