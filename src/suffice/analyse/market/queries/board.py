"""The market on one day: places by kind and holding, judgements, prices, and what is missing."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from statistics import median

from suffice.analyse.market.models import GRADES, OUTCOMES, Home, Judgement, Places, PlacesInUse, Price, standing
from suffice.analyse.market.queries.supply import places_of, prices_of
from suffice.core.digests import digest_of
from suffice.core.models import Authority
from suffice.engine.episodes import PlacementState
from suffice.engine.supply.model import Holding


@dataclass(frozen=True, slots=True)
class KindOfPlace:
    """The places of one kind on the day.

    Attributes:
        placement: which kind.
        by_holding: how many places are held in each way.
        usable: how many can be used in the ordinary run of things.
        homes: how many homes or services hold them.
        in_use: places that were in use on the day that they were last counted; None where none of the kind were.
        counted: places that there were on that day, in the homes in which they were counted.
    """

    placement: PlacementState
    by_holding: Mapping[Holding, int]
    usable: float
    homes: int
    in_use: int | None
    counted: int

    @property
    def total(self) -> int:
        """All places of the kind, however they are held."""
        return sum(self.by_holding.values())


@dataclass(frozen=True, slots=True)
class PriceRange:
    """The prices of one kind of placement that hold on the day, by pounds a week for one child."""

    placement: PlacementState
    lowest: Decimal
    median: Decimal
    highest: Decimal
    prices: int
    providers: int


@dataclass(frozen=True, slots=True)
class Board:
    """The market on one day.

    Attributes:
        on: the day.
        kinds: the kinds of place that there are, in the order of the placement states.
        judgements: homes with places today, by what the inspectorate last said.
        unjudged: homes with places today on which it has said nothing that is written down.
        providers: providers that hold them.
        prices: the price range of each kind that has one.
        counted_on: the latest day on which places in use were counted; None without a count.
    """

    on: date
    kinds: tuple[KindOfPlace, ...]
    judgements: Mapping[Judgement, int]
    unjudged: int
    providers: int
    prices: tuple[PriceRange, ...]
    counted_on: date | None

    @property
    def total(self) -> int:
        """All places."""
        return sum(one.total for one in self.kinds)

    @property
    def homes(self) -> int:
        """All homes and services with places."""
        return sum(one.homes for one in self.kinds)

    def held(self, holding: Holding) -> int:
        """Return how many places are held in one way."""
        return sum(one.by_holding.get(holding, 0) for one in self.kinds)

    def judged(self, scale: Sequence[Judgement] = GRADES) -> int:
        """Return how many homes have a judgement of one scale."""
        return sum(self.judgements.get(one, 0) for one in scale)

    @property
    def digest(self) -> str:
        """A name for the figures that charts are drawn of; the same figures have the same name on any day."""
        figures = [
            [[one.placement, sorted(one.by_holding.items()), one.in_use] for one in self.kinds],
            sorted(self.judgements.items()),
            [[one.placement, str(one.lowest), str(one.median), str(one.highest)] for one in self.prices],
        ]
        return digest_of(figures)


def board(authority: Authority, on: date) -> Board:
    """Return the market of an authority on a day."""
    every = list(places_of(authority).filter(begins__lte=on))
    held = [one for one in every if one.holds_on(on)]
    homes = {one.home_id: one.home for one in held}
    counts, counted_on = _in_use(authority, on)
    then = [one for one in every if counted_on and one.begins <= counted_on and one.holds_on(counted_on)]
    judgements = Counter(Judgement(one.judgement) for one in homes.values() if one.judgement)
    return Board(
        on=on,
        kinds=tuple(_kinds(held, [one for one in then if one.home_id in counts], counts)),
        judgements={one: judgements[one] for one in (*GRADES, *OUTCOMES) if judgements[one]},
        unjudged=sum(not one.judgement for one in homes.values()),
        providers=len({one.provider_id for one in homes.values()}),
        prices=tuple(_ranges(authority, on)),
        counted_on=counted_on,
    )


def without_places(authority: Authority, on: date) -> Sequence[Home]:
    """Return the homes that stand in the register and have no place that the council can use on the day."""
    homes = Home.objects.filter(standing(on), authority=authority).select_related("provider")
    used = {one.home_id for one in places_of(authority) if one.holds_on(on)}
    return [one for one in homes.order_by("name") if one.pk not in used]


def _kinds(held: Sequence[Places], then: Sequence[Places], counts: Mapping[int, int]) -> list[KindOfPlace]:
    by_kind: dict[PlacementState, list[Places]] = defaultdict(list)
    for one in held:
        by_kind[PlacementState(one.home.placement)].append(one)
    return [_kind(kind, by_kind[kind], then, counts) for kind in PlacementState if kind in by_kind]


def _kind(
    placement: PlacementState, held: Sequence[Places], then: Sequence[Places], counts: Mapping[int, int]
) -> KindOfPlace:
    by_holding: Counter[Holding] = Counter()
    for one in held:
        by_holding[Holding(one.holding)] += one.number
    looked_at = [one for one in then if one.home.placement == placement]
    homes_then = {one.home_id for one in looked_at}
    return KindOfPlace(
        placement=placement,
        by_holding={one: by_holding[one] for one in Holding if by_holding[one]},
        usable=sum(float(one.usable) * one.number for one in held),
        homes=len({one.home_id for one in held}),
        in_use=sum(counts[home] for home in homes_then) if looked_at else None,
        counted=sum(one.number for one in looked_at),
    )


def _in_use(authority: Authority, on: date) -> tuple[dict[int, int], date | None]:
    """Return the places in use by home on the latest counted day up to `on`, and that day."""
    found = PlacesInUse.objects.filter(home__authority=authority, on__lte=on)
    latest = found.order_by("-on").values_list("on", flat=True).first()
    if latest is None:
        return {}, None
    return dict(found.filter(on=latest).values_list("home_id", "number")), latest


def _ranges(authority: Authority, on: date) -> list[PriceRange]:
    by_kind: dict[PlacementState, list[Price]] = defaultdict(list)
    for one in _in_force(authority, on):
        by_kind[PlacementState(one.placement)].append(one)
    return [_range(kind, by_kind[kind]) for kind in PlacementState if kind in by_kind]


def _in_force(authority: Authority, on: date) -> list[Price]:
    """Return the prices in force on the day: of several that differ in their first day alone, the latest."""
    latest: dict[tuple[object, ...], Price] = {}
    for one in prices_of(authority).filter(begins__lte=on):
        if one.holds_on(on):
            latest[one.placement, one.provider_id, one.holding, one.need] = one
    return list(latest.values())


def _range(placement: PlacementState, found: Sequence[Price]) -> PriceRange:
    weekly = [one.weekly for one in found]
    return PriceRange(
        placement=placement,
        lowest=min(weekly),
        median=median(weekly),
        highest=max(weekly),
        prices=len(found),
        providers=len({one.provider_id for one in found if one.provider_id}),
    )
