"""The five registers of the market: which records stand in each, and the words of its pages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from django.urls import register_converter
from django.urls.converters import StringConverter

from suffice.analyse.market.models import Framework, Home, Kept, Places, Price, Provider


class Shelf(StrEnum):
    """A register of the market; its value is in the address."""

    PROVIDERS = "providers"
    HOMES = "homes"
    PLACES = "places"
    PRICES = "prices"
    FRAMEWORKS = "frameworks"

    @property
    def heading(self) -> str:
        """The heading of its page."""
        return _ABOUT[self].heading

    @property
    def model(self) -> type[Kept]:
        """What stands in it."""
        return _ABOUT[self].model

    @property
    def adding(self) -> str:
        """What the page to add one is called."""
        return _ABOUT[self].adding

    @property
    def about(self) -> str:
        """What is in it, in a sentence."""
        return _ABOUT[self].about


@dataclass(frozen=True, slots=True)
class _About:
    model: type[Kept]
    heading: str
    adding: str
    about: str


_ABOUT: Mapping[Shelf, _About] = {
    Shelf.PROVIDERS: _About(
        Provider,
        "Providers",
        "Write down a provider",
        "Organisations that run homes and services for children; the council itself is one of them.",
    ),
    Shelf.HOMES: _About(
        Home,
        "Homes and services",
        "Write down a home or service",
        "Where children can live, as what it is registered, and what the inspectorate last said of it.",
    ),
    Shelf.PLACES: _About(
        Places,
        "Places",
        "Write down places",
        "Places that the council can use: how many, from when, and how they are held.",
    ),
    Shelf.PRICES: _About(
        Price,
        "Prices",
        "Write down a price",
        "What a place costs a week, from which day, and where that figure comes from.",
    ),
    Shelf.FRAMEWORKS: _About(
        Framework,
        "Frameworks and block contracts",
        "Write down a framework or block contract",
        "Agreements from which places are called off.",
    ),
}


def shelf_of(record: Kept) -> Shelf:
    """Return the register that a record stands in."""
    return next(one for one in Shelf if one.model is type(record))


class _ShelfConverter(StringConverter):
    regex = f"({'|'.join(Shelf)})"

    def to_python(self, value: str) -> Shelf:
        return Shelf(value)

    def to_url(self, value: Shelf | str) -> str:
        return str(value)


register_converter(_ShelfConverter, "market_shelf")
