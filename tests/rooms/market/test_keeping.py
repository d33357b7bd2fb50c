"""Every write of the market: its event, its history, its refusals, and what the database itself refuses."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from suffice.analyse.market import operations
from suffice.analyse.market.models import Home, Kept, Places, Price, Provider
from suffice.analyse.market.queries import prices, provisions, records
from suffice.analyse.market.signals import market_changed, together
from suffice.core.models import Authority, Event, Person
from suffice.core.policies import NotNow
from suffice.engine.episodes import PlacementState
from suffice.engine.supply import model as supply
from suffice.engine.supply.model import Holding
from tests.rooms.market.conftest import BEGINS, Market


@pytest.fixture
def who(contract_manager: Person, now: datetime) -> dict[str, Any]:
    return {"by": contract_manager, "at": now}


def test_what_is_written_down_is_what_the_engine_is_given(market: Market) -> None:
    foster, house = sorted(provisions(market.authority), key=lambda one: -one.places)
    assert foster == supply.Provision(
        name="Foster carers",
        provider="The council",
        placement=PlacementState.IN_HOUSE_FOSTER,
        holding=Holding.OWN,
        places=200,
        opens=BEGINS,
        usable=0.9,
    )
    assert (house.urn, house.youngest, house.oldest, house.holding) == ("SC000101", 10, 17, Holding.FRAMEWORK)
    (price,) = prices(market.authority)
    assert price.weekly == Decimal("4312.45")
    assert isinstance(price.weekly, Decimal)
    assert (price.provider, price.holding, price.uplift, price.per_place) == ("Brook Homes", None, 0.05, False)


def test_every_write_says_who_when_and_what(market: Market, who: dict[str, Any]) -> None:
    told = [event.words for event in records.history(market.price)]
    assert told == [
        "Wrote down the price £4,312.45 a week for a children's home with Brook Homes: pounds a week £4,312.45; "
        "begins 1 April 2024; rise each April 5%; source Contract schedule."
    ]
    operations.change(market.price, weekly=Decimal("4400.00"), **who)
    operations.end(market.price, on=date(2026, 1, 1), reason=" A new schedule ", **who)
    ended, changed, _ = records.history(market.price)
    assert changed.words == (
        "Changed the price £4,312.45 a week for a children's home with Brook Homes: "
        "pounds a week was £4,312.45 and is £4,400."
    )
    assert ended.words.endswith("as from 1 January 2026: A new schedule")
    assert {event.by for event in (ended, changed)} == {who["by"]}
    assert {event.at for event in (ended, changed)} == {who["at"]}


def test_listeners_are_told_once_after_each_write_and_once_for_many_together(
    market: Market, who: dict[str, Any], django_capture_on_commit_callbacks: Callable[..., Any]
) -> None:
    heard: list[Authority] = []

    def hear(authority: Authority, **_: Any) -> None:
        heard.append(authority)

    market_changed.connect(hear)
    try:
        with django_capture_on_commit_callbacks(execute=True):
            operations.change(market.own, number=210, **who)
        assert heard == [market.authority]
        with django_capture_on_commit_callbacks(execute=True):
            operations.end_home(home=market.house, on=date(2026, 2, 1), reason="It closed", **who)
        assert heard == [market.authority] * 2
        with django_capture_on_commit_callbacks(execute=True), together(authority=market.authority, **who):
            operations.change(market.own, number=220, **who)
            operations.change(market.own, number=230, **who)
        assert heard == [market.authority] * 3
    finally:
        market_changed.disconnect(hear)


def test_a_home_that_ends_takes_its_places_with_it_and_what_was_stays(market: Market, who: dict[str, Any]) -> None:
    operations.end_home(home=market.house, on=date(2026, 2, 1), reason="It closed", **who)
    (house,) = [one for one in provisions(market.authority) if one.name == "Brook House"]
    assert (house.opens, house.closes) == (BEGINS, date(2026, 2, 1))
    assert Home.objects.get(pk=market.house.pk).ended_reason == "It closed"


def test_what_was_written_down_by_mistake_ends_on_its_first_day_and_counts_on_none(
    market: Market, who: dict[str, Any]
) -> None:
    operations.end(market.called_off, on=BEGINS, reason="Counted twice", **who)
    assert [one.name for one in provisions(market.authority)] == ["Foster carers"]
    operations.add_places(home=market.house, holding="framework", number=3, begins=BEGINS, **who)


def test_an_ended_price_is_not_given_to_the_engine(market: Market, who: dict[str, Any]) -> None:
    operations.end(market.price, on=date(2025, 4, 1), reason="Wrong", **who)
    assert prices(market.authority) == ()


@pytest.mark.parametrize(
    ("write", "sentence"),
    [
        (
            lambda m, who: operations.add_provider(authority=m.authority, name="brook homes", kind="own", **who),
            "already",
        ),
        (
            lambda m, who: operations.add_provider(authority=m.authority, name="", kind="own", **who),
            "name: This field cannot be blank",
        ),
        (
            lambda m, who: operations.add_provider(
                authority=m.authority, name="B", kind="own", company_number="12", **who
            ),
            "eight figures",
        ),
        (
            lambda m, who: operations.add_home(
                provider=m.brook,
                name="Other",
                placement="childrens_home",
                registration="childrens_home",
                urn="SC000101",
                **who,
            ),
            "A home with that URN is in the register already.",
        ),
        (lambda m, who: operations.change(m.house, judgement="good", **who), "the day of the inspection together"),
        (
            lambda m, who: operations.change(m.house, judgement="strong", judged_on=BEGINS, **who),
            "Supported accommodation has three outcomes of its own",
        ),
        (lambda m, who: operations.change(m.house, youngest=18, **who), "The youngest age is above the oldest"),
        (lambda m, who: operations.change(m.house, name="Brook House", **who), "Nothing was changed"),
        (
            lambda m, who: operations.add_places(home=m.house, holding="framework", number=1, begins=BEGINS, **who),
            "begin on that day already",
        ),
        (
            lambda m, who: operations.add_places(home=m.house, holding="own", number=1, begins=BEGINS, **who),
            "the council's own where the council runs the home",
        ),
        (
            lambda m, who: operations.add_places(
                home=m.house, holding="spot", framework=m.framework, number=1, begins=BEGINS, **who
            ),
            "Under Regional framework, places are held as: framework.",
        ),
        (lambda m, who: operations.change(m.own, number=0, **who), "Give at least one place."),
        (lambda m, who: operations.change(m.own, usable=Decimal("1.01"), **who), "at most 1"),
        (lambda m, who: operations.change(m.own, until=BEGINS - timedelta(days=1), **who), "The end is before"),
        (lambda m, who: operations.change(m.price, weekly=Decimal(0), **who), "A price is above nought"),
        (lambda m, who: operations.change(m.price, source="", **who), "source: This field"),
        (lambda m, who: operations.change(m.price, uplift=Decimal("0.9"), **who), "between -50 and 50 per cent"),
        (
            lambda m, who: operations.end(m.own, on=BEGINS - timedelta(days=1), reason="No", **who),
            "cannot end before that day",
        ),
        (lambda m, who: operations.end(m.own, on=date(2026, 1, 1), reason=" ", **who), "Give a reason"),
        (
            lambda m, who: operations.end(m.brook, on=date(2026, 1, 1), reason="Gone", **who),
            "Brook Homes still runs 1 home",
        ),
    ],
)
def test_a_write_that_cannot_stand_is_refused_in_a_sentence_and_leaves_nothing(
    market: Market, who: dict[str, Any], write: Callable[[Market, dict[str, Any]], Kept], sentence: str
) -> None:
    before = Event.objects.count(), Home.objects.count(), Places.objects.count(), Provider.objects.count()
    with pytest.raises(NotNow, match=sentence):
        write(market, who)
    assert before == (Event.objects.count(), Home.objects.count(), Places.objects.count(), Provider.objects.count())


def test_nothing_hangs_on_what_has_ended_or_on_another_councils(
    market: Market, elsewhere: Authority, who: dict[str, Any]
) -> None:
    operations.end_home(home=market.house, on=date(2026, 2, 1), reason="It closed", **who)
    with pytest.raises(NotNow, match="The home Brook House has ended"):
        operations.add_places(home=Home.objects.get(pk=market.house.pk), holding="spot", number=1, begins=BEGINS, **who)
    with pytest.raises(NotNow, match="This home was ended on"):
        operations.change(market.house, name="Brook", **who)
    with pytest.raises(NotNow, match="in another council's register"):
        operations.add_price(
            authority=elsewhere,
            placement="secure",
            provider=market.brook,
            weekly=Decimal(1),
            begins=BEGINS,
            source="x",
            **who,
        )


def test_what_a_place_or_a_price_is_of_is_never_changed(market: Market, who: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="A price keeps its placement"):
        operations.change(market.price, placement="secure", **who)


def test_a_block_contracts_price_is_paid_for_every_place(market: Market, who: dict[str, Any]) -> None:
    made = operations.add_price(
        authority=market.authority,
        placement="supported_accommodation",
        holding="block",
        weekly=Decimal(900),
        begins=BEGINS,
        source="Contract",
        **who,
    )
    assert made.per_place
    with pytest.raises(NotNow, match="every place is paid for"):
        operations.change(made, per_place=False, **who)


@pytest.mark.parametrize(
    ("model", "changes"),
    [
        (Provider, {"name": ""}),
        (Provider, {"company_number": "1"}),
        (Provider, {"ended_reason": "No more"}),
        (Home, {"judgement": "good", "judged_on": None}),
        (Home, {"registration": "supported", "judgement": "good", "judged_on": BEGINS}),
        (Home, {"youngest": 19}),
        (Home, {"oldest": 26}),
        (Home, {"placement": "with_parents"}),
        (Places, {"number": 0}),
        (Places, {"usable": 0}),
        (Places, {"until": BEGINS - timedelta(days=1)}),
        (Price, {"weekly": 0}),
        (Price, {"weekly": -1}),
        (Price, {"source": ""}),
        (Price, {"uplift_spread": -1}),
        (Price, {"holding": "block", "per_place": False}),
    ],
)
def test_the_database_itself_refuses(market: Market, model: Any, changes: dict[str, Any]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        model.objects.all().update(**changes)
