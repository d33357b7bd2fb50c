"""The strategy's own cases, as scenarios, beside the range that is simulated from the same starters."""

from __future__ import annotations

from datetime import date

import pytest

from suffice.engine.projection.published import ImpossibleArithmetic, published_cases, strategy
from suffice.engine.projection.scenario.model import Shape, Shock, Starters
from suffice.engine.projection.scenario.shapes import covid_leaving, points
from suffice.engine.projection.scenario.strategy import against_the_strategy, strategy_cases, tracked_here
from tests.engine.projection.scenario.worlds import busy


def test_the_cases_are_those_that_were_printed_and_covid_in_both_readings() -> None:
    cases = strategy_cases(date(2020, 7, 1))
    starters = [lever.children_a_month for case in cases for lever in case.levers if isinstance(lever, Starters)]
    assert starters == [15, 12, 10, 18, 15]
    assert [case.name for case in cases] == [
        "The strategy's worst case",
        "The strategy's medium case",
        "The strategy's best case",
        "The strategy's COVID-19 case",
        "The strategy's COVID-19 case, read as fewer children leaving",
    ]
    assert {lever.until for case in cases for lever in case.levers if isinstance(lever, Starters)} == {
        date(2021, 6, 30)
    }


def test_the_shape_of_covid_19_is_the_published_reading() -> None:
    usual, fewer = covid_leaving()
    assert (usual, fewer) == (119, 92)
    printed = strategy()
    assert printed.base + 12 * 15 * printed.stay - fewer == 629
    first, last = points(Shock(id="x", begins=date(2020, 7, 1), shape=Shape.COVID_19))
    assert (first.month, last.month) == (0, 12)
    assert first.leaving_percent == last.leaving_percent == pytest.approx(100 * (92 / 119 - 1), abs=0.05)
    assert first.entries_percent == 0


def test_as_many_are_tracked_as_where_it_was_published() -> None:
    assert tracked_here(586) == 170
    assert tracked_here(0) == 0


def test_a_case_is_told_in_pieces_that_add_up() -> None:
    basis = busy()
    cases = against_the_strategy(basis, tracked=30, replicates=200, seed=3)
    worked = {case.name: case.end for case in published_cases(start=basis.in_care, tracked=30).cases}
    assert [case.name for case in cases] == ["worst", "medium", "best", "covid", "covid-fewer-leaving"]
    for case in cases:
        mean = case.simulated.at(0)["mean"]
        stay, leave = case.starters_stay[1], case.leave[1]
        assert basis.in_care + stay - leave == pytest.approx(mean, abs=1e-4)
        assert sum(case.apart) == pytest.approx(mean - case.published, abs=0.5)  # published numbers are whole
        assert 0 < stay < case.starters
        assert case.published == worked.get(case.name, case.published)
    assert cases[3].published == cases[0].published + 27  # three more starters a month, nine children each
    assert cases[4].starters_stay[0] == cases[0].starters_stay[0]
    assert cases[4].leave[0] == pytest.approx(21 * 92 / 119)
    assert cases[4].leave[1] < cases[0].leave[1]
    assert "of futures are at or below the strategy's number" in cases[1].sentence()


def test_more_tracked_than_there_are_cannot_be() -> None:
    with pytest.raises(ImpossibleArithmetic, match="are tracked for leaving but only"):
        against_the_strategy(busy(), tracked=100_000, replicates=10, seed=1)
