"""Two years of returns of forty children who come and go, and the projections that the house makes of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from suffice.analyse.projections import operations
from suffice.analyse.projections.models import BacktestRun, ProjectionRun, RunPurpose
from suffice.analyse.projections.queries import backtests, runs
from suffice.core import work
from suffice.core.models import Authority, Person
from tests.rooms.accepting import Episode, a_year, accept, put_down_pencils

OWN = (backtests.KIND, runs.KIND)
"""The work of this room; what the other rooms make of the same returns is left to their own tests."""

STRATEGY: dict[str, Any] = {
    "title": "The strategy",
    "source": "its projections",
    "begins": date(2021, 6, 30),
    "ends": date(2022, 3, 31),
    "start": 20,
    "tracked": 10,
    "worst": 3,
    "medium": 2,
    "best": 1,
    "covid": 4,
    "population": 500,
}


def _words(day: date) -> str:
    return f"{day:%d/%m/%Y}"


def _episodes(last: date) -> Iterator[Episode]:
    """A child every 18 days from 1 May 2020, each in care for 200 to 440 days."""
    for number in range(40):
        decom = date(2020, 5, 1) + timedelta(days=18 * number)
        dec = decom + timedelta(days=200 + 80 * (number % 4))
        if decom <= last:
            place = ("U6", "U1", "K2")[number % 3]
            yield f"C{number:02}", _words(decom), _words(dec) if dec <= last else "", place


def _born(children: list[str]) -> dict[str, str]:
    return {child: _words(date(2006 + int(child[1:]) % 14, 2, 3)) for child in children}


def years() -> dict[int, dict[str, str]]:
    """The tables of 2021 and 2022."""
    found = {}
    for year in (2021, 2022):
        last = date(year, 3, 31)
        begun = list(_episodes(last))
        of_year = [one for one in begun if not one[2] or _as_date(one[2]) > date(year - 1, 4, 1)]
        found[year] = a_year(_born([one[0] for one in of_year]), of_year)
    return found


def _as_date(words: str) -> date:
    return datetime.strptime(words, "%d/%m/%Y").date()


def in_care(on: date) -> int:
    """The children in care on a day, counted from the rows themselves."""
    return sum(
        _as_date(decom) <= on and (not dec or _as_date(dec) > on) for _, decom, dec, _ in _episodes(date(2022, 3, 31))
    )


@pytest.fixture(autouse=True)
def pencils(monkeypatch: pytest.MonkeyPatch) -> None:
    put_down_pencils(monkeypatch)


@pytest.fixture
def accepted(
    authority: Authority, analyst: Person, now: datetime, django_capture_on_commit_callbacks: Callable[..., Any]
) -> Authority:
    """The authority with both years accepted; its projection waits to be made."""
    with django_capture_on_commit_callbacks(execute=True):
        accept(years(), authority=authority, by=analyst, at=now)
    return authority


@pytest.fixture
def latest(accepted: Authority) -> ProjectionRun:
    """The projection from the last day covered; a hundred futures show what a thousand would."""
    for asked in (ProjectionRun, BacktestRun):
        asked.objects.filter(made_at__isnull=True).update(replicates=100)
    work.run_waiting(*OWN)
    run = runs.latest(accepted, RunPurpose.LATEST)
    assert run is not None
    return run


@pytest.fixture
def beside(latest: ProjectionRun, commissioner: Person, now: datetime) -> ProjectionRun:
    """The projection that stands beside the strategy's own arithmetic."""
    operations.write_arithmetic(authority=latest.authority, by=commissioner, at=now, **STRATEGY)
    work.run_waiting(*OWN)
    run = runs.latest(latest.authority, RunPurpose.BESIDE)
    assert run is not None
    return run
