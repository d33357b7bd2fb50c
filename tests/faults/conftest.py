"""The demonstration's returns, imagined once for all tests of faults."""

from __future__ import annotations

import pytest

from suffice.demo.returns import DemoReturns, generate
from tests.faults.newer import moved_to


@pytest.fixture(scope="session")
def imagined() -> DemoReturns:
    """The valid returns of collection years 2017 to 2022."""
    return generate(seed=1)


@pytest.fixture(scope="session")
def by_year(imagined: DemoReturns) -> dict[int, DemoReturns]:
    """One valid return a year: two of the demonstration's, and two moved to years with newer tables and codes."""
    own = {year: DemoReturns(imagined.authority, imagined.seed, {year: imagined.tables[year]}) for year in (2018, 2020)}
    return own | {year: moved_to(imagined, year) for year in (2024, 2027)}
