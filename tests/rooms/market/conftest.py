"""A small market: the council's foster carers, one provider with a home and a block contract, and their prices."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

import pytest

from suffice.analyse.market import operations
from suffice.analyse.market.models import Framework, Home, Places, Price, Provider
from suffice.core.models import Authority, Organisation, Person
from tests.rooms.accepting import put_down_pencils

BEGINS = date(2024, 4, 1)


@dataclass(frozen=True)
class Market:
    """What the tests find in the register."""

    authority: Authority
    council: Provider
    brook: Provider
    carers: Home
    house: Home
    framework: Framework
    own: Places
    called_off: Places
    price: Price


@pytest.fixture(autouse=True)
def pencils(monkeypatch: pytest.MonkeyPatch) -> None:
    put_down_pencils(monkeypatch)


@pytest.fixture
def organisation(db: None) -> Organisation:
    return Organisation.objects.create(name="Brook Homes (imaginary)")


@pytest.fixture
def market(authority: Authority, contract_manager: Person, organisation: Organisation, now: datetime) -> Market:
    who = {"by": contract_manager, "at": now}
    council = operations.add_provider(authority=authority, name="The council", kind="own", **who)
    brook = operations.add_provider(
        authority=authority, name="Brook Homes", kind="independent", organisation=organisation, note="Ask in May", **who
    )
    carers = operations.add_home(
        provider=council,
        name="Foster carers",
        placement="in_house_foster",
        registration="fostering_service",
        judgement="good",
        judged_on=date(2023, 5, 1),
        **who,
    )
    house = operations.add_home(
        provider=brook,
        name="Brook House",
        placement="childrens_home",
        registration="childrens_home",
        urn="SC000101",
        youngest=10,
        area="Wolverhampton",
        **who,
    )
    framework = operations.add_framework(
        authority=authority,
        name="Regional framework",
        holding="framework",
        placements=["childrens_home", "agency_foster"],
        begins=BEGINS,
        **who,
    )
    own = operations.add_places(home=carers, holding="own", number=200, usable=Decimal("0.9"), begins=BEGINS, **who)
    called_off = operations.add_places(
        home=house, holding="framework", framework=framework, number=4, begins=BEGINS, **who
    )
    price = operations.add_price(
        authority=authority,
        placement="childrens_home",
        provider=brook,
        weekly=Decimal("4312.45"),
        begins=BEGINS,
        uplift=Decimal("0.05"),
        source="Contract schedule",
        **who,
    )
    return Market(authority, council, brook, carers, house, framework, own, called_off, price)
