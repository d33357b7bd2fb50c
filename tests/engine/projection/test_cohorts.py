"""Cohorts are groups that a person can point at in the returns, and shares of what is projected."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from itertools import pairwise

import numpy as np
import polars as pl
import pytest

from suffice.engine.episodes import History, as_known_on
from suffice.engine.projection.basis import ensemble, prepare
from suffice.engine.projection.cells import AGES, STATES, STREAMS
from suffice.engine.projection.cohorts import KINDS, CohortAhead, cohorts, members
from suffice.engine.projection.tables import Reals
from tests.engine.projection.histories import Stay, history
from tests.engine.projection.test_project import council

ON = date(2021, 3, 31)
TEN, SIXTEEN = date(2010, 6, 1), date(2004, 6, 1)


def inside(found: History, on: date = ON) -> Mapping[str, set[str]]:
    told = members(found, on)
    return {kind.code: set(told.filter(pl.col(kind.code)).get_column("child")) for kind in KINDS}


def test_each_cohort_is_who_its_definition_says() -> None:
    found = history(
        [
            Stay("home a year", TEN, date(2019, 1, 1), place="K2"),
            Stay("home a month", TEN, date(2021, 3, 1), place="K2"),
            Stay("home but sixteen", SIXTEEN, date(2019, 1, 1), place="K2"),
            Stay("home with a break", TEN, date(2019, 1, 1), date(2020, 9, 1), place="K2", rec="X1"),
            Stay("home with a break", TEN, date(2020, 9, 1), date(2020, 10, 1), place="U4", rec="X1", rne="P"),
            Stay("home with a break", TEN, date(2020, 10, 1), place="K2", rne="P"),
            Stay("remand now", SIXTEEN, date(2021, 3, 1), ls="J1"),
            Stay("remand last year", SIXTEEN, date(2020, 6, 1), date(2020, 7, 1), ls="J1", rec="X1"),
            Stay("remand last year", SIXTEEN, date(2020, 7, 1), rne="L"),
            Stay("remand long ago", SIXTEEN, date(2019, 6, 1), date(2019, 7, 1), ls="J1", rec="X1"),
            Stay("remand long ago", SIXTEEN, date(2019, 7, 1), rne="L"),
            Stay("locked up", SIXTEEN, date(2021, 1, 1), place="K1"),
            Stay("foster", TEN, date(2019, 1, 1)),
        ],
        last_day=ON,
    )
    assert inside(found) == {
        "unaccompanied": set(),
        "aged_16_17": {
            "home but sixteen", "remand now", "remand last year", "remand long ago", "locked up",
        },
        "complex": {"locked up"},
        "step_down": {"home a year"},
        "custody": {"remand now", "remand last year", "locked up"},
    }  # fmt: skip


def test_a_child_who_moves_three_times_in_a_year_or_is_disabled_has_complex_needs() -> None:
    days = [date(2020, 3, 1), date(2020, 6, 1), date(2020, 9, 1), date(2020, 12, 1), None]
    moved = [
        Stay("moved", TEN, begun, ended, provider="PR4", place="K2" if at % 2 else "U4", rec="X1", rne="P")
        for at, (begun, ended) in enumerate(pairwise(days))
        if begun
    ]
    found = history([*moved, Stay("still", TEN, date(2020, 3, 1)), Stay("disabled", TEN, ON)], last_day=ON)
    need = pl.when(pl.col("child") == "disabled").then(pl.lit("N2")).otherwise(pl.col("cin")).alias("cin")
    found = replace(found, episodes=found.episodes.with_columns(need))
    assert inside(found)["complex"] == {"moved", "disabled"}
    assert inside(found, date(2020, 11, 30))["complex"] == set()


@pytest.fixture(scope="module")
def whole() -> History:
    found = council(children=150)
    need = pl.when(pl.col("child").str.ends_with("3")).then(pl.lit("N2")).otherwise(pl.col("cin")).alias("cin")
    return replace(found, episodes=found.episodes.with_columns(need))


def ahead(whole: History, *, counts: Reals | None = None, seed: int = 1) -> dict[str, CohortAhead]:
    basis = prepare(whole, origin=ON, years=2)
    made = ensemble(basis, replicates=200, seed=1)
    found = cohorts(
        as_known_on(whole, ON),
        reference=basis.reference,
        counts=made.counts if counts is None else counts,
        months=made.kept,
        dates=basis.dates[1:],
        seed=seed,
    )
    return {one.kind.code: one for one in found}


def test_a_cohort_starts_from_who_is_in_it_and_stays_within_what_is_projected(whole: History) -> None:
    found, told = ahead(whole), members(whole, ON)
    for code, one in found.items():
        assert one.now == told.get_column(code).sum()
        assert len(one.ranges) == 24
        first = one.ranges[0][1]
        assert first.p10 - 4 <= one.now <= first.p90 + 4
    basis = prepare(whole, origin=ON, years=2)
    counts = ensemble(basis, replicates=200, seed=1).counts
    oldest = np.sort(counts[:, -1, :, :, AGES.index("16-17")].sum(axis=(1, 2)))
    assert found["aged_16_17"].ranges[-1][1].p90 == oldest[179]
    homes = counts[:, -1, :, STATES.index("childrens_home"), :4].sum(axis=(1, 2))
    assert found["step_down"].ranges[-1][1].p90 <= homes.max()


def test_nobody_projected_is_nobody_in_a_cohort(whole: History) -> None:
    nobody = np.zeros((20, 24, len(STREAMS), len(STATES), len(AGES)))
    assert all(one.ranges[-1][1].p90 == 0 for one in ahead(whole, counts=nobody).values())


def test_the_same_seed_gives_the_same_cohorts(whole: History) -> None:
    one, same, other = ahead(whole), ahead(whole), ahead(whole, seed=2)
    assert {code: found.document() for code, found in one.items()} == {
        code: found.document() for code, found in same.items()
    }
    assert one["complex"].document() != other["complex"].document()


def test_every_cohort_says_what_it_is_and_what_the_returns_cannot_tell(whole: History) -> None:
    for one in ahead(whole).values():
        told = one.document()
        assert told["definition"].endswith(".")
        assert told["cannot_tell"] == "" or told["cannot_tell"].endswith(".")
        assert list(told["horizons"][0]) == ["date", "mean", "p10", "p50", "p90"]
