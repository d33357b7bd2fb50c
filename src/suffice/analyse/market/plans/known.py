"""The register as a plan sees it: what is there, and what the plan itself has added so far."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Any

from suffice.analyse.market.models import Home, Kept, OrganisationKind, Places, Price, Provider
from suffice.analyse.market.plans.model import Act, Change, HomeKey
from suffice.analyse.market.words import changes_in_words
from suffice.core.models import Authority
from suffice.engine.episodes import PlacementState
from suffice.engine.findings import Example, Finding, Severity
from suffice.engine.supply.model import Holding
from suffice.engine.supply.reading import OWN

REGISTRATIONS = {
    PlacementState.IN_HOUSE_FOSTER: "fostering_service",
    PlacementState.AGENCY_FOSTER: "fostering_agency",
    PlacementState.CHILDRENS_HOME: "childrens_home",
    PlacementState.SECURE: "secure_home",
    PlacementState.SUPPORTED_ACCOMMODATION: "supported",
}
_SHOWN = 20
_BEING_ADDED = "as this file tells it"


def spelling(name: str) -> str:
    """Return a name as names are compared: Brook Homes Ltd and BROOK HOMES LIMITED are one."""
    words = name.casefold().replace(".", "").replace("limited", "ltd").split()
    return " ".join(words)


class Known:
    """Looks up records by how files name them, and collects the changes of a plan."""

    def __init__(self, authority: Authority) -> None:
        self.authority = authority
        self.changes: list[Change] = []
        standing: dict[str, Any] = {"authority": authority, "ended_at__isnull": True}
        self._providers = {spelling(one.name): one for one in Provider.objects.filter(**standing)}
        self._own = next((one for one in self._providers.values() if one.own), None)
        homes = list(Home.objects.filter(**standing).select_related("provider", "authority"))
        self.by_urn = {one.urn: one for one in homes if one.urn}
        self._by_name = {(spelling(one.provider.name), spelling(one.name)): one for one in homes}
        self._places = {(one.home_id, one.holding, one.begins): one for one in Places.objects.filter(**standing)}
        self._prices = {_price_key(one): one for one in Price.objects.filter(**standing)}
        self._added: dict[tuple[str, str], str] = {}
        self._otherwise: dict[str, tuple[str, Home]] = {}

    @property
    def council(self) -> str:
        """What the council is called as a provider."""
        return self._own.name if self._own else f"{self.authority.name} council"

    def provider(self, named: str, kind: str = OrganisationKind.INDEPENDENT, **details: Any) -> str:
        """Return the name of a provider in the register, and add it to the plan when it is not there."""
        if named == OWN or spelling(named) == spelling(self.council):
            named, kind = self.council, OrganisationKind.OWN
        held = self._providers.get(spelling(named))
        if held is not None:
            return held.name
        told_as = ("provider", spelling(named))
        if told_as not in self._added:
            self._added[told_as] = named
            words = f"{named}: {OrganisationKind(kind).label.lower()}, {_BEING_ADDED}."
            self.add("provider", named, words, {"name": named, "kind": str(kind), **details})
        return self._added[told_as]

    def named(self, urn: str, provider: str, name: str) -> tuple[HomeKey, Home | None]:
        """Return the home that a row names, and how it is known; its provider is added where both are new.

        A URN goes before names; where the register calls the home otherwise, `otherwise` says so.
        """
        home = self.by_urn.get(urn)
        if home is None:
            key = HomeKey(urn, self.provider(provider), name)
            home = self.home(key)
        elif spelling(home.name) != spelling(name):
            self._otherwise[urn] = (name, home)
        if home is not None:
            key = HomeKey(home.urn, home.provider.name, home.name)
        return key, home

    def otherwise(self, file: str) -> Iterator[Finding]:
        """Name the homes that a file calls by another name than the register, by URN."""
        told = [
            Example(
                file,
                None,
                "URN",
                urn,
                f"{file} calls the home with URN {urn} {name}, and the register {home} of {home.provider}: it is taken "
                "to be the same. If it is another, correct the URN.",
            )
            for urn, (name, home) in self._otherwise.items()
        ]
        if told:
            yield Finding("home-named-otherwise", Severity.QUERY, len(told), tuple(told[:_SHOWN]))

    def home(self, key: HomeKey) -> Home | None:
        """Return the home that a file names, when it is in the register."""
        if key.urn and key.urn in self.by_urn:
            return self.by_urn[key.urn]
        found = self._by_name.get((spelling(key.provider), spelling(key.name)))
        return found if found is not None and (not key.urn or not found.urn) else None

    def add_home(self, key: HomeKey, *, placement: PlacementState, **details: Any) -> None:
        """Add a home to the plan, once."""
        told_as = ("home", key.urn or f"{spelling(key.provider)}/{spelling(key.name)}")
        if told_as in self._added:
            return
        self._added[told_as] = key.name
        values = {
            "provider": key.provider,
            "name": key.name,
            "urn": key.urn,
            "placement": str(placement),
            "registration": REGISTRATIONS.get(placement, "other"),
            **details,
        }
        urn = f", URN {key.urn}" if key.urn else ""
        words = f"{key.name}, {placement.label.lower()} of {key.provider}{urn}."
        self.add("home", key.name, words, values)

    def places(self, home: Home, holding: str, begins: object) -> Places | None:
        """Return the places of a home that are held in one way from one day."""
        return self._places.get((home.pk, holding, begins))  # type: ignore[arg-type]

    def price(self, placement: str, provider: str | None, holding: str, need: str, begins: object) -> Price | None:
        """Return the price that stands for the same thing from the same day."""
        return self._prices.get((placement, spelling(provider or ""), holding, need, begins))

    def rise(self, placement: PlacementState, holding: Holding | None) -> dict[str, Decimal]:
        """Return the rise each April, and its spread, that is written down for the kind of placement in general."""
        general = [one for one in self._prices.values() if one.placement == placement and one.provider is None]
        same = [one for one in general if one.holding == (holding or "")]
        found = next(iter(sorted(same or general, key=lambda one: (one.need, -one.begins.toordinal()))), None)
        return {"uplift": found.uplift, "uplift_spread": found.uplift_spread} if found is not None else {}

    def add(self, noun: str, name: str, words: str, values: Mapping[str, Any]) -> None:
        """Add a record of another kind to the plan."""
        self.changes.append(Change(Act.ADD, noun, name, words, values))

    def change(self, record: Kept, values: Mapping[str, Any]) -> None:
        """Add what differs to the plan; nothing when nothing does."""
        changed = {name: value for name, value in values.items() if getattr(record, name) != value}
        if changed:
            words = changes_in_words(record, changed)
            self.changes.append(Change(Act.CHANGE, record.NOUN, str(record), words, changed, record.pk))


def _price_key(one: Price) -> tuple[object, ...]:
    return (one.placement, spelling(one.provider.name if one.provider else ""), one.holding, one.need, one.begins)


def tally(changes: Iterable[Change]) -> str:
    """Say how many records of each kind would be added and changed."""
    counts: dict[tuple[str, str], int] = {}
    for one in changes:
        counts[one.noun, one.act] = counts.get((one.noun, one.act), 0) + 1
    return "; ".join(f"{noun}: {count} {act.lower()}" for (noun, act), count in counts.items()) or "nothing"
