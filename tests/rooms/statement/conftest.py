"""Two years of returns of forty children who come and go, a few places and prices, and the statement made of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from suffice.core import work
from suffice.core.models import Authority, Person
from suffice.engine.disclosure import COUNCIL
from suffice.engine.episodes import PlacementState, assemble
from suffice.engine.projection.scenario.model import Prevention, Scenario
from suffice.engine.returns.population import Population
from suffice.engine.returns.reading import read
from suffice.engine.supply.model import Holding, Price, Provision
from suffice.publish.statement import operations
from suffice.publish.statement.gathering import Asked, Material, gather
from suffice.publish.statement.inputs import Brought, Inputs, Promise, Written
from suffice.publish.statement.models import Statement
from tests.rooms.accepting import accept
from tests.rooms.projections.conftest import years

ON = date(2022, 3, 31)
WRITTEN = Written(
    partners="Health and housing.\n\nThe police.",
    help="A team works with families.",
    children="To stay at their school.",
    promises=(Promise("Recruit two foster homes", "Head of fostering", "March 2027"),),
    monitoring="The corporate parenting board, each quarter.",
)
PLACES = (
    Provision("Council carers", "The council", PlacementState.IN_HOUSE_FOSTER, Holding.OWN, 3, date(2015, 4, 1)),
    Provision("Elm House", "Elm Ltd", PlacementState.CHILDRENS_HOME, Holding.BLOCK, 9, date(2015, 4, 1)),
)
PRICES = (
    Price(PlacementState.IN_HOUSE_FOSTER, Decimal(500), date(2020, 4, 1), uplift=0.03, uplift_spread=0.01),
    Price(PlacementState.FRIENDS_AND_FAMILY, Decimal(300), date(2020, 4, 1)),
    Price(PlacementState.CHILDRENS_HOME, Decimal(5000), date(2020, 4, 1), uplift=0.05, uplift_spread=0.02),
)
SCENARIO = Scenario(
    name="A service at the edge of care",
    why="Fewer need to come in.",
    levers=(Prevention(id="edge", begins=date(2022, 7, 1), entries_a_year=6, low=2, high=9),),
)
ASKED = Asked(origin=ON, years=2, replicates=60, rule=COUNCIL)


@pytest.fixture(scope="session")
def material(tmp_path_factory: pytest.TempPathFactory) -> Material:
    """What a council brings: returns, places, prices, a population and its own words."""
    folder = tmp_path_factory.mktemp("returns")
    for year, tables in years().items():
        _write(folder / str(year), tables)
    intake = read([folder], today=date(2022, 6, 1))
    return Material(
        council="Elmshire",
        authority="336",
        history=assemble(intake.usable),
        files=intake.files,
        population=Population.by_hand(500, source="a test", mid_year=2021),
        provisions=PLACES,
        prices=PRICES,
        scenarios=(SCENARIO,),
        written=WRITTEN,
        brought={
            "capacity": [Brought("places.csv", "ab" * 32, 2)],
            "prices": [Brought("prices.csv", "cd" * 32, 3)],
            "scenarios": [Brought("edge.json", "ef" * 32)],
        },
    )


def _write(folder: Path, tables: dict[str, str]) -> None:
    folder.mkdir()
    for name, text in tables.items():
        (folder / name).write_text(text, encoding="utf-8")


@pytest.fixture(scope="session")
def whole(material: Material) -> Inputs:
    """Everything worked out, every number in full."""
    return gather(material, ASKED, made_on=date(2026, 1, 15), progress=lambda done, total, words: None)


@pytest.fixture(scope="session")
def bare(material: Material) -> Inputs:
    """The same with the returns alone."""
    alone = replace(material, provisions=(), prices=(), scenarios=(), population=None, written=Written(), brought={})
    return gather(alone, ASKED, made_on=date(2026, 1, 15), progress=lambda done, total, words: None)


@pytest.fixture
def accepted(
    authority: Authority, analyst: Person, now: datetime, django_capture_on_commit_callbacks: Callable[..., Any]
) -> Authority:
    """The authority with both years accepted."""
    accept(years(), authority=authority, by=analyst, at=now)
    return authority


@pytest.fixture
def statement(accepted: Authority, analyst: Person, now: datetime) -> Statement:
    """A statement for publication, made; the council has written nothing of its own."""
    made = operations.ask(authority=accepted, origin=ON, years=1, by=analyst, at=now)
    work.run_waiting()
    made.refresh_from_db()
    return made


@pytest.fixture
def complete(accepted: Authority, analyst: Person, commissioner: Person, now: datetime) -> Statement:
    """A statement for publication with nothing left to write."""
    words = {name: getattr(WRITTEN, name) for name in ("partners", "help", "children", "promises", "monitoring")}
    operations.write(authority=accepted, by=commissioner, at=now, **words)
    made = operations.ask(authority=accepted, origin=ON, years=1, by=analyst, at=now)
    work.run_waiting()
    made.refresh_from_db()
    return made
