"""The demonstration: loaded whole, through the same doors that people use, and never beside real children."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from suffice.analyse.market.models import PlacesInUse
from suffice.analyse.market.queries import prices, provisions
from suffice.analyse.returns.models import ReturnRecord, ReturnState, Upload
from suffice.analyse.returns.queries import history, population
from suffice.analyse.scenarios.models import Comparison, Scenario
from suffice.core.models import Authority, Event, Person, Work
from suffice.core.roles import ROLES, Analyst
from suffice.demo import people
from suffice.demo.load import HouseNotEmpty, load
from suffice.engine.episodes import stock_on

LAST = date(2022, 3, 31)
PUBLISHED = {date(2018, 6, 30): 648, date(2019, 6, 30): 611, date(2020, 6, 30): 585}


@pytest.mark.django_db(transaction=True)
def test_the_demonstration_is_whole_and_holds_the_published_totals() -> None:
    told: list[tuple[int, int, str]] = []
    authority = load(seed=1, progress=lambda *said: told.append(said))
    known = history.accepted_history(authority)
    assert {day: stock_on(known, day).total for day in PUBLISHED} == PUBLISHED
    assert [one.year for one in history.accepted(authority)] == list(range(2017, 2023))
    assert not Upload.objects.get().findings.filter(severity="error").exists()
    figure = population.population_for(authority, date(2021, 3, 31))
    assert figure is not None
    assert (figure.number, figure.source) == (61_524, "ONS mid-year population estimates, Open Government Licence v3.0")
    assert not Work.objects.exclude(state="done").exists(), "every result is made before the first page is opened"
    homes = [one for one in provisions(authority) if one.placement == "childrens_home"]
    assert sum(one.places for one in homes if one.opens <= LAST and (one.closes is None or one.closes > LAST)) == 39
    assert {one.weekly for one in prices(authority) if one.provider is None} >= {Decimal(3830), Decimal(820)}
    assert sum(PlacesInUse.objects.filter(on=LAST).values_list("number", flat=True)) == 170
    assert told[-1][0] == told[-1][1]
    assert Comparison.objects.get().places.count() == Scenario.objects.count() == 6
    assert Event.objects.filter(kind="returns.accepted", by=people.person(Analyst)).count() == 6

    with pytest.raises(HouseNotEmpty, match="The demonstration is here already"):
        load(seed=1)
    signed = people.sign_ins()
    assert [role for role, _, _ in signed] == [role.display_name for role in ROLES]
    assert all(Person.objects.get(email=email).check_password(password) for _, email, password in signed)
    assert authority.demonstration


def test_real_children_and_imaginary_ones_do_not_mix(authority: Authority) -> None:
    with pytest.raises(HouseNotEmpty, match="must not mix with real ones"):
        load(seed=1)
    assert people.sign_ins() == []
    assert not Person.objects.exists()
    assert list(Authority.objects.all()) == [authority]


@pytest.mark.django_db
def test_a_demonstration_that_cannot_be_made_leaves_the_house_empty(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(**_: Any) -> None:
        raise RuntimeError("no disk")

    monkeypatch.setattr("suffice.demo.load.operations.bring", broken)
    with pytest.raises(RuntimeError, match="no disk"):
        load(seed=1)
    assert not Authority.objects.exists()
    assert not Person.objects.exists()
    assert not ReturnRecord.objects.filter(state=ReturnState.ACCEPTED).exists()
