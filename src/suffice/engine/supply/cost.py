"""What the places cost: by type, holding and provider, by financial year and quarter, with the range."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import numpy as np

from suffice.engine.episodes import PlacementState
from suffice.engine.findings import Finding
from suffice.engine.projection.cells import STATES
from suffice.engine.projection.tables import Reals
from suffice.engine.supply import remarks
from suffice.engine.supply.gap import Placed
from suffice.engine.supply.groups import LAST_RESORT
from suffice.engine.supply.model import Holding, Price
from suffice.engine.supply.periods import Period, Piece, pieces, years
from suffice.engine.supply.pricing import Rises, Tariff, tariff
from suffice.engine.supply.spread import Money, monies


@dataclass(frozen=True, slots=True)
class Line:
    """What one thing costs in one period.

    Attributes:
        period: the financial year or quarter.
        placement: the type; None for all.
        holding: how the places are held; None for all, and where they are not places that are held.
        provider: whose places; None for all, and where it is not known.
        weeks: mean weeks that children live there, all together.
        cost: in pounds.
        found: False for children who find no place, costed as spot purchase of the type that is tried last.
    """

    period: Period
    placement: PlacementState | None
    holding: Holding | None
    provider: str | None
    weeks: float
    cost: Money
    found: bool = True

    def document(self) -> dict[str, Any]:
        """Return the line as plain values."""
        return {
            "period": self.period.label,
            "placement": str(self.placement) if self.placement else None,
            "holding": str(self.holding) if self.holding else None,
            "provider": self.provider,
            "found": self.found,
            "weeks": round(self.weeks, 2),
            "cost": self.cost.document(),
        }


@dataclass(frozen=True, slots=True)
class Unpriced:
    """Weeks of children for which no price is known; they are in no total.

    Attributes:
        placement: the type; None for children who find no place at all.
        holding: how the places are held, where they are held.
        weeks: mean weeks, all together.
    """

    placement: PlacementState | None
    holding: Holding | None
    weeks: float

    def document(self) -> dict[str, Any]:
        """Return the weeks as plain values."""
        return {
            "placement": str(self.placement) if self.placement else None,
            "holding": str(self.holding) if self.holding else None,
            "weeks": round(self.weeks, 2),
        }


@dataclass(frozen=True, slots=True)
class Split:
    """What the range of a year's cost comes from, as shares of its variance that add up to 1.

    Attributes:
        period: the financial year.
        numbers: how many children there are, and in which places.
        prices: how prices rise.
        both: the two together.
    """

    period: Period
    numbers: float
    prices: float
    both: float

    def document(self) -> dict[str, Any]:
        """Return the shares as plain values."""
        shares = {name: round(getattr(self, name), 4) for name in ("numbers", "prices", "both")}
        return {"period": self.period.label, **shares}


@dataclass(frozen=True, slots=True)
class Cost:
    """What an ensemble costs.

    Attributes:
        years: the financial years, or parts of them, that are costed.
        quarters: their quarters.
        by_year: all that is priced, by year.
        by_quarter: the same by quarter.
        by_type: by type and year.
        by_type_quarter: by type and quarter.
        by_provider: by type, holding, provider and year.
        unpriced: what no price is known for.
        nowhere: of `by_year`, children who find no place, by year.
        split: where the range comes from, by year.
        totals: [replicate, year], pounds: what differences between futures are made of.
        findings: what was supposed.
    """

    years: tuple[Period, ...]
    quarters: tuple[Period, ...]
    by_year: tuple[Line, ...]
    by_quarter: tuple[Line, ...]
    by_type: tuple[Line, ...]
    by_type_quarter: tuple[Line, ...]
    by_provider: tuple[Line, ...]
    unpriced: tuple[Unpriced, ...]
    nowhere: tuple[Line, ...]
    split: tuple[Split, ...]
    totals: Reals
    findings: tuple[Finding, ...]

    def document(self) -> dict[str, Any]:
        """Return the shape that ``suffice project --prices --json`` promises under ``cost``."""
        names = (
            *("by_year", "by_quarter", "by_type", "by_type_quarter", "by_provider"),
            *("unpriced", "nowhere", "split", "findings"),
        )
        return {
            "years": [one.document() for one in self.years],
            "quarters": [one.document() for one in self.quarters],
            **{name: [one.document() for one in getattr(self, name)] for name in names},
        }


_Key = tuple[PlacementState | None, Holding | None, str | None, bool]


@dataclass(frozen=True, slots=True)
class _Account:
    """Children of one kind and the places that they are in.

    Attributes:
        placement, holding, provider: what they are.
        children: [replicate, date].
        places: [interval], places that are paid for whether filled or not; None where there are none.
        tariff: what they cost; None where no price is known.
        found: False for children who find no place.
    """

    placement: PlacementState
    holding: Holding | None
    provider: str | None
    children: Reals
    places: Reals | None
    tariff: Tariff | None
    found: bool = True


@dataclass(frozen=True, slots=True)
class _Bill:
    """What one account costs, [replicate, quarter]: as it falls, at mean prices, for mean numbers; and its weeks."""

    account: _Account
    pounds: Reals
    at_mean_prices: Reals
    at_mean_numbers: Reals
    weeks: Reals


def cost(placed: Placed, dates: Sequence[date], prices: Sequence[Price], *, seed: int = 1) -> Cost:
    """Cost where children live, from the day after the first date to the last.

    Between two dates the number of children is taken to change evenly. Each replicate of numbers meets its own path of
    prices, so the range holds both.

    Args:
        placed: where children would live, as `sufficiency` tells.
        dates: of `placed`; at least two.
        prices: what a week costs. What has no price is told, and is in no total.
        seed: of the rises of prices.

    Source of the method: `docs/method/supply.md`.
    """
    quarters, cut = pieces(dates, (price.begins for price in prices))
    accounts = list(_accounts(placed, prices))
    rises = Rises(replicates=placed.unmet.shape[0], seed=seed)
    bills = [_bill(one, one.tariff, cut, len(quarters), rises) for one in accounts if one.tariff is not None]
    in_years = years(quarters, dates)
    to_years = np.array([[float(one.year == year.year) for year in in_years] for one in quarters])
    totals = sum((bill.pounds for bill in bills), np.zeros((placed.unmet.shape[0], len(quarters)))) @ to_years
    unpriced = tuple(_unpriced(accounts, cut))
    nowhere = [bill for bill in bills if not bill.account.found]
    return Cost(
        years=in_years,
        quarters=quarters,
        by_year=_lines(bills, in_years, to_years, lambda _: (None, None, None, True)),
        by_quarter=_lines(bills, quarters, None, lambda _: (None, None, None, True)),
        by_type=_lines(bills, in_years, to_years, lambda one: (one.placement, None, None, one.found)),
        by_type_quarter=_lines(bills, quarters, None, lambda one: (one.placement, None, None, one.found)),
        by_provider=_lines(bills, in_years, to_years, lambda one: (*_what(one), one.found)),
        unpriced=unpriced,
        nowhere=_lines(nowhere, in_years, to_years, lambda one: (*_what(one), one.found)),
        split=tuple(_splits(bills, in_years, to_years)),
        totals=totals,
        findings=remarks.of_cost(
            unpriced=[(one.placement, one.holding, one.weeks) for one in unpriced],
            tariffs=[(one.placement, one.holding, one.tariff) for one in accounts if one.tariff and one.found],
            nowhere=sum(_weeks(bill.account.children, cut) for bill in nowhere),
            first=dates[0] + timedelta(days=1),
        ),
    )


def difference(base: Cost, other: Cost) -> tuple[Line, ...]:
    """Return what another future costs more, or less, by year: replicate against replicate.

    Args:
        base: what it is held against.
        other: made of the same seed, replicates and dates.
    """
    if base.totals.shape != other.totals.shape or base.years != other.years:
        raise ValueError("Two costs can be compared only when they have the same replicates and the same dates.")
    weeks = (after.weeks - before.weeks for before, after in zip(base.by_year, other.by_year, strict=True))
    told = zip(base.years, weeks, monies(other.totals - base.totals), strict=True)
    return tuple(Line(period, None, None, None, more, amount) for period, more, amount in told)


def _accounts(placed: Placed, prices: Sequence[Price]) -> Iterator[_Account]:
    for at, group in enumerate(placed.groups):
        held = placed.held[:, :, at]
        lots = [lot for lot in placed.lots if lot.group == at]
        usable = sum((lot.usable for lot in lots), np.zeros(held.shape[1]))
        for lot in lots:
            share = np.divide(lot.usable, usable, out=np.zeros_like(usable), where=usable > 0)
            found = tariff(prices, group.placement, holding=group.holding, provider=lot.provider)
            paid = group.holding is Holding.BLOCK or (found is not None and found.per_place)
            places = lot.open_between if paid else None
            yield _Account(group.placement, group.holding, lot.provider, held * share, places, found)
        if not group.recorded:
            found = tariff(prices, group.placement, holding=group.holding, provider=None)
            yield _Account(group.placement, group.holding, None, held, None, found)
    last_resort = tariff(prices, LAST_RESORT, holding=Holding.SPOT, provider=None)
    if placed.unmet.any():
        yield _Account(LAST_RESORT, Holding.SPOT, None, placed.unmet, None, last_resort, found=False)
    for at, state in enumerate(STATES):
        if placed.elsewhere[:, :, at].any():
            placement = PlacementState(state)
            found = tariff(prices, placement, holding=None, provider=None)
            yield _Account(placement, None, None, placed.elsewhere[:, :, at], None, found)


def _bill(account: _Account, price: Tariff, cut: Sequence[Piece], quarters: int, rises: Rises) -> _Bill:
    """Add up the pieces of time: weeks of children, or of places, times what a week costs."""
    replicates = account.children.shape[0]
    pounds, at_mean_prices, at_mean_numbers, weeks = (np.zeros((replicates, quarters)) for _ in range(4))
    children = (account.children[:, :-1] + account.children[:, 1:]) / 2
    for piece in cut:
        lived = children[:, piece.interval] * piece.weeks
        paid = lived if account.places is None else np.full(replicates, account.places[piece.interval] * piece.weeks)
        weekly = price.weekly(piece.first, rises)
        weeks[:, piece.quarter] += lived
        pounds[:, piece.quarter] += paid * weekly
        at_mean_prices[:, piece.quarter] += paid * weekly.mean()
        at_mean_numbers[:, piece.quarter] += paid.mean() * weekly
    return _Bill(account, pounds, at_mean_prices, at_mean_numbers, weeks)


def _lines(
    bills: Sequence[_Bill],
    periods: Sequence[Period],
    to_years: Reals | None,
    key: Callable[[_Account], _Key],
) -> tuple[Line, ...]:
    """Add up the bills that share a key, by quarter, or by year where `to_years` says which quarters make one."""
    by_key: dict[_Key, list[_Bill]] = {}
    for bill in bills:
        by_key.setdefault(key(bill.account), []).append(bill)
    lines = []
    for same in by_key.values():
        pounds, weeks = sum(one.pounds for one in same), sum(one.weeks for one in same)
        if to_years is not None:
            pounds, weeks = pounds @ to_years, weeks @ to_years
        placement, holding, provider, found = key(same[0].account)
        told = zip(periods, np.mean(weeks, axis=0), monies(np.asarray(pounds)), strict=True)
        lines += [
            Line(period, placement, holding, provider, float(mean), amount, found) for period, mean, amount in told
        ]
    return tuple(lines)


def _what(account: _Account) -> tuple[PlacementState, Holding | None, str | None]:
    return account.placement, account.holding, account.provider


def _unpriced(accounts: Sequence[_Account], cut: Sequence[Piece]) -> Iterator[Unpriced]:
    by_key: dict[tuple[PlacementState | None, Holding | None], float] = {}
    for one in accounts:
        if one.tariff is None:
            key = (one.placement, one.holding) if one.found else (None, None)
            by_key[key] = by_key.get(key, 0.0) + _weeks(one.children, cut)
    yield from (Unpriced(*key, weeks) for key, weeks in by_key.items() if weeks > 0)


def _weeks(children: Reals, cut: Sequence[Piece]) -> float:
    mean = children.mean(axis=0)
    return float(sum((mean[one.interval] + mean[one.interval + 1]) / 2 * one.weeks for one in cut))


def _splits(bills: Sequence[_Bill], in_years: Sequence[Period], to_years: Reals) -> Iterator[Split]:
    if not bills:
        return
    whole, numbers, prices = (
        np.var(sum(getattr(bill, name) for bill in bills) @ to_years, axis=0)
        for name in ("pounds", "at_mean_prices", "at_mean_numbers")
    )
    for period, every, of_numbers, of_prices in zip(in_years, whole, numbers, prices, strict=True):
        if every > 0:
            yield Split(period, *_shares(float(every), float(of_numbers), float(of_prices)))


def _shares(every: float, numbers: float, prices: float) -> tuple[float, float, float]:
    """Return shares of a variance that add up to 1: where the two alone pass the whole, they are scaled to it."""
    alone = numbers + prices
    if alone >= every:
        return numbers / alone, prices / alone, 0.0
    return numbers / every, prices / every, 1 - alone / every
