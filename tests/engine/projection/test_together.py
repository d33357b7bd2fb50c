"""Brothers and sisters enter together: as many children as before, come less evenly; streams add up."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import polars as pl
import pytest

from suffice.engine.episodes import History
from suffice.engine.projection.cells import ENTRY_GROUPS
from suffice.engine.projection.simulate import simulate
from suffice.engine.projection.together import ALONE, NATIONAL, inflation, together_of
from tests.engine.projection.test_simulate import assert_mean
from tests.engine.projection.toys import children, table, tables, toy


def entries(replicates: int = 8000) -> np.ndarray:
    spread = np.linspace(0.1, 1.2, len(ENTRY_GROUPS))
    rates = tables()._replace(enter=table(spread), together=NATIONAL)
    return simulate(toy(rates, children(0), months=1, replicates=replicates)).counts[:, 0, 0].sum(axis=1)


def test_groups_leave_every_mean_as_it_was_and_widen_the_number_by_their_inflation() -> None:
    counted, spread = entries(), np.linspace(0.1, 1.2, len(ENTRY_GROUPS))
    total = counted.sum(axis=1)
    # a month on, all are there but those who turned 18, of the last cell alone
    assert inflation(NATIONAL) == pytest.approx((0.72 + 4 * 0.18 + 9 * 0.07 + 16 * 0.03) / 1.41)
    assert_mean(total, spread.sum() - spread[-1] / 24)
    assert total.var() / total.mean() == pytest.approx(inflation(NATIONAL), rel=0.06)
    assert_mean(counted[:, 2], spread[6:11].sum() + (spread[5] - spread[10]) / 24)


def with_posts(groups: list[int], *, homes: int | None = None) -> History:
    """A history of groups that start on days of their own, from homes of their own or from a few that come again."""
    rows, children_rows = [], []
    for group, size in enumerate(groups):
        day = date(2015, 4, 1) + timedelta(days=group if homes is None else group // 3)
        for member in range(size):
            child = f"{group}-{member}"
            post = f"AB{group if homes is None else group % homes} 1CD"
            rows.append({"authority": "", "child": child, "decom": day, "period_start": day, "home_post": post})
            children_rows.append({"authority": "", "child": child, "uasc": False})
    return History(pl.DataFrame(children_rows), pl.DataFrame(rows), (), None, None)


def test_sizes_are_learnt_from_the_home_postcodes() -> None:
    others, unaccompanied = together_of(with_posts([1] * 2000 + [2] * 2000))
    assert others == pytest.approx([0.5, 0.5, 0, 0], abs=0.02)
    assert others.sum() == pytest.approx(1)
    assert (unaccompanied == ALONE).all()


def test_without_postcodes_the_national_sizes_hold() -> None:
    none = with_posts([1, 1])
    blank = History(none.children, none.episodes.with_columns(home_post=pl.lit(None, pl.String)), (), None, None)
    assert together_of(blank)[0] == pytest.approx(NATIONAL)


def test_postcodes_that_come_again_by_chance_tell_nothing() -> None:
    # three a day, from one of four homes: every day's groups are no more alike than days apart
    chance = np.random.default_rng(1)
    rows = with_posts([1] * 3000, homes=4)
    homes = pl.Series([f"AB{home} 1CD" for home in chance.integers(0, 4, 3000)])
    made_up = History(rows.children, rows.episodes.with_columns(home_post=homes), (), None, None)
    assert together_of(made_up)[0] == pytest.approx(NATIONAL, abs=0.05)
