"""The pages of the market: the answer first, forms that lose nothing, and a provider that sees its own homes alone."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import datetime
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from suffice.analyse.market import drawing, operations
from suffice.analyse.market.models import Framework, Home, MarketDrawing, Places, Price, Provider
from suffice.core import work
from suffice.core.models import Authority, Event, Organisation, Person
from tests.rooms.market.conftest import Market

SignedIn = Callable[[Person], Client]
MARKET = "/336/market/"


def told(page: Any) -> str:
    """What the page says, without its marks."""
    return " ".join(re.sub(r"<[^>]+>", " ", page.content.decode()).replace("&#39;", "'").split())


def test_the_board_answers_before_it_shows_its_working(market: Market, leader: Person, signed_in: SignedIn) -> None:
    words = told(signed_in(leader).get(MARKET))
    assert "the council can use 204 places in 2 homes and services of 2 providers: 200 of its own and 4" in words
    assert "100%, 1 of 1 judged homes and services are good or outstanding." in words
    assert "1 home or service has no judgement written down." in words
    assert "The middle price of a week is £4,312.45 for a children's home." in words
    assert "No places are written down for agency foster care and supported accommodation." in words
    assert "No price is written down for in-house foster care" in words
    assert "Places in use have not been counted: bring a placement census." in words


def test_an_empty_market_says_what_is_missing_and_how_to_begin(
    authority: Authority, commissioner: Person, leader: Person, signed_in: SignedIn
) -> None:
    words = told(signed_in(commissioner).get(MARKET))
    assert "No place is written down yet" in words
    assert "Bring a file of homes, places or prices" in words
    assert "Bring a file" not in told(signed_in(leader).get(MARKET))


def test_charts_are_drawn_in_the_background_and_say_when_they_are_old(
    market: Market, leader: Person, contract_manager: Person, now: datetime, signed_in: SignedIn
) -> None:
    drawing.ask(authority=market.authority, at=now)
    assert drawing.ask(authority=market.authority, at=now) == drawing.ask(authority=market.authority, at=now)
    assert [one.state for one in work.run_waiting()] == ["done"]
    drawn = MarketDrawing.objects.get()
    assert set(drawn.charts) == {"places", "judgements", "prices"}
    client = signed_in(leader)
    words = told(client.get(MARKET))
    assert "Download the picture" in words
    assert "has changed since this chart was drawn" not in words
    operations.change(market.own, number=10, by=contract_manager, at=now)
    assert "has changed since this chart was drawn" in told(client.get(MARKET))


@pytest.mark.parametrize("shelf", ["providers", "homes", "places", "prices", "frameworks"])
def test_what_is_taken_away_is_what_the_register_shows(
    shelf: str, market: Market, leader: Person, signed_in: SignedIn
) -> None:
    client = signed_in(leader)
    rows = list(
        csv.DictReader(io.StringIO(client.get(f"{MARKET}{shelf}/", {"download": "csv"}).content.decode("utf-8-sig")))
    )
    words = told(client.get(f"{MARKET}{shelf}/"))
    assert rows
    for row in rows:
        first = next(iter(row.values()))
        assert first in words
    assert "Nothing fits these filters." in told(client.get(f"{MARKET}{shelf}/", {"state": "ended"}))


@pytest.mark.parametrize("shelf", ["providers", "homes", "places", "prices", "frameworks"])
def test_a_longer_register_asks_the_database_no_more_often(
    shelf: str,
    market: Market,
    commissioner: Person,
    signed_in: SignedIn,
    django_assert_num_queries: Callable[[int], AbstractContextManager[Any]],
) -> None:
    client = signed_in(commissioner)
    client.get(f"{MARKET}{shelf}/")
    with CaptureQueriesContext(connection) as before:
        client.get(f"{MARKET}{shelf}/")
    asked = len(before)
    assert client.post(f"{MARKET}{shelf}/add/", _typed(market, NEW[shelf][1])).status_code == 302
    client.get(f"{MARKET}{shelf}/")  # tells what was done
    with django_assert_num_queries(asked):
        assert client.get(f"{MARKET}{shelf}/").status_code == 200


def test_money_leaves_the_register_to_the_penny(market: Market, leader: Person, signed_in: SignedIn) -> None:
    page = signed_in(leader).get(f"{MARKET}prices/", {"download": "csv"})
    assert "4312.45" in page.content.decode()


NEW: dict[str, tuple[type[Any], dict[str, str]]] = {
    "providers": (Provider, {"name": "Oak Homes", "kind": "voluntary", "company_number": "01234567"}),
    "homes": (
        Home,
        {
            "provider": "brook",
            "name": "Brook Flats",
            "placement": "supported_accommodation",
            "registration": "supported",
            "youngest": "16",
            "oldest": "17",
            "judgement": "strong",
            "judged_on": "2025-03-01",
        },
    ),
    "places": (Places, {"home": "house", "holding": "spot", "number": "2", "usable": "85", "begins": "2025-04-01"}),
    "prices": (
        Price,
        {
            "placement": "secure",
            "weekly": "7000.50",
            "begins": "2025-04-01",
            "uplift": "5.5",
            "uplift_spread": "2",
            "source": "A letter",
        },
    ),
    "frameworks": (
        Framework,
        {"name": "Block", "holding": "block", "placements": "supported_accommodation", "begins": "2025-04-01"},
    ),
}


def _typed(market: Market, details: dict[str, str]) -> dict[str, Any]:
    return {name: getattr(market, value).pk if hasattr(market, value) else value for name, value in details.items()}


@pytest.mark.parametrize("shelf", list(NEW))
def test_what_is_typed_is_written_down_changed_and_ended(
    shelf: str, market: Market, commissioner: Person, signed_in: SignedIn
) -> None:
    client, (model, details) = signed_in(commissioner), NEW[shelf]
    page = client.post(f"{MARKET}{shelf}/add/", _typed(market, details))
    assert page.status_code == 302, told(page)
    made = model.objects.order_by("-pk").first()
    assert page["Location"] == f"{MARKET}{shelf}/{made.pk}/"
    assert made.recorded_by == commissioner
    again = client.post(f"{MARKET}{shelf}/add/", _typed(market, details))
    assert again.status_code == 400
    assert "already" in told(again)

    address = f"{MARKET}{shelf}/{made.pk}/"
    form = client.get(f"{address}change/")
    assert form.status_code == 200
    same = {name: value for name, value in _typed(market, details).items() if name in model.CHANGEABLE}
    assert "Nothing was changed" in told(client.post(f"{address}change/", same))
    other = {"providers": "name", "homes": "name", "places": "number", "prices": "weekly", "frameworks": "name"}[shelf]
    assert client.post(f"{address}change/", {**same, other: "9"}).status_code == 302
    assert "was" in told(client.get(address))

    assert client.post(f"{address}end/", {"on": "2026-01-01", "reason": ""}).status_code == 400
    assert client.post(f"{address}end/", {"on": "2026-01-01", "reason": "Over"}).status_code == 302
    assert "As from 1 January 2026, by Commissioner: Over" in told(client.get(address))
    assert client.get(f"{address}change/").status_code == 409
    assert Event.objects.filter(subject=f"market.{model._meta.model_name}:{made.pk}").count() == 3


def test_shares_are_typed_as_percentages_and_kept_exactly(
    market: Market, commissioner: Person, signed_in: SignedIn
) -> None:
    client = signed_in(commissioner)
    client.post(f"{MARKET}places/add/", _typed(market, NEW["places"][1]))
    client.post(f"{MARKET}prices/add/", NEW["prices"][1])
    assert Places.objects.get(holding="spot").usable == Decimal("0.85")
    assert Price.objects.get(placement="secure").uplift == Decimal("0.055")
    assert (
        'value="85"' in client.get(f"{MARKET}places/{Places.objects.get(holding='spot').pk}/change/").content.decode()
    )


def test_nothing_typed_is_lost_when_something_is_wrong(
    market: Market, commissioner: Person, signed_in: SignedIn
) -> None:
    page = signed_in(commissioner).post(f"{MARKET}prices/add/", {**NEW["prices"][1], "weekly": "0"})
    assert page.status_code == 400
    assert "A price is above nought" in told(page)
    assert 'value="A letter"' in page.content.decode()


@pytest.mark.parametrize("shelf", ["providers", "homes"])
def test_those_who_read_do_not_write(shelf: str, market: Market, leader: Person, signed_in: SignedIn) -> None:
    client, pk = signed_in(leader), {"providers": market.brook.pk, "homes": market.house.pk}[shelf]
    for path in ("add/", f"{pk}/change/", f"{pk}/end/"):
        assert client.post(f"{MARKET}{shelf}/{path}", {"on": "2026-01-01", "reason": "x"}).status_code == 403
    assert "Change the" not in told(client.get(f"{MARKET}{shelf}/{pk}/"))


def test_a_record_of_another_council_is_not_here(
    market: Market, elsewhere: Authority, stranger: Person, signed_in: SignedIn
) -> None:
    assert signed_in(stranger).get(f"/332/market/homes/{market.house.pk}/").status_code == 404


@pytest.fixture
def brook_person(market: Market, provider: Person, organisation: Organisation) -> Person:
    provider.organisation = organisation
    provider.save()
    return provider


def test_a_provider_sees_its_own_homes_and_prices_and_nothing_of_the_councils(
    market: Market, brook_person: Person, signed_in: SignedIn
) -> None:
    client = signed_in(brook_person)
    assert "Brook House" in told(client.get(f"{MARKET}own/"))
    assert "written down 1 home or service of yours" in told(client.get("/336/"))
    words = told(client.get(f"{MARKET}providers/{market.brook.pk}/"))
    assert "Brook House" in words
    assert "£4,312.45" in words
    for kept in ("Ask in May", "Contract manager", "What happened to it"):
        assert kept not in words
    for path in (f"homes/{market.house.pk}/", f"places/{market.called_off.pk}/", f"prices/{market.price.pk}/"):
        page = client.get(MARKET + path)
        assert page.status_code == 200
        assert f"frameworks/{market.framework.pk}/" not in page.content.decode()  # the name, and no dead end
    assert "Regional framework" in told(client.get(f"{MARKET}homes/{market.house.pk}/"))
    for path in (
        f"providers/{market.council.pk}/",
        f"homes/{market.carers.pk}/",
        f"places/{market.own.pk}/",
        f"frameworks/{market.framework.pk}/",
    ):
        assert client.get(MARKET + path).status_code == 404
    for path in ("", "homes/", "providers/", "prices/", "homes/add/"):
        assert client.get(MARKET + path).status_code == 403
    assert "Brook House" in told(client.get("/336/search/", {"q": "brook"}))
    assert "Foster carers" not in told(client.get("/336/search/", {"q": "foster"}))


def test_a_provider_that_nobody_has_linked_sees_a_sentence(
    market: Market, provider: Person, signed_in: SignedIn
) -> None:
    client = signed_in(provider)
    assert "has not yet written down which homes are your organisation's" in told(client.get(f"{MARKET}own/"))
    assert "written down 0 homes and services of yours" in told(client.get("/336/"))
    assert client.get(f"{MARKET}homes/{market.house.pk}/").status_code == 404
    assert "Brook House" not in told(client.get("/336/search/", {"q": "brook"}))


def test_what_a_form_cannot_take_is_said_in_plain_words(
    market: Market, contract_manager: Person, signed_in: SignedIn
) -> None:
    client = signed_in(contract_manager)
    page = told(client.post(f"{MARKET}places/add/", {"home": 999999, "holding": "cloud", "number": -4, "usable": 80}))
    assert "Choose one of the answers that are offered." in page
    assert "Give 0 or more." in page or "Give 1 or more." in page
    for framework in ("Ensure this", "Select a valid", "This field", "Enter a"):
        assert framework not in page


def test_a_young_adviser_is_not_shown_the_market(market: Market, young_adviser: Person, signed_in: SignedIn) -> None:
    client = signed_in(young_adviser)
    for path in ("", "own/", "homes/", f"homes/{market.house.pk}/"):
        assert client.get(MARKET + path).status_code == 403
    assert "Brook House" not in told(client.get("/336/search/", {"q": "brook"}))


def test_home_and_search_lead_to_the_market(market: Market, leader: Person, signed_in: SignedIn) -> None:
    client = signed_in(leader)
    assert "the council can use 204 places" in told(client.get("/336/"))
    assert f"/336/market/homes/{market.house.pk}/" in client.get("/336/search/", {"q": "sc000101"}).content.decode()
