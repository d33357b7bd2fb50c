"""Where a figure lies over the replicates: children as numbers, money as exact pounds and pence."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal
from typing import Any

import numpy as np

from suffice.engine.projection.tables import Reals

PENNY = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Spread:
    """A number of children or of places over the replicates.

    Attributes:
        mean: over all replicates.
        p10: one in ten replicates is at or below it; a number that occurred, as are the others.
        p50: the middle.
        p90: nine in ten replicates are at or below it.
    """

    mean: float
    p10: float
    p50: float
    p90: float

    def document(self) -> dict[str, float]:
        """Return the figures as plain values."""
        return {"mean": round(self.mean, 6), **{n: round(getattr(self, n), 3) for n in ("p10", "p50", "p90")}}


@dataclass(frozen=True, slots=True)
class Money:
    """An amount over the replicates, in pounds, exact to the penny; the attributes are those of `Spread`."""

    mean: Decimal
    p10: Decimal
    p50: Decimal
    p90: Decimal

    def document(self) -> dict[str, float]:
        """Return the figures as plain numbers, which hold pence exactly as far as any council spends."""
        return {name: float(getattr(self, name)) for name in ("mean", "p10", "p50", "p90")}


def spreads(numbers: Reals) -> list[Spread]:
    """Return the spread of every figure over the replicates, the first axis, in the order of the other axes."""
    return [Spread(*(round(float(figure), 9) for figure in one)) for one in _figures(numbers)]


def monies(pounds: Reals) -> list[Money]:
    """Return the spread of every amount over the replicates, the first axis, in the order of the other axes."""
    return [Money(*(exact(float(amount)) for amount in one)) for one in _figures(pounds)]


def exact(pounds: float) -> Decimal:
    """Return an amount to the penny."""
    return Decimal(repr(pounds)).quantize(PENNY, rounding=ROUND_HALF_EVEN)


def quantile(ordered: Reals, share: float) -> Any:
    """Return the smallest number that a share of the replicates is at or below; `ordered` rises along axis 0."""
    replicates = ordered.shape[0]
    return ordered[max(0, math.ceil(round(share * replicates, 9)) - 1)]


def _figures(numbers: Reals) -> Sequence[tuple[Any, ...]]:
    ordered = np.sort(numbers.reshape(numbers.shape[0], -1), axis=0)
    picked = [quantile(ordered, share) for share in (0.1, 0.5, 0.9)]
    return list(zip(ordered.mean(axis=0), *picked, strict=True))
