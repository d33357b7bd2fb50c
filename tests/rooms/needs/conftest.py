"""Two years of returns of seven children, whose figures are written out by hand."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from django.test import TransactionTestCase, override_settings

from suffice.analyse.needs.models import AssessmentResult, TrendsResult
from suffice.core import work
from suffice.core.models import Authority, Person
from suffice.core.operations import open_authority
from tests.rooms.accepting import a_year, accept, put_down_pencils
from tests.rooms.conftest import NOW, house_in
from tests.rooms.needs.assessed import bring_all

BORN = {
    "A1": "03/02/2012",
    "A2": "03/02/2013",
    "A3": "10/05/2005",
    "A4": "01/09/2020",
    "A5": "12/12/2015",
    "A6": "05/05/2010",
}
# On 30 June 2020: A1 to A3. On 31 March 2021: A1 to A4. On 30 June 2021: A1, A2, A4 and A5.
# On 31 March 2022: A1, A2, A5 and A6. A3 leaves on 1 May 2021, A4 on 1 December 2021.
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
def pencils(monkeypatch: pytest.MonkeyPatch) -> None:
    put_down_pencils(monkeypatch)


@pytest.fixture
def accepted(
    authority: Authority, analyst: Person, now: datetime, django_capture_on_commit_callbacks: Callable[..., Any]
) -> Authority:
    """The authority with both years accepted; the trends wait to be made."""
    with django_capture_on_commit_callbacks(execute=True):
        accept(YEARS, authority=authority, by=analyst, at=now)
    return authority


@pytest.fixture
def made(accepted: Authority) -> TrendsResult:
    """The trends made of both years."""
    work.run_waiting("needs.trends")
    return TrendsResult.objects.get(authority=accepted)


@pytest.fixture(scope="module")
def assessed_once(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Path]:
    """A house in which everything of `assessed.py` was brought and made, once for a file of tests; where its files are.

    What a test writes is rolled back after it.
    """
    folder = tmp_path_factory.mktemp("assessed")
    with django_db_blocker.unblock(), override_settings(**house_in(folder)):
        with pytest.MonkeyPatch.context() as patch:
            put_down_pencils(patch)
            opened = open_authority(code="336", by=None, at=NOW)
            who = Person.objects.create_user("who-brought-them@336.example", name="Who brought them", password="x")
            bring_all(opened, who)
            work.run_waiting("needs.assessment")
        yield folder
        TransactionTestCase()._fixture_teardown()


@pytest.fixture(autouse=True)
def a_house_of_its_own(request: pytest.FixtureRequest, settings: Any, tmp_path: Path) -> None:
    """Those who read the assessment live where it was made, everybody else apart."""
    shared = "assessed" in request.fixturenames
    folder = request.getfixturevalue("assessed_once") if shared else tmp_path
    for name, value in house_in(folder).items():
        setattr(settings, name, value)


@pytest.fixture
def authority(request: pytest.FixtureRequest, db: None) -> Authority:
    if "assessed" in request.fixturenames:
        return Authority.objects.get(code="336")
    return open_authority(code="336", by=None, at=NOW)


@pytest.fixture
def assessed(assessed_once: Path, authority: Authority) -> AssessmentResult:
    """The needs assessment made of two years, two censuses and a workbook."""
    return AssessmentResult.objects.get(authority=authority)
