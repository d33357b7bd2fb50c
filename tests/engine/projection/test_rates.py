"""Rates are events over exposure; a thin cell leans on coarser ones, a thick one stands on its own."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from suffice.engine.projection.cells import AGES, DAYS_A_MONTH, ENTRY_EDGES, STATES, Cause
from suffice.engine.projection.draws import sweep
from suffice.engine.projection.luck import stream
from suffice.engine.projection.observe import Observed, Window, observe
from suffice.engine.projection.rates import WEIGHTS, fit, fitted, prior_weight
from suffice.engine.projection.spells import day_number, spells
from suffice.engine.projection.tables import Reals, Table
from tests.engine.projection.histories import Stay, history
from tests.engine.projection.toys import ALONE

IN_HOUSE, AGENCY = STATES.index("in_house_foster"), STATES.index("agency_foster")
TENS = AGES.index("10-15")
FIRST, LAST = date(2020, 3, 31), date(2022, 3, 31)
BORN = date(2008, 1, 1)


def seen(*stays: Stay, away_months: int = 24) -> Observed:
    whole = history(stays, last_day=LAST)
    return observe(spells(whole), Window(day_number(FIRST), day_number(LAST), away_months))


def months(first: date, last: date) -> float:
    return (last - first).days / DAYS_A_MONTH


def grouped(exposure: Reals, events: Reals) -> Table:
    cell = np.arange(events.size)
    return fit(exposure, events, np.ones(events.size), (np.zeros_like(cell), cell))


def test_exposure_is_the_time_in_the_count_within_the_window() -> None:
    one = seen(Stay("a", BORN, date(2019, 1, 1), None))
    assert one.exposed_to_leaving.sum() == pytest.approx(months(FIRST, LAST))
    assert one.exposed_to_leaving[IN_HOUSE, TENS].sum() == pytest.approx(months(FIRST, LAST))
    # 15 months in care when the window opens: the bracket of one to two years, then the last
    assert one.exposed_to_leaving[IN_HOUSE, TENS, 4] == pytest.approx(24 - months(date(2019, 1, 1), FIRST))
    assert one.left.sum() == one.entered.sum() == 0


def test_exposure_passes_to_the_next_age_band_on_the_birthday() -> None:
    one = seen(Stay("a", date(2005, 1, 1), date(2019, 1, 1), None))
    assert one.exposed_to_leaving.sum(axis=(0, 2))[AGES.index("16-17")] == pytest.approx(months(date(2021, 1, 1), LAST))


def test_events_count_from_the_day_after_the_window_opens_to_its_last_day() -> None:
    one = seen(
        Stay("a", BORN, FIRST, date(2021, 1, 1)),
        Stay("b", BORN, date(2020, 4, 1), LAST),
        Stay("c", BORN, date(2019, 1, 1), FIRST),
        Stay("d", BORN, LAST, None),
    )
    assert one.entered.sum() == 2  # b and d
    assert one.left.sum() == 2  # a and b
    assert one.left_by_cause.sum(axis=(0, 1)).tolist() == [2, 0, 0, 0, 0, 0]


def test_a_move_is_counted_where_it_starts_and_where_it_goes() -> None:
    one = seen(
        Stay("a", BORN, date(2020, 6, 1), date(2020, 8, 1), "U4", "PR1", rec="X1"),
        Stay("a", BORN, date(2020, 8, 1), None, "U4", "PR4"),
    )
    assert one.moved[IN_HOUSE, TENS].tolist() == [1, 0, 0, 0]
    assert one.moved_to[IN_HOUSE, TENS, AGENCY] == one.moved_to.sum() == 1
    assert one.left.sum() == 0


@pytest.mark.parametrize(("back", "returned", "entered"), [(date(2021, 3, 1), 1, 1), (date(2021, 12, 1), 0, 2)])
def test_coming_back_is_no_entry_unless_it_is_late(back: date, returned: int, entered: int) -> None:
    one = seen(
        Stay("a", BORN, date(2020, 6, 1), date(2020, 12, 1), rec="E4A"), Stay("a", BORN, back, None), away_months=6
    )
    assert one.returned.sum() == one.returned_state[IN_HOUSE, TENS, IN_HOUSE] == returned
    assert one.entered.sum() == entered
    home = list(Cause).index(Cause.HOME)
    away = min(months(date(2020, 12, 1), back), 6.0)
    assert one.exposed_to_return[home, TENS].sum() == pytest.approx(away, abs=0.05)


def test_nobody_is_at_risk_of_coming_back_after_the_18th_birthday() -> None:
    one = seen(Stay("a", date(2003, 1, 1), date(2020, 6, 1), date(2020, 12, 1)))
    assert one.exposed_to_return.sum() == pytest.approx(months(date(2020, 12, 1), date(2021, 1, 1)))


def test_entries_are_counted_by_age_with_newborns_apart() -> None:
    one = seen(
        Stay("a", date(2020, 6, 1), date(2020, 6, 4), None),
        Stay("b", date(2020, 6, 1), date(2021, 1, 4), None),
        Stay("c", date(2010, 6, 1), date(2021, 6, 20), None),
    )
    assert {ENTRY_EDGES[cell] for cell in np.flatnonzero(one.entered)} == {0, 1, 132}


def test_groups_that_are_alike_take_the_common_rate() -> None:
    exposure, events = np.full(6, 100.0), np.array([10, 11, 9, 10, 10, 10.0])
    table = grouped(exposure, events)
    assert table.weights[1] == WEIGHTS[0]
    assert table.rates == pytest.approx(np.full(6, 0.1), rel=1e-3)


def test_groups_with_many_events_and_great_differences_keep_their_own() -> None:
    exposure, events = np.full(6, 1e4), np.array([100, 5000, 300, 2000, 50, 9000.0])
    assert grouped(exposure, events).rates == pytest.approx(events / exposure, rel=0.02)


def test_a_thin_group_lies_between_its_own_rate_and_the_common_one() -> None:
    exposure, events = np.array([400.0] * 8 + [4.0]), np.array([80, 10, 60, 5, 44, 12, 90, 20, 3.0])
    table = grouped(exposure, events)
    common = table.factors[0, 0]
    assert common < table.rates[8] < events[8] / exposure[8]
    assert abs(table.rates[0] - 0.2) < 0.01


def test_a_group_never_seen_takes_the_common_rate() -> None:
    exposure, events = np.array([400.0, 300.0, 0.0]), np.array([80, 5, 0.0])
    table = grouped(exposure, events)
    assert table.rates[2] == pytest.approx(table.factors[0, 0])


def test_no_events_are_no_rate_and_no_exposure_is_none_either() -> None:
    assert (grouped(np.full(3, 50.0), np.zeros(3)).rates == 0).all()
    assert (grouped(np.zeros(3), np.zeros(3)).rates == 0).all()


def test_the_weight_is_heavy_for_counts_alike_and_light_for_counts_apart() -> None:
    expected = np.full(40, 25.0)
    assert prior_weight(expected, expected) == WEIGHTS[0]
    assert prior_weight(np.tile([0.0, 50.0], 20), expected) < 3
    assert prior_weight(np.zeros(0), np.zeros(0)) == WEIGHTS[0]


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.floats(0.5, 500), st.integers(0, 60)), min_size=2, max_size=12))
def test_fitted_rates_expect_as_many_events_as_were_seen(cells: list[tuple[float, int]]) -> None:
    exposure = np.array([amount for amount, _ in cells])
    events = np.array([number for _, number in cells], np.float64)
    table = grouped(exposure, events)
    assert (table.exposure * table.rates).sum() == pytest.approx(events.sum())


def test_drawn_rates_are_centred_on_the_fit_and_as_uncertain_as_their_counts() -> None:
    exposure, events = np.full(5, 200.0), np.array([12, 18, 15, 14, 16.0])
    table = grouped(exposure, events)
    drawn = []
    for draw in range(4000):
        rates = table.rates.copy()
        sweep(table, table.factors.copy(), rates, np.uint64(stream(np.uint64(3), draw)), True)
        drawn.append((exposure * rates).sum())
    total = events.sum()
    assert np.mean(drawn) == pytest.approx(total, rel=0.01)
    assert np.var(drawn) == pytest.approx(total, rel=0.1)


def test_no_child_under_16_is_sent_to_supported_accommodation_unless_it_happened() -> None:
    supported, sixteen = STATES.index("supported_accommodation"), AGES.index("16-17")
    old = date(2004, 6, 1)
    moves = [
        stay
        for child in range(12)
        for stay in (
            Stay(f"o{child}", old, date(2020, 6, 2), date(2021, 6, 1), rec="X1"),
            Stay(f"o{child}", old, date(2021, 6, 1), None, "K3", "PR4"),
            Stay(f"y{child}", BORN, date(2020, 6, 2), date(2021, 6, 1), rec="X1"),
            Stay(f"y{child}", BORN, date(2021, 6, 1), None, "K2", "PR4"),
        )
    ]
    shares = fitted([seen(*moves)], [ALONE])[0].destination.rates.reshape((len(STATES), len(AGES), len(STATES)))
    assert (shares[:, :sixteen, supported] == 0).all()
    assert shares[IN_HOUSE, sixteen, supported] > 0.5
