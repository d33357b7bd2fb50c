"""Measures of the demonstration come to the figures that its council published, where it published any."""

from __future__ import annotations

from datetime import date

import pytest

from suffice.demo.returns import DemoReturns, write
from suffice.engine.episodes import History, assemble
from suffice.engine.measures import INDICATORS, measure, scene_of
from suffice.engine.returns.reading import read
from suffice.engine.words import number

# Day, measure, and the figure as published: numbers whole, shares in whole per cent.
PUBLISHED = [
    (date(2016, 12, 31), "cla_rate", "635"),
    (date(2016, 12, 31), "mix_foster", "79%"),
    (date(2016, 12, 31), "placement_agency_foster", "40%"),
    (date(2016, 12, 31), "placement_childrens_home", "6%"),
    (date(2017, 3, 31), "cla_rate", "643"),
    (date(2018, 6, 30), "cla_rate", "648"),
    (date(2019, 6, 30), "cla_rate", "611"),
    (date(2020, 6, 30), "cla_rate", "585"),
]
# Foster placements: agency, friends and family, in house.
FOSTERED = {date(2019, 8, 31): (188, 82, 177), date(2020, 7, 31): (150, 86, 215)}


@pytest.fixture(scope="module")
def history(demo: DemoReturns, tmp_path_factory: pytest.TempPathFactory) -> History:
    folder = tmp_path_factory.mktemp("measured")
    write(demo, folder)
    return assemble(read([folder], today=date(2026, 1, 1)).usable)


@pytest.mark.parametrize(("on", "code", "published"), PUBLISHED)
def test_a_measure_comes_to_what_was_published(history: History, on: date, code: str, published: str) -> None:
    told = measure(INDICATORS[code], scene_of(history, on))
    found = f"{number(told.value)}%" if published.endswith("%") else number(told.counted.numerator)
    assert found == published


@pytest.mark.parametrize(("on", "published"), FOSTERED.items())
def test_foster_placements_are_the_published_numbers(
    history: History, on: date, published: tuple[int, int, int]
) -> None:
    seen = scene_of(history, on)
    kinds = ("agency_foster", "friends_and_family", "in_house_foster")
    told = (measure(INDICATORS[f"placement_{one}"], seen).counted for one in kinds)
    assert tuple(one.numerator for one in told) == published
