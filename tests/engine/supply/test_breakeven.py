"""The number of block places that is called best is the cheapest there is: checked by trying them all."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from suffice.engine.supply.block import block_cases
from suffice.engine.supply.breakeven import CannotCompare, break_even
from suffice.engine.supply.gap import sufficiency
from tests.engine.supply.build import H, P, futures, month_ends, places, price


def expected(places: int, demand: list[int], block: int, spot: int, usable: float) -> float:
    return block * places + spot * sum(max(0.0, one - usable * places) for one in demand) / len(demand)


@given(
    demand=st.lists(st.integers(0, 40), min_size=1, max_size=60),
    block=st.integers(1, 9000),
    spot=st.integers(1, 9000),
    usable=st.sampled_from([1.0, 0.9, 0.5]),
)
def test_no_other_number_of_block_places_is_cheaper(demand: list[int], block: int, spot: int, usable: float) -> None:
    made = break_even(np.array(demand, float), block=Decimal(block), spot=Decimal(spot), usable=usable)

    tried = [expected(places, demand, block, spot, usable) for places in range(120)]
    best = expected(made.best, demand, block, spot, usable)
    assert best == pytest.approx(min(tried), rel=1e-9)
    if usable == 1.0:
        assert made.best == int(np.argmin(np.round(tried, 6)))
    assert float(made.saving) == pytest.approx(tried[0] - best, abs=0.01)


def test_the_textbook_case_contracts_for_the_lower_quarter_of_demand_and_not_its_mean() -> None:
    demand = np.arange(1, 101, dtype=float)

    made = break_even(demand, block=Decimal(4300), spot=Decimal(5600))

    assert made.ratio == pytest.approx(1300 / 5600)
    assert made.best == 24  # the first place at which 23.2% of the futures need no more
    assert made.occupancy == pytest.approx(4300 / 5600)


def test_block_places_dearer_than_spot_are_never_worth_it() -> None:
    made = break_even(np.full(10, 8.0), block=Decimal(6000), spot=Decimal(5600))

    assert (made.best, made.saving) == (0, Decimal("0.00"))


@given(demand=st.lists(st.integers(0, 40), min_size=1, max_size=40), target=st.sampled_from([0.5, 0.85, 0.95]))
def test_the_target_occupancy_is_met_by_the_places_named_and_missed_by_one_more(
    demand: list[int], target: float
) -> None:
    made = break_even(np.array(demand, float), block=Decimal(1), spot=Decimal(2), target=target)

    def occupancy(places: int) -> float:
        return sum(min(one, places) for one in demand) / len(demand) / places

    if made.at_target:
        assert occupancy(made.at_target) >= target - 1e-9
    assert occupancy(made.at_target + 1) < target


def test_the_curve_begins_with_spot_alone_and_holds_the_best_number() -> None:
    made = break_even(np.array([2.0, 4.0, 9.0]), block=Decimal(4300), spot=Decimal(5600))

    assert made.curve[0].places == 0
    assert made.curve[0].weekly.mean == Decimal("28000.00")
    assert made.best in {one.places for one in made.curve}
    assert made.curve[-1].places > 9


@pytest.mark.parametrize(("block", "spot"), [("0", "5600"), ("4300", "-1")])
def test_a_price_of_nought_is_refused_with_a_sentence(block: str, spot: str) -> None:
    with pytest.raises(CannotCompare, match="give what a week costs"):
        break_even(np.ones(3), block=Decimal(block), spot=Decimal(spot))
    with pytest.raises(CannotCompare, match="no demand"):
        break_even(np.ones(0), block=Decimal(1), spot=Decimal(1))


def test_each_type_with_both_prices_is_weighed_over_the_first_whole_year() -> None:
    dates = month_ends(date(2026, 1, 31), 20)
    rising = futures([{(P.CHILDRENS_HOME, "10-15"): [20] * 21}, {(P.CHILDRENS_HOME, "10-15"): [30] * 21}], 21)
    provisions = [places(P.CHILDRENS_HOME, H.OWN, 10, usable=0.5), places(P.CHILDRENS_HOME, H.BLOCK, 4)]
    prices = [
        price(P.CHILDRENS_HOME, "4000", holding=H.BLOCK, begins=date(2026, 3, 1), uplift=0.1, uplift_spread=0.1),
        price(P.CHILDRENS_HOME, "6000", holding=H.SPOT, begins=date(2026, 4, 1)),
        price(P.SECURE, "7000", holding=H.SPOT),
    ]

    (case,) = block_cases(rising, sufficiency(rising, dates, provisions), prices)

    assert (case.placement, case.year, case.first, case.last) == (
        P.CHILDRENS_HOME,
        2027,
        date(2026, 4, 30),
        date(2027, 3, 31),
    )
    assert (case.own, case.now, case.demand.p10, case.demand.p90) == (5, 4, 15, 25)
    assert (case.compared.block, case.compared.spot, case.compared.best) == (Decimal("4400.00"), Decimal(6000), 15)
