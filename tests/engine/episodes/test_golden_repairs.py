"""Repairs across years agree with a golden file of cases made elsewhere."""

from __future__ import annotations

from itertools import groupby
from pathlib import Path

import polars as pl
import pytest

from suffice.engine.episodes import History, assemble
from tests.engine.episodes.build import a_return, csv_rows, day

pytestmark = pytest.mark.samples


@pytest.fixture(scope="module")
def history(samples: Path) -> History:
    rows = csv_rows(samples / "returns/liia-tools/SSDA903_episodes_for_testing_fixes_INPUT.csv")
    key = lambda row: (row["la"], row["year"])  # noqa: E731
    returns = [
        a_return(
            int(year), authority=authority, Episodes=[{k: v for k, v in row.items() if k != "year"} for row in group]
        )
        for (authority, year), group in groupby(sorted(rows, key=key), key=key)
    ]
    return assemble(returns)


def golden(samples: Path) -> list[dict[str, str | None]]:
    return csv_rows(samples / "golden/episode_repairs.csv")


def test_every_golden_case_comes_out_as_expected(samples: Path, history: History) -> None:
    columns = ["child", "decom", "rne", "year", "dec", "repair"]
    ours = pl.concat([history.episodes.select(columns), history.set_aside.select(columns)]).rows(named=True)
    found = {
        (one["child"], one["decom"], one["year"]): (
            None if (one["repair"] or "").startswith("set aside") else one["dec"],
            one["repair"],
        )
        for one in ours
    }
    expected = {
        (one["child"], day(one["decom"]), int(one["year"] or 0)): (day(one["dec_expected"]), one["repair"])
        for one in golden(samples)
    }
    assert found == expected


def test_only_what_is_closed_at_a_year_end_has_an_unknown_exit(history: History) -> None:
    unknown = history.episodes.filter("unknown_exit").rows(named=True)
    assert {(one["child"], str(one["dec"])) for one in unknown} == {
        ("RULE1A_BAD", "2017-04-01"),
        ("RULE2_BAD", "2020-04-01"),
    }


def test_each_repair_is_a_finding_with_its_place(history: History) -> None:
    counts = {finding.code: finding.count for finding in history.findings}
    assert counts == {
        "child-without-date-of-birth": 10,
        "episode-reported-again": 1,
        "open-episode-covered": 1,
        "open-episode-overtaken": 1,
        "open-episode-closed-at-next": 1,
        "open-episode-closed-at-year-end": 2,
        "episode-cut": 1,
        "episode-stretched": 1,
    }
    cut = next(finding for finding in history.findings if finding.code == "episode-cut").examples[0]
    assert (cut.file, cut.column) == ("2019/episodes.csv", "DEC")
    assert "cut there, on 20 December 2018" in cut.sentence
