"""What each imaginary placement costs, who is paid, and how the place was bought."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

from suffice.demo.market.children import Placement, day
from suffice.demo.market.districts import area_of
from suffice.demo.market.register import ImaginaryHome, ImaginaryProvider, market
from suffice.demo.returns.chance import Chance
from suffice.demo.returns.model import LAST_DAY
from suffice.engine.episodes import PlacementState as State
from suffice.engine.supply.model import Holding

_PENNY = Decimal("0.01")
_NEEDS = ("1A", "2A", "3A", "4A", "5A", "6A", "7A", "9A", "10A")
_SPREAD = 0.06  # of one child's price about its kind's
_BEFORE = Decimal("0.95")  # the year before the prices of the register
_HEALTH, _EDUCATION = Decimal("0.15"), Decimal("0.30")


@dataclass(frozen=True, slots=True)
class Bill:
    """One placement with its price.

    Attributes:
        placement: whose it is, and when.
        provider: who is paid.
        home: the home or service.
        holding: how the place is held.
        framework: under which framework, if any.
        area: the authority in which the child lives.
        provision: which kind of provision, as a code of ours.
        weekly: pounds a week in all.
        health: of which the health service pays.
        education: of which education pays.
        need: an invented category of need.
        assessed: an invented day of the last assessment.
        plan: whether the child has an education, health and care plan, invented too.
    """

    placement: Placement
    provider: str
    home: str
    holding: Holding
    framework: str
    area: str
    provision: str
    weekly: Decimal
    health: Decimal
    education: Decimal
    need: str
    assessed: date
    plan: bool

    @property
    def born(self) -> date:
        """The child's date of birth."""
        return day(self.placement.child["DOB"])

    @property
    def accrued(self) -> Decimal:
        """What the placement has cost in the financial year."""
        return self.part(self.weekly)

    def part(self, weekly: Decimal) -> Decimal:
        """Return what so much a week comes to over the placement's days in the financial year."""
        return (weekly * self.placement.days / 7).quantize(_PENNY, ROUND_HALF_UP)


def bills(placements: Iterable[Placement], *, seed: int) -> list[Bill]:
    """Return the bill of every placement that has a day in the financial year."""
    chance = Chance(seed)
    return [_bill(chance, one) for one in placements if one.days]


def _bill(chance: Chance, placed: Placement) -> Bill:
    found = _where(placed)
    provider, home = found if found else (None, None)
    holding = _held(placed, home)
    weekly = _weekly(chance, placed, provider, holding)
    residential = placed.state is State.CHILDRENS_HOME
    school = residential and placed.first["PLACE"] == "S1"
    return Bill(
        placement=placed,
        provider=provider.name if provider else "",
        home=home.name if home else "",
        holding=holding,
        framework=_framework(home) if holding is Holding.FRAMEWORK else "",
        area=area_of(placed.first["PL_POST"]),
        provision="special_school" if school else _provision(placed, home),
        weekly=weekly,
        health=_share(weekly, _HEALTH) if residential and chance.yes(0.15) else Decimal(0),
        education=_share(weekly, _EDUCATION) if school else Decimal(0),
        need=chance.one_of(_NEEDS),
        assessed=chance.between(max(placed.start, LAST_DAY - timedelta(days=180)), LAST_DAY),
        plan=chance.yes(0.5 if residential else 0.25),
    )


def _where(placed: Placement) -> tuple[ImaginaryProvider, ImaginaryHome] | None:
    """Return the home of the register in which the child lives; none for a family of the child's own."""
    if placed.state is State.FRIENDS_AND_FAMILY:
        return None
    by_urn = market().by_urn().get(placed.first["URN"])
    if by_urn is not None or placed.first["URN"]:
        return by_urn
    voluntary = placed.first["PLACE_PROVIDER"] != "PR4"
    same = market().of_kind(placed.state)
    return next((one for one in same if (one[0].kind == "voluntary") is voluntary), None)


def _held(placed: Placement, home: ImaginaryHome | None) -> Holding:
    if placed.first["PLACE_PROVIDER"] in {"PR0", "PR1"}:
        return Holding.OWN
    return home.lines[-1].holding if home and home.lines else Holding.SPOT


def _weekly(chance: Chance, placed: Placement, provider: ImaginaryProvider | None, holding: Holding) -> Decimal:
    """Return the price of the provider, or of the kind, give or take what one child differs from another."""
    prices = [one.price for one in market().prices if one.price.placement is placed.state and not one.price.need]
    own = next((one for one in prices if provider and one.provider == provider.name and one.holding is holding), None)
    general = [one for one in prices if one.provider is None]
    kind = next((one for one in general if one.holding is holding), general[-1])
    middle = (own or kind).weekly * _BEFORE
    around = Decimal(str(round(max(0.75, chance.around(1, _SPREAD)), 4)))
    return (middle * around).quantize(_PENNY, ROUND_HALF_UP)


def _framework(home: ImaginaryHome | None) -> str:
    keys = {line.agreement for line in home.lines[-1:]} if home else set()
    return next((one.name for one in market().agreements if one.key in keys), "")


def _provision(placed: Placement, home: ImaginaryHome | None) -> str:
    flats = home is not None and any(line.agreement == "flats" for line in home.lines)
    return "flats" if flats else str(placed.state)


def _share(weekly: Decimal, share: Decimal) -> Decimal:
    return (weekly * share).quantize(_PENNY, ROUND_HALF_UP)
