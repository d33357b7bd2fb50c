"""The three shares of a range are those of theory, and what cannot be is said."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from suffice.engine.projection.basis import Include, ensemble, prepare
from suffice.engine.projection.split import Shares, shares, split_of
from tests.engine.projection.test_project import ORIGIN, council


def runs(chance: float, rates: float, drift: float, number: int = 20_000) -> list[np.ndarray]:
    """Three paired ensembles of a number that is the sum of three independent ones."""
    luck = np.random.default_rng(2)
    rate = rates * luck.standard_normal(number)
    wander, other = drift * luck.standard_normal((2, number))
    shocks = chance * luck.standard_normal((3, number))
    parts = (rate + wander + shocks[0], rate + wander + shocks[1], rate + other + shocks[2])
    return [part.reshape(-1, 1, 1) for part in parts]


def test_shares_are_those_of_the_variances_that_were_put_in() -> None:
    one = shares(*runs(2.0, 1.0, 3.0))[0][0]
    assert (one.chance, one.rates, one.drift) == pytest.approx((4 / 14, 1 / 14, 9 / 14), abs=0.02)
    assert one.chance + one.rates + one.drift == pytest.approx(1)
    assert 0.002 < one.error < 0.02
    assert not one.clipped


def test_the_error_says_how_far_the_shares_are_from_the_truth() -> None:
    found = [shares(*(run[at : at + 400] for run in runs(2.0, 1.0, 3.0)))[0][0] for at in range(0, 20_000, 400)]
    spread = np.std([one.drift for one in found])
    assert np.mean([one.error for one in found]) == pytest.approx(spread, rel=0.5)


def test_a_share_below_nothing_is_set_to_nothing_and_said() -> None:
    found = [shares(*(run[at : at + 50] for run in runs(2.0, 0.0, 0.0)))[0][0] for at in range(0, 2000, 50)]
    assert any(one.clipped for one in found)
    for one in found:
        assert min(one.chance, one.rates, one.drift) >= 0
        assert one.chance + one.rates + one.drift == pytest.approx(1)


def test_what_does_not_vary_has_no_shares() -> None:
    assert shares(*[np.ones((40, 1, 1))] * 3)[0][0] == Shares(0.0, 0.0, 0.0, 0.0, False)


def test_the_shares_of_a_projection_agree_with_ranges_that_hold_less() -> None:
    basis = prepare(council(), origin=ORIGIN, years=3)
    kinds = {kind: ensemble(basis, replicates=3000, seed=1, monthly=False, include=kind) for kind in Include}
    variance = {kind: one.counts.sum(axis=(2, 3, 4))[:, -1].var() for kind, one in kinds.items()}
    last = split_of(basis, kinds[Include.ALL], seed=1)[-1]
    assert last.on == date(2025, 3, 31)
    assert last.total.chance == pytest.approx(variance[Include.CHANCE] / variance[Include.ALL], abs=0.06)
    assert last.total.drift == pytest.approx(1 - variance[Include.RATES] / variance[Include.ALL], abs=0.08)
    # a single placement or age is chance above all, the total is drift above all
    assert last.total.drift > last.by_placement["secure"].drift
    assert last.total.chance < min(one.chance for one in last.by_age.values())
