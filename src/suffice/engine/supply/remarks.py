"""What a cost has to say about itself: what has no price, and what was supposed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from suffice.engine.episodes import PlacementState
from suffice.engine.findings import Example, Finding, Severity, merged, note
from suffice.engine.supply.groups import LAST_RESORT, small
from suffice.engine.supply.model import Holding
from suffice.engine.supply.pricing import Tariff

Weeks = tuple[PlacementState | None, Holding | None, float]
Priced = tuple[PlacementState, Holding | None, Tariff]


def of_cost(
    *, unpriced: Sequence[Weeks], tariffs: Sequence[Priced], nowhere: float, first: date
) -> tuple[Finding, ...]:
    """Return what the reader of a cost must know.

    Args:
        unpriced: type, holding and weeks that have no price; None and None for children without a place.
        tariffs: type, holding and price of all else.
        nowhere: mean weeks of children without a place, that are costed.
        first: the first day that is costed.
    """
    return merged([*(_without_price(*one) for one in unpriced), *_without_place(nowhere), *_supposed(tariffs, first)])


def _without_place(weeks: float) -> Iterator[Finding]:
    if weeks > 0:
        yield _query(
            "no-place-found",
            f"On average {weeks:,.0f} weeks are of children for whom no recorded place is free. Somewhere has to be "
            f"found for them all the same, so they are costed as spot purchase of {small(LAST_RESORT)}.",
        )


def _without_price(placement: PlacementState | None, holding: Holding | None, weeks: float) -> Finding:
    if placement is None:
        sentence = (
            f"On average {weeks:,.0f} weeks are of children for whom there is no place: they cost something, which is "
            f"not known and is in no total. Add a price for spot purchase of {small(LAST_RESORT)}."
        )
        return _query("no-place-no-price", sentence)
    held = f" ({holding.label.lower()})" if holding else ""
    sentence = (
        f"No price is known for {small(placement)}{held}: on average {weeks:,.0f} weeks are in no total. Add a price."
    )
    return _query("no-price", sentence)


def _supposed(tariffs: Sequence[Priced], first: date) -> Iterator[Finding]:
    for placement, holding, found in dict.fromkeys(tariffs):
        held = f" ({holding.label.lower()})" if holding else ""
        if found.borrowed:
            yield note(
                "price-borrowed",
                f"No price is known for {small(placement)}{held} as such, so the mean of what is known of other "
                "providers or holdings of the same kind is taken: add the price.",
            )
        if found.begins > first:
            begins = f"{found.begins.day} {found.begins:%B %Y}"
            yield note(
                "price-before-it-begins",
                f"The first price of {small(placement)}{held} begins on {begins}; days before it are costed at that "
                "price too.",
            )
        if any(prices[0].need for prices in found.series):
            yield note(
                "prices-by-need",
                f"Prices of {small(placement)}{held} are by level of need, and how many children have which is not "
                "projected, so the plain mean of the levels is taken.",
            )


def _query(code: str, sentence: str) -> Finding:
    return Finding(code, Severity.QUERY, 1, (Example("", None, None, None, sentence),))
