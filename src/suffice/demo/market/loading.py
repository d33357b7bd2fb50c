"""The imaginary market, written down through the operations that people use."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.core.files.base import File

from suffice.analyse.market import models, operations
from suffice.analyse.market.operations import files
from suffice.analyse.market.signals import together
from suffice.core.models import Authority, Organisation, Person
from suffice.demo.market.register import ImaginaryHome, ImaginaryProvider, market
from suffice.demo.returns.model import LAST_DAY


@dataclass(frozen=True)
class _Hand:
    """Who writes, when and where."""

    authority: Authority
    by: Person
    at: datetime

    @property
    def who(self) -> dict[str, Any]:
        return {"by": self.by, "at": self.at}


def write_down(*, authority: Authority, by: Person, at: datetime, organisation: str, census: Path) -> None:
    """Write down every provider, home, place, price and framework of the imaginary market, then count places in use.

    Args:
        authority: the demonstration authority.
        by: who writes it down.
        at: when.
        organisation: the name of the body whose person signs in as the demonstration's provider.
        census: the placement census of the last day of the returns.
    """
    hand = _Hand(authority, by, at)
    with together(authority=authority, by=by, at=at):
        frameworks = {one.key: _framework(hand, one) for one in market().agreements}
        providers = {one.name: _provider(hand, one, frameworks, organisation) for one in market().providers}
        _prices(hand, providers)
        _count(hand, census)


def _count(hand: _Hand, census: Path) -> None:
    """Bring the placement census and accept what it would change."""
    with census.open("rb") as opened:
        kept = File(opened, census.name)
        kind = models.FileKind.CENSUS
        file = files.bring(authority=hand.authority, kind=kind, file=kept, on=LAST_DAY, **hand.who)
    files.accept(file=file, **hand.who)


def _framework(hand: _Hand, one: Any) -> models.Framework:
    return operations.add_framework(
        authority=hand.authority,
        name=one.name,
        run_by=one.run_by,
        holding=one.holding,
        placements=list(one.placements),
        begins=one.begins,
        until=one.until,
        **hand.who,
    )


def _provider(
    hand: _Hand, one: ImaginaryProvider, frameworks: dict[str, models.Framework], organisation: str
) -> models.Provider:
    made = operations.add_provider(
        authority=hand.authority,
        name=one.name,
        kind=one.kind,
        organisation=Organisation.objects.get(name=organisation) if one.linked else None,
        **hand.who,
    )
    for home in one.homes:
        _home(hand, home, made, frameworks)
    return made


def _home(hand: _Hand, home: ImaginaryHome, provider: models.Provider, frameworks: dict[str, models.Framework]) -> None:
    made = operations.add_home(
        provider=provider,
        name=home.name,
        placement=home.placement,
        registration=home.registration,
        urn=home.urn,
        registered_places=home.registered,
        judgement=home.judged,
        judged_on=home.on,
        area=home.area,
        youngest=home.ages[0],
        oldest=home.ages[1],
        note=home.note,
        **hand.who,
    )
    for line in home.lines:
        operations.add_places(
            home=made,
            holding=line.holding,
            framework=frameworks.get(line.agreement),
            number=line.number,
            usable=line.usable,
            begins=line.begins,
            until=None if home.closed else line.until,
            **hand.who,
        )
    if home.closed and home.lines[-1].until is not None:
        operations.end_home(home=made, on=home.lines[-1].until, reason=home.closed, **hand.who)


def _prices(hand: _Hand, providers: dict[str, models.Provider]) -> None:
    for one in market().prices:
        operations.add_price(
            authority=hand.authority,
            placement=one.price.placement,
            provider=providers[one.price.provider] if one.price.provider else None,
            holding=one.price.holding,
            need=one.price.need,
            weekly=one.price.weekly,
            per_place=one.price.per_place,
            begins=one.price.begins,
            uplift=Decimal(str(one.price.uplift)),
            uplift_spread=Decimal(str(one.price.uplift_spread)),
            source=one.source,
            **hand.who,
        )
