"""Every fault planted beside the 903 is found where it was planted; nothing else in those files is an error."""

from __future__ import annotations

from datetime import date

import polars as pl
import pytest

from suffice.demo.faults.beside import Spoilt, plant_beside
from suffice.demo.returns import DemoReturns
from suffice.demo.story import Story, tell
from suffice.engine.returns.reading import read

AS_IN_VALID_ONES = {"annex-a-need-not-seen", "annex-a-need-unallocated"}
"""Queries that the valid returns raise too."""


@pytest.fixture(scope="module")
def story(imagined: DemoReturns) -> Story:
    return tell(seed=1, returns=imagined)


@pytest.fixture(scope="module")
def spoilt(story: Story) -> Spoilt:
    return plant_beside(story, seed=1)


@pytest.fixture(scope="module")
def flags(spoilt: Spoilt, tmp_path_factory: pytest.TempPathFactory) -> pl.DataFrame:
    folder = tmp_path_factory.mktemp("beside")
    for name, content in spoilt.files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    return read([folder], today=date(2022, 6, 1)).flags


def test_every_fault_is_found_where_the_answers_say(spoilt: Spoilt, flags: pl.DataFrame) -> None:
    found = set(flags.select("code", "file", "row", "column").iter_rows())
    assert [answer for answer in spoilt.answers if tuple(answer.values()) not in found] == []
    assert len(spoilt.answers) > 60


def test_a_fault_is_found_once_and_no_other_error_is(spoilt: Spoilt, flags: pl.DataFrame) -> None:
    planted = {str(answer["code"]) for answer in spoilt.answers}
    told = flags.filter(pl.col("code").is_in(sorted(planted - AS_IN_VALID_ONES)) | (pl.col("severity") == "error"))
    assert sorted(told["code"]) == sorted(planted - AS_IN_VALID_ONES)


def test_another_seed_plants_the_faults_elsewhere(story: Story, spoilt: Spoilt) -> None:
    other = plant_beside(story, seed=2)
    assert [answer["code"] for answer in other.answers] == [answer["code"] for answer in spoilt.answers]
    assert other.answers != spoilt.answers
