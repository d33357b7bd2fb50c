"""What the imaginary market is: read from `register.toml`, the same for the pages and for the files."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from importlib import resources
from typing import Any

from suffice.engine.episodes import PlacementState
from suffice.engine.supply.model import Holding, Price

_FOUNDED = 9410000  # the agencies' URNs follow it


@dataclass(frozen=True, slots=True)
class Agreement:
    """A framework or a block contract."""

    key: str
    name: str
    run_by: str
    holding: Holding
    placements: tuple[str, ...]
    begins: date
    until: date | None


@dataclass(frozen=True, slots=True)
class Line:
    """Places of one home, held in one way for some time."""

    holding: Holding
    number: int
    usable: Decimal
    begins: date
    until: date | None = None
    agreement: str = ""


@dataclass(frozen=True, slots=True)
class ImaginaryHome:
    """A home with its places; `closed` says why it ended on the last day of its places, where it did."""

    name: str
    placement: PlacementState
    registration: str
    urn: str
    area: str
    registered: int | None
    ages: tuple[int, int]
    judged: str
    on: date | None
    lines: tuple[Line, ...]
    closed: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class ImaginaryProvider:
    """A provider with its homes, and its own price a week where it has one."""

    name: str
    kind: str
    homes: tuple[ImaginaryHome, ...]
    weekly: Decimal | None = None
    linked: bool = False


@dataclass(frozen=True, slots=True)
class PricedFrom:
    """A price, and where the demonstration has it from."""

    price: Price
    source: str


@dataclass(frozen=True, slots=True)
class ImaginaryMarket:
    """All that the demonstration's register holds."""

    agreements: tuple[Agreement, ...]
    providers: tuple[ImaginaryProvider, ...]
    prices: tuple[PricedFrom, ...]

    def by_urn(self) -> Mapping[str, tuple[ImaginaryProvider, ImaginaryHome]]:
        """Return each home with its provider, by URN."""
        return {home.urn: (provider, home) for provider in self.providers for home in provider.homes if home.urn}

    def of_kind(self, placement: PlacementState) -> list[tuple[ImaginaryProvider, ImaginaryHome]]:
        """Return the homes of one kind of placement."""
        return [(one, home) for one in self.providers for home in one.homes if home.placement is placement]


@cache
def market() -> ImaginaryMarket:
    """Return the imaginary market."""
    text = resources.files("suffice.demo.market").joinpath("register.toml").read_text(encoding="utf-8")
    told = tomllib.loads(text)
    providers = (*(_provider(told, one) for one in told["providers"]), *_agencies(told))
    return ImaginaryMarket(
        agreements=tuple(_agreement(one) for one in told["frameworks"]),
        providers=providers,
        prices=(*_general_prices(told), *_own_prices(told, providers)),
    )


def _agreement(body: Mapping[str, Any]) -> Agreement:
    return Agreement(
        key=body["key"],
        name=body["name"],
        run_by=body["run_by"],
        holding=Holding(body["holding"]),
        placements=tuple(body["placements"]),
        begins=body["begins"],
        until=body.get("until"),
    )


def _provider(told: Mapping[str, Any], body: Mapping[str, Any]) -> ImaginaryProvider:
    suffix = "" if body["kind"] == "own" else told["suffix"]
    return ImaginaryProvider(
        name=body["name"] + suffix,
        kind=body["kind"],
        homes=tuple(_home(told, home) for home in body["homes"]),
        weekly=Decimal(body["weekly"]) if "weekly" in body else None,
        linked=body.get("linked", False),
    )


def _home(told: Mapping[str, Any], body: Mapping[str, Any]) -> ImaginaryHome:
    placement = PlacementState(body.get("placement", "childrens_home"))
    young = 0 if placement in {PlacementState.IN_HOUSE_FOSTER, PlacementState.AGENCY_FOSTER} else 7
    return ImaginaryHome(
        name=body["name"],
        placement=placement,
        registration=body.get("registration", "childrens_home"),
        urn=body.get("urn", ""),
        area=body["area"],
        registered=body.get("registered"),
        ages=(body.get("youngest", young), body.get("oldest", 17)),
        judged=body.get("judged", ""),
        on=body.get("on"),
        lines=tuple(_lines(told, body)),
        closed=body["why"] if "before" not in body and "why" in body else "",
        note=body.get("note", ""),
    )


def _lines(told: Mapping[str, Any], body: Mapping[str, Any]) -> Iterator[Line]:
    """Yield the places until the spring of 2021, and those from then on; what has its own first day has one line."""
    holding = Holding(body.get("holding", "spot"))
    usable = Decimal(body.get("usable", "0.95"))
    if "before" in body:
        former = "former" if holding is Holding.FRAMEWORK else ""
        yield Line(holding, body["before"], usable, told["began"], told["begins"], former)
    if "held" in body:
        agreement = body.get("framework", "regional" if holding is Holding.FRAMEWORK else "")
        yield Line(holding, body["held"], usable, body.get("from", told["begins"]), body.get("until"), agreement)


def _agencies(told: Mapping[str, Any]) -> Iterator[ImaginaryProvider]:
    (all_of_them,) = told["agencies"]
    for at, name in enumerate(all_of_them["names"]):
        on_framework = all_of_them["framework"][at]
        body = {
            "name": name,
            "urn": str(_FOUNDED + at + 1),
            "placement": "agency_foster",
            "registration": "fostering_agency",
            "area": all_of_them["areas"][at % len(all_of_them["areas"])],
            "holding": "framework" if on_framework else "spot",
            "held": on_framework or all_of_them["spot"][at],
            "before": all_of_them["before"][at],
            "usable": all_of_them["usable"],
            "judged": all_of_them["judged"][at],
            "on": all_of_them["on"] if all_of_them["judged"][at] else None,
        }
        weekly = all_of_them["weekly"][at]
        yield ImaginaryProvider(
            name=name + told["suffix"],
            kind="independent" if (at + 1) % all_of_them["voluntary"] else "voluntary",
            homes=(_home(told, body),),
            weekly=Decimal(weekly) if weekly else None,
        )


def _general_prices(told: Mapping[str, Any]) -> Iterator[PricedFrom]:
    prices = told["prices"]
    for body in prices["own"]:
        price = Price(
            placement=PlacementState(body["placement"]),
            weekly=Decimal(body["weekly"]),
            begins=prices["begins"],
            holding=Holding(body["holding"]) if "holding" in body else None,
            need=body.get("need", ""),
            uplift=float(body["uplift"]),
            uplift_spread=float(body["spread"]),
            per_place=body.get("per_place", False),
        )
        yield PricedFrom(price, prices["anchor"] if body.get("anchored") else prices["invented"])


def _own_prices(told: Mapping[str, Any], providers: tuple[ImaginaryProvider, ...]) -> Iterator[PricedFrom]:
    """Yield the price of each provider that has one, rising as its kind in general does."""
    general = {
        one.price.placement: one.price for one in _general_prices(told) if one.price.holding is Holding.FRAMEWORK
    }
    for provider in providers:
        if provider.weekly is None:
            continue
        kind = general[provider.homes[0].placement]
        price = Price(
            placement=kind.placement,
            weekly=provider.weekly,
            begins=kind.begins,
            holding=provider.homes[0].lines[-1].holding,
            provider=provider.name,
            uplift=kind.uplift,
            uplift_spread=kind.uplift_spread,
        )
        yield PricedFrom(price, told["prices"]["anchor"])
