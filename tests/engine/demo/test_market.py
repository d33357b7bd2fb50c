"""The imaginary market's files: of the same children as the returns, readable, and with too few homes for them."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import polars as pl
import pytest

from suffice.demo.market.files import write_market
from suffice.demo.market.register import market
from suffice.demo.returns import generate
from suffice.demo.returns.files import write
from suffice.engine.episodes import assemble, stock_on
from suffice.engine.returns.reading import read
from suffice.engine.supply.model import Holding
from suffice.engine.supply.reading import read_capacity, read_prices

LAST = date(2022, 3, 31)
OUTSIDE = {"agency_foster", "childrens_home", "secure", "supported_accommodation"}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    demo = generate(seed=1)
    target = tmp_path_factory.mktemp("demo")
    write(demo, target)
    write_market(demo, target / "market")
    return target


@pytest.fixture(scope="module")
def stock(folder: Path) -> pl.DataFrame:
    history = assemble(read([folder], today=date(2026, 1, 1)).returns)
    return stock_on(history, LAST).children


def rows(folder: Path, name: str) -> list[dict[str, str]]:
    with (folder / "market" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def as_day(text: str) -> date:
    return datetime.strptime(text, "%d/%m/%Y").date()


def held_on(on: date) -> Mapping[str, float]:
    """Places that can be used in the ordinary run of things, by kind."""
    found: Counter[str] = Counter()
    for provider in market().providers:
        for home in provider.homes:
            for line in home.lines:
                if line.begins <= on and (line.until is None or line.until > on):
                    found[str(home.placement)] += float(line.usable) * line.number  # type: ignore[assignment]
    return found


def test_the_census_tells_of_the_children_whom_others_look_after_on_the_last_day(
    folder: Path, stock: pl.DataFrame
) -> None:
    outside = stock.filter(pl.col("state").is_in(OUTSIDE) & (pl.col("place_provider") != "PR1"))
    census = {row["Identifier"]: row for row in rows(folder, "placement_census")}
    assert set(census) == set(outside["child"])
    for one in outside.iter_rows(named=True):
        assert int(census[one["child"]]["Age"]) == one["age"]
    assert all(row["Organisation"].endswith("(imaginary)") for row in census.values())
    assert all(row["Establishment"] for row in census.values())


def test_the_cost_return_holds_every_placement_of_the_year_and_goes_on_for_those_who_stay(
    folder: Path, stock: pl.DataFrame
) -> None:
    costs = rows(folder, "placement_costs")
    open_now = Counter(row["Child ID"] for row in costs if not row["Placement end date"])
    paid = stock.filter(~pl.col("state").is_in({"with_parents", "placed_for_adoption", "other"}))
    assert set(open_now) == set(paid["child"])
    assert set(open_now.values()) == {1}
    for row in costs:
        start, end = as_day(row["Placement start date"]), row["Placement end date"]
        assert start <= LAST
        assert not end or as_day(end) > date(2021, 4, 1)
        parts = [row[f"Contribution from {name}"] for name in _PAYERS]
        total = Decimal(row["Total committed cost accrued in FY to date"])
        assert total > 0
        assert abs(total - sum(Decimal(part) for part in parts)) <= Decimal("0.02")


_PAYERS = ("social care provider/s", "health provider/s", "education provider/s")


def test_places_and_prices_are_read_back_as_they_were_imagined(folder: Path) -> None:
    places = read_capacity(folder / "market" / "capacity.csv")
    lines = [line for one in market().providers for home in one.homes for line in home.lines]
    assert not places.aside
    assert [one.places for one in places.records] == [line.number for line in lines]
    assert {one.urn for one in places.records if one.urn} == set(market().by_urn())
    prices = read_prices(folder / "market" / "prices.csv")
    assert not prices.aside
    assert list(prices.records) == [one.price for one in market().prices]


def test_nobody_lives_where_there_is_no_place(stock: pl.DataFrame, folder: Path) -> None:
    by_urn = Counter(row["Establishment registration URN"] for row in rows(folder, "placement_census"))
    for urn, number in by_urn.items():
        if urn:
            _, home = market().by_urn()[urn]
            held = sum(one.number for one in home.lines if one.until is None or one.until > LAST)
            assert number <= held, (home.name, number, held)


def test_there_are_too_few_places_in_childrens_homes_and_enough_for_fostering(stock: pl.DataFrame) -> None:
    children = Counter(stock["state"])
    held = held_on(LAST)
    assert held["childrens_home"] < children["childrens_home"] <= held["childrens_home"] + 3
    for kind, least in (("in_house_foster", 0.9), ("agency_foster", 0.9)):
        assert least * held[kind] < children[kind] < held[kind]
    assert held["supported_accommodation"] > children["supported_accommodation"]
    assert held_on(date(2022, 9, 1))["childrens_home"] > children["childrens_home"]
    assert held_on(date(2023, 4, 1))["childrens_home"] < held_on(date(2022, 9, 1))["childrens_home"]


def test_33_supported_flats_stand_under_a_block_contract() -> None:
    flats = [
        line for one in market().providers for home in one.homes for line in home.lines if line.agreement == "flats"
    ]
    assert [(one.holding, one.number) for one in flats] == [(Holding.BLOCK, 33)]


def test_every_provider_but_the_council_says_that_it_is_imaginary() -> None:
    for provider in market().providers:
        assert provider.kind == "own" or provider.name.endswith("(imaginary)")
    for price in market().prices:
        assert price.source.startswith("Illustrative")
