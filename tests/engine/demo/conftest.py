"""The demonstration's returns, generated and written once for each seed."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from suffice.demo.returns import DemoReturns, generate, write
from suffice.demo.story.annex_a.given import DAYS, Line
from suffice.demo.story.annex_a.workbook import lists
from suffice.demo.story.census import write_census
from suffice.demo.story.tell import Story, tell

SEEDS = (1, 2, 3)


@dataclass(frozen=True)
class Written:
    demo: DemoReturns
    folder: Path


@cache
def _generated(seed: int) -> DemoReturns:
    return generate(seed=seed)


@pytest.fixture(scope="session", params=SEEDS)
def written(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Written:
    folder = tmp_path_factory.mktemp(f"demonstration-{request.param}")
    demo = _generated(request.param)
    write(demo, folder)
    return Written(demo, folder)


@pytest.fixture(scope="session")
def demo() -> DemoReturns:
    return _generated(1)


@pytest.fixture(scope="session")
def story(demo: DemoReturns) -> Story:
    return tell(seed=1, returns=demo)


@pytest.fixture(scope="session")
def censuses(story: Story, tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    return write_census(story, tmp_path_factory.mktemp("cin"))


@pytest.fixture(scope="session")
def annex_a(story: Story) -> dict[str, list[Line]]:
    return lists(story)


@pytest.fixture(scope="session")
def by_year(story: Story, annex_a: dict[str, list[Line]]) -> dict[int, dict[str, list[Line]]]:
    """The workbook of each year."""
    return {2021: lists(story, DAYS[0]), 2022: annex_a}
