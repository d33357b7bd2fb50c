"""The two years of returns that the tests of projections have, and a small market to hold their children against."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client

from suffice.analyse.market import operations as market
from suffice.analyse.projections.models import ProjectionRun
from suffice.analyse.projections.operations import making
from suffice.analyse.projections.queries import runs
from suffice.analyse.sufficiency.models import SufficiencyResult
from suffice.analyse.sufficiency.queries import results
from suffice.core import work
from suffice.core.models import Authority, Person, Work
from suffice.core.models.work import WorkState
from tests.rooms.projections.conftest import accepted, pencils

__all__ = ["accepted", "pencils"]

SignedIn = Callable[[Person], Client]
BEGINS = date(2020, 4, 1)


def told(page: Any) -> str:
    """What the page says, without its marks."""
    words = " ".join(re.sub(r"<[^>]+>", " ", page.content.decode()).split())
    return words.replace("&#39;", "'").replace("&amp;", "&").replace("&#34;", '"')


def taken(page: Any) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(page.content.decode("utf-8-sig"))))


@pytest.fixture(autouse=True)
def no_pictures_of_others(monkeypatch: pytest.MonkeyPatch) -> None:
    """The projection's own pictures are drawn in its own tests."""
    monkeypatch.setattr(making, "draw", lambda *_, **__: {})


@pytest.fixture
def marketed(
    accepted: Authority,
    contract_manager: Person,
    now: datetime,
    django_capture_on_commit_callbacks: Callable[..., Any],
) -> Authority:
    """The authority with foster carers of its own, a home with a block contract, and prices for both."""
    with django_capture_on_commit_callbacks(execute=True):
        _write_down(accepted, {"by": contract_manager, "at": now})
    return accepted


def _write_down(authority: Authority, who: dict[str, Any]) -> None:
    council = market.add_provider(authority=authority, name="The council", kind="own", **who)
    brook = market.add_provider(authority=authority, name="Brook Homes", kind="independent", **who)
    home = {"placement": "childrens_home", "registration": "childrens_home"}
    carers = market.add_home(
        provider=council, name="Carers", placement="in_house_foster", registration="fostering_service", **who
    )
    house = market.add_home(provider=brook, name="Brook House", **home, **who)
    market.add_places(home=carers, holding="own", number=3, begins=BEGINS, **who)
    market.add_places(home=house, holding="block", number=2, begins=BEGINS, **who)
    add_price(authority, "in_house_foster", 520, **who)
    add_price(authority, "childrens_home", 4300, holding="block", provider=brook, **who)
    add_price(authority, "childrens_home", 5600, holding="spot", **who)


def add_price(authority: Authority, placement: str, weekly: int, **more: Any) -> None:
    given = {"begins": BEGINS, "uplift": Decimal("0.05"), "uplift_spread": Decimal("0.02"), "source": "Schedule"}
    market.add_price(authority=authority, placement=placement, weekly=Decimal(weekly), **{**given, **more})


@pytest.fixture
def result(marketed: Authority, django_capture_on_commit_callbacks: Callable[..., Any]) -> SufficiencyResult:
    """What is told once the projection and what it sets going have been made."""
    with django_capture_on_commit_callbacks(execute=True):
        do_waiting(runs.KIND)
    return made(marketed)


def made(authority: Authority) -> SufficiencyResult:
    """The result once what waits has been made; other work, such as the test against the past, goes on waiting."""
    do_waiting(results.KIND)
    found = results.latest(authority)
    assert found is not None
    return found


def do_waiting(kind: str) -> None:
    """Do what waits of a kind; a hundred futures show what a thousand would."""
    ProjectionRun.objects.filter(made_at__isnull=True).update(replicates=100)
    for one in Work.objects.filter(kind=kind, state=WorkState.QUEUED).order_by("queued_at", "pk"):
        work.run(one)
