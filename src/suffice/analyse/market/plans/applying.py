"""Making the changes of a plan, each through the operation that a person would use."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from suffice.analyse.market import declarations, operations
from suffice.analyse.market.models import BroughtFile, Home, Kept, Places, PlacesInUse, Price, Provider
from suffice.analyse.market.plans.known import Known
from suffice.analyse.market.plans.model import Act, Change, HomeKey
from suffice.core.events import record as record_event
from suffice.core.models import Authority, Person
from suffice.core.pages.words import counted, day

_MODELS: Mapping[str, type[Kept]] = {one.NOUN: one for one in (Provider, Home, Places, Price)}


class Applying:
    """Applies the changes of one file, in their order: what was added before is found by what comes after."""

    def __init__(self, file: BroughtFile, *, by: Person, at: datetime) -> None:
        self._file = file
        self._who: dict[str, Any] = {"by": by, "at": at}
        self._authority: Authority = file.authority
        self._known = Known(file.authority)
        self._providers: dict[str, Provider] = {
            one.name: one for one in Provider.objects.filter(authority=file.authority, ended_at__isnull=True)
        }
        self._homes: dict[HomeKey, Home] = {}

    def apply(self, change: Change) -> None:
        """Make one change."""
        if change.act is Act.CHANGE:
            record = _MODELS[change.noun]._default_manager.select_related("authority").get(pk=change.pk)
            operations.change(record, **change.values, **self._who)
        else:
            self._adders[change.noun](dict(change.values))

    @property
    def _adders(self) -> Mapping[str, Callable[[dict[str, Any]], None]]:
        return {
            "provider": self._add_provider,
            "home": self._add_home,
            "places": self._add_places,
            "price": self._add_price,
            "places in use": self._count,
        }

    def _add_provider(self, values: dict[str, Any]) -> None:
        made = operations.add_provider(authority=self._authority, **values, **self._who)
        self._providers[made.name] = made

    def _add_home(self, values: dict[str, Any]) -> None:
        provider = self._providers[values.pop("provider")]
        made = operations.add_home(provider=provider, **values, **self._who)
        self._homes[HomeKey(made.urn, provider.name, made.name)] = made

    def _add_places(self, values: dict[str, Any]) -> None:
        operations.add_places(home=self._home(values.pop("home")), **values, **self._who)

    def _add_price(self, values: dict[str, Any]) -> None:
        named = values.pop("provider")
        provider = self._providers[named] if named else None
        operations.add_price(authority=self._authority, provider=provider, **values, **self._who)

    def _count(self, values: dict[str, Any]) -> None:
        home = self._home(values.pop("home"))
        PlacesInUse.objects.update_or_create(
            home=home, on=values["on"], defaults={"number": values["number"], "file": self._file}
        )
        record_event(
            declarations.IN_USE,
            **self._who,
            authority=self._authority,
            subject=home,
            number=counted(values["number"], "place"),
            name=str(home),
            on=day(values["on"]),
            file=str(self._file),
        )

    def _home(self, key: HomeKey) -> Home:
        found = self._homes.get(key) or self._known.home(key)
        if found is None:
            raise LookupError(f"No home {key} was planned.")
        return found
