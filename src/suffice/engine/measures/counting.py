"""The few ways in which measures count."""

from __future__ import annotations

from collections.abc import Callable

import polars as pl

from suffice.engine.episodes import Flows
from suffice.engine.measures.model import Count
from suffice.engine.measures.scene import Scene

NOT_COVERED = "The returns do not cover the twelve months that end on the day, so nothing is counted."


def share_of_stock(who: pl.Expr, *, among: pl.Expr | None = None) -> Callable[[Scene], Count]:
    """Return a count of the children in care for whom `who` holds, out of those for whom `among` holds (all)."""

    def count(scene: Scene) -> Count:
        children = scene.stock.children if among is None else scene.stock.children.filter(among.fill_null(False))
        return Count(children.filter(who.fill_null(False)).height, children.height, left_out=scene.stock.left_out)

    return count


def per_population(scene: Scene, number: int | None, *, left_out: int, note: str = "") -> Count:
    """Return `number` over the population of the day, or without a denominator when none is known."""
    figure = scene.per
    if figure is None:
        return Count(number, None, left_out=left_out, note=note or _no_population(scene))
    return Count(number, figure.number, figure.mid_year, left_out, note=f"{note} {figure.sentence}".strip())


def _no_population(scene: Scene) -> str:
    if scene.population is None:
        return "There is no rate, because no population was given."
    return f"There is no rate, because {scene.population.source} has no estimate for the authority by that day."


def year_per_population(number: Callable[[Flows], int]) -> Callable[[Scene], Count]:
    """Return a count of a number of the year's flows over the population of the day."""

    def count(scene: Scene) -> Count:
        if not scene.covers_year:
            return per_population(scene, None, left_out=0, note=NOT_COVERED)
        return per_population(scene, number(scene.flows), left_out=scene.flows.left_out)

    return count


def share_of_year(table: Callable[[Flows], pl.DataFrame], who: pl.Expr) -> Callable[[Scene], Count]:
    """Return a count of different children in the year's starts or ceases for whom `who` holds, out of all there."""

    def count(scene: Scene) -> Count:
        if not scene.covers_year:
            return Count(None, None, note=NOT_COVERED)
        rows = table(scene.flows).filter(~pl.col("continuing"))
        return Count(_different(rows.filter(who.fill_null(False))), _different(rows), left_out=scene.flows.left_out)

    return count


def _different(rows: pl.DataFrame) -> int:
    return rows.select("authority", "child").n_unique()
