"""The rows behind a measure on a day, for those who may see them: worked out when they are asked for, and not kept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import polars as pl

from suffice.analyse.returns.queries import shelf
from suffice.core.models import Authority
from suffice.engine.measures import Indicator, Outcome, measure
from suffice.review.performance.queries import choices

_OUTCOMES = [str(one) for one in Outcome]


@dataclass(frozen=True, slots=True)
class Row:
    """What a measure says of one child, or of one event of a child."""

    child: str
    item: str
    outcome: Outcome
    value: float | None


def behind(authority: Authority, indicator: Indicator, *, on: date, outcome: str = "") -> list[Row]:
    """Return a row for each judgement: those with the outcome asked for, else all that count or cannot be judged."""
    judgement = measure(indicator, shelf.scene(authority, on, options=choices.chosen(authority))).judgement
    wanted = pl.col("outcome") == outcome if outcome else pl.col("outcome") != str(Outcome.NOT_ELIGIBLE)
    found = judgement.filter(wanted).sort(
        pl.col("outcome").replace_strict(_OUTCOMES, list(range(len(_OUTCOMES)))), "child", "item", descending=False
    )
    return [
        Row(row["child"], row["item"], Outcome(row["outcome"]), row.get("value")) for row in found.iter_rows(named=True)
    ]
