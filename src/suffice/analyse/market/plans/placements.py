"""What a placement census or a placement cost return would change: places in use, and what was paid for them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import ROUND_HALF_EVEN, Decimal
from pathlib import Path
from statistics import median

from suffice.analyse.market.models import PlacesInUse, place_in_words
from suffice.analyse.market.plans.known import Known
from suffice.analyse.market.plans.model import Act, Change, HomeKey, Plan
from suffice.analyse.market.words import pence
from suffice.core.models import Authority
from suffice.core.pages.words import counted, day
from suffice.engine.episodes import PlacementState
from suffice.engine.findings import Example, Finding, Severity, merged, note
from suffice.engine.returns.sheets.layout import plain
from suffice.engine.supply.model import Holding
from suffice.engine.supply.sources.census import CensusRow, read_census
from suffice.engine.supply.sources.costs import read_costs

LEAST = 3
"""Placements behind a price: of fewer, it would point to a child."""
_PENNY = Decimal("0.01")
_SHOWN = 20

Group = tuple[PlacementState, Holding | None, str | None]
"""Kind of placement, how it is held, and the provider; None of the last for all providers together."""


def census(path: Path, authority: Authority, *, on: date | None) -> Plan:
    """Return what a placement census would change.

    Args:
        path: the census.
        authority: whose register it is for; placements of other authorities are left out.
        on: the census day.
    """
    read, known = read_census(path), Known(authority)
    told_on = _given(on)
    ours = [row for row in read.rows if _is_ours(row, authority) and row.looked_after]
    homes: Counter[HomeKey] = Counter()
    for row in ours:
        homes[_home(known, row)] += 1
    weekly = [((row.placement, row.holding, known.provider(row.organisation)), row.weekly) for row in ours]
    findings = [
        *known.otherwise(read.file),
        *_count(known, homes, told_on, read.file),
        *_prices(known, weekly, told_on, read.file),
    ]
    if len(ours) < len(read.rows):
        findings.append(
            note(
                "placements-left-out",
                f"{counted(len(read.rows) - len(ours), 'row')} of {read.file} are of other authorities or of people "
                "who are 18 or over, and are not used.",
                file=read.file,
                count=len(read.rows) - len(ours),
            )
        )
    children = len({row.child for row in ours})
    return Plan(tuple(known.changes), read.total, children, merged([*read.findings, *findings]))


def costs(path: Path, authority: Authority, *, on: date | None) -> Plan:
    """Return what a placement cost return would change.

    Args:
        path: the return; of providers it has the URN alone, so homes are found by that.
        authority: whose register it is for.
        on: the last day that its costs go up to.
    """
    told_on = _given(on)
    read, known = read_costs(path, as_at=told_on), Known(authority)
    homes: Counter[HomeKey] = Counter()
    unknown: Counter[str] = Counter()
    weekly: list[tuple[Group, Decimal | None]] = []
    for row in read.rows:
        home = known.by_urn.get(row.urn or "")
        going_on = row.ends is None or row.ends > told_on
        if home is not None and going_on and row.placement == home.placement:
            homes[HomeKey(home.urn, home.provider.name, home.name)] += 1
        elif home is None and row.urn:
            unknown[row.urn] += 1
        weekly.append(((row.placement, row.holding, home.provider.name if home else None), row.weekly))
    findings = [
        *_count(known, homes, told_on, read.file),
        *_prices(known, weekly, told_on, read.file),
        *_unknown(read.file, unknown),
    ]
    children = len({row.child for row in read.rows})
    return Plan(tuple(known.changes), read.total, children, merged([*read.findings, *findings]))


def _given(on: date | None) -> date:
    if on is None:
        raise ValueError("A file of placements is brought with the day that it tells of.")
    return on


def _is_ours(row: CensusRow, authority: Authority) -> bool:
    return plain(row.authority) in {plain(authority.name), plain(f"city of {authority.name}")}


def _home(known: Known, row: CensusRow) -> HomeKey:
    """Return the home of a census row as the register knows it, added to the plan where it does not."""
    name = row.establishment or row.organisation
    key, home = known.named(row.urn or "", row.organisation, name)
    if home is None:
        known.add_home(key, placement=row.placement, area=row.host or "")
    return key


def _count(known: Known, homes: Mapping[HomeKey, int], on: date, file: str) -> Iterator[Finding]:
    """Plan the places in use of each home on the day."""
    counted_before = {
        one.home_id: one.number for one in PlacesInUse.objects.filter(home__authority=known.authority, on=on)
    }
    for key, number in sorted(homes.items(), key=lambda one: one[0].name):
        home = known.home(key)
        if home is not None and counted_before.get(home.pk) == number:
            continue
        words = f"{counted(number, 'place')} in use on {day(on)}."
        values = {"home": key, "number": number, "on": on}
        known.changes.append(Change(Act.COUNT, "places in use", key.name, words, values))
    if not homes:
        told = f"No placement of {file} is in a home that the register knows, so no place in use is counted."
        yield note("no-place-counted", told, file=file)


def _prices(known: Known, weekly: Sequence[tuple[Group, Decimal | None]], on: date, file: str) -> Iterator[Finding]:
    """Plan the middle price of each kind and holding, and of each provider, where enough placements stand behind it."""
    found: dict[Group, list[Decimal]] = defaultdict(list)
    blocks = sum(group[1] is Holding.BLOCK and pounds is not None for group, pounds in weekly)
    for (placement, holding, provider), pounds in weekly:
        if pounds is not None and holding is not Holding.BLOCK:
            found[placement, holding, None].append(pounds)
            if provider is not None and provider != known.council:
                found[placement, holding, provider].append(pounds)
    few = [group for group, pounds in found.items() if len(pounds) < LEAST]
    for group in sorted(set(found) - set(few), key=lambda one: tuple(str(part or "") for part in one)):
        _price(known, group, found[group], on=on, source=f"{file}, {day(on)}")
    if blocks:
        told = (
            f"{counted(blocks, 'placement')} of {file} are under block contracts, where every place is paid for "
            "whether a child lives there or not. No price is made of them: write down what the contract says."
        )
        yield note("price-of-block", told, file=file, count=blocks)
    if few:
        yield Finding("price-of-few", Severity.NOTE, len(few), tuple(_few(few, file))[:_SHOWN])


def _price(known: Known, group: Group, pounds: Sequence[Decimal], *, on: date, source: str) -> None:
    placement, holding, provider = group
    middle = median(pounds).quantize(_PENNY, ROUND_HALF_EVEN)
    held = known.price(str(placement), provider, str(holding or ""), "", on)
    if held is not None:
        known.change(held, {"weekly": middle})
        return
    whose = f" with {provider}" if provider else ""
    words = (
        f"{pence(middle)} a week for {place_in_words(placement)}{whose}, from {day(on)}: the middle of "
        f"{counted(len(pounds), 'placement')}."
    )
    values = {
        "placement": str(placement),
        "provider": provider,
        "holding": str(holding or ""),
        "weekly": middle,
        "begins": on,
        "placements": len(pounds),
        "source": source,
        **known.rise(placement, holding),
    }
    known.add("price", provider or placement.label, words, values)


def _few(groups: Iterable[Group], file: str) -> Iterator[Example]:
    for placement, holding, provider in groups:
        whose = f" with {provider}" if provider else ""
        held = f", {holding.label.lower()}" if holding else ""
        told = (
            f"Fewer than {LEAST} placements of {file} have a cost for {place_in_words(placement)}{whose}{held}, so no "
            "price is made of them: it would point to a child. Write one down by hand where there is a contract."
        )
        yield Example(file, None, None, None, told)


def _unknown(file: str, urns: Mapping[str, int]) -> Iterator[Finding]:
    if urns:
        told = [
            Example(
                file,
                None,
                "Ofsted URN",
                urn,
                f"{counted(number, 'placement')} of {file} are at URN {urn}, which no home in the register has: bring "
                "the inspectorate's list, or write the home down.",
            )
            for urn, number in urns.items()
        ]
        yield Finding("urn-not-in-register", Severity.QUERY, sum(urns.values()), tuple(told[:_SHOWN]))
