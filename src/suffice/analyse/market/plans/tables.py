"""What tables of places and of prices would change."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from pathlib import Path

from suffice.analyse.market.models import Home, place_in_words
from suffice.analyse.market.plans.known import Known
from suffice.analyse.market.plans.model import Plan
from suffice.analyse.market.words import pence, share
from suffice.core.models import Authority
from suffice.core.pages.words import counted, day
from suffice.engine.findings import Example, Finding, Severity, merged
from suffice.engine.supply.model import Price, Provision
from suffice.engine.supply.reading import ALWAYS, Records, read_capacity, read_prices

_SHARE, _RISE = Decimal("0.01"), Decimal("0.0001")


def capacity(path: Path, authority: Authority) -> Plan:
    """Return what a capacity file would change: homes that are not there, and places that differ."""
    read, known = read_capacity(path), Known(authority)
    for one in read.records:
        if one.places:
            _provision(known, one)
    return _plan(read, known, (*_none(read.file, read.records), *known.otherwise(read.file)))


def prices(path: Path, authority: Authority) -> Plan:
    """Return what a price file would change: prices that are not there, and those that differ."""
    read, known = read_prices(path), Known(authority)
    for one in read.records:
        _price(known, one, source=path.name)
    return _plan(read, known)


def _plan(read: Records[Provision] | Records[Price], known: Known, findings: tuple[Finding, ...] = ()) -> Plan:
    return Plan(tuple(known.changes), read.rows, findings=merged([*read.findings, *findings]))


def _provision(known: Known, one: Provision) -> None:
    key, home = known.named(one.urn or "", one.provider, one.name)
    values = {"number": one.places, "usable": Decimal(str(one.usable)).quantize(_SHARE), "until": one.closes}
    if home is None:
        known.add_home(key, placement=one.placement, youngest=one.youngest, oldest=one.oldest)
    else:
        known.change(home, _ages(home, one))
        held = known.places(home, str(one.holding), one.opens)
        if held is not None:
            known.change(held, values)
            return
    begins = f"from {day(one.opens)}" if one.opens != ALWAYS else "from no day that is given, so on every day"
    until = f" until {day(one.closes)}" if one.closes else ""
    words = (
        f"{counted(one.places, 'place')}, {one.holding.label.lower()}, {begins}{until}; "
        f"{share(one.usable)} can be used in the ordinary run of things."
    )
    known.add("places", key.name, words, {"home": key, "holding": str(one.holding), "begins": one.opens, **values})


def _ages(home: Home, one: Provision) -> dict[str, int]:
    """Return the ages that differ; a file of children in care ends at 17, where a home may go on to care leavers."""
    oldest = {} if min(home.oldest, 17) == one.oldest else {"oldest": one.oldest}
    return {"youngest": one.youngest, **oldest}


def _price(known: Known, one: Price, *, source: str) -> None:
    provider = known.provider(one.provider) if one.provider else None
    holding = str(one.holding or "")
    values = {
        "weekly": one.weekly,
        "per_place": one.per_place or holding == "block",
        "uplift": Decimal(str(one.uplift)).quantize(_RISE),
        "uplift_spread": Decimal(str(one.uplift_spread)).quantize(_RISE),
    }
    held = known.price(str(one.placement), provider, holding, one.need, one.begins)
    if held is not None:
        known.change(held, values)
        return
    whose = f" with {provider}" if provider else ""
    words = f"{pence(one.weekly)} a week for {place_in_words(one.placement)}{whose}, from {day(one.begins)}."
    named = {"placement": str(one.placement), "provider": provider, "holding": holding, "need": one.need}
    known.add(
        "price", provider or one.placement.label, words, {**named, "begins": one.begins, "source": source, **values}
    )


def _none(file: str, records: Sequence[Provision]) -> Iterator[Finding]:
    """Say which rows give no place, and so write nothing down."""
    empty = [one for one in records if not one.places]
    if empty:
        told = [
            Example(file, None, "places", "0", f"{one.name} has no places in {file}, so none are written down.")
            for one in empty
        ]
        yield Finding("no-places", Severity.NOTE, len(empty), tuple(told[:20]))
