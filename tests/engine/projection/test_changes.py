"""What a scenario changes is done exactly, meets the luck that would have been, and changes nothing unsaid."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from suffice.engine.projection import draws
from suffice.engine.projection.cells import AGES, ENTRY_GROUPS, STATES, STREAMS
from suffice.engine.projection.change import Part, stacked
from suffice.engine.projection.simulate import simulate
from suffice.engine.projection.tables import Reals, Tables
from tests.engine.projection.test_simulate import assert_mean, totals
from tests.engine.projection.toys import AGE_FIVE, children, table, tables, toy

MONTHS = 18
FIVES = AGES.index("5-9")


def part(name: str = "a lever", *, spread: float = 0.0, months: int = MONTHS, **changed: Reals) -> Part:
    streams, states, ages = len(STREAMS), len(STATES), len(AGES)
    nothing = {
        "enter": np.zeros((months, streams, len(ENTRY_GROUPS))),
        "leave": np.zeros((months, streams, states, ages)),
        "leave_too": np.zeros((months, streams, states, ages)),
        "move_too": np.zeros((months, states, ages, states)),
    }
    return Part(name, spread, **(nothing | changed))


def leaving(amount: float, *, months: int = MONTHS) -> Reals:
    return np.full((months, len(STREAMS), len(STATES), len(AGES)), amount)


def entering(amount: float, *, months: int = MONTHS) -> Reals:
    return np.full((months, len(STREAMS), len(ENTRY_GROUPS)), amount)


def uneven() -> Tables:
    """Rates that differ by state, with returns, moves to many places and entries to two."""
    chance = np.random.default_rng(3)
    plain = tables(back=0.07)
    leave = np.repeat(chance.uniform(0.01, 0.12, (9, 1, 1)), 5, axis=1) * np.ones((9, 5, 6))
    move = np.repeat(chance.uniform(0.02, 0.3, (9, 1, 1)), 5, axis=1) * np.ones((9, 5, 4))
    to = chance.uniform(0, 1, (9, 1, 9)) * (1 - np.eye(9))[:, None, :]
    enter = np.zeros(len(ENTRY_GROUPS))
    enter[AGE_FIVE] = 7.0
    first = np.zeros((5, 9))
    first[:, [1, 3]] = 0.4, 0.6
    return plain._replace(
        leave=table(leave),
        move=table(move),
        destination=table(np.broadcast_to(to / to.sum(axis=2, keepdims=True), (9, 5, 9)).copy()),
        enter=table(enter),
        entry_state=table(first),
    )


def expected(rates: Tables, number: int, parts: Sequence[Part]) -> NDArray[np.float64]:
    """[month, state], in small steps by plain arithmetic: the mean number of children aged 5 to 9 throughout."""
    steps = 4000
    leave = rates.leave.rates.reshape(9, 5, 6)[:, FIVES, 0]
    move = rates.move.rates.reshape(9, 5, 4)[:, FIVES, 0]
    to = rates.destination.rates.reshape(9, 5, 9)[:, FIVES]
    first = rates.entry_state.rates.reshape(5, 9)[FIVES]
    here, away, told = np.zeros(9), 0.0, []
    here[0] = number
    for month in range(MONTHS):
        going, moving = leave.copy(), move[:, None] * to
        coming = rates.enter.rates[AGE_FIVE]
        for one in parts:
            going = going * (1 + one.leave[month, 0, :, FIVES])
            coming *= 1 + one.enter[month, 0, AGE_FIVE]
        for one in parts:
            going = going + one.leave_too[month, 0, :, FIVES]
            moving = moving + one.move_too[month, :, FIVES]
        flow = moving - np.diag(moving.sum(axis=1) + going)
        # second order in the step, so that a few hundred steps are exact enough
        small = 1 / (steps / MONTHS)
        for _ in range(round(steps / MONTHS)):
            back = 0.07 * away
            source = coming * first + back * np.eye(9)[0]
            change = here @ flow + source
            here, away = here + small * (change + small / 2 * (change @ flow)), away + small * (here @ going - back)
        told.append(here)
    return np.array(told)


PARTS = (
    part("fewer come, more go home", enter=entering(-0.3), leave=leaving(0.5)),
    part("later", enter=entering(0.2) * (np.arange(MONTHS) >= 6)[:, None, None], leave_too=leaving(0.02)),
    part(
        "step down",
        move_too=np.where(np.arange(9)[None, :, None, None] == 3, 0.1, 0.0)
        * np.eye(9)[2]
        * np.ones((MONTHS, 9, 5, 9))
        * (np.arange(MONTHS) >= 4)[:, None, None, None],
    ),
)


@pytest.mark.parametrize("parts", [(), PARTS])
def test_means_are_those_of_plain_arithmetic_month_by_month(parts: tuple[Part, ...]) -> None:
    run = toy(uneven(), children(150, years_to_18=11.0), months=MONTHS, replicates=6000, parts=parts)
    counts = simulate(run).counts[:, :, 0, :, FIVES]
    wanted = expected(uneven(), 150, parts)
    for month in (0, 5, MONTHS - 1):
        assert_mean(counts[:, month].sum(axis=1), wanted[month].sum())
        error = counts[:, month].std(axis=0) / np.sqrt(len(counts))
        assert (abs(counts[:, month].mean(axis=0) - wanted[month]) < 4.5 * error + 1e-3).all()


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 3), st.floats(0, 1), st.integers(0, 2**62))
def test_parts_that_change_nothing_are_no_parts_to_the_bit(number: int, spread: float, seed: int) -> None:
    asked = {"months": MONTHS, "replicates": 12, "seed": seed, "uncertain": True}
    rates, here = tables(leave=0.1, move=0.2, enter=4.0, back=0.1, events=80.0), children(40)
    nothing = [part(str(one), spread=spread) for one in range(number)]
    plain, changed = simulate(toy(rates, here, **asked)), simulate(toy(rates, here, parts=nothing, **asked))
    assert (plain.counts == changed.counts).all()
    assert (plain.flows == changed.flows).all()


def test_a_lever_only_ever_takes_away_who_it_keeps_from_entering() -> None:
    rates, here = tables(leave=0.05, enter=8.0), children(100)
    base, fewer = (
        totals(simulate(toy(rates, here, months=MONTHS, parts=parts))) for parts in ((), (part(enter=entering(-0.25)),))
    )
    assert (fewer <= base).all()
    gone = (base - fewer)[:, -1]
    assert_mean(gone, 0.25 * 8.0 * (1 - np.exp(-0.05 * MONTHS)) / 0.05)


def test_the_same_luck_makes_a_difference_far_less_uncertain() -> None:
    rates, here = uneven(), children(400, years_to_18=11.0)
    less = (part(enter=entering(-0.1), leave=leaving(0.1)),)
    base = totals(simulate(toy(rates, here, months=MONTHS)))[:, -1]
    same = totals(simulate(toy(rates, here, months=MONTHS, parts=less)))[:, -1]
    apart = totals(simulate(toy(rates, here, months=MONTHS, parts=less, seed=2)))[:, -1]
    assert (same - base).var() < (apart - base).var() / 5


def test_a_rate_never_falls_below_nothing() -> None:
    rates = tables(leave=0.05, enter=8.0)
    run = toy(rates, children(30), months=MONTHS, replicates=50, parts=(part(enter=entering(-3), leave=leaving(-2)),))
    assert (totals(simulate(run)) == 30).all()


def test_a_lever_has_the_same_strength_in_every_scenario_that_holds_it() -> None:
    one, two = part("prevention", spread=0.4), part("homes", spread=2.0)
    together, alone = (stacked(parts, MONTHS)[0] for parts in ((two, one), (one,)))
    strong = draws.strengths(together, np.uint64(1), 0, 5000, True)
    assert (strong[:, 1] == draws.strengths(alone, np.uint64(1), 0, 5000, True)[:, 0]).all()
    assert strong[:, 1].mean() == pytest.approx(1, abs=0.03)
    assert strong[:, 1].std() == pytest.approx(0.4, abs=0.02)
    assert strong.min() == 0
    assert (draws.strengths(together, np.uint64(1), 0, 10, False) == 1).all()


@pytest.mark.parametrize(
    "wrong",
    [
        {"enter": np.zeros((MONTHS, 2, 3))},
        {"leave": np.zeros((MONTHS + 1, 2, 9, 5))},
        {"leave_too": leaving(-0.1)},
        {"enter": entering(np.nan)},
        {"spread": -1.0},
    ],
)
def test_a_part_of_the_wrong_shape_is_refused(wrong: dict[str, Reals]) -> None:
    with pytest.raises(ValueError, match="a lever: "):
        stacked([part()._replace(**wrong)], MONTHS)
