"""Scenarios over the two years of returns that the tests of projections have."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest
from django.test import Client

from suffice.analyse.scenarios import operations
from suffice.analyse.scenarios.models import Comparison, Scenario
from suffice.core import work
from suffice.core.models import Authority, Person
from tests.rooms.projections.conftest import accepted, pencils

__all__ = ["accepted", "pencils"]

SignedIn = Callable[[Person], Client]
PAGE = "/336/scenarios/"
PREVENTION: dict[str, Any] = {
    "id": "edge",
    "kind": "prevention",
    "from": "2022-04-01",
    "entries_a_year": 6.0,
    "low": 2.0,
    "high": 10.0,
}
HOME = {"id": "home", "kind": "reunification", "from": "2022-07-01", "percent": 20.0}

ASKED: dict[str, Any] = {"origin": date(2022, 3, 31), "years": 1, "replicates": 100, "seed": 7}


def written(name: str, *levers: dict[str, Any], why: str = "") -> dict[str, Any]:
    """A scenario as its file has it."""
    return {"version": 1, "name": name, "why": why, "levers": list(levers)}


def told(page: Any) -> str:
    """What the page says, without its marks."""
    words = " ".join(re.sub(r"<[^>]+>", " ", page.content.decode()).split())
    return words.replace("&#39;", "'").replace("&amp;", "&").replace("&#34;", '"')


def taken(page: Any) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(page.content.decode("utf-8-sig"))))


def made(comparison: Comparison) -> Comparison:
    """The comparison once its own work is done; other work, such as projections, goes on waiting."""
    assert comparison.work is not None
    work.run(comparison.work)
    comparison.refresh_from_db()
    return comparison


@pytest.fixture
def service(accepted: Authority, commissioner: Person, now: datetime) -> Scenario:
    """A scenario of one lever: a service at the edge of care."""
    document = written("Edge of care", PREVENTION, why="Does it pay?")
    return operations.save(authority=accepted, document=document, by=commissioner, at=now)


@pytest.fixture
def both(accepted: Authority, commissioner: Person, now: datetime) -> Scenario:
    """A scenario of two levers."""
    document = written("Service and going home", PREVENTION, HOME)
    return operations.save(authority=accepted, document=document, by=commissioner, at=now)


@pytest.fixture
def compared(service: Scenario, both: Scenario, commissioner: Person, now: datetime) -> Comparison:
    """Both scenarios beside the base, a year ahead."""
    return made(operations.compare(scenarios=[service, both], by=commissioner, at=now, **ASKED))
