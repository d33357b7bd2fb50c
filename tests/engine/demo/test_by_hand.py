"""What is filled in by hand: read whole, the published figures among it, and the same for the same seed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import date
from pathlib import Path

import polars as pl
import pytest

from suffice.demo.by_hand import write_by_hand
from suffice.engine.episodes import assemble
from suffice.engine.measures import measure, scene_of
from suffice.engine.measures.registry import INDICATORS
from suffice.engine.returns.model import Intake
from suffice.engine.returns.reading import read
from suffice.engine.returns.templates.layouts import known_measures

TODAY = date(2022, 6, 1)
Told = tuple[float | None, float | None]
Figure = Callable[[str, date], Told]


@pytest.fixture(scope="module", params=[1, 2])
def folder(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    written = tmp_path_factory.mktemp("by_hand")
    write_by_hand(written, seed=request.param)
    return written


@pytest.fixture(scope="module")
def brought(folder: Path) -> Intake:
    return read([folder], today=TODAY)


@pytest.fixture(scope="module")
def figure(brought: Intake) -> Figure:
    """The numerator and denominator of an indicator on a day."""

    def told(code: str, on: date) -> Told:
        scene = scene_of(assemble([]), on, authority="336", returns=brought.returns)
        counted = measure(INDICATORS[code], scene).counted
        return counted.above, counted.below

    return told


def test_every_row_is_used(brought: Intake) -> None:
    assert [one.name for one in brought.files if one.used != one.rows or not one.rows] == []
    assert brought.findings == ()
    assert {one.kind for one in brought.returns} == {"audit", "survey", "figures"}


def test_the_audits_of_2016_17_are_the_published_ones(brought: Intake, figure: Figure) -> None:
    audits = pl.concat([one.tables["Audits"] for one in brought.returns if one.kind == "audit"])
    of_the_year = audits.filter(pl.col("date") <= date(2017, 3, 31), pl.col("standard").is_null())
    assert Counter(of_the_year["grade"]) == {
        "outstanding": 4,
        "good": 52,
        "requires_improvement": 86,
        "inadequate": 21,
    }
    assert figure("audits_number", date(2017, 3, 31))[0] == 163
    assert figure("audits_good", date(2017, 3, 31)) == (56, 163)
    assert figure("audits_inadequate", date(2017, 3, 31)) == (21, 163)


@pytest.mark.parametrize(
    ("code", "on", "told"),
    [
        ("outcome_stars_progress", date(2017, 3, 31), (69, 100)),
        ("stepped_up", date(2016, 12, 31), (11, 100)),
        ("intensive_support_families", date(2017, 3, 31), (104, None)),
        ("intensive_support_into_care", date(2017, 3, 31), (14, 178)),
        ("outdoor_service_young_people", date(2017, 3, 31), (36, None)),
        ("families_sustained", date(2017, 3, 31), (68, None)),
        ("visits_in_time", date(2016, 9, 30), (90, 100)),
    ],
)
def test_a_published_figure_stands_in_its_month(
    figure: Figure,
    code: str,
    on: date,
    told: Told,
) -> None:
    assert figure(f"brought_{code}", on) == told


def test_every_measure_that_is_brought_by_hand_is_told_for_each_month_of_three_years(brought: Intake) -> None:
    (rows,) = (one.tables["Figures"] for one in brought.returns if one.kind == "figures")
    imagined = rows.filter(pl.col("source") == "Imagined for the demonstration")
    months = imagined.group_by("measure").agg(pl.col("month").n_unique())
    assert dict(months.iter_rows()) == dict.fromkeys(known_measures(), 36)
    assert rows.height > imagined.height
    assert rows["source"].is_not_null().all()


def test_the_same_seed_gives_the_same_files_and_another_gives_others(tmp_path: Path) -> None:
    first, again, other = (
        {path.name: path.read_bytes() for path in write_by_hand(tmp_path / name, seed=seed)}
        for name, seed in (("first", 1), ("again", 1), ("other", 2))
    )
    assert first == again
    assert first["monthly_figures.csv"] != other["monthly_figures.csv"]
