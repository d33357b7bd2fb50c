"""From judgements to a count: the one place where measures are counted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import polars as pl

from suffice.engine.measures.model import Count, Indicator, Outcome, Scatter, Tally
from suffice.engine.measures.scene import Scene


def tally(indicator: Indicator, judgement: pl.DataFrame, *, scene: Scene | None) -> Count:
    """Return what the judgements come to.

    Args:
        indicator: the definition.
        judgement: as its `judge` tells it, or a part of that.
        scene: gives the population that a rate divides by; None for a part of the children, whose population nobody
            gave, so that a rate has no denominator.
    """
    return _count(indicator, judgement.select(**_sums(indicator, judgement.columns)).row(0, named=True), scene)


def tally_groups(indicator: Indicator, judgement: pl.DataFrame, by: str) -> dict[str | None, Count]:
    """Return what the judgements of each group come to, all counted at once.

    Args:
        indicator: the definition.
        judgement: as its `judge` tells it.
        by: the column that tells the groups.
    """
    sums = judgement.group_by(by).agg(**_sums(indicator, judgement.columns))
    return {row[by]: _count(indicator, row, None) for row in sums.iter_rows(named=True)}


def _count(indicator: Indicator, sums: Mapping[str, Any], scene: Scene | None) -> Count:
    """Return the count that sums over judgements make, as the indicator counts."""
    passing, missing = sums["passing"], sums["missing"]
    match indicator.counted_as:
        case Tally.RATE:
            return _rate(passing, missing, scene)
        case Tally.NUMBER:
            return Count(passing, None, incomplete=missing)
        case _:
            below = None if indicator.counted_as is Tally.SUM else sums["below"]
            total, weight = sums.get("total"), sums.get("weight")
            return Count(passing, below, incomplete=missing, total=total, weight=weight, scatter=_scatter(sums))


def _scatter(sums: Mapping[str, Any]) -> Scatter | None:
    return Scatter(sums["valued"], sums["squares"], sums["cubes"]) if "valued" in sums and sums["weight"] else None


def _sums(indicator: Indicator, columns: Sequence[str]) -> dict[str, pl.Expr]:
    """Return what is added up of judgements: values and weights only where plain numbers do not tell the figure."""
    outcome, kind = pl.col("outcome"), indicator.counted_as
    passes = outcome == str(Outcome.PASS)
    below = outcome.is_in([str(one) for one in _in_denominator(indicator)])
    plain = {
        "passing": passes.sum(),
        "missing": (outcome == str(Outcome.INCOMPLETE)).sum(),
        "below": below.sum(),
    }
    weight = pl.col("weight") if "weight" in columns else pl.lit(1.0)
    if kind is Tally.SUM:
        return plain | {"total": pl.when(passes).then("value").sum()}
    if kind is Tally.RATIO:
        return plain | _of_mean(below & pl.col("value").is_not_null(), weight)
    if kind is Tally.SHARE and "weight" in columns:
        return plain | {"total": pl.when(passes).then(weight).sum(), "weight": pl.when(below).then(weight).sum()}
    return plain


def _of_mean(valued: pl.Expr, weight: pl.Expr) -> dict[str, pl.Expr]:
    """Return what is added up of values and their weights, and of how far each lies from the mean times its weight."""
    value, weight = pl.when(valued).then("value"), pl.when(valued).then(weight)
    away = value - weight * (value.sum() / weight.sum())
    sums = {"total": value.sum(), "weight": weight.sum(), "valued": valued.sum()}
    return sums | {"squares": away.pow(2).sum(), "cubes": away.pow(3).sum()}


def _in_denominator(indicator: Indicator) -> tuple[Outcome, ...]:
    """Return the outcomes that stand below the line."""
    counted = (Outcome.PASS, Outcome.FAIL)
    return (*counted, Outcome.INCOMPLETE) if indicator.incomplete_counts else counted


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
