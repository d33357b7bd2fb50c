"""The writes of the five registers, each by the name that a person would give it."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from suffice.analyse.market.models import Framework, Home, Places, Price, Provider
from suffice.analyse.market.operations import keeping
from suffice.analyse.market.signals import together
from suffice.core.models import Authority, Organisation, Person
from suffice.engine.episodes import PlacementState
from suffice.engine.supply.model import Holding


def add_provider(
    *,
    authority: Authority,
    name: str,
    kind: str,
    by: Person,
    at: datetime,
    company_number: str = "",
    organisation: Organisation | None = None,
    note: str = "",
) -> Provider:
    """Write down an organisation that runs homes or services."""
    made = Provider(
        authority=authority,
        name=name.strip(),
        kind=kind,
        company_number=company_number,
        organisation=organisation,
        note=note,
    )
    return keeping.add(made, by=by, at=at)


def add_home(
    *,
    provider: Provider,
    name: str,
    placement: PlacementState | str,
    registration: str,
    by: Person,
    at: datetime,
    **details: Any,
) -> Home:
    """Write down a home or a service of a provider; `details` are the other fields of `Home`."""
    made = Home(
        authority=provider.authority,
        provider=provider,
        name=name.strip(),
        placement=str(placement),
        registration=registration,
        **details,
    )
    return keeping.add(made, by=by, at=at)


def add_places(
    *,
    home: Home,
    holding: Holding | str,
    number: int,
    begins: date,
    by: Person,
    at: datetime,
    usable: Decimal = Decimal(1),
    framework: Framework | None = None,
    until: date | None = None,
    note: str = "",
) -> Places:
    """Write down places in a home that the council can use."""
    made = Places(
        authority=home.authority,
        home=home,
        holding=str(holding),
        framework=framework,
        number=number,
        usable=usable,
        begins=begins,
        until=until,
        note=note,
    )
    return keeping.add(made, by=by, at=at)


def add_price(
    *,
    authority: Authority,
    placement: PlacementState | str,
    weekly: Decimal,
    begins: date,
    source: str,
    by: Person,
    at: datetime,
    provider: Provider | None = None,
    holding: Holding | str | None = None,
    need: str = "",
    per_place: bool = False,
    uplift: Decimal = Decimal(0),
    uplift_spread: Decimal = Decimal(0),
    placements: int | None = None,
    until: date | None = None,
) -> Price:
    """Write down what a place costs a week, with where the figure comes from; a block's places are always paid for."""
    made = Price(
        authority=authority,
        placement=str(placement),
        provider=provider,
        holding=str(holding or ""),
        need=need.strip(),
        weekly=weekly,
        per_place=per_place or holding == Holding.BLOCK,
        begins=begins,
        until=until,
        uplift=uplift,
        uplift_spread=uplift_spread,
        placements=placements,
        source=source,
    )
    return keeping.add(made, by=by, at=at)


def add_framework(
    *,
    authority: Authority,
    name: str,
    holding: Holding | str,
    placements: list[str],
    begins: date,
    by: Person,
    at: datetime,
    run_by: str = "",
    until: date | None = None,
    note: str = "",
) -> Framework:
    """Write down a framework or a block contract from which places are called off."""
    made = Framework(
        authority=authority,
        name=name.strip(),
        run_by=run_by,
        holding=str(holding),
        placements=placements,
        begins=begins,
        until=until,
        note=note,
    )
    return keeping.add(made, by=by, at=at)


def end_home(*, home: Home, on: date, reason: str, by: Person, at: datetime) -> Home:
    """End a home, and with it the places in it that have not ended by then."""
    with together(authority=home.authority, by=by, at=at):
        for places in Places.objects.filter(home=home, ended_at__isnull=True):
            if places.holds_on(on):
                keeping.end(places, on=max(on, places.begins), reason=reason, by=by, at=at)
        return keeping.end(home, on=on, reason=reason, by=by, at=at)
