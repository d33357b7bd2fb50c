"""What the inspectorate's list would change: judgements of the homes that are here, and homes that are wanted."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from suffice.analyse.market.models import GRADES, OUTCOMES, Home, Judgement, OrganisationKind, Registration
from suffice.analyse.market.plans.known import REGISTRATIONS, Known, spelling
from suffice.analyse.market.plans.model import HomeKey, Plan
from suffice.analyse.returns.queries.history import accepted_history
from suffice.core.models import Authority
from suffice.engine.findings import Example, Finding, Severity, merged, note
from suffice.engine.supply.sources.providers import ProviderRow, read_providers

_SECTORS = {"voluntary": OrganisationKind.VOLUNTARY, "private": OrganisationKind.INDEPENDENT}
_LISTED = {Registration.CHILDRENS_HOME, Registration.SECURE_HOME, Registration.FOSTERING_AGENCY, Registration.SUPPORTED}
_SHOWN = 20


def providers(path: Path, authority: Authority, *, areas: Sequence[str]) -> Plan:
    """Return what the list would change.

    Args:
        path: the inspectorate's file, of one year or of many: the latest year alone is used.
        authority: whose register it is for.
        areas: authorities whose homes are wanted; a home where the council's children have lived is wanted anyway.
    """
    read, known = read_providers(path), Known(authority)
    latest = max((row.year for row in read.rows if row.year is not None), default=None)
    listed = [row for row in read.rows if row.year in (None, latest)]
    wanted, used = {spelling(one) for one in areas}, urns_in_use(authority)
    for row in listed:
        home = known.by_urn.get(row.urn)
        if home is not None:
            known.change(home, _told_of(row, home))
        elif row.placement is not None and (row.urn in used or spelling(row.authority) in wanted):
            _add(known, row)
    findings = (*_earlier(read.file, latest, len(read.rows) - len(listed)), *_gone(read.file, known, listed))
    return Plan(tuple(known.changes), read.total, findings=merged([*read.findings, *findings]))


def urns_in_use(authority: Authority) -> set[str]:
    """Return the URNs at which the accepted returns have ever placed a child."""
    episodes = accepted_history(authority).episodes
    return set(episodes["urn"].drop_nulls().unique()) if episodes.width else set()


def _told_of(row: ProviderRow, home: Home) -> dict[str, Any]:
    """Return what the list says of a home that is in the register; what it leaves out stays as it is."""
    judgement, on = _judged(row, Registration(home.registration))
    told: dict[str, Any] = {"area": row.authority, "registered_places": row.places}
    if judgement is not None and (home.judged_on is None or on is None or on >= home.judged_on):
        told |= {"judgement": str(judgement), "judged_on": on}
    return {name: value for name, value in told.items() if value is not None}


def _judged(row: ProviderRow, registration: Registration) -> tuple[Judgement | None, date | None]:
    supported = registration is Registration.SUPPORTED
    said = row.outcome if supported else row.judgement
    scale: Collection[Judgement] = OUTCOMES if supported else GRADES
    judgement = next((one for one in scale if said and one.label.casefold() == said.casefold()), None)
    return (judgement, row.inspected) if judgement is not None and row.inspected is not None else (None, None)


def _add(known: Known, row: ProviderRow) -> None:
    assert row.placement is not None  # noqa: S101 - only homes with a kind of placement are wanted
    registration = Registration(REGISTRATIONS.get(row.placement, "other"))
    judgement, on = _judged(row, registration)
    judged = {"judgement": str(judgement), "judged_on": on} if judgement is not None else {}
    name = row.name or f"{registration.label} {row.urn}"
    known.add_home(
        HomeKey(row.urn, _owner(known, row, name), name),
        placement=row.placement,
        registration=str(registration),
        registered_places=row.places,
        area=row.authority,
        **judged,
    )


def _owner(known: Known, row: ProviderRow, name: str) -> str:
    """Return the provider of a home; where the list does not tell the owner, the home stands for itself."""
    if (row.sector or "").casefold() == "local authority":
        if spelling(row.authority) == spelling(known.authority.name):
            return known.provider(known.council, OrganisationKind.OWN)
        return known.provider(row.owner or f"{row.authority} council", OrganisationKind.PUBLIC)
    kind = _SECTORS.get((row.sector or "").casefold(), OrganisationKind.PUBLIC)
    return known.provider(row.owner or name, kind)


def _earlier(file: str, latest: int | None, left: int) -> Iterator[Finding]:
    if latest is not None and left:
        told = f"{file} holds several years: the {left:,} rows before 31 March {latest} are not used."
        yield note("earlier-years", told, file=file, count=left)


def _gone(file: str, known: Known, listed: Sequence[ProviderRow]) -> Iterator[Finding]:
    """Name the homes that the list does not have any more; whether they have closed is for a person to say."""
    there = {row.urn for row in listed}
    gone = [one for urn, one in known.by_urn.items() if urn not in there and one.registration in _LISTED]
    if gone and there & known.by_urn.keys():
        told = [
            Example(file, None, "URN", one.urn, f"{one} (URN {one.urn}) is not in {file}: end it if it has closed.")
            for one in gone
        ]
        yield Finding("home-not-listed", Severity.QUERY, len(gone), tuple(told[:_SHOWN]))
