"""What this room says on the home page, and what the search finds in it."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Q
from django.utils import timezone

from suffice.analyse.market import declarations, registers, sentences
from suffice.analyse.market.models import FileState, Home, Provider
from suffice.analyse.market.queries import board, records
from suffice.core.pages import search
from suffice.core.pages.addresses import here
from suffice.core.pages.home import Line, Want, knows, wants
from suffice.core.pages.search import Hit
from suffice.core.pages.words import counted
from suffice.core.policies import Standing

_MOST = 20  # of each kind; who wants more opens the register


@knows
def how_many_places(place: Standing) -> Iterable[Line]:
    """Say how many places there are, where some are written down."""
    if not place.may(declarations.SEE.code):
        return
    found = board.board(place.authority, timezone.localdate())
    if found.total:
        yield Line(sentences.places(found), here(place.authority, "market:board"), order=40)


@knows
def how_many_homes_of_theirs(place: Standing) -> Iterable[Line]:
    """Say to a provider how many homes of its own the council has written down."""
    if place.may(declarations.SEE.code) or not place.may(declarations.SEE_OWN.code):
        return
    provider = records.own_provider(place)
    number = Home.objects.filter(authority=place.authority, provider=provider).count() if provider else 0
    words = f"The council has written down {counted(number, 'home or service', 'homes and services')} of yours."
    yield Line(words, here(place.authority, "market:own"), order=40)


@wants
def what_waits(place: Standing) -> Iterable[Want]:
    """Return the files that wait for a decision of whoever may write."""
    if not place.may(declarations.WRITE.code):
        return
    for file in records.files(place.authority).filter(state=FileState.SHOWN):
        address = here(place.authority, "market:file", pk=file.pk)
        yield Want(f"Accept or refuse what {file} would change in the market", address)


@search.register
def find_homes(place: Standing, words: str) -> Iterable[Hit]:
    """Find homes and providers by name or URN, and to a provider only its own."""
    homes = Home.objects.filter(Q(name__icontains=words) | Q(urn__iexact=words), authority=place.authority)
    providers = Provider.objects.filter(authority=place.authority, name__icontains=words)
    if not place.may(declarations.SEE.code):
        mine = place.person.organisation_id or 0  # nobody's: nothing is found
        homes, providers = homes.filter(provider__organisation=mine), providers.filter(organisation=mine)
    for home in homes.select_related("provider", "authority").order_by("name")[:_MOST]:
        yield Hit("Home", home.name, registers.address(home), f"{home.get_placement_display()}, {home.provider}")
    for one in providers.select_related("authority").order_by("name")[:_MOST]:
        yield Hit("Provider", one.name, registers.address(one), one.get_kind_display())
