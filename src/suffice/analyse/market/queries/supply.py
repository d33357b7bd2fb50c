"""What the register holds, as the engine of supply takes it: places with their days, prices to the penny."""

from __future__ import annotations

from django.db.models import F, Q, QuerySet

from suffice.analyse.market.models import Places, Price
from suffice.core.models import Authority
from suffice.engine.episodes import PlacementState
from suffice.engine.supply import model as supply
from suffice.engine.supply.model import Holding

_SOME_DAY = Q(until__isnull=True) | Q(until__gt=F("begins"))


def places_of(authority: Authority) -> QuerySet[Places]:
    """Return the places that hold on some day, past, present or to come."""
    found = Places.objects.filter(_SOME_DAY, authority=authority)
    return found.select_related("home__provider", "framework").order_by("home__placement", "home__name", "begins", "pk")


def prices_of(authority: Authority) -> QuerySet[Price]:
    """Return the prices that hold on some day, by kind of placement and day."""
    found = Price.objects.filter(_SOME_DAY, authority=authority)
    return found.select_related("provider").order_by("placement", "begins", "pk")


def provisions(authority: Authority) -> tuple[supply.Provision, ...]:
    """Return the council's places as provisions, the ended ones with their last day."""
    return tuple(
        supply.Provision(
            name=one.home.name,
            provider=one.home.provider.name,
            placement=PlacementState(one.home.placement),
            holding=Holding(one.holding),
            places=one.number,
            opens=one.begins,
            closes=one.until,
            usable=float(one.usable),
            youngest=one.home.youngest,
            oldest=min(one.home.oldest, 17),
            urn=one.home.urn or None,
        )
        for one in places_of(authority)
    )


def prices(authority: Authority) -> tuple[supply.Price, ...]:
    """Return the prices that have not been ended, as the engine takes them; the weekly pounds are decimals."""
    return tuple(
        supply.Price(
            placement=PlacementState(one.placement),
            weekly=one.weekly,
            begins=one.begins,
            holding=Holding(one.holding) if one.holding else None,
            provider=one.provider.name if one.provider else None,
            need=one.need,
            uplift=float(one.uplift),
            uplift_spread=float(one.uplift_spread),
            per_place=one.per_place,
        )
        for one in prices_of(authority).filter(ended_at__isnull=True)
    )
