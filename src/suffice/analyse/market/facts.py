"""What the page of a record says of it, line by line; what is for the council alone is told apart."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any

from suffice.analyse.market.models import Framework, Home, Kept, Places, Price, Provider, standing
from suffice.analyse.market.words import pence, share
from suffice.core.pages.words import counted, day, listed
from suffice.engine.supply.reading import ALWAYS

Fact = tuple[str, str]
_NOT_KNOWN = "Not written down"


def facts(record: Kept, *, inside: bool) -> list[Fact]:
    """Return heading and value of each fact; `inside` says whether the reader is of the council."""
    told = list(_TELLERS[type(record)](record))
    note = getattr(record, "note", "")
    if inside and note:
        told.append(("Note", note))
    if record.ended_by is not None:
        told.append(("Ended", f"As from {day(record.until)}, by {record.ended_by.name}: {record.ended_reason}"))
    if inside:
        told.append(("Written down", f"By {record.recorded_by.name} on {day(record.recorded_at)}"))
    return told


def answer(record: Kept, today: date) -> str:
    """Say in a sentence what the record is."""
    return _ANSWERS[type(record)](record, today)


def _provider(one: Provider) -> Iterator[Fact]:
    yield "Kind of organisation", one.get_kind_display()
    yield "Company number", one.company_number or _NOT_KNOWN
    yield "Who signs in for it", str(one.organisation) if one.organisation else "Nobody"


def _home(one: Home) -> Iterator[Fact]:
    yield "Provider", str(one.provider)
    yield "Kind of placement", one.get_placement_display()
    yield "Registered as", one.get_registration_display()
    yield "URN", one.urn or _NOT_KNOWN
    yield "Registered places", str(one.registered_places or _NOT_KNOWN)
    judged = f"{one.get_judgement_display()}, inspected on {day(one.judged_on)}" if one.judgement else _NOT_KNOWN
    yield "Judgement", judged
    yield "Authority in which it stands", one.area or _NOT_KNOWN
    yield "Ages", f"{one.youngest} to {one.oldest}"


def _places(one: Places) -> Iterator[Fact]:
    yield "Home or service", str(one.home)
    yield "Provider", str(one.home.provider)
    yield "Kind of placement", one.home.get_placement_display()
    yield "How they are held", one.get_holding_display()
    yield "Framework or contract", str(one.framework or "None")
    yield "Places", str(one.number)
    yield "Usable share", share(one.usable)
    yield from _days(one)


def _price(one: Price) -> Iterator[Fact]:
    yield "Kind of placement", one.get_placement_display()
    yield "Provider", str(one.provider or "What this kind costs in general")
    yield "How the place is held", one.get_holding_display() or "However it is held"
    yield "Level of need", one.need or "Any"
    yield "Pounds a week", pence(one.weekly)
    yield (
        "Paid for",
        "Each place, whether a child lives there or not" if one.per_place else "Each child who lives there",
    )
    yield from _days(one)
    yield "Rise each April", f"{share(one.uplift)}, give or take {share(one.uplift_spread)}"
    if one.placements is not None:
        yield "Placements behind it", str(one.placements)
    yield "Where the figure comes from", one.source


def _framework(one: Framework) -> Iterator[Fact]:
    yield "How places are held", one.get_holding_display()
    yield "Kinds of placement", listed(one.kinds)
    yield "Run by", one.run_by or _NOT_KNOWN
    yield from _days(one)


def _days(one: Places | Price | Framework) -> Iterator[Fact]:
    yield "From", day(one.begins) if one.begins != ALWAYS else "No day is given, so every day counts"
    yield "Until", f"{day(one.until)}, which is the first day after" if one.until else "No end is known"


def _about_provider(one: Provider, today: date) -> str:
    homes = Home.objects.filter(standing(today), provider=one).count()
    return f"{one} runs {counted(homes, 'home or service', 'homes and services')} in the register."


def _about_home(one: Home, today: date) -> str:
    held = sum(each.number for each in one.places.all() if each.begins <= today and each.holds_on(today))
    if not held:
        return f"The council can use no place in {one} on {day(today)}."
    return f"The council can use {counted(held, 'place')} in {one} on {day(today)}."


def _about_places(one: Places, today: date) -> str:
    usable = one.number * one.usable
    if not one.holds_on(today):
        return f"{one} could be used until {day(one.until)}."
    if one.begins > today:
        return f"{one} can be used from {day(one.begins)}."
    return f"{one}, of which {float(usable):g} can be used in the ordinary run of things."


def _about_price(one: Price, today: date) -> str:
    return f"{one}, from {day(one.begins)}."


def _about_framework(one: Framework, today: date) -> str:
    held = sum(each.number for each in one.places.all() if each.begins <= today and each.holds_on(today))
    return f"{counted(held, 'place')} can be used under {one} on {day(today)}."


_TELLERS: Mapping[type[Kept], Callable[[Any], Iterator[Fact]]] = {
    Provider: _provider,
    Home: _home,
    Places: _places,
    Price: _price,
    Framework: _framework,
}
_ANSWERS: Mapping[type[Kept], Callable[[Any, date], str]] = {
    Provider: _about_provider,
    Home: _about_home,
    Places: _about_places,
    Price: _about_price,
    Framework: _about_framework,
}
