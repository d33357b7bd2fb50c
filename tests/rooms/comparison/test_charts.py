"""Every picture can be drawn, wide and narrow, also of figures at their edges."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import polars as pl
import pytest
import vl_convert

from suffice.analyse.comparison import charts
from suffice.analyse.comparison.lines import years
from suffice.analyse.comparison.standings import standings
from suffice.analyse.comparison.working import Worked, work_out
from suffice.core.models.chart import WIDTHS
from suffice.engine.comparison.neighbours import Neighbours
from tests.rooms.comparison.conftest import cells, frame_of


def _worked(frame: pl.DataFrame, neighbours: Neighbours | None) -> tuple[Worked, ...]:
    found = list(work_out(frame, "336", neighbours, progress=lambda done, total, message: None))
    return next(worked for _, worked in found)


def _drawn(chart: Any) -> str:
    return str(vl_convert.vegalite_to_svg(chart.to_dict()))


@pytest.mark.parametrize("width", WIDTHS)
def test_the_council_stands_among_its_neighbours_with_its_figure(
    width: str, frame: pl.DataFrame, neighbours: Neighbours
) -> None:
    svg = _drawn(charts.beside(_worked(frame, neighbours)[-1].comparison, width))
    for words in ("Wolverhampton", "Sandwell", ">80.0<", ">160.0<", "Rest of England", ">67.4<"):
        assert words in svg


@pytest.mark.parametrize("width", WIDTHS)
def test_without_a_list_of_neighbours_the_region_stands_in_their_place(width: str, frame: pl.DataFrame) -> None:
    one = _worked(frame, None)[-1].comparison
    assert "Walsall" in _drawn(charts.beside(one, width))
    assert one.placed is not None
    assert "Same region" in _drawn(charts.funnel(one, one.placed, width))


@pytest.mark.parametrize("width", WIDTHS)
def test_the_funnel_names_its_limits(width: str, frame: pl.DataFrame, neighbours: Neighbours) -> None:
    one = _worked(frame, neighbours)[-1].comparison
    assert one.placed is not None
    svg = _drawn(charts.funnel(one, one.placed, width))
    assert ">99.8%<" in svg
    assert ">95%<" in svg


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("later", [None, {"year": 2025.25, "value": 84.0}], ids=["published", "our own later"])
def test_the_years_end_with_their_names(
    width: str, later: dict[str, Any] | None, frame: pl.DataFrame, neighbours: Neighbours
) -> None:
    rows = [one.row() for one in _worked(frame, neighbours)]
    svg = _drawn(years(rows, "Wolverhampton", later, width))
    assert "80.0" in svg
    assert "Wolverhampton" in svg


def test_labels_of_lines_that_end_together_do_not_lie_on_each_other(frame: pl.DataFrame) -> None:
    alike = frame_of(
        [
            row
            for year in (2024, 2025)
            for area, number in (
                ("336", 600),
                ("333", 601),
                ("861", 602),
                ("E12000005", 13_000),
                ("E92000001", 120_000),
            )
            for row in cells(area, year, number=number, population=number * 100)
        ]
    )
    rows = [one.row() for one in _worked(alike, None)]
    made = years(rows, "Wolverhampton", None, "wide").to_dict()
    at = sorted(one["value"] for values in made["datasets"].values() for one in values if "words" in one)
    domain = next(
        layer["encoding"]["y"]["scale"]["domain"]
        for layer in made["layer"]
        if "scale" in layer["encoding"].get("y", {})
    )
    steps = [after - before for before, after in pairwise(at)]
    assert min(steps) * 320 / (domain[1] - domain[0]) > 15  # pixels


@pytest.mark.parametrize("width", WIDTHS)
def test_measures_are_laid_side_by_side_from_the_best_to_the_worst(width: str) -> None:
    rows = [_placed("Later", 140, [130, 150]), _placed("First", 1, None), _placed("Between", 75, [33, 126])]
    svg = _drawn(standings(rows, width))
    assert svg.index("First, 2025") < svg.index("Between, 2025") < svg.index("Later, 2025")
    assert "Worst" in svg


def _placed(title: str, place: int, interval: list[int] | None) -> dict[str, Any]:
    quarter = 1 + (place - 1) * 4 // 151
    rank = {"place": place, "of": 151, "interval": interval, "quarter": quarter, "polarity": "high"}
    return {"title": title, "year": 2025, "rank": rank}
