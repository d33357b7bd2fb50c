"""The stock of any day equals an independent count, the repair rules written again with nothing but the csv module."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from suffice.engine.episodes import History, as_known_on, assemble, stock_on
from tests.engine.episodes.build import folder_returns
from tests.engine.episodes.oracle import Oracle, read_folder

pytestmark = pytest.mark.samples

STEADY, BY_YEAR = "csc-data-synthesizer/steady_n150_seed1", "cs-demand-model/v1_by_year"
PUBLISHED = {
    STEADY: {2019: 273, 2020: 272, 2021: 265, 2022: 271, 2023: 273, 2024: 273},
    BY_YEAR: {2018: 466, 2019: 288, 2020: 181, 2021: 119, 2022: 55},
}


@pytest.fixture(scope="module", params=[STEADY, BY_YEAR])
def both(request: pytest.FixtureRequest, samples: Path) -> tuple[str, History, Oracle]:
    folder = samples / "returns" / request.param
    return request.param, assemble(folder_returns(folder)), Oracle(*read_folder(folder))


def test_the_stock_on_31_march_is_the_number_that_was_counted_by_hand(both: tuple[str, History, Oracle]) -> None:
    name, history, _ = both
    assert {year: stock_on(history, date(year, 3, 31)).total for year in PUBLISHED[name]} == PUBLISHED[name]


def test_the_stock_agrees_with_the_oracle_at_every_month_and_quarter_end(both: tuple[str, History, Oracle]) -> None:
    _, history, oracle = both
    assert history.first_day is not None
    days = [date(year, month, 1) - timedelta(days=1) for year in range(2016, 2026) for month in range(1, 13)]
    days += [date(year, 4, 1) for year in range(2016, 2026)] + [date(2020, 2, 29)]
    ours = {on: (found.total, found.left_out) for on in days for found in [stock_on(history, on)]}
    assert ours == {on: oracle.stock(on) for on in days}


def test_what_was_known_on_a_day_gives_the_stock_of_that_day(both: tuple[str, History, Oracle]) -> None:
    _, history, _ = both
    for on in (date(2019, 3, 31), date(2020, 9, 30), date(2022, 3, 31), date(2023, 12, 25)):
        known = as_known_on(history, on)
        assert stock_on(known, on).children.equals(stock_on(history, on).children)
        assert known.episodes.filter(unknown_exit=True).get_column("dec").is_null().sum() == 0
        assert known.last_day == min(on, history.last_day or on)
