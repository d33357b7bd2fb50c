"""Two years of returns of seven children, and the few measures of them that these tests look at."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest

from suffice.analyse.returns import operations as returns
from suffice.core import work
from suffice.core.models import Authority, Person
from suffice.engine.measures import INDICATORS
from suffice.review.performance.days import month_ends
from suffice.review.performance.models import MeasureFigures, MeasuresResult
from suffice.review.performance.operations import making, viewing
from suffice.review.performance.queries import results
from tests.rooms.accepting import a_year, accept, put_down_pencils

FEW = ("cla_rate", "cla_start_rate", "mix_foster", "placements_3plus", "sw_agency", "audits_number")
BORN = {
    "A1": "03/02/2012",
    "A2": "03/02/2013",
    "A3": "10/05/2005",
    "A4": "01/09/2020",
    "A5": "12/12/2015",
    "A6": "05/05/2010",
}
# On 31 March 2021: A1 to A4 (A1, A2 and A4 fostered). On 31 March 2022: A1, A2, A5 and A6 (A1, A2 and A5 fostered).
YEARS = {
    2021: a_year(
        {child: BORN[child] for child in ("A1", "A2", "A3", "A4")},
        [
            ("A1", "01/05/2020", "", "U6"),
            ("A2", "01/06/2020", "", "U1"),
            ("A3", "10/06/2020", "", "K2"),
            ("A4", "02/09/2020", "", "U6"),
        ],
    ),
    2022: a_year(
        BORN,
        [
            ("A1", "01/05/2020", "", "U6"),
            ("A2", "01/06/2020", "", "U1"),
            ("A3", "10/06/2020", "01/05/2021", "K2"),
            ("A4", "02/09/2020", "01/12/2021", "U6"),
            ("A5", "20/06/2021", "", "U6"),
            ("A6", "15/03/2022", "", "K2"),
        ],
    ),
}


@pytest.fixture(autouse=True)
def few_measures_and_no_pencils(monkeypatch: pytest.MonkeyPatch) -> None:
    few = {code: INDICATORS[code] for code in FEW}
    for module in (making, results, viewing):
        monkeypatch.setattr(module, "INDICATORS", few)
    put_down_pencils(monkeypatch)


@pytest.fixture
def accepted(
    authority: Authority, analyst: Person, now: datetime, django_capture_on_commit_callbacks: Callable[..., Any]
) -> Authority:
    """The authority with both years and a population accepted; the measures wait to be made."""
    with django_capture_on_commit_callbacks(execute=True):
        returns.give_population(authority=authority, mid_year=2020, number=50_000, source="a test", by=analyst, at=now)
        accept(YEARS, authority=authority, by=analyst, at=now)
    return authority


@pytest.fixture
def made(accepted: Authority) -> MeasuresResult:
    """The measures made of both years, with their pictures."""
    work.run_waiting(results.MAKE)
    work.run_waiting(results.DRAW)
    return MeasuresResult.objects.get(authority=accepted)


@pytest.fixture
def a_long_run(made: MeasuresResult) -> MeasureFigures:
    """Children starting in care, with thirty months written over what two years of seven children tell."""
    row = MeasureFigures.objects.get(result=made, code="cla_start_rate")
    ends = month_ends(date(2019, 10, 1), date(2022, 3, 31))
    row.document["months"] = [[one.isoformat(), None, 20 + at % 3, None, None, None] for at, one in enumerate(ends)]
    row.save()
    return row
