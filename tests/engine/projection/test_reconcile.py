"""Two totals become one: parts keep their sum, ranks keep their order, and what cannot be averaged is not."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from suffice.engine.projection.reconcile import Own, reconcile
from suffice.engine.projection.tables import Reals

KEPT = tuple(range(1, 37))


class Panel:
    """An outlook that says the same at every month but the origin."""

    findings = ()

    def __init__(self, low: float, middle: float, high: float) -> None:
        self.ends = (low, middle, high)

    def quantiles(self, probabilities: Sequence[float]) -> Reals:
        assert tuple(probabilities) == (0.1, 0.5, 0.9)
        return np.tile(np.array(self.ends, np.float64), (61, 1))


def totals(middle: float = 500.0, sd: float = 0.08, replicates: int = 999) -> Reals:
    drawn = np.random.default_rng(1).normal(size=(replicates, len(KEPT)))
    return np.asarray(np.rint(middle * np.exp(sd * drawn)), np.float64)


def ends(values: Reals) -> Reals:
    return np.asarray(np.quantile(np.log(values), (0.1, 0.5, 0.9), axis=0).T)


def test_the_quantiles_become_the_average_of_both() -> None:
    said = totals()
    joined = reconcile(said, kept=KEPT, in_care=500, outlook=Panel(470, 540, 600))
    aim = (ends(said) + np.log([470, 540, 600])) / 2
    np.testing.assert_allclose(ends(said * joined.factors), aim, atol=1e-9)
    assert not joined.apart
    assert joined.findings == ()


def test_parts_go_on_adding_up_and_a_scenario_keeps_its_relative_effect() -> None:
    said = totals()
    factors = reconcile(said, kept=KEPT, in_care=500, outlook=Panel(470, 540, 600)).factors
    part = np.floor(said / 3)
    np.testing.assert_allclose(part * factors + (said - part) * factors, said * factors)
    np.testing.assert_allclose((0.9 * said * factors) / (said * factors), 0.9)


def test_without_a_panel_and_without_a_past_nothing_is_moved() -> None:
    joined = reconcile(totals(), kept=KEPT, in_care=500)
    np.testing.assert_allclose(joined.factors, 1.0, rtol=1e-12)
    assert joined.panel is None


def test_what_is_further_apart_than_both_ranges_is_left_alone_and_said() -> None:
    said = totals()
    joined = reconcile(said, kept=KEPT, in_care=500, outlook=Panel(580, 640, 700))
    assert joined.apart
    np.testing.assert_allclose(joined.factors, 1.0, rtol=1e-12)
    (found,) = joined.findings
    assert "580 to 700" in found.examples[0].sentence
    assert joined.document([])["apart"] is True


def test_one_middle_inside_the_other_range_is_not_apart() -> None:
    assert not reconcile(totals(), kept=KEPT, in_care=500, outlook=Panel(480, 600, 700)).apart


def test_month_0_is_exact() -> None:
    kept = (0, 12)
    said = np.column_stack([np.full(99, 500), totals(replicates=99)[:, 0]])
    joined = reconcile(said, kept=kept, in_care=500, outlook=Panel(400, 500, 620))
    assert np.all(joined.factors[:, 0] == 1.0)
    assert not np.all(joined.factors[:, 1] == 1.0)


def test_a_past_in_which_the_range_was_too_narrow_widens_it_by_no_more_than_it_tells() -> None:
    said = totals()
    own = Own(squared={12: 4.0, 36: 0.25}, origins={12: 5.0, 36: 1.0})
    widths = own.width(KEPT)
    assert widths[0] == pytest.approx(((10 + 5 * 4) / 15) ** 0.5)
    assert widths[11] == widths[0]
    assert widths[-1] == pytest.approx(((10 + 0.25) / 11) ** 0.5)
    assert np.all(np.diff(widths[11:]) < 0)
    changed = ends(said * reconcile(said, kept=KEPT, in_care=500, own=own).factors)
    before = ends(said)
    np.testing.assert_allclose(changed[:, 1], before[:, 1], atol=1e-9)
    np.testing.assert_allclose(changed[:, 2] - changed[:, 1], widths * (before[:, 2] - before[:, 1]), atol=1e-9)


def test_no_past_changes_nothing() -> None:
    assert np.all(Own(squared={}, origins={}).width((1, 2, 3)) == 1.0)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.integers(0, 12), min_size=10, max_size=40),
    st.tuples(st.floats(0.1, 30), st.floats(0.1, 30), st.floats(0.1, 30)).map(sorted),
)
def test_few_children_or_none_give_sober_numbers_in_the_same_order(counts: list[int], panel: list[float]) -> None:
    said = np.array(counts, np.float64)[:, None]
    joined = reconcile(said, kept=(12,), in_care=max(counts), outlook=Panel(*panel))
    moved = (said * joined.factors)[:, 0]
    assert np.all(np.isfinite(moved))
    assert np.all(moved[said[:, 0] == 0] == 0)
    assert moved.max() < 1000
    order = np.argsort(said[:, 0], kind="stable")
    assert np.all(np.diff(moved[order]) >= -1e-9)
