"""Twelve small authorities with written-out figures, as a published table has them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

import polars as pl
import pytest

from suffice.analyse.comparison import operations
from suffice.analyse.comparison.models import ComparisonResult
from suffice.core.models import Authority
from suffice.engine.comparison.neighbours import Neighbour, Neighbours
from suffice.engine.returns.population import find
from suffice.engine.returns.published.rows import SCHEMA
from tests.rooms.accepting import put_down_pencils

# Children in care and all children, of Wolverhampton, four neighbours, the West Midlands and England.
IN_CARE: Mapping[str, Sequence[tuple[int, int]]] = {
    "336": [(500, 60_000), (480, 60_000)],
    "333": [(800, 80_000), (820, 80_000)],
    "861": [(900, 60_000), (960, 60_000)],
    "335": [(560, 70_000), (580, 70_000)],
    "371": [(350, 50_000), (340, 50_000)],
}
WHOLE: Mapping[str, Sequence[tuple[int, int]]] = {
    "E12000005": [(11_000, 1_300_000), (10_900, 1_300_000)],
    "E92000001": [(80_000, 12_000_000), (81_000, 12_000_000)],
}
YEARS = (2024, 2025)
_NAMES = {"E12000005": "West Midlands", "E92000001": "England"}


def cells(area: str, year: int, **figures: float | str) -> list[list[Any]]:
    """The rows of one area and year, a figure each; a word is a mark."""
    known = find(area)
    level = "authority" if known else "national" if area.startswith("E92") else "regional"
    code, name = (known.ons_code, known.name) if known else (area, _NAMES[area])
    return [
        [
            *(f"in_care.on_31_march.{key}", code, name, level, year),
            *((None, told) if isinstance(told, str) else (float(told), None)),
            *("number", "Department, Children", "rates.csv", area if known else None, None),
        ]
        for key, told in figures.items()
    ]


def frame_of(rows: Sequence[Sequence[Any]]) -> pl.DataFrame:
    return pl.DataFrame(rows, schema=pl.Schema(SCHEMA), orient="row")


@pytest.fixture(scope="session")
def frame() -> pl.DataFrame:
    rows = [
        row
        for area, told in {**IN_CARE, **WHOLE}.items()
        for year, (number, population) in zip(YEARS, told, strict=True)
        for row in cells(area, year, number=number, population=population)
    ]
    return frame_of(rows)


@pytest.fixture(scope="session")
def neighbours() -> Neighbours:
    close = ("333", "861", "335", "371")
    return Neighbours({"336": tuple(Neighbour(code, "Close") for code in close)}, "neighbours.csv")


@pytest.fixture(autouse=True)
def pencils(monkeypatch: pytest.MonkeyPatch) -> None:
    put_down_pencils(monkeypatch)


@pytest.fixture
def made(authority: Authority, frame: pl.DataFrame, neighbours: Neighbours, now: datetime) -> ComparisonResult:
    """The comparisons of the small table."""
    operations.write_down_comparators(
        authority=authority, frame=frame, neighbours=neighbours, source="A table", by=None, at=now
    )
    return operations.make(authority=authority, by=None, at=now, progress=lambda done, total, message: None)
