"""A backtest is the projection itself, knows nothing later, and is the same whoever works it out."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import polars as pl
import pytest

from suffice.engine.episodes import History, as_known_on, assemble, stock_on
from suffice.engine.projection.backtest.baselines import Baseline
from suffice.engine.projection.backtest.numbers import NUMBERS, counted
from suffice.engine.projection.backtest.origins import Every
from suffice.engine.projection.backtest.own import PastError, errors_in, own_of
from suffice.engine.projection.backtest.run import backtest
from suffice.engine.projection.backtest.trials import Asked, Trial, days_of, trial
from suffice.engine.projection.basis import CannotProject
from suffice.engine.projection.place import NOWHERE, Place
from tests.engine.episodes.build import folder_returns
from tests.engine.projection.histories import Stay, history
from tests.engine.projection.test_project import council

ORIGIN = date(2020, 3, 31)
ASKED = Asked((3, 12, 24), replicates=40, seed=1, reference_months=24, place=NOWHERE)


@pytest.fixture(scope="module")
def whole() -> History:
    return council(children=200)


def tried(whole: History, asked: Asked) -> Trial:
    back, ahead = days_of(whole, ORIGIN, asked)
    return trial(whole, ORIGIN, asked, counted(whole, [*back, *ahead]))


@pytest.mark.parametrize("place", [NOWHERE, None], ids=["with the panel", "children alone"])
def test_nothing_that_happened_after_the_day_is_known_on_it(whole: History, place: Place | None) -> None:
    later = pl.col("decom") > ORIGIN
    shifted = pl.when(later).then(pl.col("decom") + timedelta(days=11)).otherwise(pl.col("decom"))
    ends = pl.when(pl.col("dec") > ORIGIN).then(pl.lit(None)).otherwise(pl.col("dec"))
    other = replace(whole, episodes=whole.episodes.with_columns(decom=shifted, dec=ends))
    asked = replace(ASKED, place=place)
    mine, theirs = tried(whole, asked), tried(other, asked)
    np.testing.assert_array_equal(mine.futures, theirs.futures)
    for name in Baseline:
        for one, two in zip(mine.baselines[name], theirs.baselines[name], strict=True):
            np.testing.assert_array_equal(one, two)
    assert not np.array_equal(mine.actual, theirs.actual)


def test_what_happened_is_what_the_returns_say(whole: History) -> None:
    found = tried(whole, ASKED)
    assert list(found.actual[:, 0]) == [
        stock_on(whole, day).total for day in (date(2020, 6, 30), date(2021, 3, 31), date(2022, 3, 31))
    ]
    assert found.start[0] == stock_on(as_known_on(whole, ORIGIN), ORIGIN).total


def test_it_is_the_same_whoever_works_it_out(whole: History) -> None:
    days = [date(2019, 3, 31), ORIGIN, date(2021, 3, 31)]
    asked = {"origins": days, "months": (6, 12), "replicates": 30}
    with ThreadPoolExecutor(3) as pool:
        shared = backtest(whole, **asked, executor=pool).document()  # type: ignore[arg-type]
    assert backtest(whole, **asked).document() == shared  # type: ignore[arg-type]


def test_the_document_has_the_promised_shape(whole: History) -> None:
    found = backtest(whole, months=(12, 24), replicates=30)
    document = json.loads(json.dumps(found.document()))
    assert [one["years"] for one in document["horizons"]] == [1, 2]
    assert {"years", "n", "mape", "bias_pct", "crps_pct", "cover80", "cover95"} <= set(document["horizons"][0])
    assert set(document["baselines"]) == {"naive_conformal", "naive_symmetric", "trend5"}
    assert set(document["cells"]) == set(NUMBERS) - {"total"}
    assert document["origins"] == [f"{year}-03-31" for year in range(2017, 2024)]
    assert document["horizons"][0]["n"] == 7
    assert document["horizons"][1]["n"] == 6
    for one in document["horizons"]:
        low, high = one["cover80_interval"]
        assert 0 <= low <= one["cover80"] <= high <= 100
        assert sum(one["pit"]) == one["n"]


def test_skill_is_measured_against_the_same_days(whole: History) -> None:
    found = backtest(whole, months=(12,), replicates=30)
    mine, theirs = found.horizons[0], found.baselines[Baseline.NAIVE_SYMMETRIC]["total"][0]
    assert mine.n == theirs.n
    assert found.skill("total", Baseline.NAIVE_SYMMETRIC)[0] == pytest.approx(1 - mine.crps / theirs.crps)


def test_each_month_end_can_be_taken(whole: History) -> None:
    short = replace(as_known_on(whole, date(2018, 3, 31)), last_day=date(2018, 3, 31))
    found = backtest(short, origins=Every.MONTH, months=(3,), replicates=10)
    assert found.origins[0] == date(2017, 3, 31)
    assert found.origins[-1] == date(2017, 12, 31)
    assert found.horizons[0].worth < found.horizons[0].n == 10


def test_the_width_learns_only_from_what_was_known() -> None:
    errors = [PastError(date(2018, 3, 31), 12, 2.0), PastError(date(2019, 3, 31), 12, 0.0)]
    assert own_of(errors, known_on=date(2019, 3, 30)).squared == {}
    assert own_of(errors, known_on=date(2019, 3, 31)).squared == {12: 4.0}
    assert own_of(errors).squared == {12: 2.0}


def test_a_kept_document_gives_the_same_width(whole: History) -> None:
    found = backtest(whole, months=(6, 12), replicates=30)
    again = own_of(errors_in(found.document()))
    assert again.origins == found.own.origins
    assert again.squared == pytest.approx(found.own.squared, abs=1e-4)


def test_too_little_past_is_refused_in_a_sentence() -> None:
    one_year = history(
        [Stay("a", date(2010, 1, 1), date(2019, 5, 1))], first_day=date(2019, 4, 1), last_day=date(2020, 3, 31)
    )
    for too_little in (one_year, assemble([])):
        with pytest.raises(CannotProject, match="at least 12 months of returns before it"):
            backtest(too_little)
    with pytest.raises(CannotProject, match="at least one month"):
        backtest(one_year, months=())


def test_little_before_a_past_day_is_said(whole: History) -> None:
    found = {one.code: one for one in backtest(whole, months=(12,), replicates=10).findings}
    assert found["little-before-the-past-day"].count == 2


PEERS = {2021: (334.5 / 308 - 1, 329.5 / 308 - 1), 2022: (334.4 / 308 - 1, 331.2 / 308 - 1)}
"""What the two open models give for 31 March 2024 from this day, against their own count of 308."""


@pytest.mark.samples
@pytest.mark.parametrize("year", PEERS)
def test_the_error_on_the_steady_sample_is_smaller_than_both_peers(samples: Path, year: int) -> None:
    whole = assemble(folder_returns(samples / "returns/csc-data-synthesizer/steady_n150_seed1"))
    ahead = 12 * (2024 - year)
    found = backtest(whole, origins=[date(year, 3, 31)], months=(ahead,), replicates=1000)
    (path,) = found.paths
    assert path.points[0].actual == stock_on(whole, date(2024, 3, 31)).total == 273
    error = abs(path.points[0].p50 / path.points[0].actual - 1)
    assert error < min(abs(peer) for peer in PEERS[year]) / 2
