"""From judgements to a count: the one place where measures are counted."""

from __future__ import annotations

import polars as pl

from suffice.engine.measures.model import Count, Indicator, Outcome, Tally
from suffice.engine.measures.scene import Scene


def tally(indicator: Indicator, judgement: pl.DataFrame, *, scene: Scene | None) -> Count:
    """Return what the judgements come to.

    Args:
        indicator: the definition.
        judgement: as its `judge` tells it, or a part of that.
        scene: gives the population that a rate divides by; None for a part of the children, whose population nobody
            gave, so that a rate has no denominator.
    """
    number = {one: judgement.filter(pl.col("outcome") == str(one)).height for one in Outcome}
    passing, missing = number[Outcome.PASS], number[Outcome.INCOMPLETE]
    match indicator.counted_as:
        case Tally.RATE:
            return _rate(passing, missing, scene)
        case Tally.NUMBER:
            return Count(passing, None, incomplete=missing)
        case Tally.SUM:
            values = judgement.filter(pl.col("outcome") == str(Outcome.PASS)).get_column("value")
            return Count(passing, None, incomplete=missing, total=float(values.sum()))
        case kind:
            counts = [Outcome.PASS, Outcome.FAIL, *([Outcome.INCOMPLETE] if indicator.incomplete_counts else [])]
            below = judgement.filter(pl.col("outcome").is_in([str(one) for one in counts]))
            total, weight = _sums(below, kind)
            return Count(passing, below.height, incomplete=missing, total=total, weight=weight)


def _sums(rows: pl.DataFrame, kind: Tally) -> tuple[float | None, float | None]:
    """Return the sum of values and of weights; neither where plain numbers tell the figure."""
    weight = pl.col("weight") if "weight" in rows.columns else pl.lit(1.0)
    if kind is Tally.SHARE:
        if "weight" not in rows.columns:
            return None, None
        value = pl.when(pl.col("outcome") == str(Outcome.PASS)).then(weight).otherwise(0.0)
    else:
        rows, value = rows.filter(pl.col("value").is_not_null()), pl.col("value")
    sums = rows.with_columns(above=value, below=weight).select(pl.col("above", "below").sum()).row(0)
    return float(sums[0]), float(sums[1])


def _rate(number: int, missing: int, scene: Scene | None) -> Count:
    figure = scene.per if scene is not None else None
    if figure is None:
        note = no_population(scene) if scene is not None else ""
        return Count(number, None, note=note, incomplete=missing)
    return Count(number, figure.number, figure.mid_year, note=figure.sentence, incomplete=missing)


def no_population(scene: Scene) -> str:
    """Return why there is nothing to divide by."""
    if scene.population is None:
        return "There is no rate, because no population was given."
    return f"There is no rate, because {scene.population.source} has no estimate for the authority by that day."
