"""A cost worked by hand is the cost that is told: to the penny, by quarter and year, with its range."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from suffice.engine.supply.cost import Cost, cost, difference
from suffice.engine.supply.gap import sufficiency
from suffice.engine.supply.model import CapacityChange, Price, Provision
from suffice.engine.supply.pricing import Rises, tariff
from tests.engine.supply.build import H, P, futures, month_ends, places, price

HOME, FOSTER, AGENCY = P.CHILDRENS_HOME, P.IN_HOUSE_FOSTER, P.AGENCY_FOSTER
YEAR = month_ends(date(2026, 3, 31), 12)


def costed(
    need: list[dict[tuple[P, str], Any]],
    provisions: list[Provision],
    prices: list[Price],
    *,
    dates: Any = YEAR,
    **also: Any,
) -> Cost:
    made = sufficiency(futures(need, len(dates)), dates, provisions, **also)
    return cost(made.placed, dates, prices)


def pounds(made: Cost, *, at: int = 0) -> Decimal:
    return made.by_year[at].cost.mean


def test_ten_children_in_spot_places_for_a_year_cost_ten_times_the_weeks() -> None:
    made = costed([{(HOME, "10-15"): 10}], [places(HOME, H.SPOT, 20)], [price(HOME, "5600.10")])

    weeks = Decimal(365) / 7
    assert pounds(made) == (10 * weeks * Decimal("5600.10")).quantize(Decimal("0.01"))
    assert [one.label for one in made.years] == ["2026-27"]
    assert all(one.whole for one in (*made.years, *made.quarters))
    assert made.quarters[0].label == "2026-27 April to June"
    by_quarter = [one.cost.mean for one in made.by_quarter]
    days = [91, 92, 92, 90]
    assert by_quarter == [(10 * Decimal(d) / 7 * Decimal("5600.10")).quantize(Decimal("0.01")) for d in days]


def test_a_number_that_changes_is_taken_to_change_evenly() -> None:
    dates = month_ends(date(2026, 3, 31), 1)

    made = costed([{(HOME, "10-15"): [4, 8]}], [places(HOME, H.SPOT, 20)], [price(HOME, "700")], dates=dates)

    assert pounds(made) == Decimal(6 * 30 * 100)
    assert not made.years[0].whole


def test_block_places_are_paid_for_whether_filled_or_not_and_others_are_not() -> None:
    provisions = [places(HOME, H.BLOCK, 4), places(HOME, H.SPOT, 9)]
    prices = [price(HOME, "4300", holding=H.BLOCK), price(HOME, "5600", holding=H.SPOT)]

    empty, filled, over = (costed([{(HOME, "10-15"): number}], provisions, prices) for number in (1e-12, 4, 6))

    assert pounds(empty) == pounds(filled)
    assert pounds(over) - pounds(filled) == pytest.approx(2 * Decimal(365) / 7 * 5600, abs=Decimal("0.02"))


def test_own_places_are_paid_for_empty_only_where_the_price_says_so() -> None:
    def with_price(per_place: bool) -> Decimal:
        prices = [price(HOME, "4000", holding=H.OWN, per_place=per_place)]
        return pounds(costed([{(HOME, "10-15"): 1}], [places(HOME, H.OWN, 5)], prices))

    assert with_price(True) == pytest.approx(5 * with_price(False), abs=Decimal("0.05"))


def test_block_places_that_open_in_the_year_are_paid_for_from_their_first_day() -> None:
    provisions = [places(HOME, H.BLOCK, 2, opens=date(2026, 4, 11), closes=date(2026, 6, 1))]

    made = costed([{(HOME, "10-15"): 1e-12}], provisions, [price(HOME, "700", holding=H.BLOCK)])

    assert pounds(made) == Decimal(2 * 51 * 100)


def test_block_places_that_a_scenario_closes_are_paid_for_until_then() -> None:
    change = CapacityChange(HOME, H.BLOCK, -1, date(2026, 5, 1))

    made = costed(
        [{(HOME, "10-15"): 1e-12}], [places(HOME, H.BLOCK, 2)], [price(HOME, "700", holding=H.BLOCK)], changes=[change]
    )

    assert pounds(made) == Decimal(2 * 30 * 100 + 335 * 100)


def test_a_price_rises_each_april_after_it_began() -> None:
    dates = month_ends(date(2026, 3, 31), 24)
    prices = [price(HOME, "700", begins=date(2025, 4, 1), uplift=0.10)]

    made = costed([{(HOME, "10-15"): 1}], [places(HOME, H.SPOT, 20)], prices, dates=dates)

    assert [one.cost.mean for one in made.by_year] == [Decimal("40150.00"), Decimal("44286.00")]  # 2027-28: 366 days


def test_a_later_price_takes_over_on_its_day_and_has_its_own_rises() -> None:
    dates = month_ends(date(2026, 3, 31), 1)
    prices = [
        price(HOME, "700", begins=date(2026, 4, 1), uplift=0.5),
        price(HOME, "1400", begins=date(2026, 4, 21)),
    ]

    made = costed([{(HOME, "10-15"): 1}], [places(HOME, H.SPOT, 20)], prices, dates=dates)

    assert pounds(made) == Decimal(20 * 100 + 10 * 200)


PRICED_BY = [
    # provider, holding wanted -> pounds
    ("Elm", H.SPOT, 1),
    ("Elm", H.BLOCK, 2),
    ("Oak", H.SPOT, 3),
    ("Oak", H.BLOCK, 4),
]


@pytest.mark.parametrize(("provider", "holding", "weekly"), PRICED_BY)
def test_the_nearest_price_holds(provider: str, holding: H, weekly: int) -> None:
    prices = [
        price(HOME, "4"),
        price(HOME, "3", holding=H.SPOT),
        price(HOME, "2", provider="Elm"),
        price(HOME, "1", provider="Elm", holding=H.SPOT),
    ]

    found = tariff(prices, HOME, holding=holding, provider=provider)

    assert found is not None
    assert not found.borrowed
    assert found.weekly(date(2026, 4, 1), Rises(replicates=1, seed=1)) == [weekly]


def test_without_a_price_of_its_own_the_mean_of_others_is_borrowed_and_told() -> None:
    prices = [price(HOME, "4000", provider="Oak", holding=H.SPOT), price(HOME, "5000", provider="Ash", holding=H.SPOT)]

    made = costed([{(HOME, "10-15"): 1}], [places(HOME, H.SPOT, 2)], prices)

    assert pounds(made) == (Decimal(4500 * 365) / 7).quantize(Decimal("0.01"))
    assert "price-borrowed" in {one.code for one in made.findings}


def test_levels_of_need_are_averaged_and_told_unless_one_price_holds_for_all() -> None:
    levels = [price(HOME, "4000", need="standard"), price(HOME, "8000", need="solo")]
    rises = Rises(replicates=1, seed=1)

    mean = tariff(levels, HOME, holding=H.SPOT, provider=None)
    plain = tariff([*levels, price(HOME, "4400")], HOME, holding=H.SPOT, provider=None)

    assert mean is not None
    assert plain is not None
    assert (mean.weekly(YEAR[0], rises)[0], plain.weekly(YEAR[0], rises)[0]) == (6000, 4400)
    made = costed([{(HOME, "10-15"): 1}], [places(HOME, H.SPOT, 2)], levels)
    assert "prices-by-need" in {one.code for one in made.findings}


def test_what_has_no_price_is_told_in_weeks_and_is_in_no_total() -> None:
    need = [{(HOME, "10-15"): 1, (P.FRIENDS_AND_FAMILY, "5-9"): 2}]

    made = costed(need, [places(HOME, H.SPOT, 2)], [price(HOME, "700")])

    assert pounds(made) == Decimal(36500)
    assert [(one.placement, one.weeks) for one in made.unpriced] == [(P.FRIENDS_AND_FAMILY, pytest.approx(2 * 365 / 7))]


def test_children_who_find_no_place_are_costed_apart_as_spot_purchase_of_homes() -> None:
    provisions = [places(FOSTER, H.OWN, 1), places(AGENCY, H.FRAMEWORK, 0), places(HOME, H.BLOCK, 0)]
    prices = [price(FOSTER, "500"), price(HOME, "4300", holding=H.BLOCK), price(HOME, "7000", holding=H.SPOT)]

    made = costed([{(FOSTER, "5-9"): 2}], provisions, prices)

    lost = next(one for one in made.by_type if not one.found)
    assert lost.cost.mean == Decimal(365 * 1000)
    assert made.nowhere[0].cost == lost.cost
    assert pounds(made) == sum(one.cost.mean for one in made.by_type)
    assert "no-place-found" in {one.code for one in made.findings}


def test_the_range_holds_both_the_numbers_and_the_prices() -> None:
    chance = np.random.default_rng(3)
    need = [{(HOME, "10-15"): int(number)} for number in chance.poisson(40, 400)]
    dates = month_ends(date(2026, 3, 31), 24)

    def variance(spread: float, numbers: list[Any]) -> float:
        prices = [price(HOME, "5000", begins=date(2026, 4, 1), uplift=0.05, uplift_spread=spread)]
        made = costed(numbers, [places(HOME, H.SPOT, 900)], prices, dates=dates)
        return float(np.var(made.totals[:, 1]))

    both, of_numbers = variance(0.1, need), variance(0.0, need)
    of_prices = variance(0.1, [{(HOME, "10-15"): 40}] * 400)
    assert both == pytest.approx(of_numbers + of_prices, rel=0.25)
    assert min(of_numbers, of_prices) > 0.1 * both


def test_the_split_of_the_range_adds_up_to_one_and_names_the_greater_part() -> None:
    need = [{(HOME, "10-15"): number} for number in (10, 20, 30, 40)]
    certain = costed(need, [places(HOME, H.SPOT, 90)], [price(HOME, "5000", uplift=0.05)])

    assert [(one.numbers, one.prices, one.both) for one in certain.split] == [pytest.approx((1.0, 0.0, 0.0), abs=1e-9)]


def test_a_scenario_is_held_against_the_base_replicate_by_replicate() -> None:
    base_need = [{(HOME, "10-15"): number} for number in (10, 20, 30, 40)]
    fewer = [{(HOME, "10-15"): number - 1} for number in (10, 20, 30, 40)]
    prices = [price(HOME, "700")]

    base, other = (costed(need, [places(HOME, H.SPOT, 90)], prices) for need in (base_need, fewer))

    (line,) = difference(base, other)
    assert line.cost.p10 == line.cost.p90 == line.cost.mean == Decimal(-36500)
    with pytest.raises(ValueError, match="same replicates"):
        difference(base, costed(fewer[:2], [places(HOME, H.SPOT, 90)], prices))


def test_the_same_seed_gives_the_same_rises_however_many_years_and_prices_are_asked_for() -> None:
    one, other = Rises(replicates=5, seed=7), Rises(replicates=5, seed=7)
    uncertain = price(HOME, "1", begins=date(2025, 4, 1), uplift=0.03, uplift_spread=0.02)

    other.since(price(AGENCY, "1", begins=date(2020, 4, 1), uplift_spread=0.01), date(2031, 1, 1))

    day = date(2027, 6, 1)
    assert (one.since(uncertain, day) == other.since(uncertain, day)).all()
    assert (one.since(uncertain, day) != Rises(replicates=5, seed=8).since(uncertain, day)).any()


def test_money_is_never_kept_as_a_float() -> None:
    made = costed([{(HOME, "10-15"): 3}], [places(HOME, H.SPOT, 2)], [price(HOME, "5600.10", uplift_spread=0.1)])

    for line in (*made.by_year, *made.by_quarter, *made.by_type, *made.by_provider, *made.nowhere):
        assert is_dataclass(line.cost)
        for one in fields(line.cost):
            amount = getattr(line.cost, one.name)
            assert isinstance(amount, Decimal)
            assert amount == amount.quantize(Decimal("0.01"))


@settings(max_examples=40)
@given(
    need=st.lists(st.integers(0, 30), min_size=3, max_size=3),
    own=st.integers(0, 10),
    block=st.integers(0, 10),
)
def test_types_providers_and_quarters_add_up_to_the_year(need: list[int], own: int, block: int) -> None:
    provisions = [places(FOSTER, H.OWN, own), places(HOME, H.BLOCK, block), places(HOME, H.SPOT, 5, provider="Oak")]
    prices = [price(FOSTER, "500"), price(AGENCY, "900"), price(HOME, "4300"), price(HOME, "5000", provider="Oak")]

    made = costed([{(FOSTER, "5-9"): number, (HOME, "10-15"): number} for number in need], provisions, prices)

    whole = sum(one.cost.mean for one in made.by_year)
    for parts in (made.by_quarter, made.by_type, made.by_type_quarter, made.by_provider):
        assert sum(one.cost.mean for one in parts) == pytest.approx(whole, abs=Decimal("0.20"))
