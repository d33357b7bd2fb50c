"""What a statement would be made from now: returns, registers and words, and the digest that tells them apart."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import Any

from suffice.analyse.market.queries import prices, provisions
from suffice.analyse.needs.queries.results import returns_in_use
from suffice.analyse.returns.models import ReturnRecord
from suffice.analyse.returns.queries import history
from suffice.analyse.returns.queries.population import estimates, population_of
from suffice.analyse.scenarios.documents import understood
from suffice.analyse.scenarios.models import ScenarioVersion
from suffice.analyse.scenarios.queries import comparisons
from suffice.core.digests import digest_of
from suffice.core.models import Authority
from suffice.engine.returns.model import FileReport
from suffice.publish.statement.gathering import Material
from suffice.publish.statement.inputs import Brought
from suffice.publish.statement.models import Statement
from suffice.publish.statement.queries import statements


def material(authority: Authority) -> Material:
    """Return what is accepted and written now, as a statement takes it."""
    compared = _compared(authority)
    people, places, costs = population_of(authority), provisions(authority), prices(authority)
    return Material(
        council=authority.name,
        authority=authority.code,
        history=history.accepted_history(authority),
        files=tuple(files(authority)),
        population=people if people.figures.get(authority.code) else None,
        provisions=places,
        prices=costs,
        scenarios=[understood(one.document) for one in compared],
        written=statements.written(authority),
        brought={
            "capacity": [Brought("the council's register of homes and places", _hash(places), len(places))],
            "scenarios": [Brought(_named(one), _hash([one.document])) for one in compared],
            "prices": [Brought("the council's register of prices", _hash(costs), len(costs))],
        },
    )


def inputs(statement: Statement) -> dict[str, Any]:
    """Return what the statement would be made of now."""
    authority = statement.authority
    return {
        "asked": {"origin": statement.origin.isoformat(), "years": statement.years, "audience": statement.audience},
        "returns": returns_in_use(authority),
        "population": [[one.mid_year, one.number, one.source] for one in estimates(authority)],
        "places": _hash(provisions(authority)),
        "prices": _hash(prices(authority)),
        "scenarios": [one.document for one in _compared(authority)],
        "written": asdict(statements.written(authority)),
    }


def holds(statement: Statement) -> bool:
    """Say whether the same statement would be made now."""
    return statement.inputs_digest == digest_of(inputs(statement))


def _compared(authority: Authority) -> Sequence[ScenarioVersion]:
    """Return the scenarios that were compared last: those that the council has in mind."""
    latest = comparisons.latest(authority)
    return comparisons.versions_of(latest) if latest is not None else []


def _named(version: ScenarioVersion) -> str:
    return f"“{version.document['name']}”, version {version.number}"


def _hash(records: Sequence[object]) -> str:
    """Return the hash of a register as it stands."""
    return hashlib.sha256(repr(records).encode()).hexdigest()


def files(authority: Authority) -> Iterator[FileReport]:
    """Give every table of the accepted returns whose rows are kept, with its rows accounted for."""
    for record in history.in_use(authority):
        yield from _files(record)


def _files(record: ReturnRecord) -> Iterator[FileReport]:
    for one in record.upload.found.filter(year=record.year, kind=record.kind).order_by("name", "table"):
        yield FileReport(
            name=one.name,
            kind=one.kind,
            table=one.table,
            year=one.year,
            rows=one.rows,
            used=one.used,
            repaired=one.repaired,
            set_aside=one.set_aside,
            sha256=one.sha256,
        )
