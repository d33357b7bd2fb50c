"""Files brought to the market: nothing is silent or changed before it is accepted, and bad files leave nothing."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from suffice.analyse.market import operations
from suffice.analyse.market.models import (
    BroughtFile,
    FileKind,
    FileState,
    Home,
    Places,
    PlacesInUse,
    Price,
    Provider,
)
from suffice.analyse.market.operations import files
from suffice.analyse.returns.operations import clear_child_rows
from suffice.core.models import Authority, Event, Look, Person
from suffice.core.policies import NotNow
from suffice.engine.supply.reading import Template, template_csv
from tests.rooms.accepting import a_year
from tests.rooms.accepting import accept as accept_returns
from tests.rooms.market.conftest import BEGINS, Market

SignedIn = Callable[[Person], Client]
Bring = Callable[..., BroughtFile]
LIST = """Provider level at 31 March 2025,,,,,,,,,
URN,Provision type,Registration status,Name,Local authority,Sector,Places,Organisation which owns the provider,\
Latest full inspection date,"
Overall experiences and progress of children and young people"
SC000101,Children's home,Active,REDACTED,Dudley,Private,5,Brook Homes Limited,05/11/2024,Good
SC000002,Children's home,Active,REDACTED,Wolverhampton,Private,3,Oak Care,14/01/2025,Outstanding
SC000003,Children's home,Active,REDACTED,Wolverhampton,Local Authority,4,,,
SC000004,Children's home,Active,REDACTED,Kent,Private,3,Far Care,,
SC000005,Boarding School,Active,The School,Wolverhampton,Academy,80,The Trust,03/10/2023,Good
9336001,Independent Fostering Agency,Active,Used Fostering,Kent,Voluntary,,Used Trust,03/10/2023,Good
"""
CENSUS = """Looked after child?,Placing Authority,Identifier,Age,How the placement was sourced,Organisation,\
Establishment,Host Authority,Type of provision,Total weekly cost,Establishment registration URN,Placement start date
Looked after child (under 18),Wolverhampton,C1,12,Direct Award / Off Framework,Brook Homes,Brook House,Dudley,\
Residential - Mainstream,4000,SC000101,01/02/2025
Looked after child (under 18),Wolverhampton,C2,13,Direct Award / Off Framework,Brook Homes,Brook House,Dudley,\
Residential - Mainstream,4200.50,SC000101,01/02/2025
Looked after child (under 18),Wolverhampton,C3,14,Direct Award / Off Framework,Brook Homes,Brook House,Dudley,\
Residential - Mainstream,4400,SC000101,01/02/2025
Looked after child (under 18),Wolverhampton,C4,9,Direct Award / Off Framework,New Fostering,,Sandwell,\
Fostering - Mainstream,900,SC000009,01/02/2025
Looked after child (under 18),Bolton,C5,9,Direct Award / Off Framework,New Fostering,,Bolton,\
Fostering - Mainstream,900,SC000009,01/02/2025
"""
COSTS = """Child ID,Placement start date,Placement end date,Placement type,Provider type,Procurement platform,\
Ofsted URN,Total committed cost accrued in FY to date
C1,01/04/2024,,K2,PR4,Framework,SC000101,208571.43
C2,01/04/2024,,K2,PR4,Framework,SC000101,219000.00
C3,01/04/2024,30/09/2024,K2,PR4,Framework,SC000101,104000.00
C4,01/04/2024,,U6,PR4,Spot,SC000077,42000.00
"""


@pytest.fixture
def bring(authority: Authority, contract_manager: Person, now: datetime) -> Bring:
    def brought(kind: FileKind, text: str | bytes, name: str = "a.csv", **details: Any) -> BroughtFile:
        content = text.encode() if isinstance(text, str) else text
        upload = SimpleUploadedFile(name, content)
        return files.bring(authority=authority, kind=kind, file=upload, by=contract_manager, at=now, **details)

    return brought


@pytest.fixture
def accept(contract_manager: Person, now: datetime) -> Callable[[BroughtFile], BroughtFile]:
    return lambda file: files.accept(file=file, by=contract_manager, at=now)


def names(file: BroughtFile) -> set[tuple[str, str, str]]:
    return {(one["act"], one["what"], one["name"]) for one in file.changes}


def codes(file: BroughtFile) -> set[str]:
    return {one["code"] for one in file.findings}


def kept(settings: Any) -> list[Path]:
    return [path for path in (Path(settings.DATA) / "files").rglob("*") if path.is_file()]


@pytest.fixture
def placed(authority: Authority, analyst: Person, now: datetime) -> None:
    """A return that placed a child at a fostering agency in Kent."""
    year = a_year({"A1": "10/05/2014"}, [("A1", "01/05/2020", "", "U6")])
    year["episodes.csv"] = year["episodes.csv"].replace("WV2 2BB,", "WV2 2BB,9336001")
    accept_returns({2021: year}, authority=authority, by=analyst, at=now)


def test_the_inspectorates_list_shows_what_it_would_change_and_changes_nothing(
    market: Market, placed: None, bring: Bring
) -> None:
    before = Home.objects.count(), Provider.objects.count()
    file = bring(FileKind.INSPECTORATE, LIST, areas=["Wolverhampton"])
    assert names(file) == {
        ("Changed", "home", "Brook House"),
        ("Added", "provider", "Oak Care"),
        ("Added", "home", "Children's home SC000002"),
        ("Added", "home", "Children's home SC000003"),
        ("Added", "provider", "Used Trust"),
        ("Added", "home", "Used Fostering"),
    }
    assert (Home.objects.count(), Provider.objects.count()) == before
    (changed,) = [one for one in file.changes if one["act"] == "Changed"]
    assert (
        "Judgement was nothing and is Good" in changed["words"]
        or "judgement was nothing and is Good" in changed["words"]
    )
    assert "authority in which it stands was Wolverhampton and is Dudley" in changed["words"]


def test_an_accepted_list_is_in_the_register_with_an_event_for_each_record(
    market: Market, placed: None, bring: Bring, accept: Callable[[BroughtFile], BroughtFile]
) -> None:
    file = accept(bring(FileKind.INSPECTORATE, LIST, areas=["Wolverhampton"]))
    assert file.state == FileState.ACCEPTED
    house = Home.objects.get(urn="SC000101")
    assert (house.judgement, house.judged_on, house.registered_places) == ("good", date(2024, 11, 5), 5)
    assert house.provider == market.brook, "an owner whose name is written otherwise is the same"
    oak, own, used = (Home.objects.get(urn=urn) for urn in ("SC000002", "SC000003", "9336001"))
    assert (oak.provider.name, oak.judgement, oak.area) == ("Oak Care", "outstanding", "Wolverhampton")
    assert own.provider == market.council
    assert (used.placement, used.registration, used.provider.kind) == ("agency_foster", "fostering_agency", "voluntary")
    assert not Home.objects.filter(urn__in=["SC000004", "SC000005"]).exists()
    assert Event.objects.filter(kind="market.added", subject=f"market.home:{oak.pk}").exists()
    again = bring(FileKind.INSPECTORATE, LIST, areas=["Wolverhampton"])
    assert again.changes == []


def test_a_provider_whose_name_is_written_in_two_ways_is_one(
    market: Market, bring: Bring, accept: Callable[[BroughtFile], BroughtFile]
) -> None:
    twice = LIST.replace(
        "SC000004,Children's home,Active,REDACTED,Kent,Private,3,Far Care",
        "SC000004,Children's home,Active,REDACTED,Wolverhampton,Private,3,OAK  care",
    )
    accept(bring(FileKind.INSPECTORATE, twice, areas=["Wolverhampton"]))
    assert Home.objects.filter(provider__name="Oak Care").count() == 2


def test_a_home_that_the_list_has_lost_is_told_and_not_ended(market: Market, bring: Bring, now: datetime) -> None:
    operations.add_home(
        provider=market.brook,
        name="Gone House",
        placement="childrens_home",
        registration="childrens_home",
        urn="SC000099",
        by=market.brook.recorded_by,
        at=now,
    )
    file = bring(FileKind.INSPECTORATE, LIST)
    (told,) = [one for one in file.findings if one["code"] == "home-not-listed"]
    assert "Gone House (URN SC000099) is not in a.csv: end it if it has closed." in told["examples"][0]["sentence"]
    assert not any(one["act"] == "Ended" for one in file.changes)


def test_an_older_judgement_does_not_take_the_place_of_a_newer(
    market: Market, bring: Bring, contract_manager: Person, now: datetime
) -> None:
    operations.change(market.house, judgement="inadequate", judged_on=date(2025, 6, 1), by=contract_manager, at=now)
    (changed,) = bring(FileKind.INSPECTORATE, LIST).changes
    assert "judgement" not in changed["words"].lower()


def test_places_and_prices_of_the_templates_are_written_down(
    market: Market, bring: Bring, accept: Callable[[BroughtFile], BroughtFile]
) -> None:
    accept(bring(FileKind.CAPACITY, template_csv(Template.CAPACITY), "capacity.csv"))
    example = Places.objects.get(home__name="Example House")
    assert (example.number, example.usable, example.holding, example.home.youngest) == (4, Decimal("0.90"), "block", 10)
    assert example.home.provider.name == "Example Care Ltd"
    own = Places.objects.get(home__name="Council foster carers")
    assert own.home.provider == market.council
    accept(bring(FileKind.PRICES, template_csv(Template.PRICES), "prices.csv"))
    block = Price.objects.get(placement="childrens_home", holding="block", provider=None)
    assert (block.weekly, block.per_place, block.uplift, block.source) == (
        Decimal("4300.00"),
        True,
        Decimal("0.0600"),
        "prices.csv",
    )
    assert bring(FileKind.CAPACITY, template_csv(Template.CAPACITY), "capacity.csv").changes == []
    assert bring(FileKind.PRICES, template_csv(Template.PRICES), "prices.csv").changes == []


def test_a_table_of_places_changes_those_that_begin_on_the_same_day(
    market: Market, bring: Bring, accept: Callable[[BroughtFile], BroughtFile]
) -> None:
    table = (
        "name,provider,placement,holding,places,opens,closes,urn,youngest\n"
        f"Brook House,Brook Homes,childrens_home,framework,3,{BEGINS},2026-04-01,SC000101,10\n"
    )
    file = bring(FileKind.CAPACITY, table)
    (change,) = file.changes
    assert (change["act"], change["pk"]) == ("Changed", market.called_off.pk)
    assert "places was 4 and is 3" in change["words"]
    accept(file)
    assert Places.objects.get(pk=market.called_off.pk).until == date(2026, 4, 1)


def test_a_census_counts_places_in_use_and_makes_prices_of_three_placements_and_more(
    market: Market, bring: Bring, accept: Callable[[BroughtFile], BroughtFile]
) -> None:
    file = accept(bring(FileKind.CENSUS, CENSUS, on=date(2025, 3, 31)))
    assert {(one.home.name, one.number) for one in PlacesInUse.objects.all()} == {
        ("Brook House", 3),
        ("New Fostering", 1),
    }
    made = Price.objects.filter(begins=date(2025, 3, 31))
    assert {(one.provider.name if one.provider else None, one.weekly, one.placements) for one in made} == {
        (None, Decimal("4200.50"), 3),
        ("Brook Homes", Decimal("4200.50"), 3),
    }
    assert all(one.source == "a.csv, 31 March 2025" for one in made)
    assert {"price-of-few", "placements-left-out"} <= codes(file)
    assert file.children == 4
    assert Home.objects.get(urn="SC000009").provider.name == "New Fostering"


def test_the_board_sets_places_in_use_beside_the_places_of_that_day(  # noqa: PLR0917
    market: Market,
    bring: Bring,
    accept: Callable[[BroughtFile], BroughtFile],
    contract_manager: Person,
    leader: Person,
    now: datetime,
    signed_in: SignedIn,
) -> None:
    accept(bring(FileKind.CENSUS, CENSUS, on=date(2025, 3, 31)))
    fullest = "on 31 March 2025, the fullest kind was children's home: 75%, 3 of 4 places."
    assert fullest in told(signed_in(leader).get("/336/market/"))
    operations.end(market.called_off, on=date(2025, 9, 1), reason="Fewer", by=contract_manager, at=now)
    operations.add_places(
        home=market.house, holding="spot", number=9, begins=date(2025, 9, 1), by=contract_manager, at=now
    )
    assert fullest in told(signed_in(leader).get("/336/market/"))


def test_a_cost_return_finds_homes_by_urn_and_says_which_it_does_not_know(
    market: Market, bring: Bring, accept: Callable[[BroughtFile], BroughtFile]
) -> None:
    file = accept(bring(FileKind.COSTS, COSTS, on=date(2025, 3, 31)))
    (counted,) = PlacesInUse.objects.all()
    assert (counted.home, counted.number) == (market.house, 2)
    (told,) = [one for one in file.findings if one["code"] == "urn-not-in-register"]
    assert "1 placement of a.csv are at URN SC000077" in told["examples"][0]["sentence"]
    general = Price.objects.get(provider=None, placement="childrens_home")
    assert (general.placements, general.holding) == (3, "framework")
    assert Decimal(3900) < general.weekly < Decimal(4300)


def test_when_the_register_moved_meanwhile_nothing_is_written_and_the_change_is_shown_anew(
    market: Market,
    bring: Bring,
    accept: Callable[[BroughtFile], BroughtFile],
    contract_manager: Person,
    now: datetime,
) -> None:
    table = (
        "name,provider,placement,holding,places,opens,urn,youngest\n"
        f"Brook House,Brook Homes,childrens_home,framework,3,{BEGINS},SC000101,10\n"
    )
    file = bring(FileKind.CAPACITY, table)
    operations.change(market.called_off, number=2, by=contract_manager, at=now)
    with pytest.raises(NotNow, match="The register has changed since this page was shown"):
        accept(file)
    held = BroughtFile.objects.get(pk=file.pk)
    assert held.state == FileState.SHOWN
    assert "places was 2 and is 3" in held.changes[0]["words"]
    assert Places.objects.get(pk=market.called_off.pk).number == 2
    accept(held)
    assert Places.objects.get(pk=market.called_off.pk).number == 3


def test_a_file_is_decided_once(
    market: Market, bring: Bring, accept: Callable[[BroughtFile], BroughtFile], contract_manager: Person, now: datetime
) -> None:
    file = files.refuse(file=bring(FileKind.INSPECTORATE, LIST), by=contract_manager, at=now)
    assert file.state == FileState.REFUSED
    assert Event.objects.filter(kind="market.refused").count() == 1
    with pytest.raises(NotNow, match="was refused already"):
        accept(file)
    with pytest.raises(NotNow, match="was refused already"):
        files.refuse(file=file, by=contract_manager, at=now)


@pytest.mark.parametrize("kind", list(FileKind))
@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\x00\x01\x02\x03" * 500,
        b"PK\x03\x04 a workbook",
        b"one,two\n1,2\n",
        b"\xff\xfe\x00",
        b'"never closed\n1\n',
        b"[1, 2",
        b"a," * 5000 + b"\n",
    ],
)
def test_a_bad_file_is_refused_in_a_sentence_and_nothing_of_it_is_kept(
    market: Market, bring: Bring, settings: Any, kind: FileKind, content: bytes
) -> None:
    before = Event.objects.count()
    with pytest.raises(NotNow) as refusal:
        bring(kind, content, "bad.csv", on=date(2025, 3, 31))
    assert str(refusal.value).rstrip().endswith(".")
    assert "bad.csv" in str(refusal.value)
    assert not BroughtFile.objects.exists()
    assert not kept(settings)
    assert Event.objects.count() == before


def test_rows_that_cannot_be_used_are_told_with_their_row_and_the_rest_is_used(market: Market, bring: Bring) -> None:
    table = (
        "name,provider,placement,holding,places,opens\n"
        "Good House,Oak,childrens_home,spot,2,2025-04-01\n"
        "Bad House,Oak,childrens_home,lent,2,2025-04-01\n"
        "Empty House,Oak,childrens_home,spot,0,2025-04-01\n"
    )
    file = bring(FileKind.CAPACITY, table)
    assert ("Added", "places", "Good House") in names(file)
    assert not any("Bad House" in one["name"] or "Empty House" in one["name"] for one in file.changes)
    told = [example for one in file.findings for example in one["examples"]]
    assert {example["row"] for example in told} >= {3}
    assert any("Empty House has no places" in example["sentence"] for example in told)


def told(page: Any) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", page.content.decode()).replace("&#39;", "'").split())


def test_a_file_goes_through_its_pages(market: Market, contract_manager: Person, signed_in: SignedIn) -> None:
    client, address = signed_in(contract_manager), "/336/market/files/"
    assert client.get(f"{address}bring/").status_code == 200
    form = {"kind": "capacity", "chosen": SimpleUploadedFile("c.csv", template_csv(Template.CAPACITY).encode())}
    half = client.post(f"{address}bring/", form)
    assert half.status_code == 400
    assert "stopped arriving before the end" in told(half)
    form["chosen"] = SimpleUploadedFile("c.csv", template_csv(Template.CAPACITY).encode())
    sent = client.post(f"{address}bring/", {**form, "whole": "yes"})
    assert sent.status_code == 302
    page = client.get(sent["Location"])
    assert "Accepting this file would make" in told(page)
    assert "Example House" in told(page)
    assert "Accept or refuse what c.csv would change" in told(client.get("/336/"))
    assert client.get(f"{sent['Location']}accept/").status_code == 405
    assert client.post(f"{sent['Location']}accept/").status_code == 302
    assert "This file made" in told(client.get(sent["Location"]))
    assert "c.csv" in told(client.get(address))
    taken = client.get(f"{sent['Location']}original/")
    assert b"".join(taken).decode() == template_csv(Template.CAPACITY)  # type: ignore[arg-type]


@pytest.mark.parametrize("what", list(Template))
def test_a_table_to_write_over_is_taken_from_where_files_are_brought(
    market: Market, contract_manager: Person, signed_in: SignedIn, what: Template
) -> None:
    client = signed_in(contract_manager)
    address = f"/336/market/files/templates/{what}.csv"
    assert address in client.get("/336/market/files/bring/").content.decode()
    assert client.get(address).content.decode() == template_csv(what)
    assert client.get("/336/market/files/templates/moods.csv").status_code == 404


def test_places_from_no_given_day_are_told_so(market: Market, bring: Bring) -> None:
    rows = "name,provider,placement,holding,places,opens\nElm House,Elm,childrens_home,spot,3,\n"
    file = bring(FileKind.CAPACITY, rows)
    words = " ".join(one["words"] for one in file.changes)
    assert "from no day that is given, so on every day" in words
    assert "1900" not in words


def test_a_file_of_placements_needs_its_day(market: Market, commissioner: Person, signed_in: SignedIn) -> None:
    form = {"kind": "census", "chosen": SimpleUploadedFile("c.csv", CENSUS.encode()), "whole": "yes"}
    page = signed_in(commissioner).post("/336/market/files/bring/", form)
    assert page.status_code == 400
    assert "Give the day that the file tells of" in told(page)


def test_a_home_that_a_file_calls_otherwise_is_the_one_with_its_urn(market: Market, bring: Bring) -> None:
    table = (
        "name,provider,placement,holding,places,opens,urn\nOther,New Care,childrens_home,spot,1,2025-04-01,SC000101\n"
    )
    file = bring(FileKind.CAPACITY, table)
    assert names(file) == {("Changed", "home", "Brook House"), ("Added", "places", "Brook House")}
    (said,) = [one for one in file.findings if one["code"] == "home-named-otherwise"]
    assert "calls the home with URN SC000101 Other, and the register Brook House" in said["examples"][0]["sentence"]


def test_originals_about_children_are_for_few_recorded_and_cleared_in_time(  # noqa: PLR0917
    market: Market,
    bring: Bring,
    practice_lead: Person,
    contract_manager: Person,
    now: datetime,
    settings: Any,
    signed_in: SignedIn,
    django_capture_on_commit_callbacks: Callable[..., Any],
) -> None:
    file = bring(FileKind.CENSUS, CENSUS, on=date(2025, 3, 31))
    listed = bring(FileKind.INSPECTORATE, LIST)
    address = f"/336/market/files/{file.pk}/"
    assert signed_in(contract_manager).get(f"{address}original/").status_code == 403
    assert "Download a.csv" not in told(signed_in(contract_manager).get(address))
    assert signed_in(practice_lead).get(f"{address}original/").status_code == 200
    assert Look.objects.get().children == 4
    with django_capture_on_commit_callbacks(execute=True):
        assert clear_child_rows(authority=market.authority, by=None, at=now.replace(year=now.year + 11)) == 1
    assert BroughtFile.objects.get(pk=file.pk).cleared_at is not None
    assert BroughtFile.objects.get(pk=listed.pk).cleared_at is None
    assert len(kept(settings)) == 1
    assert signed_in(practice_lead).get(f"{address}original/").status_code == 409
    assert Event.objects.filter(kind="market.cleared").exists()


@pytest.mark.samples
def test_the_published_list_of_2025_is_read_whole(
    samples: Path, market: Market, bring: Bring, accept: Callable[[BroughtFile], BroughtFile]
) -> None:
    raw = (samples / "public/providers/provider_at_march_2025_raw.csv").read_bytes()
    file = accept(bring(FileKind.INSPECTORATE, raw, "providers.csv", areas=["Wolverhampton"]))
    assert file.rows == 5600
    here = Home.objects.filter(area="Wolverhampton").exclude(pk=market.house.pk)
    assert here.filter(placement="childrens_home").count() == 37
    assert here.filter(placement="supported_accommodation").count() == 16
    assert here.filter(placement="agency_foster").count() == 2
    assert not here.filter(registration="supported", judgement__in=["good", "outstanding"]).exists()
