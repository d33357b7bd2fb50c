"""The simulation is the process that theory describes, and the same to the bit however it is run."""

from __future__ import annotations

import pickle
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray

from suffice.engine.projection.kernels import LEFT, RETURNED, STARTED, TURNED_18
from suffice.engine.projection.luck import gamma, stream, uniform
from suffice.engine.projection.simulate import Ensemble, Run, Seeds, simulate
from tests.engine.projection.toys import children, tables, toy


def totals(ensemble: Ensemble) -> NDArray[np.int64]:
    return np.asarray(ensemble.counts.sum(axis=(2, 3, 4)), np.int64)


def part_of(key: int, part: int) -> np.uint64:
    return np.uint64(stream(np.uint64(key), part))


def assert_mean(sample: NDArray[np.integer], expected: float) -> None:
    error = sample.std() / np.sqrt(sample.size)
    assert abs(sample.mean() - expected) < 4 * error, (sample.mean(), expected, error)


def assert_variance(sample: NDArray[np.integer], expected: float) -> None:
    error = expected * np.sqrt(2 / sample.size)
    assert abs(sample.var() - expected) < 4 * error, (sample.var(), expected, error)


@pytest.mark.parametrize("month", [1, 6, 24])
def test_leaving_is_binomial_and_entering_is_poisson_as_theory_has_it(month: int) -> None:
    number, leave, enter = 300, 0.08, 9.0
    counted = totals(simulate(toy(tables(leave=leave, enter=enter), children(number))))[:, month - 1]
    stay = np.exp(-leave * month)
    entrants = enter * (1 - stay) / leave
    assert_mean(counted, number * stay + entrants)
    assert_variance(counted, number * stay * (1 - stay) + entrants)


@pytest.mark.parametrize("month", [1, 3, 12])
def test_moves_within_a_month_follow_the_exact_process(month: int) -> None:
    rate = 0.9
    ensemble = simulate(toy(tables(move=rate), children(200), months=12))
    steps = np.arange(60)
    chances = np.exp(-rate * month) * np.cumprod(np.concatenate([[1.0], rate * month / steps[1:]]))
    for state in range(9):
        here = ensemble.counts[:, month - 1, 0, state].sum(axis=1)
        expected = 200 * chances[state::9].sum()
        # a state that is all but never reached may not be seen at all, so its own spread says nothing
        assert abs(here.mean() - expected) < 4 * np.sqrt((expected + 1 / here.size) / here.size)


@pytest.mark.parametrize("month", [1, 6, 24])
def test_leavers_come_back_at_the_rate_given(month: int) -> None:
    leave, back = 0.3, 0.2
    counted = totals(simulate(toy(tables(leave=leave, back=back), children(200))))[:, month - 1]
    share = (back + leave * np.exp(-(leave + back) * month)) / (leave + back)
    assert_mean(counted, 200 * share)
    assert_variance(counted, 200 * share * (1 - share))


def test_a_birthday_is_no_chance() -> None:
    ensemble = simulate(toy(tables(), children(50, years_to_18=1.25), replicates=20))
    assert (totals(ensemble)[:, :14] == 50).all()
    assert (totals(ensemble)[:, 14:] == 0).all()
    assert (ensemble.flows[:, 1, TURNED_18] == 50).all()


def test_children_grow_from_one_age_band_to_the_next_in_the_month_of_the_birthday() -> None:
    ensemble = simulate(toy(tables(), children(10, years_to_18=3.0), replicates=5))
    assert (ensemble.counts[:, :11, 0, 0, 3] == 10).all()
    assert (ensemble.counts[:, 11:, 0, 0, 4] == 10).all()


def test_the_count_changes_by_exactly_who_came_and_went() -> None:
    rates = tables(leave=0.1, move=0.2, enter=6.0, back=0.1)
    ensemble = simulate(toy(rates, children(80, years_to_18=1.5), replicates=300))
    change = ensemble.flows[:, :, STARTED] + ensemble.flows[:, :, RETURNED]
    change = change - ensemble.flows[:, :, LEFT] - ensemble.flows[:, :, TURNED_18]
    assert (totals(ensemble)[:, [11, 23]] == 80 + change.cumsum(axis=1)).all()


def test_uncertain_rates_widen_the_range_by_the_uncertainty_of_the_counts_they_rest_on() -> None:
    number, leave, events = 400, 0.05, 50.0
    run = toy(tables(leave=leave, events=events), children(number), months=12, replicates=6000)
    certain, uncertain = (totals(simulate(replace(run, uncertain=flag)))[:, -1] for flag in (False, True))
    stay = np.exp(-leave * 12)
    # Gamma with 50 events: E exp(-12 rate) = (1 + 12 leave / 50) ** -50, and likewise for the square
    mean, square = ((1 + times * 12 * leave / events) ** -events for times in (1, 2))
    assert_variance(certain, number * stay * (1 - stay))
    assert_mean(uncertain, number * mean)
    assert_variance(uncertain, number * (mean - square) + number**2 * (square - mean**2))


MIXED = toy(tables(leave=0.1, move=0.2, enter=4.0, back=0.1, events=80.0), children(60), replicates=101, uncertain=True)


@pytest.mark.parametrize(("threads", "chunk"), [(1, 1), (1, 101), (2, 7), (4, 50), (3, None)])
def test_threads_and_chunks_change_nothing_to_the_bit(threads: int, chunk: int | None) -> None:
    plain = simulate(MIXED)
    with ThreadPoolExecutor(threads) as executor:
        shared = simulate(MIXED, executor=executor, chunk=chunk)
    assert (shared.counts == plain.counts).all()
    assert (shared.flows == plain.flows).all()


def test_a_run_can_be_sent_to_another_machine() -> None:
    sent: Run = pickle.loads(pickle.dumps(MIXED))
    assert (simulate(sent).counts == simulate(MIXED).counts).all()


def test_more_replicates_keep_those_that_were_there() -> None:
    more = simulate(replace(MIXED, replicates=140))
    assert (more.counts[:101] == simulate(MIXED).counts).all()


def test_another_seed_is_another_future() -> None:
    assert (simulate(replace(MIXED, seeds=Seeds(2, 2, 2))).counts != simulate(MIXED).counts).any()


def test_a_child_keeps_its_luck_whoever_else_is_there() -> None:
    alone = simulate(toy(tables(leave=0.1), children(30), replicates=50))
    fewer = children(30)
    without_first = type(fewer)(*(part[1:] for part in fewer))
    others = simulate(toy(tables(leave=0.1), without_first, replicates=50))
    gone = totals(alone) - totals(others)
    assert set(np.unique(gone)) == {0, 1}
    assert (np.diff(gone, axis=1) <= 0).all()


def test_more_entries_add_children_and_take_none_away() -> None:
    base, more = (totals(simulate(toy(tables(enter=enter, leave=0.05), children(100)))) for enter in (8.0, 10.0))
    assert (more >= base).all()
    apart = totals(simulate(toy(tables(enter=10.0, leave=0.05), children(100), seed=2)))
    assert (more - base)[:, -1].var() < (apart - base)[:, -1].var() / 4


def test_progress_reaches_the_end_and_never_goes_back() -> None:
    told: list[tuple[int, int]] = []
    simulate(MIXED, chunk=10, progress=lambda done, total, _: told.append((done, total)))
    assert told[-1] == (101, 101)
    assert told == sorted(told)


def test_uniform_numbers_are_uniform_and_unrelated() -> None:
    key = part_of(1, 2)
    numbers = np.array([uniform(key, counter) for counter in range(20_000)])
    neighbour = np.array([uniform(part_of(1, 3), counter) for counter in range(20_000)])
    assert 0 <= numbers.min() < numbers.max() < 1
    counts = np.histogram(numbers, 20, (0, 1))[0]
    assert ((counts - 1000) ** 2 / 1000).sum() < 43.8  # chi-squared, 19 degrees of freedom, one in a thousand
    assert abs(np.corrcoef(numbers[:-1], numbers[1:])[0, 1]) < 0.03
    assert abs(np.corrcoef(numbers, neighbour)[0, 1]) < 0.03


@pytest.mark.parametrize("shape", [0.3, 1.0, 4.5, 300.0])
def test_gamma_numbers_have_the_mean_and_variance_of_their_shape(shape: float) -> None:
    numbers = np.array([gamma(part_of(5, part), shape) for part in range(20_000)])
    assert abs(numbers.mean() - shape) < 4 * np.sqrt(shape / numbers.size)
    assert abs(numbers.var() / shape - 1) < 4 * np.sqrt((2 + 6 / shape) / numbers.size)
