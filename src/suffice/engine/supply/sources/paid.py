"""What is paid and where children are, out of a cost return or a census: by type, holding and provider."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_EVEN, Decimal
from statistics import median
from typing import Any

from suffice.engine.episodes import PlacementState
from suffice.engine.supply.model import Holding, Price
from suffice.engine.supply.sources.census import CensusRow
from suffice.engine.supply.sources.costs import CostRow

_PENNY = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Paid:
    """Children and weekly cost of one type, holding and provider.

    Attributes:
        placement: the type.
        holding: how the places were bought; None where the source does not say.
        provider: the organisation, or the URN where the source has no more; None where it has neither.
        children: different children placed.
        priced: placements with a weekly cost, which the figures below are of.
        low: the least weekly cost, in pounds; None without any.
        median: the middle one.
        high: the greatest.
    """

    placement: PlacementState
    holding: Holding | None
    provider: str | None
    children: int
    priced: int
    low: Decimal | None
    median: Decimal | None
    high: Decimal | None

    def document(self) -> dict[str, Any]:
        """Return the figures as plain values."""
        pounds = {
            name: None if (one := getattr(self, name)) is None else float(one) for name in ("low", "median", "high")
        }
        return {
            "placement": str(self.placement),
            "holding": str(self.holding) if self.holding else None,
            "provider": self.provider,
            "children": self.children,
            "priced": self.priced,
            **pounds,
        }


@dataclass(frozen=True, slots=True)
class _One:
    child: str
    weekly: Decimal | None


def paid_of_costs(rows: Iterable[CostRow]) -> tuple[Paid, ...]:
    """Return what a cost return tells of each type, holding and provider (by URN)."""
    return _paid(((row.placement, row.holding, row.urn), _One(row.child, row.weekly)) for row in rows)


def paid_of_census(rows: Iterable[CensusRow]) -> tuple[Paid, ...]:
    """Return what a census tells of each type, holding and organisation; those over 18 are left out."""
    return _paid(
        ((row.placement, row.holding, row.organisation), _One(row.child, row.weekly))
        for row in rows
        if row.looked_after
    )


def prices_from(paid: Sequence[Paid], *, begins: date, least: int = 1) -> tuple[Price, ...]:
    """Return the middle weekly cost of each type, holding and provider as a price, without uplift.

    Args:
        paid: what was paid.
        begins: the day from which it holds.
        least: how many priced placements it takes.
    """
    return tuple(
        Price(one.placement, one.median, begins, holding=one.holding, provider=one.provider)
        for one in paid
        if one.median is not None and one.priced >= least
    )


def _paid(placements: Iterable[tuple[tuple[PlacementState, Holding | None, str | None], _One]]) -> tuple[Paid, ...]:
    by_key: dict[tuple[PlacementState, Holding | None, str | None], list[_One]] = defaultdict(list)
    for key, one in placements:
        by_key[key].append(one)
    return tuple(
        _figures(key, by_key[key]) for key in sorted(by_key, key=lambda key: tuple(str(part or "") for part in key))
    )


def _figures(key: tuple[PlacementState, Holding | None, str | None], ones: Sequence[_One]) -> Paid:
    weekly = sorted(one.weekly for one in ones if one.weekly is not None)
    middle = median(weekly).quantize(_PENNY, rounding=ROUND_HALF_EVEN) if weekly else None
    return Paid(
        *key,
        children=len({one.child for one in ones}),
        priced=len(weekly),
        low=weekly[0] if weekly else None,
        median=middle,
        high=weekly[-1] if weekly else None,
    )
